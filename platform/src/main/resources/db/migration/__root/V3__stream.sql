-- 类别: who is limited to some streams sees nothing of the others. The limit narrows what county and unit let through, so
-- it is a restrictive policy of its own; what it asks is asked once for a statement, never for a row.

-- The streams that have tables here, so that a shared table can tell a stream's rows from everybody's.
create table wufei.stream (
    id text primary key check (id ~ '^[a-z]+$')
);
call wufei.append_only('wufei.stream');

-- Whether the caller sees the stream; no limit sees every one.
create function wufei.sees_stream(stream text) returns boolean language sql stable parallel safe as $$
    select coalesce(current_setting('wufei.streams', true), '') = ''
        or stream = any (string_to_array(current_setting('wufei.streams', true), ','))
$$;

-- The streams that the caller does not see; none where there is no limit.
create function wufei.closed_streams() returns text[] language sql stable parallel safe as $$
    select case when coalesce(current_setting('wufei.streams', true), '') = '' then '{}'::text[]
        else array(select s.id from wufei.stream s
            where s.id <> all (string_to_array(current_setting('wufei.streams', true), ','))) end
$$;

-- Every row of the table is the stream's. Beside wufei.protect, which says whose rows they are.
create procedure wufei.of_stream(tbl regclass, stream text) language plpgsql as $$
begin
    insert into wufei.stream (id) values (stream) on conflict do nothing;
    execute format('create policy stream on %s as restrictive using ((select wufei.sees_stream(%L)))', tbl, stream);
end $$;

-- A shared table whose rows may be a stream's: the expression names it, and any other word is nobody's.
create procedure wufei.by_stream(tbl regclass, expression text) language plpgsql as $$
begin
    execute format('create policy stream on %s as restrictive for select using (
        cardinality((select wufei.closed_streams())) = 0 or %s <> all ((select wufei.closed_streams())::text[]))', tbl, expression);
end $$;
