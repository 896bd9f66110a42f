-- A finding is the stream's that raised it, by the first part of its kind; so are the steps of its life.
alter table findings.step add column kind text;
alter table findings.step disable trigger append_only;
select set_config('wufei.scope', 'all', true);
update findings.step s set kind = f.kind from findings.finding f where f.id = s.finding_id;
alter table findings.step enable trigger append_only;
alter table findings.step alter column kind set not null;
call wufei.by_stream('findings.finding', $$split_part(kind, '.', 1)$$);
call wufei.by_stream('findings.step', $$split_part(kind, '.', 1)$$);
