-- What the whole database needs, and nothing of a module's own: extensions, and who sees a row.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;


-- The caller's scope, set for each transaction by the platform (identity.ScopedTransactionManager). A connection that
-- set nothing sees nothing: whatever a query forgot, the database remembers.
create function wufei.sees_all() returns boolean language sql stable parallel safe
    as $$ select coalesce(current_setting('wufei.scope', true), '') = 'all' $$;
create function wufei.seen_counties() returns text[] language sql stable parallel safe
    as $$ select string_to_array(coalesce(current_setting('wufei.counties', true), ''), ',') $$;
create function wufei.seen_units() returns uuid[] language sql stable parallel safe
    as $$ select string_to_array(nullif(current_setting('wufei.units', true), ''), ',')::uuid[] $$;

-- Puts a table under row-level security: a row is seen, and may be written, by whoever sees all, sees its county or
-- sees one of its units. Forced, so that it binds the owner too.
create procedure wufei.protect(tbl regclass, county_column text, variadic unit_columns text[]) language plpgsql as $$
declare
    rule text := '(select wufei.sees_all())';
    unit_column text;
begin
    if county_column is not null then
        rule := rule || format(' or %I = any ((select wufei.seen_counties())::text[])', county_column);
    end if;
    foreach unit_column in array unit_columns loop
        rule := rule || format(' or %I = any ((select wufei.seen_units())::uuid[])', unit_column);
    end loop;
    execute format('alter table %s enable row level security', tbl);
    execute format('alter table %s force row level security', tbl);
    execute format('create policy scope on %s using (%s) with check (%s)', tbl, rule, rule);
end $$;

-- Makes a table append-only: rows are never changed or removed, whoever asks.
create function wufei.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'wufei: % of %.% is not allowed: the book is never edited', tg_op, tg_table_schema, tg_table_name
        using errcode = 'restrict_violation';
end $$;
create procedure wufei.append_only(tbl regclass) language plpgsql as $$
begin
    execute format('create trigger append_only before update or delete on %s for each row execute function wufei.refuse_change()', tbl);
    execute format('create trigger append_only_whole before truncate on %s for each statement execute function wufei.refuse_change()', tbl);
end $$;
