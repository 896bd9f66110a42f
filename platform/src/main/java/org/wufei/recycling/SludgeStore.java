package org.wufei.recycling;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Rows;
import org.wufei.kernel.WasteCode;
import org.wufei.recycling.Sludge.Day;
import org.wufei.recycling.Sludge.Delivery;
import org.wufei.recycling.Sludge.Drying;

@Component
class SludgeStore {
    private final JdbcClient db;

    SludgeStore(JdbcClient db) {
        this.db = db;
    }

    Optional<Day> insert(Day day) {
        return db.sql("""
                insert into recycling.sludge_day (unit_id, county, place_id, waste, happened_on, mass_g, water_percent, dry_g,
                    note, evidence)
                values (:unitId, :county, :placeId, :waste, :happenedOn, :massG, :waterPercent, :dryG, :note, cast(:evidence as uuid[]))
                on conflict (place_id, waste, happened_on) where state = 'BOOKED' do nothing returning *
                """).params(Rows.params(day)).query(Rows.of(Day.class)).optional();
    }

    Day booked(UUID id, long entryNo) {
        return db.sql("update recycling.sludge_day set entry_no = :entry where id = :id returning *")
                .param("id", id)
                .param("entry", entryNo)
                .query(Rows.of(Day.class))
                .single();
    }

    Optional<Day> day(UUID id) {
        return db.sql("select * from recycling.sludge_day where id = :id for update")
                .param("id", id)
                .query(Rows.of(Day.class))
                .optional();
    }

    Day voided(UUID id) {
        return db.sql("update recycling.sludge_day set state = 'VOIDED' where id = :id returning *")
                .param("id", id)
                .query(Rows.of(Day.class))
                .single();
    }

    Page<Day> days(Sludge.Wanted wanted, Asked asked) {
        return Rows.page(
                db,
                "*",
                "recycling.sludge_day where " + where("happened_on"),
                asked.order(
                        Map.of("on", "happened_on", "massG", "mass_g", "county", "county"),
                        "happened_on desc, id desc"),
                params(wanted, asked),
                asked,
                Day.class);
    }

    Drying insert(Drying drying) {
        return db.sql("""
                insert into recycling.sludge_drying (unit_id, county, place_id, waste, happened_on, mass_g, water_before,
                    water_after, lost_g)
                values (:unitId, :county, :placeId, :waste, :happenedOn, :massG, :waterBefore, :waterAfter, :lostG) returning *
                """)
                .params(Rows.params(drying))
                .query(Rows.of(Drying.class))
                .single();
    }

    Drying dried(UUID id, long entryNo) {
        return db.sql("update recycling.sludge_drying set entry_no = :entry where id = :id returning *")
                .param("id", id)
                .param("entry", entryNo)
                .query(Rows.of(Drying.class))
                .single();
    }

    Optional<Drying> drying(UUID id) {
        return db.sql("select * from recycling.sludge_drying where id = :id for update")
                .param("id", id)
                .query(Rows.of(Drying.class))
                .optional();
    }

    Drying voidedDrying(UUID id) {
        return db.sql("update recycling.sludge_drying set state = 'VOIDED' where id = :id returning *")
                .param("id", id)
                .query(Rows.of(Drying.class))
                .single();
    }

    Page<Drying> dryings(Sludge.Wanted wanted, Asked asked) {
        var params = params(wanted, asked);
        return Rows.page(
                db,
                "*",
                """
                recycling.sludge_drying where (cast(:unitId as uuid) is null or unit_id = :unitId)
                    and (cast(:county as text) is null or county = :county)
                    and (cast(:from as date) is null or happened_on >= :from)
                    and (cast(:to as date) is null or happened_on <= :to)
                """,
                asked.order(Map.of("on", "happened_on"), "happened_on desc, id desc"),
                params,
                asked,
                Drying.class);
    }

