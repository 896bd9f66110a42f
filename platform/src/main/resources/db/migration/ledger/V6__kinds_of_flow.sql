-- 流向: what a rollup's row is about, told once and named by a number: origin, counties, wastes, stages, method and lot year.
-- The rollups are found by that number, and keep beside it the counties that decide who sees a row; their views (flow_day,
-- flow_area, flow_month) say it all in words, as readers knew it.
create table ledger.flow_kind (
    id          int generated always as identity primary key,
    origin      text not null,
    from_county text not null,
    to_county   text not null,
    waste       text not null,
    to_waste    text not null,
    from_stage  text not null,
    to_stage    text not null,
    method      text not null,
    lot_year    smallint not null,
    waste_class text not null check (waste_class = ledger.waste_class(waste)),
    to_class    text not null check (to_class = ledger.waste_class(to_waste)),
    unique (waste, to_waste, from_stage, to_stage, origin, from_county, to_county, method, lot_year)
);
call wufei.append_only('ledger.flow_kind');
alter table ledger.flow_kind enable row level security;
alter table ledger.flow_kind force row level security;
create policy scope on ledger.flow_kind using (
    (select wufei.sees_all())
    or (select coalesce(current_setting('wufei.ledger', true), '') = 'reads')
    or from_county = any ((select wufei.seen_counties())::text[])
    or to_county = any ((select wufei.seen_counties())::text[])
    or origin = any ((select wufei.seen_counties())::text[]));

create table ledger.flow_day_sum (
    booked_on   date not null,
    kind        int not null,
    shard       smallint not null,
    origin      text not null,
    from_county text not null,
    to_county   text not null,
    mass_g      bigint not null,
    primary key (booked_on, kind, shard)
) with (fillfactor = 70);
comment on column ledger.flow_day_sum.mass_g is 'grams, net of reversals';
create table ledger.flow_area_sum (
    month       date not null,
    kind        int not null,
    shard       smallint not null,
    origin      text not null,
    from_county text not null,
    to_county   text not null,
    mass_g      bigint not null,
    primary key (month, kind, shard)
) with (fillfactor = 50);
comment on column ledger.flow_area_sum.mass_g is 'grams, net of reversals';
create table ledger.flow_month_sum (
    month        date not null,
    from_account bigint not null,
    to_account   bigint not null,
    from_unit    uuid not null,
    to_unit      uuid not null,
    kind         int not null,
    origin       text not null,
    from_county  text not null,
    to_county    text not null,
    mass_g       bigint not null
) with (fillfactor = 70);
comment on column ledger.flow_month_sum.mass_g is 'grams, net of reversals';

-- How many stocks were made in a lane: who remembers the accounts of a stock sees by it whether that is still all of them.
alter table ledger.lane add column stocks bigint not null default 0;

do $$
begin
    perform set_config('wufei.scope', 'all', true), set_config('wufei.ledger', 'reads', true);
    insert into ledger.flow_kind
        (origin, from_county, to_county, waste, to_waste, from_stage, to_stage, method, lot_year, waste_class, to_class)
    select distinct origin, from_county, to_county, waste, to_waste, from_stage, to_stage, method, lot_year,
        ledger.waste_class(waste), ledger.waste_class(to_waste)
    from ledger.posting_flow;
    create temporary table filed on commit drop as
    select f.booked_on, f.month, k.id as kind, 0::smallint as shard,
        case when f.mass_g < 0 then p.to_account else p.from_account end as from_account,
        case when f.mass_g < 0 then p.from_account else p.to_account end as to_account,
        f.from_unit, f.to_unit, k.origin, k.from_county, k.to_county, f.mass_g
    from ledger.posting_flow f
        join ledger.flow_kind k using (origin, from_county, to_county, waste, to_waste, from_stage, to_stage, method, lot_year)
        join ledger.posting p on p.entry_no = f.entry_no and p.line = f.line and p.recorded_at = f.recorded_at;
    insert into ledger.flow_day_sum
    select booked_on, kind, shard, origin, from_county, to_county, sum(mass_g) from filed group by 1, 2, 3, 4, 5, 6;
    insert into ledger.flow_area_sum
    select month, kind, shard, origin, from_county, to_county, sum(mass_g) from filed group by 1, 2, 3, 4, 5, 6;
    insert into ledger.flow_month_sum
    select month, from_account, to_account, from_unit, to_unit, kind, origin, from_county, to_county, sum(mass_g)
    from filed group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
    assert (select sum(mass_g) from ledger.flow_month) is not distinct from (select sum(mass_g) from ledger.flow_month_sum)
        and (select sum(mass_g) from ledger.flow_day) is not distinct from (select sum(mass_g) from ledger.flow_day_sum)
        and (select sum(mass_g) from ledger.flow_area) is not distinct from (select sum(mass_g) from ledger.flow_area_sum),
        'rollups differ';
end $$;
drop table ledger.flow_day, ledger.flow_area, ledger.flow_month;

alter table ledger.flow_month_sum add constraint flow_month_sum_pkey primary key (month, from_account, to_account);
create index on ledger.flow_month_sum (from_unit, month);
create index on ledger.flow_month_sum (to_unit, month) where to_unit <> from_unit;

do $$
declare
    tbl text;
begin
    foreach tbl in array array['flow_day_sum', 'flow_area_sum', 'flow_month_sum'] loop
        execute format('alter table ledger.%I enable row level security', tbl);
        execute format('alter table ledger.%I force row level security', tbl);
        execute format('create policy scope on ledger.%I using (
            (select wufei.sees_all())
            or from_county = any ((select wufei.seen_counties())::text[])
            or to_county = any ((select wufei.seen_counties())::text[])
            or origin = any ((select wufei.seen_counties())::text[])%s)', tbl,
            case when tbl = 'flow_month_sum' then ' or from_unit = any ((select wufei.seen_units())::uuid[])'
                ' or to_unit = any ((select wufei.seen_units())::uuid[])' else '' end);
    end loop;
end $$;

create view ledger.flow_day with (security_invoker = true) as
select s.booked_on, s.shard, s.origin, s.from_county, s.to_county, k.waste, k.to_waste, k.waste_class, k.to_class, k.from_stage,
    k.to_stage, k.method, k.lot_year, s.mass_g
from ledger.flow_day_sum s join ledger.flow_kind k on k.id = s.kind;
create view ledger.flow_area with (security_invoker = true) as
select s.month, s.shard, s.origin, s.from_county, s.to_county, k.waste, k.to_waste, k.waste_class, k.to_class, k.from_stage,
    k.to_stage, k.method, k.lot_year, s.mass_g
from ledger.flow_area_sum s join ledger.flow_kind k on k.id = s.kind;
create view ledger.flow_month with (security_invoker = true) as
select s.month, s.from_account, s.to_account, s.from_unit, s.to_unit, s.origin, s.from_county, s.to_county, k.waste, k.to_waste,
    k.waste_class, k.to_class, k.from_stage, k.to_stage, k.method, k.lot_year, s.mass_g
from ledger.flow_month_sum s join ledger.flow_kind k on k.id = s.kind;
