-- 幂等: what a write answered, so that the same write sent again gets the same answer and is done once.
create schema gate;

create table gate.answer (
    caller uuid not null,
    key text not null check (length(key) between 1 and 200),
    request text not null check (length(request) <= 2100),
    digest bytea not null check (length(digest) = 32),
    status int check (status between 200 and 399),
    headers text,
    body bytea,
    answered_at timestamptz not null default now(),
    primary key (caller, key)
);
comment on table gate.answer is 'the answer to each write, by who sent it and their Idempotency-Key; kept 72 hours';
comment on column gate.answer.caller is 'person or API client; the nil uuid for a stranger';
comment on column gate.answer.digest is 'SHA-256 of the content: the body, or its parts';
create index answer_age on gate.answer (answered_at);
