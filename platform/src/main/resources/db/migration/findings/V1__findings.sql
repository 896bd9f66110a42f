-- 发现: what looks wrong, and what a person decided about it.
create schema findings;

create table findings.finding (
    id               uuid primary key default uuidv7(),
    key              text not null unique check (length(key) between 3 and 200),
    kind             text not null check (kind ~ '^[a-z]+(\.[a-z0-9-]+)+$'),
    severity         text not null check (severity in ('LATE', 'RISK')),
    unit_id          uuid,
    county           text check (county ~ '^\d{6}$'),
    held_on          date not null,
    title            text not null check (length(title) between 1 and 300),
    facts            jsonb not null,
    link             text,
    state            text not null default 'OPEN'
                     check (state in ('OPEN', 'TAKEN', 'CONFIRMED', 'DISMISSED', 'REMEDIED', 'CLEARED')),
    first_seen       timestamptz not null,
    last_seen        timestamptz not null,
    taken_by         uuid,
    taken_by_name    text,
    decided_by       uuid,
    decided_by_name  text,
    ended_at         timestamptz,
    reason           text check (length(reason) <= 1000),
    version          bigint not null default 1,
    check (last_seen >= first_seen),
    check ((ended_at is not null) = (state not in ('OPEN', 'TAKEN'))),
    check (state <> 'TAKEN' or taken_by is not null),
    check ((decided_by is not null) = (state in ('CONFIRMED', 'DISMISSED', 'REMEDIED')))
);
comment on column findings.finding.key is 'stable name of the matter: kind/unit/what; raised again it is the same finding';
comment on column findings.finding.held_on is 'Beijing day on which the condition first held';
comment on column findings.finding.facts is 'both sides of the matter as shown, in order: [[name, value], ...]';
create index finding_queue on findings.finding (severity, held_on, id) where state in ('OPEN', 'TAKEN');
create index finding_newest on findings.finding (id desc);
create index finding_kind on findings.finding (kind, county);
create index finding_unit on findings.finding (unit_id);
call wufei.protect('findings.finding', 'county', 'unit_id');

-- Each step of a finding's life, for ever.
create table findings.step (
    no          bigint generated always as identity primary key,
    finding_id  uuid not null references findings.finding (id),
    unit_id     uuid,
    county      text,
    at          timestamptz not null,
    act         text not null check (act in ('RAISED', 'UPDATED', 'REOPENED', 'TAKEN', 'RELEASED', 'NOTED',
                                             'CONFIRMED', 'DISMISSED', 'REMEDIED', 'CLEARED')),
    actor       uuid not null,
    actor_name  text not null,
    text        text not null default '' check (length(text) <= 1000),
    facts       jsonb
);
create index step_finding on findings.step (finding_id, no);
call wufei.protect('findings.step', 'county', 'unit_id');
call wufei.append_only('findings.step');
