-- 底数排查 (plan task 11): campaigns, county lists, stockpiles found, and what became of them.
create schema survey;

create table survey.campaign (
    id uuid primary key default uuidv7(),
    name text not null check (length(name) between 1 and 100),
    year int not null check (year between 2000 and 2060),
    starts_on date not null,
    ends_on date not null check (ends_on >= starts_on),
    basis text not null default '',
    counties text[] not null check (cardinality(counties) between 1 and 20),
    state text not null default 'OPEN' check (state in ('OPEN', 'CLOSED')),
    version bigint not null default 1,
    created_at timestamptz not null default now()
);

create table survey.county_list (
    campaign_id uuid not null references survey.campaign,
    county text not null check (county ~ '^\d{6}$'),
    expected int not null default 0 check (expected between 0 and 100000),
    state text not null default 'ASSIGNED' check (state in ('ASSIGNED', 'REPORTED')),
    note text not null default '',
    reported_at timestamptz,
    primary key (campaign_id, county),
    check ((state = 'REPORTED') = (reported_at is not null))
);
call wufei.protect('survey.county_list', 'county', variadic array[]::text[]);

create sequence survey.record_no;
create table survey.record (
    id uuid primary key default uuidv7(),
    no text not null unique,
    campaign_id uuid not null references survey.campaign,
    name text not null check (length(name) between 1 and 100),
    kind text not null check (kind in ('TAILINGS', 'WASTE_ROCK', 'SLAG', 'ASH', 'SLUDGE', 'MIXED', 'OTHER')),
    unit_id uuid,
    historical boolean not null,
    county text not null check (county ~ '^\d{6}$'),
    waste text not null,
    longitude double precision not null check (longitude between -180 and 180),
    latitude double precision not null check (latitude between -90 and 90),
    address text not null default '',
    found_on date not null,
    started_year int check (started_year between 1900 and 2100),
    area_m2 numeric(14, 2) check (area_m2 > 0),
    volume_m3 numeric(15, 3) not null check (volume_m3 > 0),
    density_g_per_m3 numeric(12, 2) not null check (density_g_per_m3 > 0),
    density_source text not null,
    mass_g bigint not null check (mass_g > 0),
    risk_level text not null check (risk_level in ('LOW', 'MEDIUM', 'HIGH')),
    risks text[] not null default '{}',
    note text not null default '',
    evidence uuid[] not null default '{}',
    state text not null default 'DRAFT' check (state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'WITHDRAWN')),
    remediation text not null default 'FOUND'
        check (remediation in ('FOUND', 'ASSESSED', 'PLANNED', 'UNDER_WAY', 'COMPLETED')),
    remediation_on date,
    keeper_id uuid,
    place_id uuid,
    entry_no bigint,
    revision int not null default 0,
    occurred_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    check ((state in ('ACCEPTED', 'WITHDRAWN')) = (entry_no is not null and place_id is not null and keeper_id is not null))
);
comment on column survey.record.mass_g is 'grams';
comment on column survey.record.keeper_id is 'the unit whose book holds it: its owner, or the county''s custodian unit';
create index record_campaign on survey.record (campaign_id, county, state);
call wufei.protect('survey.record', 'county', 'unit_id');

create table survey.step (
    id uuid primary key default uuidv7(),
    record_id uuid not null references survey.record,
    county text not null,
    unit_id uuid,
    step text not null,
    happened_on date not null,
    note text not null default '',
    evidence uuid[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    actor_name text not null
);
create index step_record on survey.step (record_id, id);
call wufei.protect('survey.step', 'county', 'unit_id');
call wufei.append_only('survey.step');
