-- 身份: organisations, people, roles, sessions, one-time links, API clients, delegations, applications of firms.
create schema identity;

create table identity.organisation (
    id uuid primary key default uuidv7(),
    kind text not null check (kind in ('PREFECTURE', 'DEPARTMENT', 'COUNTY', 'UNIT')),
    name text not null check (length(name) between 1 and 200),
    county text check (county ~ '^\d{6}$'),
    unit_id uuid,
    active boolean not null default true,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    check ((kind = 'UNIT') = (unit_id is not null)),
    check (kind in ('PREFECTURE', 'DEPARTMENT') or county is not null)
);
comment on column identity.organisation.unit_id is 'the unit of the registry that this organisation is';
create unique index organisation_unit on identity.organisation (unit_id) where unit_id is not null;
create unique index organisation_name on identity.organisation (kind, name) where kind <> 'UNIT';
call wufei.protect('identity.organisation', 'county', 'unit_id');

create table identity.role (
    code text primary key check (code ~ '^[A-Z][A-Z0-9_]{1,39}$'),
    title text not null check (length(title) between 1 and 60),
    builtin boolean not null,
    granted text[] not null default '{}',
    revoked text[] not null default '{}',
    version bigint not null default 1,
    check (builtin or revoked = '{}')
);
comment on column identity.role.granted is 'permissions beyond the built-in defaults; all of them for a role of one''s own';
comment on column identity.role.revoked is 'built-in defaults that an administrator took away';

create table identity.person (
    id uuid primary key default uuidv7(),
    organisation_id uuid not null references identity.organisation (id),
    county text,
    unit_id uuid,
    login text not null check (login = lower(login) and length(login) between 2 and 64),
    name text not null check (length(name) between 1 and 60),
    position text check (length(position) <= 60),
    phone bytea,
    id_number bytea,
    roles text[] not null,
    scope_all boolean not null default false,
    scope_counties text[] not null default '{}',
    scope_units uuid[] not null default '{}',
    scope_streams text[] not null default '{}',
    state text not null default 'INVITED' check (state in ('INVITED', 'ACTIVE', 'LEFT')),
    password_hash text,
    password_set_at timestamptz,
    totp_secret bytea,
    totp_pending bytea,
    totp_confirmed_at timestamptz,
    totp_step bigint not null default 0,
    successor uuid references identity.person (id),
    left_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    check ((state = 'LEFT') = (left_at is not null)),
    check (state <> 'ACTIVE' or password_hash is not null),
    check (totp_confirmed_at is null or totp_secret is not null)
);
comment on column identity.person.phone is 'SM4-GCM under a key kept outside the database';
comment on column identity.person.id_number is 'SM4-GCM under a key kept outside the database';
comment on column identity.person.totp_secret is 'SM4-GCM under a key kept outside the database';
comment on column identity.person.totp_pending is 'a secret shown but not yet confirmed, sealed likewise';
comment on column identity.person.totp_step is 'the last 30-second step whose code was used, so that a code is used once';
create unique index person_login on identity.person (login);
create index person_organisation on identity.person (organisation_id);
call wufei.protect('identity.person', 'county', 'unit_id');

create table identity.recovery_code (
    person_id uuid not null references identity.person (id),
    digest bytea not null,
    used_at timestamptz,
    primary key (person_id, digest)
);
comment on column identity.recovery_code.digest is 'SHA-256; a code has 80 random bits';

create table identity.session (
    id uuid primary key default uuidv7(),
    digest bytea not null unique,
    person_id uuid not null references identity.person (id),
    acting_for uuid references identity.person (id),
    created_at timestamptz not null,
    seen_at timestamptz not null,
    ends_at timestamptz not null,
    address text not null,
    agent text not null,
    ended_at timestamptz,
    ended_why text check (ended_why in ('SIGNED_OUT', 'SIGNED_OUT_EVERYWHERE', 'PASSWORD_CHANGED', 'LEFT', 'RIGHTS_CHANGED'))
);
comment on column identity.session.digest is 'SHA-256 of the cookie''s token, which is kept nowhere';
create index session_person on identity.session (person_id) where ended_at is null;

create table identity.attempt (
    login text primary key check (length(login) <= 64),
    failures int not null default 0 check (failures >= 0),
    locked_until timestamptz,
    tried_at timestamptz not null
);
comment on table identity.attempt is 'failed sign-ins by the account that was typed, whether there is one or not';

create table identity.link (
    digest bytea primary key,
    person_id uuid not null references identity.person (id),
    expires_at timestamptz not null,
    used_at timestamptz
);
comment on table identity.link is 'one-time links by which a person sets a password';

create table identity.api_client (
    id uuid primary key default uuidv7(),
    name text not null check (length(name) between 1 and 60),
    organisation_id uuid not null references identity.organisation (id),
    county text,
    unit_id uuid,
    digest bytea not null unique,
    permissions text[] not null,
    scope_all boolean not null,
    scope_counties text[] not null,
    scope_units uuid[] not null,
    scope_streams text[] not null,
    expires_at timestamptz not null,
    created_by uuid not null,
    created_at timestamptz not null default now(),
    used_at timestamptz,
    revoked_at timestamptz
);
comment on column identity.api_client.digest is 'SHA-256 of the token, which is shown once';
call wufei.protect('identity.api_client', 'county', 'unit_id');

create table identity.delegation (
    id uuid primary key default uuidv7(),
    giver uuid not null references identity.person (id),
    taker uuid not null references identity.person (id),
    from_day date not null,
    to_day date not null,
    reason text not null check (length(reason) between 1 and 200),
    revoked_at timestamptz,
    created_at timestamptz not null default now(),
    check (giver <> taker),
    check (to_day >= from_day)
);
create index delegation_taker on identity.delegation (taker) where revoked_at is null;
create index delegation_giver on identity.delegation (giver) where revoked_at is null;

create table identity.application (
    id uuid primary key default uuidv7(),
    code text not null check (length(code) = 18),
    name text not null check (length(name) between 1 and 200),
    county text not null check (county ~ '^\d{6}$'),
    address text not null check (length(address) between 1 and 200),
    industry text check (length(industry) <= 10),
    trait text check (length(trait) <= 40),
    contact_name text not null check (length(contact_name) between 1 and 60),
    phone bytea not null,
    login text not null,
    password_hash text not null,
    tracking bytea not null unique,
    state text not null default 'WAITING' check (state in ('WAITING', 'ADMITTED', 'REFUSED')),
    reason text check (length(reason) <= 500),
    decided_by uuid,
    decided_at timestamptz,
    unit_id uuid,
    person_id uuid references identity.person (id),
    version bigint not null default 1,
    applied_at timestamptz not null default now(),
    check ((state = 'WAITING') = (decided_at is null)),
    check ((state = 'ADMITTED') = (unit_id is not null))
);
comment on column identity.application.phone is 'SM4-GCM under a key kept outside the database';
comment on column identity.application.tracking is 'SHA-256 of the number by which the applicant asks how it stands';
create unique index application_waiting on identity.application (code) where state = 'WAITING';
create index application_desk on identity.application (state, applied_at desc);
call wufei.protect('identity.application', 'county', 'unit_id');
