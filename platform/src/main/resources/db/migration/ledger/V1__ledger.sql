-- 固废总账: the mass ledger. Every gram moves from one account to another. Who writes here is `org.wufei.ledger` alone.
create schema ledger;

-- Numbers of entries: taken while the lanes are locked, so that they rise within a lane. A gap is an undone posting.
create sequence ledger.entry_no as bigint;

-- 链: entries are chained lane by lane. A unit's lane is a hash of its id; whoever posts holds the lanes of all units it touches.
create table ledger.lane (
    lane        smallint primary key,
    entries     bigint not null default 0,
    digest      bytea not null default decode(repeat('00', 32), 'hex') check (length(digest) = 32),
    recorded_at timestamptz not null default 'epoch'
) with (fillfactor = 20);
insert into ledger.lane (lane) select generate_series(0, 255);
comment on column ledger.lane.digest is 'SM3 of the last entry of the lane';

-- Where each lane stood when a Beijing day ended; written when the lane goes on after that day.
create table ledger.lane_day (
    lane   smallint not null references ledger.lane,
    day    date not null,
    digest bytea not null,
    primary key (lane, day)
);
call wufei.append_only('ledger.lane_day');

-- 日首: each day's head, SM3 over the digests of all lanes; published, so that a later change cannot be hidden.
create table ledger.head (
    day          date primary key,
    digest       bytea not null check (length(digest) = 32),
    published_at timestamptz not null default now()
);
call wufei.append_only('ledger.head');

-- 账户: place × waste × stage × lot. Never changed; its fields enter the digest of each entry that uses it.
create table ledger.account (
    id       bigint generated always as identity primary key,
    place    uuid not null,
    unit_id  uuid not null,
    county   text not null check (county ~ '^\d{6}$'),
    waste    text not null,
    stage    text not null,
    method   text not null default '',
    lot_year smallint not null,
    origin   text not null check (origin ~ '^\d{6}$'),
    tag      text not null default '',
    unique (unit_id, place, waste, stage, method, lot_year, origin, tag, county)
);
call wufei.append_only('ledger.account');
alter table ledger.account enable row level security;
alter table ledger.account force row level security;
-- An entry is seen by both its ends, and so are the accounts it names: the ledger opens them for its own joins.
create policy scope on ledger.account using (
    (select wufei.sees_all())
    or (select coalesce(current_setting('wufei.ledger', true), '') = 'reads')
    or county = any ((select wufei.seen_counties())::text[])
    or unit_id = any ((select wufei.seen_units())::uuid[]));

create table ledger.balance (
    account_id bigint primary key references ledger.account,
    unit_id    uuid not null,
    county     text not null,
    side       smallint not null check (side in (-1, 1)),
    mass_g     bigint not null check (mass_g * side >= 0)
) with (fillfactor = 50);
comment on column ledger.balance.mass_g is 'grams; sources (side -1) at most 0, stocks and sinks (side 1) at least 0';
create index on ledger.balance (unit_id);
call wufei.protect('ledger.balance', 'county', 'unit_id');

create table ledger.entry (
    no            bigint not null,
    recorded_at   timestamptz not null,
    lane          smallint not null,
    lane_seq      bigint not null,
    key           text not null,
    stream        text not null,
    document_kind text not null,
    document_id   uuid not null,
    document_no   text not null,
    unit_id       uuid not null,
    county        text not null,
    occurred_at   timestamptz not null,
    booked_on     date not null,
    adjusts       date,
    actor         uuid not null,
    actor_name    text not null,
    evidence      text not null,
    note          text not null,
    reverses      bigint,
    units         uuid[] not null,
    counties      text[] not null,
    content       bytea not null,
    digest        bytea not null,
    primary key (no, recorded_at)
) partition by range (recorded_at);
comment on column ledger.entry.booked_on is 'Beijing day it counts for: that of occurred_at, or the first of the open month when it adjusts a closed one';
comment on column ledger.entry.evidence is 'JSON, kept as text since the digest covers its bytes; empty for none';
comment on column ledger.entry.content is 'SM3 of what the document asked to post, to tell a retry from a conflict';
comment on column ledger.entry.digest is 'SM3 over the digest before it in its lane and all of its content and postings';
create index on ledger.entry (document_id);
call wufei.append_only('ledger.entry');
alter table ledger.entry enable row level security;
alter table ledger.entry force row level security;
create policy scope on ledger.entry using (
    (select wufei.sees_all())
    or counties && (select wufei.seen_counties())::text[]
    or units && (select wufei.seen_units())::uuid[]);

create table ledger.posting (
    entry_no        bigint not null,
    line            smallint not null,
    recorded_at     timestamptz not null,
    booked_on       date not null,
    reversal        boolean not null,
    from_account    bigint not null,
    to_account      bigint not null,
    mass_g          bigint not null check (mass_g > 0),
    from_unit       uuid not null,
    to_unit         uuid not null,
    from_county     text not null,
    to_county       text not null,
    origin          text not null,
    stated_quantity numeric,
    stated_unit     text,
    grams_per_unit  numeric,
    stated_source   text,
    primary key (entry_no, line, recorded_at)
) partition by range (recorded_at);
comment on column ledger.posting.mass_g is 'grams';
comment on column ledger.posting.origin is 'county where the waste was generated, by the lot it left';
comment on column ledger.posting.stated_quantity is 'as the document stated it, on the first line of its move';
create index on ledger.posting (from_unit, booked_on, entry_no);
create index on ledger.posting (to_unit, booked_on, entry_no) where to_unit <> from_unit;
create index on ledger.posting (booked_on, entry_no);
create index on ledger.posting using brin (recorded_at) with (pages_per_range = 32);
call wufei.append_only('ledger.posting');
alter table ledger.posting enable row level security;
alter table ledger.posting force row level security;
create policy scope on ledger.posting using (
    (select wufei.sees_all())
    or from_county = any ((select wufei.seen_counties())::text[])
    or to_county = any ((select wufei.seen_counties())::text[])
    or origin = any ((select wufei.seen_counties())::text[])
    or from_unit = any ((select wufei.seen_units())::uuid[])
    or to_unit = any ((select wufei.seen_units())::uuid[]));

