-- Whoever works calls for the next month's partitions; only the owner of the book can make them.
create or replace procedure ledger.ensure_partition(first_day date) language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
declare
    tbl text;
    part text;
    work regrole;
    from_at timestamptz := date_trunc('month', first_day)::timestamp at time zone 'UTC';
    to_at timestamptz := (date_trunc('month', first_day) + interval '1 month')::timestamp at time zone 'UTC';
begin
    if to_regclass(format('ledger.posting_%s', to_char(first_day, 'YYYY_MM'))) is not null then return; end if;
    perform pg_advisory_xact_lock(74010, 2);
    foreach tbl in array array['entry', 'posting'] loop
        part := format('%s_%s', tbl, to_char(first_day, 'YYYY_MM'));
        if to_regclass('ledger.' || part) is not null then continue; end if;
        execute format('create table ledger.%I (like ledger.%I including defaults including constraints)', part, tbl);
        execute format('alter table ledger.%I attach partition ledger.%I for values from (%L) to (%L)', tbl, part, from_at, to_at);
        execute format('create trigger append_only_whole before truncate on ledger.%I for each statement execute function wufei.refuse_change()', part);
        -- a partition is written directly: whoever may write the book may write it
        for work in
            select distinct a.grantee::regrole from pg_class c, aclexplode(c.relacl) a
            where c.oid = ('ledger.' || tbl)::regclass and a.privilege_type = 'INSERT' and a.grantee not in (0, c.relowner)
        loop
            execute format('grant select, insert on ledger.%I to %s', part, work);
        end loop;
    end loop;
end $$;
