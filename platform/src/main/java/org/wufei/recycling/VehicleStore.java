package org.wufei.recycling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Rows;
import org.wufei.recycling.Vehicles.Batch;
import org.wufei.recycling.Vehicles.Vehicle;

@Component
class VehicleStore {
    private final JdbcClient db;

    VehicleStore(JdbcClient db) {
        this.db = db;
    }

    Optional<Vehicle> insert(Vehicle vehicle) {
        return db.sql("""
                insert into recycling.vehicle (unit_id, county, place_id, certificate_no, vin, plate, kind, energy, waste, mass_g,
                    received_on, evidence)
                values (:unitId, :county, :placeId, :certificateNo, :vin, :plate, :kind, :energy, :waste, :massG,
                    :receivedOn, cast(:evidence as uuid[]))
                on conflict (vin) where state <> 'VOIDED' do nothing returning *
                """)
                .params(Rows.params(vehicle))
                .query(Rows.of(Vehicle.class))
                .optional();
    }

    Vehicle booked(UUID id, long entryNo) {
        return db.sql("update recycling.vehicle set entry_no = :entry where id = :id returning *")
                .param("id", id)
                .param("entry", entryNo)
                .query(Rows.of(Vehicle.class))
                .single();
    }

    Vehicle voided(UUID id) {
        return db.sql("update recycling.vehicle set state = 'VOIDED' where id = :id returning *")
                .param("id", id)
                .query(Rows.of(Vehicle.class))
                .single();
    }

    Optional<Vehicle> find(UUID id) {
        return db.sql("select * from recycling.vehicle where id = :id for update")
                .param("id", id)
                .query(Rows.of(Vehicle.class))
                .optional();
    }

    Optional<Vehicle> seen(UUID id) {
        return db.sql("select * from recycling.vehicle where id = :id")
                .param("id", id)
                .query(Rows.of(Vehicle.class))
                .optional();
    }

    Optional<Batch> seenBatch(UUID id) {
        return db.sql("select * from recycling.dismantling where id = :id")
                .param("id", id)
                .query(Rows.of(Batch.class))
                .optional();
    }

    List<Vehicle> listed(List<UUID> ids) {
        return db.sql("select * from recycling.vehicle where id = any (cast(:ids as uuid[])) order by id")
                .params(Rows.params("ids", ids))
                .query(Rows.of(Vehicle.class))
                .list();
    }

    /** Locked in one order, so that two people who dismantle the same vehicle do one after the other. */
    List<Vehicle> locked(List<UUID> ids) {
        return db.sql("select * from recycling.vehicle where id = any (cast(:ids as uuid[])) order by id for update")
                .params(Rows.params("ids", ids))
                .query(Rows.of(Vehicle.class))
                .list();
    }

    void dismantled(List<UUID> ids, UUID dismantling) {
        db.sql("""
                update recycling.vehicle set state = 'DISMANTLED', dismantling_id = :dismantling
                where id = any (cast(:ids as uuid[]))
                """).params(Rows.params("ids", ids, "dismantling", dismantling)).update();
    }

    Page<Vehicle> vehicles(UUID unit, RegionCode county, Vehicles.State state, Asked asked) {
        return Rows.page(
                db,
                "*",
                """
                recycling.vehicle where (cast(:unit as uuid) is null or unit_id = :unit)
                    and (cast(:county as text) is null or county = :county)
                    and (cast(:state as text) is null or state = :state)
                    and (cast(:q as text) is null or vin ilike :q or plate ilike :q or certificate_no ilike :q)
                """,
                asked.order(
                        Map.of("receivedOn", "received_on", "massG", "mass_g", "vin", "vin", "state", "state"),
                        "id desc"),
                Rows.params("unit", unit, "county", county, "state", state, "q", asked.pattern()),
                asked,
                Vehicle.class);
    }

    Batch insert(Batch batch) {
        return db.sql("""
                insert into recycling.dismantling (unit_id, county, place_id, happened_on, vehicle_ids, outputs, input_g, output_g,
                    loss_g, left_g, surplus_g, in_band, note, evidence)
                values (:unitId, :county, :placeId, :happenedOn, cast(:vehicleIds as uuid[]), cast(:json as jsonb), :inputG, :outputG,
                    :lossG, :leftG, :surplusG, :inBand, :note, cast(:evidence as uuid[])) returning *
                """)
                .params(Rows.params(batch))
                .param("json", Rows.json(batch.outputs()))
                .query(Rows.of(Batch.class))
                .single();
    }

    Batch entry(UUID id, long entryNo) {
        return db.sql("update recycling.dismantling set entry_no = :entry where id = :id returning *")
                .param("id", id)
                .param("entry", entryNo)
                .query(Rows.of(Batch.class))
                .single();
    }

    Batch settled(UUID id) {
        return db.sql("""
                update recycling.dismantling set settled = true, loss_g = loss_g + left_g, left_g = 0 where id = :id returning *
                """).param("id", id).query(Rows.of(Batch.class)).single();
    }

    Optional<Batch> batch(UUID id) {
        return db.sql("select * from recycling.dismantling where id = :id for update")
                .param("id", id)
                .query(Rows.of(Batch.class))
                .optional();
    }

    Page<Batch> batches(UUID unit, RegionCode county, Boolean inBand, Asked asked) {
        return Rows.page(
                db,
                "*",
                """
                recycling.dismantling where (cast(:unit as uuid) is null or unit_id = :unit)
                    and (cast(:county as text) is null or county = :county)
                    and (cast(:inBand as boolean) is null or in_band = :inBand)
                """,
                asked.order(Map.of("on", "happened_on", "inputG", "input_g"), "id desc"),
                Rows.params("unit", unit, "county", county, "inBand", inBand),
                asked,
                Batch.class);
    }

    List<Batch> unsettled() {
        return db.sql("select * from recycling.dismantling where not in_band and not settled order by id")
                .query(Rows.of(Batch.class))
                .list();
    }
}
