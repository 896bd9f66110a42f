-- Two roles: one owns the tables and changes their shape, one works with their rows. The one that works can lift no
-- trigger and no policy, and has no right at all to change or remove what is append-only. Called after each migration.
create procedure wufei.let_work(work name) language plpgsql as $$
declare
    ours name;
    tbl record;
begin
    for ours in
        select nspname from pg_namespace where nspowner = current_user::regrole and nspname not like 'pg\_%'
    loop
        execute format('grant usage on schema %I to %I', ours, work);
        execute format('grant usage on all sequences in schema %I to %I', ours, work);
    end loop;
    for tbl in
        select c.oid::regclass as name,
            exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'wufei.refuse_change'::regproc) as bound
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v') and n.nspowner = current_user::regrole and n.nspname not like 'pg\_%'
            and c.relname not like 'flyway\_%'
    loop
        execute format('revoke all on %s from %I', tbl.name, work);
        execute format('grant select, insert%s on %s to %I', case when tbl.bound then '' else ', update, delete' end,
            tbl.name, work);
    end loop;
    -- Partitions are made between migrations and written directly: whoever works may add to them from their first moment.
    for ours in
        select distinct n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'p' and n.nspowner = current_user::regrole
    loop
        execute format('alter default privileges in schema %I grant select, insert on tables to %I', ours, work);
    end loop;
end $$;
