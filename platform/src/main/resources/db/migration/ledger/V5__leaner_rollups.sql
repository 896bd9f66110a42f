-- Only stocks can fall short, so only they keep a balance: what a source gave and a sink took is the sum of its flows.
do $$
begin
    perform set_config('wufei.scope', 'all', true), set_config('wufei.ledger', 'reads', true);
    delete from ledger.balance where account_id in (select id from ledger.account where stage not in ('STORED', 'IN_TRANSIT'));
end $$;
alter table ledger.balance drop column side;
alter table ledger.balance add check (mass_g >= 0);
comment on column ledger.balance.mass_g is 'grams in this stock, at least 0';

-- A month's flow is one row for each pair of accounts: two numbers find it, where twelve columns did. What the accounts say of
-- units, counties, wastes and stages stays beside them for whoever reads.
alter table ledger.flow_month rename to flow_month_before;
create table ledger.flow_month (
    month        date not null,
    from_account bigint not null,
    to_account   bigint not null,
    from_unit    uuid not null,
    to_unit      uuid not null,
    origin       text not null,
    from_county  text not null,
    to_county    text not null,
    waste        text not null,
    to_waste     text not null,
    from_stage   text not null,
    to_stage     text not null,
    method       text not null,
    lot_year     smallint not null,
    mass_g       bigint not null
) with (fillfactor = 70);
comment on column ledger.flow_month.mass_g is 'grams, net of reversals';
do $$
begin
    perform set_config('wufei.scope', 'all', true), set_config('wufei.ledger', 'reads', true);
    insert into ledger.flow_month
    select date_trunc('month', p.booked_on)::date, f.id, t.id, f.unit_id, t.unit_id, f.origin, f.county, t.county, f.waste, t.waste,
        f.stage, t.stage, case when t.method <> '' then t.method else f.method end, f.lot_year,
        sum(case when p.reversal then -p.mass_g else p.mass_g end)
    from ledger.posting p
        join ledger.account f on f.id = case when p.reversal then p.to_account else p.from_account end
        join ledger.account t on t.id = case when p.reversal then p.from_account else p.to_account end
    group by 1, 2, 3;
    assert (select sum(mass_g) from ledger.flow_month) is not distinct from (select sum(mass_g) from ledger.flow_month_before),
        'rollups differ';
end $$;
drop table ledger.flow_month_before;
alter table ledger.flow_month add constraint flow_month_pkey primary key (month, from_account, to_account);
create index on ledger.flow_month (from_unit, month);
create index on ledger.flow_month (to_unit, month) where to_unit <> from_unit;
alter table ledger.flow_month enable row level security;
alter table ledger.flow_month force row level security;
create policy scope on ledger.flow_month using (
    (select wufei.sees_all())
    or from_county = any ((select wufei.seen_counties())::text[])
    or to_county = any ((select wufei.seen_counties())::text[])
    or origin = any ((select wufei.seen_counties())::text[])
    or from_unit = any ((select wufei.seen_units())::uuid[])
    or to_unit = any ((select wufei.seen_units())::uuid[]));
