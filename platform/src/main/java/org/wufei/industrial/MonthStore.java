package org.wufei.industrial;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/** The table of closed months, and questions about a month that this module's documents answer. */
@Repository
class MonthStore {
    /** Every document that is in the book, with whose book and when; a receipt is in the receiver's. */
    private static final String BOOKED = """
            select unit_id, county, occurred_at from industrial.generation where state = 'BOOKED'
            union all select unit_id, county, occurred_at from industrial.treatment where state = 'BOOKED'
            union all select unit_id, county, shipped_at from industrial.exit where state not in ('Draft', 'Voided')
            union all select receiver_id, receiver_county, received_at from industrial.exit
                      where receiver_id is not null and received_at is not null
            union all select unit_id, county, counted_at from industrial.stocktake where state = 'BOOKED'
            """;

    private final JdbcClient db;

    MonthStore(JdbcClient db) {
        this.db = db;
    }

    record Closed(YearMonth month, Instant at, String by) {}

    /** A unit that keeps books here, and since when. */
    record Keeper(UUID unit, RegionCode county, YearMonth since) {}

    /** Notes the close; {@code false} where it was noted before. */
    boolean close(UUID unit, RegionCode county, YearMonth month, Instant at, String by) {
        return db.sql("""
                        insert into industrial.month_close (unit_id, county, month, closed_at, closed_by)
                        values (:unit, :county, :month, :at, :by) on conflict do nothing
                        """)
                        .param("unit", unit)
                        .param("county", county.digits())
                        .param("month", month.atDay(1))
                        .param("at", YardStore.time(at))
                        .param("by", by)
                        .update()
                == 1;
    }

    Optional<Closed> closed(UUID unit, YearMonth month) {
        return db.sql("select * from industrial.month_close where unit_id = ? and month = ?")
                .params(List.of(unit, month.atDay(1)))
                .query((row, _) -> new Closed(month, YardStore.time(row, "closed_at"), row.getString("closed_by")))
                .optional();
    }

    /** Who has closed a month. */
    Map<UUID, Closed> closedBy(YearMonth month) {
        var all = new HashMap<UUID, Closed>();
        db.sql("select * from industrial.month_close where month = ?")
                .param(month.atDay(1))
                .query((row, _) -> all.put(
                        row.getObject("unit_id", UUID.class),
                        new Closed(month, YardStore.time(row, "closed_at"), row.getString("closed_by"))))
                .list();
        return all;
    }

    /** Units with a document in the book, of those named or of all that the caller sees; from the month of their first. */
    List<Keeper> keepers(List<UUID> units) {
        return db.sql(
                        "select unit_id, min(county) as county, min(occurred_at) as first from (" + BOOKED
                                + ") as booked "
                                + "where (:units::uuid[] is null or unit_id = any (:units::uuid[])) group by unit_id order by unit_id")
                .param("units", units == null ? null : YardStore.uuids(units))
                .query((row, _) -> new Keeper(
                        row.getObject("unit_id", UUID.class),
                        new RegionCode(row.getString("county")),
                        Days.month(YardStore.time(row, "first"))))
                .list();
    }

    /** Towards what the unit's loads of each waste ever left. */
    Map<String, Set<Exit.Way>> ways(UUID unit) {
        var all = new HashMap<String, Set<Exit.Way>>();
        db.sql("select distinct waste, way from industrial.exit where unit_id = ? and state <> 'Draft'")
                .param(unit)
                .query((row, _) -> all.computeIfAbsent(row.getString("waste"), _ -> EnumSet.noneOf(Exit.Way.class))
                        .add(Exit.Way.valueOf(row.getString("way"))))
                .list();
        return all;
    }

    Map<UUID, Exit.Way> ways(Collection<UUID> exits) {
        var all = new HashMap<UUID, Exit.Way>();
        db.sql("select id, way from industrial.exit where id = any (:ids::uuid[])")
                .param("ids", YardStore.uuids(List.copyOf(exits)))
                .query((row, _) -> all.put(row.getObject("id", UUID.class), Exit.Way.valueOf(row.getString("way"))))
                .list();
        return all;
    }