    Delivery insert(Delivery delivery) {
        return db.sql("""
                insert into recycling.sludge_delivery (unit_id, county, place_id, waste, happened_on, mass_g, water_percent, way,
                    method, receiver_id, facility_id, carrier, plate, note, evidence, state)
                values (:unitId, :county, :placeId, :waste, :happenedOn, :massG, :waterPercent, :way,
                    :method, :receiverId, :facilityId, :carrier, :plate, :note, cast(:evidence as uuid[]), :state) returning *
                """)
                .params(Rows.params(delivery))
                .query(Rows.of(Delivery.class))
                .single();
    }

    Delivery update(Delivery delivery) {
        return db.sql("""
                update recycling.sludge_delivery set state = :state, received_on = :receivedOn, received_g = :receivedG,
                    received_place_id = :receivedPlaceId, rest_g = :restG, surplus_g = :surplusG, entry_no = :entryNo
                where id = :id returning *
                """)
                .params(Rows.params(delivery))
                .query(Rows.of(Delivery.class))
                .single();
    }

    Optional<Delivery> delivery(UUID id) {
        return db.sql("select * from recycling.sludge_delivery where id = :id for update")
                .param("id", id)
                .query(Rows.of(Delivery.class))
                .optional();
    }

    Optional<Day> seenDay(UUID id) {
        return db.sql("select * from recycling.sludge_day where id = :id")
                .param("id", id)
                .query(Rows.of(Day.class))
                .optional();
    }

    Optional<Drying> seenDrying(UUID id) {
        return db.sql("select * from recycling.sludge_drying where id = :id")
                .param("id", id)
                .query(Rows.of(Drying.class))
                .optional();
    }

    Optional<Delivery> seen(UUID id) {
        return db.sql("select * from recycling.sludge_delivery where id = :id")
                .param("id", id)
                .query(Rows.of(Delivery.class))
                .optional();
    }

    List<Delivery> sentBefore(LocalDate day) {
        return db.sql("select * from recycling.sludge_delivery where state = 'SENT' and happened_on < :day order by id")
                .param("day", day)
                .query(Rows.of(Delivery.class))
                .list();
    }

    Page<Delivery> deliveries(Sludge.Wanted wanted, Asked asked) {
        return Rows.page(
                db,
                "*",
                "recycling.sludge_delivery where "
                        + where("happened_on").replace("unit_id = :unitId", ":unitId in (unit_id, receiver_id)"),
                asked.order(
                        Map.of("on", "happened_on", "massG", "mass_g", "state", "state"), "happened_on desc, id desc"),
                params(wanted, asked),
                asked,
                Delivery.class);
    }

    List<Delivery> differing() {
        return db.sql("select * from recycling.sludge_delivery where state = 'DIFFERING' order by id")
                .query(Rows.of(Delivery.class))
                .list();
    }

    /** Plants that registered sludge, each waste by itself. */
    List<Heap> heaps() {
        return db.sql("""
                select unit_id, county, place_id, waste from recycling.sludge_day where state = 'BOOKED'
                group by unit_id, county, place_id, waste order by place_id, waste
                """).query(Rows.of(Heap.class)).list();
    }

    record Heap(UUID unitId, RegionCode county, UUID placeId, WasteCode waste) {}

    List<SludgeRules.DayMass> generated(Heap heap) {
        return db.sql("""
                select happened_on as day, mass_g as mass from recycling.sludge_day
                where place_id = :placeId and waste = :waste and state = 'BOOKED' order by happened_on
                """)
                .params(Rows.params(heap))
                .query((row, n) ->
                        new SludgeRules.DayMass(row.getObject("day", LocalDate.class), new Mass(row.getLong("mass"))))
                .list();
    }

    private static String where(String day) {
        return """
                (cast(:unitId as uuid) is null or unit_id = :unitId)
                    and (cast(:county as text) is null or county = :county)
                    and (cast(:state as text) is null or state = :state)
                    and (cast(:from as date) is null or %s >= :from) and (cast(:to as date) is null or %s <= :to)
                    and (cast(:q as text) is null or note ilike :q or waste ilike :q)
                """.formatted(day, day);
    }

    private static Map<String, Object> params(Sludge.Wanted wanted, Asked asked) {
        var params = Rows.params(wanted);
        params.put("q", asked.pattern());
        return params;
    }
}
