-- 区域月流量: flows of whole months by county and class, without units and days; what the leader's screen and a Sankey read.
-- A year of it is some thousand rows, however many units there are. Signed, as the other rollups.
create table ledger.flow_area (
    month       date not null,
    shard       smallint not null,
    origin      text not null,
    from_county text not null,
    to_county   text not null,
    waste_class text not null,
    to_class    text not null,
    from_stage  text not null,
    to_stage    text not null,
    method      text not null,
    lot_year    smallint not null,
    mass_g      bigint not null,
    primary key (month, shard, origin, from_county, to_county, waste_class, to_class, from_stage, to_stage, method, lot_year)
) with (fillfactor = 50);
comment on column ledger.flow_area.mass_g is 'grams, net of reversals';
alter table ledger.flow_area enable row level security;
alter table ledger.flow_area force row level security;
create policy scope on ledger.flow_area using (
    (select wufei.sees_all())
    or from_county = any ((select wufei.seen_counties())::text[])
    or to_county = any ((select wufei.seen_counties())::text[])
    or origin = any ((select wufei.seen_counties())::text[]));

-- Postings as flows, with the county of origin as the posting itself keeps it: the same, and it can be asked for first.
create or replace view ledger.posting_flow with (security_invoker = true) as
select p.entry_no, p.line, p.recorded_at, p.booked_on, date_trunc('month', p.booked_on)::date as month,
       p.origin,
       p.from_unit as posted_from_unit, p.to_unit as posted_to_unit, f.unit_id as from_unit, t.unit_id as to_unit, f.county as from_county, t.county as to_county,
       f.waste, t.waste as to_waste, f.stage as from_stage, t.stage as to_stage,
       case when t.method <> '' then t.method else f.method end as method,
       f.lot_year, case when p.reversal then -p.mass_g else p.mass_g end as mass_g
from ledger.posting p
    join ledger.account f on f.id = case when p.reversal then p.to_account else p.from_account end
    join ledger.account t on t.id = case when p.reversal then p.from_account else p.to_account end;

-- What is in the book already is summed; and the days' shards become four, which keep writers apart as well as sixteen.
do $$
declare
    rollup numeric;
begin
    perform set_config('wufei.scope', 'all', true), set_config('wufei.ledger', 'reads', true);
    insert into ledger.flow_area
    select f.month, e.lane % 4, f.origin, f.from_county, f.to_county, ledger.waste_class(f.waste), ledger.waste_class(f.to_waste),
        f.from_stage, f.to_stage, f.method, f.lot_year, sum(f.mass_g)
    from ledger.posting_flow f join ledger.entry e on e.no = f.entry_no and e.recorded_at = f.recorded_at
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;
    create temporary table days on commit drop as
    select booked_on, (shard % 4)::smallint as shard, origin, from_county, to_county, waste_class, from_stage, to_stage, method,
        lot_year, sum(mass_g)::bigint as mass_g
    from ledger.flow_day group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
    truncate ledger.flow_day;
    insert into ledger.flow_day select * from days;
    select sum(mass_g) into rollup from ledger.flow_area;
    assert rollup is not distinct from (select sum(mass_g) from ledger.flow_day), 'rollups differ';
end $$;
