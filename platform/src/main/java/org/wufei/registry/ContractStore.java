package org.wufei.registry;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Page;
import org.wufei.kernel.Rows;
import org.wufei.registry.Contracts.Contract;

/** Owns {@code registry.contract}. */
@Repository
class ContractStore {
    /** The other party sees the contract, but not the unit: its name comes by the door that gives names to everybody. */
    private static final String COLUMNS = """
            c.id, c.unit_id as unit, (select n.name from registry.names(array[c.unit_id]) n) as unit_name, c.county, c.no,
            c.counterparty_id as counterparty, c.counterparty_name, c.way, c.wastes, c.amount_g, c.valid_from, c.valid_to, c.evidence,
            c.state, c.version""";

    private static final String LISTED = """
            registry.contract c where (:unit::uuid is null or c.unit_id = :unit::uuid or c.counterparty_id = :unit::uuid)
            and (:way::text is null or c.way = :way) and (:county::text is null or c.county = :county)
            and (:state::text is null or c.state = :state)
            and (:endsBy::date is null or c.state = 'ACTIVE' and c.valid_to <= :endsBy::date)
            and (:q::text is null or c.no ilike :q or c.counterparty_name ilike :q
            or exists (select 1 from unnest(c.wastes) w where w ilike :q)
            or exists (select 1 from registry.unit u where u.id = c.unit_id and u.search ilike :q))""";

    private static final Map<String, String> ORDERS = Map.of(
            "no", "c.no",
            "unitName", "unit_name",
            "counterpartyName", "c.counterparty_name",
            "way", "c.way",
            "county", "c.county",
            "amountG", "c.amount_g",
            "validFrom", "c.valid_from",
            "validTo", "c.valid_to",
            "state", "c.state");

    private final JdbcClient db;

    ContractStore(JdbcClient db) {
        this.db = db;
    }

    Page<Contract> list(Contracts.Filter filter, Asked asked) {
        var params = Rows.params(
                "unit", filter.unit(),
                "way", filter.way(),
                "county", filter.county(),
                "state", filter.state(),
                "endsBy", filter.endsBy(),
                "q", asked.pattern());
        return Rows.page(
                db, COLUMNS, LISTED, asked.order(ORDERS, "c.valid_to desc, c.id"), params, asked, Contract.class);
    }

    Optional<Contract> find(UUID id) {
        return db.sql("select " + COLUMNS + " from registry.contract c where c.id = :id")
                .param("id", id)
                .query(Rows.of(Contract.class))
                .optional();
    }

    Contract insert(Contract contract) {
        return db.sql("""
                        insert into registry.contract as c (unit_id, county, no, counterparty_id, counterparty_name, way, wastes, amount_g,
                                                            valid_from, valid_to, evidence)
                        values (:unit, :county, :no, :counterparty, :counterpartyName, :way, :wastes::text[], :amountG, :validFrom,
                                :validTo, :evidence::uuid[]) returning\s""" + COLUMNS)
                .params(Rows.params(contract))
                .query(Rows.of(Contract.class))
                .single();
    }

    /** Writes the next version; empty where another was quicker. */
    Optional<Contract> update(Contract contract) {
        return db.sql("""
                        update registry.contract as c set no = :no, counterparty_id = :counterparty, counterparty_name = :counterpartyName,
                            way = :way, wastes = :wastes::text[], amount_g = :amountG, valid_from = :validFrom, valid_to = :validTo,
                            evidence = :evidence::uuid[], state = :state, version = version + 1, updated_at = now()
                        where id = :id and version = :version returning\s""" + COLUMNS)
                .params(Rows.params(contract))
                .query(Rows.of(Contract.class))
                .optional();
    }
}
