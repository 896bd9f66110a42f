package org.wufei.registry;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Page;
import org.wufei.kernel.Rows;
import org.wufei.registry.Fleet.Vehicle;

/** Owns {@code registry.vehicle}. */
@Repository
class FleetStore {
    private static final String COLUMNS = """
            v.id, v.unit_id as unit, (select u.name from registry.unit u where u.id = v.unit_id) as unit_name, v.county, v.plate, v.kind,
            v.load_g, v.state, v.valid_from, v.valid_to, v.version""";

    private static final String LISTED = """
            registry.vehicle v where (:unit::uuid is null or v.unit_id = :unit::uuid)
            and (:kind::text is null or v.kind = :kind) and (:county::text is null or v.county = :county)
            and (:state::text is null or v.state = :state)
            and (:q::text is null or v.plate ilike :plate
            or exists (select 1 from registry.unit u where u.id = v.unit_id and u.search ilike :q))""";

    private static final Map<String, String> ORDERS = Map.of(
            "plate", "v.plate",
            "unitName", "unit_name",
            "kind", "v.kind",
            "county", "v.county",
            "loadG", "v.load_g",
            "validFrom", "v.valid_from",
            "state", "v.state");

    private final JdbcClient db;

    FleetStore(JdbcClient db) {
        this.db = db;
    }

    Page<Vehicle> list(Fleet.Filter filter, Asked asked) {
        var q = asked.pattern();
        var params = Rows.params(
                "unit", filter.unit(),
                "kind", filter.kind(),
                "county", filter.county(),
                "state", filter.state(),
                "q", q,
                "plate", q == null ? null : new Asked(Plate.clean(asked.q()), null, null, null).pattern());
        return Rows.page(db, COLUMNS, LISTED, asked.order(ORDERS, "v.plate, v.id"), params, asked, Vehicle.class);
    }

    Optional<Vehicle> find(UUID id) {
        return db.sql("select " + COLUMNS + " from registry.vehicle v where v.id = :id")
                .param("id", id)
                .query(Rows.of(Vehicle.class))
                .optional();
    }

    /** Whether the plate is in use with anybody, seen or not. */
    boolean taken(String plate, UUID but) {
        return db.sql("select registry.plate_taken(:plate, :but)")
                .param("plate", plate)
                .param("but", but)
                .query(Boolean.class)
                .single();
    }

    Vehicle insert(Vehicle vehicle) {
        return db.sql("""
                        insert into registry.vehicle as v (unit_id, county, plate, kind, load_g, valid_from)
                        values (:unit, :county, :plate, :kind, :loadG, :validFrom) returning\s""" + COLUMNS)
                .params(Rows.params(vehicle))
                .query(Rows.of(Vehicle.class))
                .single();
    }

    /** Writes the next version; empty where another was quicker. */
    Optional<Vehicle> update(Vehicle vehicle) {
        return db.sql("""
                        update registry.vehicle as v set plate = :plate, kind = :kind, load_g = :loadG, state = :state,
                            valid_from = :validFrom, valid_to = :validTo, version = version + 1, updated_at = now()
                        where id = :id and version = :version returning\s""" + COLUMNS)
                .params(Rows.params(vehicle))
                .query(Rows.of(Vehicle.class))
                .optional();
    }
}
