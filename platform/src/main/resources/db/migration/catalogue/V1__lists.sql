-- Official lists by version. Public knowledge: no row-level security; only the publisher's permission guards a change.
create schema catalogue;

-- A version of an official list. One that is published is never edited: a later version takes its place from its first day on.
create table catalogue.list (
    id          text primary key check (id ~ '^[a-z0-9][a-z0-9-]{2,40}$'),
    kind        text not null check (kind in ('SOLID', 'HAZARDOUS')),
    title       text not null check (char_length(title) between 2 and 200),
    source      text not null check (char_length(source) between 2 and 400),
    valid_from  date not null,
    valid_to    date check (valid_to >= valid_from),
    state       text not null check (state in ('DRAFT', 'PUBLISHED')),
    created_at  timestamptz not null default now(),
    created_by  text not null,
    published_at timestamptz,
    check ((published_at is not null) = (state = 'PUBLISHED')),
    constraint one_version_a_day exclude using gist (kind with =, daterange(valid_from, valid_to, '[]') with &&) where (state = 'PUBLISHED')
);
comment on column catalogue.list.valid_to is 'last day of validity; null: until a later version is published';

create table catalogue.waste_class (
    code  text primary key check (code ~ '^(SW|HW)\d{2}$'),
    name  text not null,
    grp   text not null check (grp in ('industrial', 'domestic', 'construction', 'agricultural', 'other', 'hazardous'))
);

create table catalogue.waste (
    list_id     text not null references catalogue.list,
    code        text not null check (code ~ '^\d{3}-\d{3}-(S\d{2}|\d{2})$'),
    class       text not null references catalogue.waste_class,
    name        text not null check (char_length(name) between 1 and 400),
    description text not null default '' check (char_length(description) <= 2000),
    properties  text not null default '' check (properties ~ '^((T|C|I|R|In)(/(T|C|I|R|In))*)?$'),
    mark        text not null default 'SURE' check (mark in ('SURE', 'CHECK')),
    primary key (list_id, code)
);
comment on column catalogue.waste.properties is 'of hazardous waste: T toxic, C corrosive, I ignitable, R reactive, In infectious';
comment on column catalogue.waste.mark is 'CHECK: written from memory of the list; its wording is to be compared with the official text before it decides anything';

create table catalogue.method (
    code   text primary key check (code ~ '^[RDC]\d{1,2}$'),
    name   text not null,
    kind   text not null check (kind in ('USE', 'DISPOSAL')),
    place  int not null,
    source text not null
);

create table catalogue.factor (
    id         uuid primary key default uuidv7(),
    name       text not null check (name ~ '^[a-z0-9-]+/[A-Za-z0-9_-]+$'),
    value      numeric not null check (value > 0),
    unit       text not null check (char_length(unit) between 1 and 40),
    source     text not null check (char_length(source) between 2 and 400),
    valid_from date not null,
    valid_to   date check (valid_to >= valid_from),
    constraint one_factor_a_day exclude using gist (name with =, daterange(valid_from, valid_to, '[]') with &&)
);
comment on column catalogue.factor.value is 'in the unit that the row names, for example g/m3';

create table catalogue.region (
    code    text primary key check (code ~ '^(\d{6}|\d{9}|\d{12})$'),
    parent  text references catalogue.region,
    name    text not null check (char_length(name) between 1 and 60),
    name_bo text not null default '',
    name_en text not null default '',
    seat_longitude double precision check (seat_longitude between -180 and 180),
    seat_latitude  double precision check (seat_latitude between -90 and 90),
    source  text not null,
    check ((seat_longitude is null) = (seat_latitude is null))
);
comment on column catalogue.region.seat_longitude is 'degrees, WGS-84';
comment on column catalogue.region.seat_latitude is 'degrees, WGS-84';
create index region_parent on catalogue.region (parent);
