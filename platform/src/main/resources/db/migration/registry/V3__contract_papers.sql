-- The written contract itself stands behind its row.
alter table registry.contract add column evidence uuid[] not null default '{}';
comment on column registry.contract.evidence is 'papers of the evidence module: the signed contract';
create index contract_unit on registry.contract (unit_id, valid_to);
create index contract_counterparty on registry.contract (counterparty_id) where counterparty_id is not null;

-- With whom a contract may be: those that may receive waste, and those that carry it; their names, to everybody.
create function registry.counterparties(needle text, size int) returns table (id uuid, name text, code text, county text) language plpgsql as $$
declare
    narrow text := coalesce(current_setting('wufei.scope', true), '');
begin
    perform set_config('wufei.scope', 'all', true);
    return query
        select u.id, u.name, u.code, u.county from registry.unit u
        where u.state = 'ACTIVE' and u.search like '%' || needle || '%'
          and (exists (select 1 from registry.place p where p.unit_id = u.id and p.kind = 'FACILITY' and p.state = 'ACTIVE')
               or exists (select 1 from registry.permit t where t.unit_id = u.id and t.kind = 'OPERATING' and t.state = 'ACTIVE')
               or exists (select 1 from registry.vehicle v where v.unit_id = u.id and v.state = 'ACTIVE')
               or u.traits && '{RECYCLER,ELV_DISMANTLER,LANDFILL,BRICKWORKS,RECEIVER,CARRIER}')
        order by u.name, u.id limit size;
    perform set_config('wufei.scope', narrow, true);
end $$;
