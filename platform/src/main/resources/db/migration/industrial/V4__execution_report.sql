-- 排污许可证执行报告 (solid-waste part): each version as it was prepared from the book; a submitted one is never changed.
create table industrial.execution_report (
    id           uuid primary key default uuidv7(),
    unit_id      uuid not null,
    county       text not null,
    year         integer not null check (year between 1996 and 2999),
    quarter      integer not null check (quarter between 0 and 4),
    no           integer not null check (no > 0),
    state        text not null default 'DRAFT' check (state in ('DRAFT', 'SUBMITTED')),
    content      jsonb not null,
    statement    jsonb not null,
    prepared_at  timestamptz not null,
    prepared_by  text not null,
    submitted_at timestamptz,
    submitted_by text,
    version      bigint not null default 1,
    unique (unit_id, year, quarter, no),
    check ((state = 'SUBMITTED') = (submitted_at is not null and submitted_by is not null))
);
comment on column industrial.execution_report.quarter is '1 to 4; 0 is the whole year';
comment on column industrial.execution_report.no is 'version of the report of this period, from 1';
create unique index execution_report_draft on industrial.execution_report (unit_id, year, quarter) where state = 'DRAFT';
call wufei.protect('industrial.execution_report', 'county', 'unit_id');

create function industrial.refuse_submitted() returns trigger language plpgsql as $$
begin
    if old.state = 'SUBMITTED' then
        raise exception 'wufei: a submitted execution report is not changed; a correction is a new version'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger sealed before update or delete on industrial.execution_report
    for each row execute function industrial.refuse_submitted();