-- 幂等键: one entry a key over the whole book; beside the partitioned book, which cannot hold such a rule.
create table ledger.entry_key (
    key         text collate "C" primary key check (length(key) between 1 and 160),
    no          bigint not null,
    recorded_at timestamptz not null
);
call wufei.append_only('ledger.entry_key');

create table ledger.reversal (
    entry_no    bigint primary key,
    reversed_by bigint not null unique
);
call wufei.append_only('ledger.reversal');

create table ledger.closed_month (
    unit_id   uuid not null,
    county    text,
    month     date not null check (extract(day from month) = 1),
    closed_at timestamptz not null default now(),
    actor     uuid not null,
    primary key (unit_id, month)
);
call wufei.append_only('ledger.closed_month');
call wufei.protect('ledger.closed_month', 'county', 'unit_id');

-- 日流量: for dashboards. A shard keeps concurrent writers of one county apart. Signed: a reversal counts below zero.
create table ledger.flow_day (
    booked_on   date not null,
    shard       smallint not null,
    origin      text not null,
    from_county text not null,
    to_county   text not null,
    waste_class text not null,
    from_stage  text not null,
    to_stage    text not null,
    method      text not null,
    lot_year    smallint not null,
    mass_g      bigint not null,
    primary key (booked_on, shard, origin, from_county, to_county, waste_class, from_stage, to_stage, method, lot_year)
) with (fillfactor = 70);
comment on column ledger.flow_day.mass_g is 'grams, net of reversals';
alter table ledger.flow_day enable row level security;
alter table ledger.flow_day force row level security;
create policy scope on ledger.flow_day using (
    (select wufei.sees_all())
    or from_county = any ((select wufei.seen_counties())::text[])
    or to_county = any ((select wufei.seen_counties())::text[])
    or origin = any ((select wufei.seen_counties())::text[]));

-- 月流量: for a unit's month, and for whatever asks by whole months.
create table ledger.flow_month (
    month       date not null,
    from_unit   uuid not null,
    to_unit     uuid not null,
    origin      text not null,
    from_county text not null,
    to_county   text not null,
    waste       text not null,
    to_waste    text not null,
    from_stage  text not null,
    to_stage    text not null,
    method      text not null,
    lot_year    smallint not null,
    mass_g      bigint not null,
    primary key (month, from_unit, to_unit, waste, to_waste, from_stage, to_stage, method, lot_year, origin, from_county, to_county)
) with (fillfactor = 70);
comment on column ledger.flow_month.mass_g is 'grams, net of reversals';
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

-- The class a code belongs to, as kernel.WasteCode says: 900-001-S17 is SW17, 900-214-08 is HW08.
create function ledger.waste_class(code text) returns text language sql immutable parallel safe
    as $$ select case when substr(code, 9, 1) = 'S' then 'SW' || substr(code, 10) else 'HW' || substr(code, 9) end $$;

-- Postings as flows: what the rollups sum. A reversal counts below zero in the direction of what it takes back.
create view ledger.posting_flow with (security_invoker = true) as
select p.entry_no, p.line, p.recorded_at, p.booked_on, date_trunc('month', p.booked_on)::date as month,
       case when p.reversal then t.origin else f.origin end as origin,
       p.from_unit as posted_from_unit, p.to_unit as posted_to_unit, f.unit_id as from_unit, t.unit_id as to_unit, f.county as from_county, t.county as to_county,
       f.waste, t.waste as to_waste, f.stage as from_stage, t.stage as to_stage,
       case when t.method <> '' then t.method else f.method end as method,
       f.lot_year, case when p.reversal then -p.mass_g else p.mass_g end as mass_g
from ledger.posting p
    join ledger.account f on f.id = case when p.reversal then p.to_account else p.from_account end
    join ledger.account t on t.id = case when p.reversal then p.from_account else p.to_account end;

-- Partitions by month of recording. A partition is written directly by the ledger; only the whole table is ever read.
create procedure ledger.ensure_partition(first_day date) language plpgsql as $$
declare
    tbl text;
    part text;
    from_at timestamptz := date_trunc('month', first_day)::timestamp at time zone 'UTC';
    to_at timestamptz := (date_trunc('month', first_day) + interval '1 month')::timestamp at time zone 'UTC';
begin
    if to_regclass(format('ledger.posting_%s', to_char(first_day, 'YYYY_MM'))) is not null then return; end if;
    perform pg_advisory_xact_lock(74010, 2);
    foreach tbl in array array['entry', 'posting'] loop
        part := format('%s_%s', tbl, to_char(first_day, 'YYYY_MM'));
        if to_regclass('ledger.' || part) is not null then continue; end if;
        execute format('create table ledger.%I (like ledger.%I including defaults including constraints)', part, tbl);
        execute format('alter table ledger.%I attach partition ledger.%I for values from (%L) to (%L)', tbl, part, from_at, to_at);
        execute format('create trigger append_only_whole before truncate on ledger.%I for each statement execute function wufei.refuse_change()', part);
    end loop;
end $$;
call ledger.ensure_partition(current_date);
call ledger.ensure_partition((current_date + interval '1 month')::date);
