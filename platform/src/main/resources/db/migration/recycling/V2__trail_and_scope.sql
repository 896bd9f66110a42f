select set_config('wufei.scope', 'all', true);

-- 办理记录: one trail for every document of this module; items had their own.
create table recycling.step (
    id uuid primary key default uuidv7(),
    kind text not null check (kind in ('sludge-day', 'sludge-drying', 'sludge-delivery', 'vehicle', 'dismantling', 'item', 'claim')),
    object_id uuid not null,
    county text not null,
    unit_id uuid not null,
    receiver_id uuid,
    step text not null,
    happened_on date not null,
    note text not null default '',
    entry_no bigint,
    recorded_at timestamptz not null default clock_timestamp(),
    actor_name text not null
);
create index step_object on recycling.step (object_id, id);
insert into recycling.step (id, kind, object_id, county, unit_id, receiver_id, step, happened_on, note, entry_no, recorded_at, actor_name)
select id, 'item', item_id, county, unit_id, receiver_id, step, happened_on, note, entry_no, recorded_at, actor_name
from recycling.item_step;
drop table recycling.item_step;
call wufei.protect('recycling.step', 'county', 'unit_id', 'receiver_id');
call wufei.append_only('recycling.step');

-- A producer's duty is its county's and its own; what was recovered for it may lie in any county.
call wufei.protect('recycling.producer', 'county', 'unit_id');

-- Pieces of a producer's goods that reached a receiver in a year, whoever held them: a sum, without whose.
create function recycling.recovered(of_name text, of_item text, in_year int) returns bigint language plpgsql as $$
declare
    narrow text := coalesce(current_setting('wufei.scope', true), '');
    found_pieces bigint;
begin
    perform set_config('wufei.scope', 'all', true);
    select coalesce(sum(i.pieces), 0) into found_pieces
    from recycling.item i
    join recycling.producer p on p.id = i.producer_id
    join recycling.step s on s.object_id = i.id and s.step = 'RECEIVED'
    where p.name = of_name and p.item = of_item and i.state in ('RECEIVED', 'TREATED')
        and extract(year from s.happened_on) = in_year;
    perform set_config('wufei.scope', narrow, true);
    return found_pieces;
end $$;

-- Whose goods an item may be: names only, for the form of an item.
create function recycling.producer_names() returns table (id uuid, name text, item text, year int) language plpgsql as $$
declare
    narrow text := coalesce(current_setting('wufei.scope', true), '');
begin
    perform set_config('wufei.scope', 'all', true);
    return query select p.id, p.name, p.item, p.year from recycling.producer p;
    perform set_config('wufei.scope', narrow, true);
end $$;

-- A code entered by mistake can be registered again once the mistake is voided.
alter table recycling.item drop constraint item_code_key;
create unique index item_code on recycling.item (code) where state <> 'VOIDED';
create index item_producer on recycling.item (producer_id);

alter table recycling.sludge_drying
    add column state text not null default 'BOOKED' check (state in ('BOOKED', 'VOIDED'));

-- Where the receiver put it, so that a surplus can be booked there.
alter table recycling.sludge_delivery add column received_place_id uuid;

alter table recycling.benefit
    add column checked_by text not null default '',
    add column checked_at timestamptz,
    add check (valid_to is null or valid_to >= valid_from);
