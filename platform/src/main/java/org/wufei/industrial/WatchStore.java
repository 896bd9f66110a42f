package org.wufei.industrial;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;

/** What the watch asks of this module's tables, for many units at once. */
@Repository
class WatchStore {
    private final JdbcClient db;

    WatchStore(JdbcClient db) {
        this.db = db;
    }

    /** An exit as the watch looks at it; {@code receiver} is {@code null} outside the register. */
    record Odd(
            UUID id,
            UUID unit,
            RegionCode county,
            String unitName,
            UUID receiver,
            RegionCode receiverCounty,
            String receiverName,
            String batchNo,
            String waste,
            Mass sent,
            Mass accepted,
            Mass rest,
            Mass surplus,
            Instant shippedAt,
            Instant receivedAt) {}

    /** A surplus that a stocktake booked. */
    record Surplus(
            UUID id,
            UUID unit,
            RegionCode county,
            String place,
            String waste,
            Mass counted,
            Mass book,
            Instant at,
            String reason) {}

    /** Units that have anything here which the watch looks at. */
    List<UUID> units() {
        return db.sql("""
                        select unit_id from industrial.generation union select unit_id from industrial.exit
                        union select receiver_id from industrial.exit where receiver_id is not null
                        union select unit_id from industrial.treatment union select unit_id from industrial.stocktake
                        union select unit_id from industrial.process order by 1
                        """).query(UUID.class).list();
    }

    List<Odd> unconfirmed(List<UUID> units, Instant before) {
        return odd("state = 'Shipped' and unit_id = any (:units::uuid[]) and shipped_at < :before", units, before);
    }

    /** Differences that wait, and surpluses; whose unit they are counted at is among those asked. */
    List<Odd> differing(List<UUID> units) {
        return odd(
                "(state = 'Differing' or surplus_g > 0) and coalesce(receiver_id, unit_id) = any (:units::uuid[])",
                units,
                Instant.EPOCH);
    }

    private List<Odd> odd(String where, List<UUID> units, Instant before) {
        return db.sql("select * from industrial.exit where " + where
                        + " and :before::timestamptz is not null order by shipped_at, id")
                .param("units", YardStore.uuids(units))
                .param("before", YardStore.time(before))
                .query((row, _) -> new Odd(
                        row.getObject("id", UUID.class),
                        row.getObject("unit_id", UUID.class),
                        new RegionCode(row.getString("county")),
                        row.getString("unit_name"),
                        row.getObject("receiver_id", UUID.class),
                        row.getString("receiver_county") == null
                                ? null
                                : new RegionCode(row.getString("receiver_county")),
                        row.getString("receiver_name"),
                        row.getString("batch_no"),
                        row.getString("waste"),
                        new Mass(row.getLong("mass_g")),
                        new Mass(row.getLong("received_g")),
                        new Mass(row.getLong("rest_g")),
                        new Mass(row.getLong("surplus_g")),
                        YardStore.time(row, "shipped_at"),
                        YardStore.time(row, "received_at")))
                .list();
    }

    List<Surplus> surpluses(List<UUID> units) {
        return db.sql("""
                        select * from industrial.stocktake
                        where state = 'BOOKED' and counted_g > book_g and unit_id = any (:units::uuid[]) order by counted_at, id
                        """)
                .param("units", YardStore.uuids(units))
                .query((row, _) -> new Surplus(
                        row.getObject("id", UUID.class),
                        row.getObject("unit_id", UUID.class),
                        new RegionCode(row.getString("county")),
                        row.getString("place_name"),
                        row.getString("waste"),
                        new Mass(row.getLong("counted_g")),
                        new Mass(row.getLong("book_g")),
                        YardStore.time(row, "counted_at"),
                        row.getString("reason")))
                .list();
    }
}
