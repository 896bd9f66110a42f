create schema if not exists evidence;

-- What files hold, once each by its digest; in the database, so that a backup is one consistent copy.
create table evidence.content (
    sm3     bytea primary key check (length(sm3) = 32),
    type    text not null check (type in ('image/jpeg', 'image/png', 'application/pdf')),
    bytes   bytea not null check (length(bytes) > 0),
    kept_at timestamptz not null
);
alter table evidence.content alter column bytes set storage external;

-- 佐证: whose paper it is. The same content of one owner is one paper.
create table evidence.file (
    id      uuid primary key default uuidv7(),
    sm3     bytea not null,
    name    text not null check (length(name) between 1 and 200),
    type    text not null,
    size    bigint not null check (size > 0),
    unit_id uuid,
    county  text,
    kept_at timestamptz not null,
    kept_by text not null,
    unique nulls not distinct (sm3, unit_id, county)
);
comment on column evidence.file.size is 'bytes';
call wufei.protect('evidence.file', 'county', 'unit_id');
call wufei.append_only('evidence.file');
call wufei.append_only('evidence.content');

-- Content is seen by whoever sees a paper that it is the content of; whoever uploads may add to it.
alter table evidence.content enable row level security;
alter table evidence.content force row level security;
create policy behind_a_paper on evidence.content for select
    using (exists (select 1 from evidence.file f where f.sm3 = content.sm3));
create policy added on evidence.content for insert with check (true);
