-- The key is kept nowhere: an answer lies under the key's digest, sealed by it.
delete from gate.answer;
alter table gate.answer rename column key to name;
alter table gate.answer add constraint answer_name check (name ~ '^[0-9a-f]{64}$');
comment on table gate.answer is 'the answer to each write, by who sent it and a digest of their Idempotency-Key; kept 72 hours';
comment on column gate.answer.name is 'HMAC of the caller under the key, hex';
comment on column gate.answer.digest is 'HMAC of the content (the body, or its parts) under the key';
comment on column gate.answer.body is 'SM4-GCM under the key, which only its sender has';