    /** The last count of each place in the month, summed by waste; and the gap against the book it was counted against. */
    Map<String, Counted> counted(UUID unit, YearMonth month) {
        var all = new HashMap<String, Counted>();
        db.sql("""
                        select waste, sum(counted_g) as counted, sum(counted_g - book_g) as gap,
                               count(*) filter (where state = 'COUNTED' and counted_g <> book_g) as open
                        from (select distinct on (place_id, waste) * from industrial.stocktake
                              where unit_id = :unit and counted_at >= :from and counted_at < :to
                              order by place_id, waste, counted_at desc, id desc) as last
                        group by waste
                        """)
                .param("unit", unit)
                .param("from", YardStore.time(begin(month)))
                .param("to", YardStore.time(begin(month.plusMonths(1))))
                .query((row, _) -> all.put(
                        row.getString("waste"),
                        new Counted(new Mass(row.getLong("counted")), row.getLong("gap"), row.getInt("open"))))
                .list();
        return all;
    }

    record Counted(Mass mass, long gap, int open) {}

    /** Exits of the unit that left in the month, by state. */
    Map<String, Integer> exits(UUID unit, YearMonth month) {
        var all = new HashMap<String, Integer>();
        db.sql("""
                        select state, count(*) as n from industrial.exit
                        where unit_id = :unit and shipped_at >= :from and shipped_at < :to group by state
                        """)
                .param("unit", unit)
                .param("from", YardStore.time(begin(month)))
                .param("to", YardStore.time(begin(month.plusMonths(1))))
                .query((row, _) -> all.put(row.getString("state"), row.getInt("n")))
                .list();
        return all;
    }

    /** Loads on their way to the unit, and those whose difference waits for a word from either side. */
    int waitingForReceipt(UUID unit) {
        return db.sql("select count(*) from industrial.exit where receiver_id = ? and state = 'Shipped'")
                .param(unit)
                .query(Integer.class)
                .single();
    }

    int differing(UUID unit) {
        return db.sql(
                        "select count(*) from industrial.exit where (unit_id = :unit or receiver_id = :unit) and state = 'Differing'")
                .param("unit", unit)
                .query(Integer.class)
                .single();
    }

    int unconfirmed(UUID unit, Instant before) {
        return db.sql("select count(*) from industrial.exit where unit_id = ? and state = 'Shipped' and shipped_at < ?")
                .params(List.of(unit, YardStore.time(before)))
                .query(Integer.class)
                .single();
    }

    /** Grams that the permit's chapter counts, by waste and way, over a year of Beijing days. */
    Map<WasteWay, Mass> done(UUID unit, LocalDate from, LocalDate to) {
        return doneBy(unit, from, to).getOrDefault(unit, Map.of());
    }

    /** The same of each unit; @param unit only this one, {@code null}: every unit in the caller's sight */
    Map<UUID, Map<WasteWay, Mass>> doneBy(UUID unit, LocalDate from, LocalDate to) {
        var all = new HashMap<UUID, Map<WasteWay, Mass>>();
        db.sql("""
                        select unit_id, waste, case kind when 'USE' then 'OWN_USE' else 'OWN_DISPOSAL' end as way, sum(mass_g) as g
                        from industrial.treatment t
                        where (cast(:unit as uuid) is null or unit_id = :unit) and state = 'BOOKED'
                          and occurred_at >= :from and occurred_at < :to
                          and exists (select from industrial.generation g where g.unit_id = t.unit_id and g.waste = t.waste
                              and g.state = 'BOOKED')
                        group by 1, 2, 3
                        union all
                        select unit_id, waste, case way when 'USE' then 'ENTRUSTED_USE' when 'DISPOSAL' then 'ENTRUSTED_DISPOSAL' else
                            'ENTRUSTED_STORAGE' end,
                               sum(mass_g - coalesce(returned_g, 0) - case when settled_as = 'RETURNED' then rest_g else 0 end)
                        from industrial.exit
                        where (cast(:unit as uuid) is null or unit_id = :unit) and state not in ('Draft', 'Voided', 'Refused')
                          and shipped_at >= :from and shipped_at < :to
                        group by 1, 2, 3
                        """)
                .param("unit", unit)
                .param("from", YardStore.time(from.atStartOfDay(Days.ZONE).toInstant()))
                .param(
                        "to",
                        YardStore.time(to.plusDays(1).atStartOfDay(Days.ZONE).toInstant()))
                .query((row, _) -> all.computeIfAbsent(row.getObject("unit_id", UUID.class), none -> new HashMap<>())
                        .put(
                                new WasteWay(new WasteCode(row.getString("waste")), row.getString("way")),
                                new Mass(row.getLong("g"))))
                .list();
        return all;
    }

    /** One line of what a permit speaks of. */
    record WasteWay(WasteCode waste, String way) {}

    static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(Days.ZONE).toInstant();
    }
}
