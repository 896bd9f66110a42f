-- 绿色转型 (plan tasks 6–8, 10, 13): what officers list, review and follow; every step kept, with when it happened and when it was known.
create schema greening;

create table greening.step (
    id uuid primary key default uuidv7(),
    kind text not null check (kind in ('project', 'condition', 'audit', 'park', 'park-project', 'mine', 'technology')),
    object_id uuid not null,
    county text not null,
    unit_id uuid,
    step text not null,
    happened_on date not null,
    note text not null default '',
    facts jsonb not null default '{}',
    evidence uuid[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    actor_name text not null
);
create index step_object on greening.step (object_id, id);
call wufei.protect('greening.step', 'county', 'unit_id');
call wufei.append_only('greening.step');

-- 项目准入 (task 6)
create sequence greening.project_no;
create table greening.project (
    id uuid primary key default uuidv7(),
    no text not null unique,
    name text not null check (length(name) between 1 and 100),
    unit_id uuid,
    developer text not null,
    county text not null check (county ~ '^\d{6}$'),
    kind text not null check (kind in ('NEW', 'EXPANSION', 'REBUILD')),
    industry text not null default '',
    zone text not null default '',
    eia_kind text not null check (eia_kind in ('REPORT', 'TABLE', 'FORM')),
    eia_no text not null default '',
    wastes jsonb not null,
    evidence uuid[] not null default '{}',
    state text not null default 'FILED' check (state in ('FILED', 'REVIEWING', 'APPROVED', 'REFUSED', 'BUILDING', 'ACCEPTED')),
    state_on date,
    version bigint not null default 1,
    created_at timestamptz not null default clock_timestamp()
);
call wufei.protect('greening.project', 'county', 'unit_id');

create table greening.condition (
    id uuid primary key default uuidv7(),
    project_id uuid not null references greening.project,
    county text not null,
    unit_id uuid,
    text text not null check (length(text) between 1 and 500),
    kind text not null check (kind in ('FACILITY', 'IDENTIFICATION', 'DESTINATION', 'MONITORING', 'OTHER')),
    due_on date not null,
    state text not null default 'OPEN' check (state in ('OPEN', 'FULFILLED', 'CONFIRMED')),
    fulfilled_on date,
    note text not null default '',
    evidence uuid[] not null default '{}',
    created_at timestamptz not null default clock_timestamp(),
    check ((state = 'OPEN') = (fulfilled_on is null))
);
create index condition_project on greening.condition (project_id);
call wufei.protect('greening.condition', 'county', 'unit_id');

-- 清洁生产审核 (task 7)
create table greening.audit (
    id uuid primary key default uuidv7(),
    year int not null check (year between 2000 and 2060),
    unit_id uuid not null,
    county text not null check (county ~ '^\d{6}$'),
    kind text not null check (kind in ('MANDATORY', 'VOLUNTARY')),
    reason text not null check (reason in ('EMISSION', 'ENERGY', 'TOXIC', 'LISTED', 'WILLING')),
    industry text not null default '',
    listed_on date not null,
    due_on date,
    auditor text not null default '',
    carbon_audited boolean not null default false,
    carbon_note text not null default '',
    carbon_cut_t numeric(14, 3),
    waste_cut_g bigint check (waste_cut_g >= 0),
    state text not null default 'LISTED' check (state in ('LISTED', 'PLANNED', 'AUDITED', 'PASSED', 'FAILED', 'ACCEPTED', 'REMOVED')),
    state_on date not null,
    version bigint not null default 1,
    created_at timestamptz not null default clock_timestamp(),
    unique (unit_id, year),
    check (kind = 'VOLUNTARY' or due_on is not null)
);
comment on column greening.audit.waste_cut_g is 'grams a year that the audit''s measures save';
call wufei.protect('greening.audit', 'county', 'unit_id');

-- 园区循环化改造 (task 8)
create table greening.park (
    id uuid primary key default uuidv7(),
    name text not null check (length(name) between 1 and 100),
    county text not null check (county ~ '^\d{6}$'),
    level text not null check (level in ('STATE', 'REGION', 'PREFECTURE', 'COUNTY')),
    area_km2 numeric(10, 3) check (area_km2 > 0),
    opened_on date,
    operator_id uuid,
    industries text not null default '',
    plan_name text not null default '',
    use_goal_percent numeric(5, 2) check (use_goal_percent between 0 and 100),
    state text not null default 'NO_PLAN' check (state in ('NO_PLAN', 'DRAFTED', 'APPROVED', 'UNDER_WAY', 'DONE')),
    state_on date,
    version bigint not null default 1,
    created_at timestamptz not null default clock_timestamp()
);
call wufei.protect('greening.park', 'county', 'operator_id');

create table greening.park_project (
    id uuid primary key default uuidv7(),
    park_id uuid not null references greening.park,
    county text not null,
    unit_id uuid,
    name text not null check (length(name) between 1 and 100),
    kind text not null check (kind in ('UTILISATION', 'DISPOSAL', 'SHARED_FACILITY', 'EXCHANGE', 'OTHER')),
    waste text,
    capacity_g bigint check (capacity_g > 0),
    investment_yuan numeric(16, 2) check (investment_yuan >= 0),
    state text not null default 'PLANNED' check (state in ('PLANNED', 'BUILDING', 'RUNNING', 'STOPPED')),
    state_on date,
    version bigint not null default 1,
    created_at timestamptz not null default clock_timestamp()
);
comment on column greening.park_project.capacity_g is 'grams a year';
call wufei.protect('greening.park_project', 'county', 'unit_id');

-- 绿色矿山 (task 10)
create table greening.standard (
    id uuid primary key default uuidv7(),
    code text not null unique check (length(code) between 1 and 60),
    name text not null,
    valid_from date not null,
    pass_score numeric(7, 2) not null check (pass_score > 0),
    items jsonb not null,
    created_at timestamptz not null default clock_timestamp()
);
call wufei.append_only('greening.standard');

create table greening.mine (
    id uuid primary key default uuidv7(),
    unit_id uuid not null,
    name text not null check (length(name) between 1 and 100),
    county text not null check (county ~ '^\d{6}$'),
    mineral text not null,
    licence_no text not null default '',
    scale text not null check (scale in ('LARGE', 'MEDIUM', 'SMALL')),
    status text not null check (status in ('NEW', 'PRODUCING', 'SUSPENDED', 'CLOSED')),
    facts_on date not null,
    listing text not null default 'NOT_LISTED' check (listing in ('NOT_LISTED', 'LISTED', 'WITHDRAWN')),
    listing_on date,
    version bigint not null default 1,
    created_at timestamptz not null default clock_timestamp(),
    check ((listing = 'NOT_LISTED') = (listing_on is null))
);
call wufei.protect('greening.mine', 'county', 'unit_id');

create table greening.mine_fact (
    id uuid primary key default uuidv7(),
    mine_id uuid not null references greening.mine,
    county text not null,
    unit_id uuid not null,
    scale text not null check (scale in ('LARGE', 'MEDIUM', 'SMALL')),
    status text not null check (status in ('NEW', 'PRODUCING', 'SUSPENDED', 'CLOSED')),
    happened_on date not null,
    recorded_at timestamptz not null default clock_timestamp()
);
create index mine_fact_mine on greening.mine_fact (mine_id, happened_on);
call wufei.protect('greening.mine_fact', 'county', 'unit_id');
call wufei.append_only('greening.mine_fact');

create table greening.assessment (
    id uuid primary key default uuidv7(),
    mine_id uuid not null references greening.mine,
    county text not null,
    unit_id uuid not null,
    standard_id uuid not null references greening.standard,
    kind text not null check (kind in ('SELF', 'THIRD_PARTY')),
    body text not null default '',
    assessed_on date not null,
    scores jsonb not null,
    total numeric(8, 2) not null,
    passed boolean not null,
    note text not null default '',
    evidence uuid[] not null default '{}',
    created_at timestamptz not null default clock_timestamp()
);
create index assessment_mine on greening.assessment (mine_id);
call wufei.protect('greening.assessment', 'county', 'unit_id');
call wufei.append_only('greening.assessment');

-- 新技术 (task 13)
create table greening.technology (
    id uuid primary key default uuidv7(),
    name text not null check (length(name) between 1 and 100),
    county text not null check (county ~ '^\d{6}$'),
    unit_id uuid,
    lead text not null,
    partners text not null default '',
    waste text,
    topic text not null default '',
    starts_on date not null,
    ends_on date check (ends_on >= starts_on),
    funding_yuan numeric(16, 2) check (funding_yuan >= 0),
    state text not null default 'PROPOSED' check (state in ('PROPOSED', 'RESEARCH', 'PILOT', 'DEMONSTRATION', 'APPLIED', 'ENDED')),
    state_on date,
    version bigint not null default 1,
    created_at timestamptz not null default clock_timestamp()
);
call wufei.protect('greening.technology', 'county', 'unit_id');

create table greening.technology_result (
    id uuid primary key default uuidv7(),
    technology_id uuid not null references greening.technology,
    county text not null,
    unit_id uuid,
    kind text not null check (kind in ('PATENT', 'PAPER', 'STANDARD', 'PRODUCT', 'AWARD', 'OTHER')),
    title text not null check (length(title) between 1 and 200),
    happened_on date not null,
    note text not null default '',
    created_at timestamptz not null default clock_timestamp()
);
call wufei.protect('greening.technology_result', 'county', 'unit_id');
