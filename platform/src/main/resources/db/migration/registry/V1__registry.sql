-- Who and what exists. Every row carries its county and unit; row-level security decides who sees it.
create schema registry;

create sequence registry.platform_code maxvalue 99999999;

create table registry.unit (
    id            uuid primary key default uuidv7(),
    code          text not null unique check (code ~ '^[0-9A-Z]{18}$'),
    platform_code boolean not null,
    name          text not null check (char_length(name) between 2 and 100),
    county        text not null check (county ~ '^\d{6}$'),
    township      text check (township ~ '^\d{9}(\d{3})?$'),
    address       text not null default '' check (char_length(address) <= 200),
    industry      text not null default '' check (industry ~ '^([A-Z]?\d{2,4})?$'),
    traits        text[] not null default '{}',
    contact       text not null default '' check (char_length(contact) <= 50),
    state         text not null default 'ACTIVE' check (state in ('ACTIVE', 'CLOSED', 'MERGED')),
    merged_into   uuid references registry.unit,
    valid_from    date not null,
    valid_to      date check (valid_to >= valid_from),
    initials      text not null default '',
    search        text not null,
    version       bigint not null default 1,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    check ((merged_into is not null) = (state = 'MERGED')),
    check (platform_code = (code like 'WF%'))
);
comment on column registry.unit.code is 'credit code (GB 32100-2015), or WF + county 6 + serial 8 + check 2 where the unit has none';
comment on column registry.unit.search is 'name, code, pinyin and initials in lower case';
comment on column registry.unit.industry is 'GB/T 4754';
create index unit_search on registry.unit using gin (search gin_trgm_ops);
create index unit_county on registry.unit (county, name);
create index unit_merged on registry.unit (merged_into) where merged_into is not null;
create unique index one_custodian_a_county on registry.unit (county) where traits @> '{CUSTODIAN}' and state = 'ACTIVE';
call wufei.protect('registry.unit', 'county', 'id');

create table registry.place (
    id         uuid primary key default uuidv7(),
    unit_id    uuid not null references registry.unit,
    site_id    uuid references registry.place,
    kind       text not null check (kind in ('SITE', 'FACILITY', 'STOCKPILE')),
    name       text not null check (char_length(name) between 2 and 100),
    county     text not null check (county ~ '^\d{6}$'),
    longitude  double precision check (longitude between -180 and 180),
    latitude   double precision check (latitude between -90 and 90),
    method     text check (method ~ '^[RDC]\d{1,2}$'),
    capacity_g bigint check (capacity_g > 0),
    area_m2    numeric check (area_m2 > 0),
    volume_m3  numeric check (volume_m3 > 0),
    density_g_m3 numeric check (density_g_m3 > 0),
    waste_class text check (waste_class ~ '^(SW|HW)\d{2}$'),
    start_year int check (start_year between 1900 and 2100),
    note       text not null default '' check (char_length(note) <= 500),
    state      text not null default 'ACTIVE' check (state in ('ACTIVE', 'CLOSED')),
    valid_from date not null,
    valid_to   date check (valid_to >= valid_from),
    version    bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check ((longitude is null) = (latitude is null)),
    check (kind <> 'SITE' or longitude is not null),
    check (kind <> 'FACILITY' or method is not null)
);
comment on column registry.place.capacity_g is 'grams: a year of a facility, in all of a stockpile';
comment on column registry.place.density_g_m3 is 'grams per cubic metre';
create index place_unit on registry.place (unit_id, kind, id);
create index place_county on registry.place (county, kind);
call wufei.protect('registry.place', 'county', 'unit_id');

