-- 审核: what the bureau said of a report, once and for ever; a returned figure is reported anew.
create table indicators.review (
    report            uuid primary key references indicators.report (id),
    county            text check (county ~ '^\d{6}$'),
    decision          text not null check (decision in ('APPROVED', 'RETURNED')),
    reason            text not null default '' check (length(reason) <= 500),
    recorded_at       timestamptz not null,
    recorded_by       uuid not null,
    recorded_by_name  text not null,
    check (decision = 'APPROVED' or length(reason) > 0)
);
comment on column indicators.review.county is 'the report''s own: who sees the one sees the other';
call wufei.append_only('indicators.review');
call wufei.protect('indicators.review', 'county', variadic array[]::text[]);
