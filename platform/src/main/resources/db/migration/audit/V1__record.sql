-- 审计: who did what to which object, before and after; chained with SM3, never changed or removed.
create schema audit;

-- A record joins the chain of one lane; a transaction takes whichever lane is free, so that writers do not wait for each other.
create table audit.lane (
    no smallint primary key,
    records bigint not null default 0 check (records >= 0),
    head bytea not null check (length(head) = 32)
) with (fillfactor = 20);
comment on column audit.lane.head is 'SM3 of the last record of the lane';
insert into audit.lane (no, head) select n, decode(repeat('00', 32), 'hex') from generate_series(0, 31) n;

create table audit.record (
    lane smallint not null,
    no bigint not null check (no > 0),
    id uuid not null,
    at timestamptz not null,
    caller uuid not null,
    caller_name text not null,
    organisation uuid,
    unit_id uuid,
    via text not null check (via in ('BROWSER', 'API_CLIENT', 'SYSTEM')),
    act text not null,
    kind text not null,
    object text not null,
    before text,
    after text,
    digest bytea not null check (length(digest) = 32),
    primary key (lane, no)
);
comment on column audit.record.at is 'when it was done, to the microsecond';
comment on column audit.record.before is 'the object before, JSON exactly as digested';
comment on column audit.record.digest is 'SM3 of the lane''s previous digest and every field of this record';
create unique index record_id on audit.record (id);
create index record_at on audit.record (at desc, id);
create index record_object on audit.record (kind, object, at desc);
create index record_caller on audit.record (caller, at desc);
create index record_act on audit.record (act text_pattern_ops, at desc);
call wufei.append_only('audit.record');

-- Anyone's act is recorded; who reads is decided by scope: a firm its own people's acts, the prefecture all.
alter table audit.record enable row level security;
alter table audit.record force row level security;
create policy written on audit.record for insert with check (true);
create policy seen on audit.record for select using (
    (select wufei.sees_all()) or unit_id = any ((select wufei.seen_units())::uuid[]));