create table registry.vehicle (
    id        uuid primary key default uuidv7(),
    unit_id   uuid not null references registry.unit,
    county    text not null check (county ~ '^\d{6}$'),
    plate     text not null check (char_length(plate) between 7 and 8),
    kind      text not null check (kind in ('TRUCK', 'TANKER', 'HAZARDOUS', 'COMPACTOR', 'OTHER')),
    load_g    bigint check (load_g > 0),
    state     text not null default 'ACTIVE' check (state in ('ACTIVE', 'CLOSED')),
    valid_from date not null,
    valid_to   date check (valid_to >= valid_from),
    version   bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on column registry.vehicle.load_g is 'rated load, grams';
create unique index one_active_plate on registry.vehicle (plate) where state = 'ACTIVE';
create index vehicle_unit on registry.vehicle (unit_id);
call wufei.protect('registry.vehicle', 'county', 'unit_id');

create table registry.permit (
    id         uuid primary key default uuidv7(),
    unit_id    uuid not null references registry.unit,
    county     text not null check (county ~ '^\d{6}$'),
    kind       text not null check (kind in ('DISCHARGE', 'OPERATING')),
    no         text not null check (char_length(no) between 4 and 40),
    authority  text not null default '' check (char_length(authority) <= 100),
    valid_from date not null,
    valid_to   date not null check (valid_to >= valid_from),
    state      text not null default 'ACTIVE' check (state in ('ACTIVE', 'REVOKED')),
    version    bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check (kind <> 'DISCHARGE' or no ~ '^[0-9A-Z]{22}$'),
    constraint one_permit_a_day exclude using gist (unit_id with =, kind with =, daterange(valid_from, valid_to, '[]') with &&)
        where (state = 'ACTIVE' and kind = 'DISCHARGE')
);
create index permit_unit on registry.permit (unit_id, kind, valid_from);
call wufei.protect('registry.permit', 'county', 'unit_id');

-- A line of a permit's solid-waste chapter; replaced as a whole with its permit's next version, which the history keeps.
create table registry.permit_line (
    permit_id uuid not null references registry.permit,
    line      int not null,
    unit_id   uuid not null,
    county    text not null,
    waste     text not null check (waste ~ '^\d{3}-\d{3}-(S\d{2}|\d{2})$'),
    way       text not null check (way in ('STORE', 'OWN_USE', 'OWN_DISPOSAL', 'ENTRUSTED_USE', 'ENTRUSTED_DISPOSAL')),
    grams_per_year bigint not null check (grams_per_year >= 0),
    primary key (permit_id, line),
    unique (permit_id, waste, way)
);
comment on column registry.permit_line.grams_per_year is 'grams a year';
call wufei.protect('registry.permit_line', 'county', 'unit_id');

create table registry.contract (
    id         uuid primary key default uuidv7(),
    unit_id    uuid not null references registry.unit,
    county     text not null check (county ~ '^\d{6}$'),
    no         text not null check (char_length(no) between 1 and 60),
    counterparty_id   uuid,
    counterparty_name text not null check (char_length(counterparty_name) between 2 and 100),
    way        text not null check (way in ('CARRIAGE', 'STORAGE', 'USE', 'DISPOSAL')),
    wastes     text[] not null check (cardinality(wastes) between 1 and 100),
    amount_g   bigint check (amount_g > 0),
    valid_from date not null,
    valid_to   date not null check (valid_to >= valid_from),
    state      text not null default 'ACTIVE' check (state in ('ACTIVE', 'ENDED')),
    version    bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (unit_id, no)
);
comment on column registry.contract.amount_g is 'grams agreed over the term; null: none agreed';
call wufei.protect('registry.contract', 'county', 'unit_id', 'counterparty_id');

-- 变更记录: each version of each registered thing, as it stood after the act. Never edited.
create table registry.history (
    id        uuid primary key default uuidv7(),
    kind      text not null check (kind in ('unit', 'place', 'vehicle', 'permit', 'contract')),
    object_id uuid not null,
    unit_id   uuid not null,
    county    text not null,
    version   bigint not null,
    act       text not null,
    at        timestamptz not null,
    by_id     uuid not null,
    by_name   text not null,
    content   jsonb not null,
    unique (object_id, version)
);
create index history_unit on registry.history (unit_id, at desc);
call wufei.protect('registry.history', 'county', 'unit_id');
call wufei.append_only('registry.history');

-- What everybody may know of any unit: its name, code and county; a counterparty's name stands on one's own document.
-- These functions look past row-level security for exactly those columns, and for nothing else: each widens the scope for
-- its one query and gives it back. (A failing query ends the transaction, and the setting with it.)
create function registry.names(ids uuid[]) returns table (id uuid, name text, code text, county text) language plpgsql as $$
declare
    narrow text := coalesce(current_setting('wufei.scope', true), '');
begin
    perform set_config('wufei.scope', 'all', true);
    return query select u.id, u.name, u.code, u.county from registry.unit u where u.id = any (ids);
    perform set_config('wufei.scope', narrow, true);
end $$;

create function registry.receivers(needle text, size int) returns table (id uuid, name text, code text, county text) language plpgsql as $$
declare
    narrow text := coalesce(current_setting('wufei.scope', true), '');
begin
    perform set_config('wufei.scope', 'all', true);
    return query
        select u.id, u.name, u.code, u.county from registry.unit u
        where u.state = 'ACTIVE' and u.search like '%' || needle || '%'
          and (exists (select 1 from registry.place p where p.unit_id = u.id and p.kind = 'FACILITY' and p.state = 'ACTIVE')
               or exists (select 1 from registry.permit t where t.unit_id = u.id and t.kind = 'OPERATING' and t.state = 'ACTIVE')
               or u.traits && '{RECYCLER,ELV_DISMANTLER,LANDFILL,BRICKWORKS,RECEIVER}')
        order by u.name, u.id limit size;
    perform set_config('wufei.scope', narrow, true);
end $$;

-- Of the place that takes what a receiver gets: where it is, not how large.
create function registry.receiving_place(unit uuid)
    returns table (id uuid, unit_id uuid, kind text, name text, county text, longitude double precision, latitude double precision, method text, state text)
    language plpgsql as $$
declare
    narrow text := coalesce(current_setting('wufei.scope', true), '');
begin
    perform set_config('wufei.scope', 'all', true);
    return query
        select p.id, p.unit_id, p.kind, p.name, p.county, p.longitude, p.latitude, p.method, p.state
        from registry.place p where p.unit_id = unit and p.state = 'ACTIVE'
        order by p.kind <> 'SITE', p.id limit 1;
    perform set_config('wufei.scope', narrow, true);
end $$;

-- Whether a code or a plate is taken, seen or not.
create function registry.code_taken(asked text, but uuid) returns boolean language plpgsql as $$
declare
    narrow text := coalesce(current_setting('wufei.scope', true), '');
    taken boolean;
begin
    perform set_config('wufei.scope', 'all', true);
    taken := exists (select 1 from registry.unit u where u.code = asked and u.id is distinct from but);
    perform set_config('wufei.scope', narrow, true);
    return taken;
end $$;

create function registry.plate_taken(asked text, but uuid) returns boolean language plpgsql as $$
declare
    narrow text := coalesce(current_setting('wufei.scope', true), '');
    taken boolean;
begin
    perform set_config('wufei.scope', 'all', true);
    taken := exists (select 1 from registry.vehicle v where v.plate = asked and v.state = 'ACTIVE' and v.id is distinct from but);
    perform set_config('wufei.scope', narrow, true);
    return taken;
end $$;

-- The unit that a merged one stands for today, seen or not; itself where it was not merged.
create function registry.stands_for(unit uuid) returns uuid language plpgsql as $$
declare
    narrow text := coalesce(current_setting('wufei.scope', true), '');
    target uuid;
begin
    perform set_config('wufei.scope', 'all', true);
    with recursive chain as (
        select u.id, u.merged_into, 0 as depth from registry.unit u where u.id = unit
        union all select u.id, u.merged_into, c.depth + 1 from registry.unit u join chain c on u.id = c.merged_into where c.depth < 20
    ) select c.id into target from chain c where c.merged_into is null;
    perform set_config('wufei.scope', narrow, true);
    return target;
end $$;
