package org.wufei.industrial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/** Tables of what happens inside a unit's gate: generation, own use and disposal, stocktakes. */
@Repository
class YardStore {
    private final JdbcClient db;
    private final JdbcTemplate batch;

    YardStore(JdbcClient db, JdbcTemplate batch) {
        this.db = db;
        this.batch = batch;
    }

    /** 产生环节记录 (附表4), monthly figure or opening stock. */
    record Generation(
            UUID id,
            Kind kind,
            UUID unitId,
            RegionCode county,
            UUID placeId,
            String placeName,
            WasteCode waste,
            String wasteName,
            Mass massG,
            int lotYear,
            Instant occurredAt,
            String batchNo,
            String link,
            String handler,
            String note,
            List<UUID> evidence,
            long entryNo,
            String state,
            String voidReason,
            Instant recordedAt,
            String recordedBy) {
        enum Kind {
            BATCH,
            MONTH,
            OPENING
        }

        /** The same document, whoever sent it and when. */
        boolean sameAs(Generation other) {
            return kind == other.kind
                    && placeId.equals(other.placeId)
                    && waste.equals(other.waste)
                    && massG.equals(other.massG)
                    && lotYear == other.lotYear
                    && (kind == Kind.MONTH
                            ? Days.month(occurredAt).equals(Days.month(other.occurredAt))
                            : occurredAt.equals(other.occurredAt));
        }

        Generation booked(long entry) {
            return new Generation(
                    id,
                    kind,
                    unitId,
                    county,
                    placeId,
                    placeName,
                    waste,
                    wasteName,
                    massG,
                    lotYear,
                    occurredAt,
                    batchNo,
                    link,
                    handler,
                    note,
                    evidence,
                    entry,
                    state,
                    voidReason,
                    recordedAt,
                    recordedBy);
        }
    }

    /** 自行利用、自行处置记录 (附表6、附表7). */
    record Treatment(
            UUID id,
            Kind kind,
            UUID unitId,
            RegionCode county,
            UUID placeId,
            String placeName,
            UUID facilityId,
            WasteCode waste,
            String wasteName,
            Mass massG,
            String method,
            Instant occurredAt,
            String batchNo,
            String handler,
            String product,
            String note,
            List<UUID> evidence,
            long entryNo,
            String state,
            String voidReason,
            Instant recordedAt,
            String recordedBy) {
        enum Kind {
            USE,
            DISPOSAL
        }

        boolean sameAs(Treatment other) {
            return kind == other.kind
                    && placeId.equals(other.placeId)
                    && facilityId.equals(other.facilityId)
                    && waste.equals(other.waste)
                    && massG.equals(other.massG)
                    && method.equals(other.method)
                    && occurredAt.equals(other.occurredAt);
        }

        Treatment booked(long entry) {
            return new Treatment(
                    id,
                    kind,
                    unitId,
                    county,
                    placeId,
                    placeName,
                    facilityId,
                    waste,
                    wasteName,
                    massG,
                    method,
                    occurredAt,
                    batchNo,
                    handler,
                    product,
                    note,
                    evidence,
                    entry,
                    state,
                    voidReason,
                    recordedAt,
                    recordedBy);
        }
    }

    /** 盘点. {@code gapG} is counted less book, with its sign. */
    record Stocktake(
            UUID id,
            UUID unitId,
            RegionCode county,
            UUID placeId,
            String placeName,
            WasteCode waste,
            String wasteName,
            Instant countedAt,
            Mass countedG,
            Mass bookG,
            String gapG,
            String handler,
            String note,
            List<UUID> evidence,
            String state,
            String reason,
            Integer lotYear,
            Long entryNo,
            Instant recordedAt,
            String recordedBy) {}

    /** What a list is narrowed by; {@code null} and blank mean no limit. */
    record Filter(UUID unit, String waste, Instant from, Instant to, String q, Keyset after, int size) {}

    void insert(List<Generation> rows) {
        batch.batchUpdate(
                """
                insert into industrial.generation (id, kind, unit_id, county, place_id, place_name, waste, waste_name, mass_g, lot_year,
                    occurred_at, batch_no, link, handler, note, evidence, entry_no, state, recorded_at, recorded_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid[], ?, 'BOOKED', ?, ?)
                """,
                rows.stream()
                        .map(row -> new Object[] {
                            row.id(),
                            row.kind().name(),
                            row.unitId(),
                            row.county().digits(),
                            row.placeId(),
                            row.placeName(),
                            row.waste().text(),
                            row.wasteName(),
                            row.massG().grams(),
                            row.lotYear(),
                            time(row.occurredAt()),
                            row.batchNo(),
                            row.link(),
                            row.handler(),
                            row.note(),
                            uuids(row.evidence()),
                            row.entryNo(),
                            time(row.recordedAt()),
                            row.recordedBy()
                        })
                        .toList());
    }

    Optional<Generation> generation(UUID id) {
        return db.sql("select * from industrial.generation where id = ?")
                .param(id)
                .query(YardStore::generation)
                .optional();
    }

    /** Those booked under the batch numbers, of one unit. */
    List<Generation> generationsOf(UUID unit, List<String> batchNos) {
        return db.sql(
                        "select * from industrial.generation where unit_id = :unit and state = 'BOOKED' and batch_no = any(:nos)")
                .param("unit", unit)
                .param("nos", batchNos.toArray(String[]::new))
                .query(YardStore::generation)
                .list();
    }

    List<Generation> generations(Filter filter) {
        return db.sql("""
                        select * from industrial.generation
                        where (:unit::uuid is null or unit_id = :unit) and (:waste::text is null or waste = :waste)
                          and (:from::timestamptz is null or occurred_at >= :from) and (:to::timestamptz is null or occurred_at < :to)
                          and (:q::text is null or batch_no ilike :q or waste ilike :q or waste_name ilike :q or place_name ilike :q)
                        """ + filter.after().sql("occurred_at", "mass_g"))
                .params(params(filter))
                .query(YardStore::generation)
                .list();
    }

    void voidGeneration(UUID id, String reason) {
        db.sql(
                        "update industrial.generation set state = 'VOIDED', void_reason = :reason where id = :id and state = 'BOOKED'")
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    /** Whether any document but an opening stock has touched the waste at the place. */
    boolean begun(UUID place, WasteCode waste) {
        return db.sql("""
                        select exists (select from industrial.generation where place_id = :place and waste = :waste
                            and kind <> 'OPENING' and state = 'BOOKED')
                            or exists (select from industrial.exit where place_id = :place and waste = :waste
                                and state not in ('Draft', 'Voided'))
                            or exists (select from industrial.treatment where place_id = :place and waste = :waste and state = 'BOOKED')
                            or exists (select from industrial.stocktake where place_id = :place and waste = :waste)
                        """)
                .param("place", place)
                .param("waste", waste.text())
                .query(Boolean.class)
                .single();
    }

    void insertTreatments(List<Treatment> rows) {
        batch.batchUpdate(
                """
                insert into industrial.treatment (id, kind, unit_id, county, place_id, place_name, facility_id, waste, waste_name, mass_g,
                    method, occurred_at, batch_no, handler, product, note, evidence, entry_no, state, recorded_at, recorded_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid[], ?, 'BOOKED', ?, ?)
                """,
                rows.stream()
                        .map(row -> new Object[] {
                            row.id(),
                            row.kind().name(),
                            row.unitId(),
                            row.county().digits(),
                            row.placeId(),
                            row.placeName(),
                            row.facilityId(),
                            row.waste().text(),
                            row.wasteName(),
                            row.massG().grams(),
                            row.method(),
                            time(row.occurredAt()),
                            row.batchNo(),
                            row.handler(),
                            row.product(),
                            row.note(),
                            uuids(row.evidence()),
                            row.entryNo(),
                            time(row.recordedAt()),
                            row.recordedBy()
                        })
                        .toList());
    }

    Optional<Treatment> treatment(UUID id) {
        return db.sql("select * from industrial.treatment where id = ?")
                .param(id)
                .query(YardStore::treatment)
                .optional();
    }

    Optional<Treatment> treatmentOf(UUID unit, String batchNo) {
        return db.sql("select * from industrial.treatment where unit_id = ? and state = 'BOOKED' and batch_no = ?")
                .params(List.of(unit, batchNo))
                .query(YardStore::treatment)
                .optional();
    }

    List<Treatment> treatments(Filter filter, String kind) {
        return db.sql("""
                        select * from industrial.treatment
                        where (:unit::uuid is null or unit_id = :unit) and (:waste::text is null or waste = :waste)
                          and (:from::timestamptz is null or occurred_at >= :from) and (:to::timestamptz is null or occurred_at < :to)
                          and (:q::text is null or batch_no ilike :q or waste ilike :q or waste_name ilike :q or place_name ilike :q)
                          and (:kind::text is null or kind = :kind)
                        """ + filter.after().sql("occurred_at", "mass_g"))
                .params(params(filter))
                .param("kind", kind)
                .query(YardStore::treatment)
                .list();
    }

    void voidTreatment(UUID id, String reason) {
        db.sql(
                        "update industrial.treatment set state = 'VOIDED', void_reason = :reason where id = :id and state = 'BOOKED'")
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    void insert(Stocktake row) {
        db.sql("""
                        insert into industrial.stocktake (id, unit_id, county, place_id, place_name, waste, waste_name,
                            counted_at, counted_g,
                            book_g, handler, note, evidence, state, reason, recorded_at, recorded_by)
                        values (:id, :unit, :county, :place, :placeName, :waste, :wasteName, :at, :counted, :book, :handler, :note,
                            :evidence::uuid[], 'COUNTED', '', :recordedAt, :recordedBy)
                        """)
                .param("id", row.id())
                .param("unit", row.unitId())
                .param("county", row.county().digits())
                .param("place", row.placeId())
                .param("placeName", row.placeName())
                .param("waste", row.waste().text())
                .param("wasteName", row.wasteName())
                .param("at", time(row.countedAt()))
                .param("counted", row.countedG().grams())
                .param("book", row.bookG().grams())
                .param("handler", row.handler())
                .param("note", row.note())
                .param("evidence", uuids(row.evidence()))
                .param("recordedAt", time(row.recordedAt()))
                .param("recordedBy", row.recordedBy())
                .update();
    }

    /** Whether the same waste was counted again at the same place: the later count holds the gap of the earlier one. */
    boolean countedSince(Stocktake count) {
        return db.sql("""
                        select exists (select 1 from industrial.stocktake
                            where place_id = :place and waste = :waste and state <> 'VOIDED' and (counted_at, id) > (:at, :id::uuid))
                        """)
                .param("place", count.placeId())
                .param("waste", count.waste().text())
                .param("at", time(count.countedAt()))
                .param("id", count.id())
                .query(Boolean.class)
                .single();
    }

    Optional<Stocktake> stocktake(UUID id, boolean lock) {
        return db.sql("select * from industrial.stocktake where id = ?" + (lock ? " for update" : ""))
                .param(id)
                .query(YardStore::stocktake)
                .optional();
    }

    List<Stocktake> stocktakes(Filter filter) {
        return db.sql("""
                        select * from industrial.stocktake
                        where (:unit::uuid is null or unit_id = :unit) and (:waste::text is null or waste = :waste)
                          and (:from::timestamptz is null or counted_at >= :from) and (:to::timestamptz is null or counted_at < :to)
                          and (:q::text is null or waste ilike :q or waste_name ilike :q or place_name ilike :q)
                        """ + filter.after().sql("counted_at", "counted_g"))
                .params(params(filter))
                .query(YardStore::stocktake)
                .list();
    }

    void bookStocktake(UUID id, String state, String reason, Integer lotYear, long entryNo) {
        db.sql("update industrial.stocktake set state = :state, reason = :reason, lot_year = :year,"
                        + " entry_no = :entry where id = :id")
                .param("state", state)
                .param("reason", reason)
                .param("year", lotYear)
                .param("entry", entryNo)
                .param("id", id)
                .update();
    }

    /** The next free serial of a day's batch numbers: {@code CS20261003-007}. */
    String batchNo(String prefix, String table, UUID unit, String day) {
        var like = prefix + day + "-";
        Integer next = db.sql("select coalesce(max(substr(batch_no, :from)::int), 0) + 1 from industrial." + table
                        + " where unit_id = :unit and batch_no ~ :pattern")
                .param("from", like.length() + 1)
                .param("unit", unit)
                .param("pattern", "^" + like + "[0-9]{3,6}$")
                .query(Integer.class)
                .single();
        return like + "%03d".formatted(next);
    }

    /** Serialises those who draw a batch number for the same unit. */
    void lockNumbers(UUID unit) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('industrial.batch/' || :unit, 0))")
                .param("unit", unit.toString())
                .query((row, _) -> 0)
                .single();
    }

    private static java.util.Map<String, Object> params(Filter filter) {
        var all = new java.util.HashMap<String, Object>();
        all.put("unit", filter.unit());
        all.put("waste", blank(filter.waste()));
        all.put("from", time(filter.from()));
        all.put("to", time(filter.to()));
        all.put("q", like(filter.q()));
        all.put("at", filter.after().value());
        all.put("id", filter.after().id());
        all.put("limit", filter.size() + 1);
        return all;
    }

    static String like(String q) {
        var text = blank(q);
        return text == null
                ? null
                : "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip().replace("\u0000", "");
    }

    static OffsetDateTime time(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** The array in PostgreSQL's text form; uuids need no quoting. */
    static String uuids(List<UUID> ids) {
        return "{" + String.join(",", ids.stream().map(UUID::toString).toList()) + "}";
    }

    static List<UUID> uuids(ResultSet row, String column) throws SQLException {
        return Arrays.asList((UUID[]) row.getArray(column).getArray());
    }

    private static Generation generation(ResultSet row, int no) throws SQLException {
        return new Generation(
                row.getObject("id", UUID.class),
                Generation.Kind.valueOf(row.getString("kind")),
                row.getObject("unit_id", UUID.class),
                new RegionCode(row.getString("county")),
                row.getObject("place_id", UUID.class),
                row.getString("place_name"),
                new WasteCode(row.getString("waste")),
                row.getString("waste_name"),
                new Mass(row.getLong("mass_g")),
                row.getInt("lot_year"),
                time(row, "occurred_at"),
                row.getString("batch_no"),
                row.getString("link"),
                row.getString("handler"),
                row.getString("note"),
                uuids(row, "evidence"),
                row.getLong("entry_no"),
                row.getString("state"),
                row.getString("void_reason"),
                time(row, "recorded_at"),
                row.getString("recorded_by"));
    }

    private static Treatment treatment(ResultSet row, int no) throws SQLException {
        return new Treatment(
                row.getObject("id", UUID.class),
                Treatment.Kind.valueOf(row.getString("kind")),
                row.getObject("unit_id", UUID.class),
                new RegionCode(row.getString("county")),
                row.getObject("place_id", UUID.class),
                row.getString("place_name"),
                row.getObject("facility_id", UUID.class),
                new WasteCode(row.getString("waste")),
                row.getString("waste_name"),
                new Mass(row.getLong("mass_g")),
                row.getString("method"),
                time(row, "occurred_at"),
                row.getString("batch_no"),
                row.getString("handler"),
                row.getString("product"),
                row.getString("note"),
                uuids(row, "evidence"),
                row.getLong("entry_no"),
                row.getString("state"),
                row.getString("void_reason"),
                time(row, "recorded_at"),
                row.getString("recorded_by"));
    }

    private static Stocktake stocktake(ResultSet row, int no) throws SQLException {
        return new Stocktake(
                row.getObject("id", UUID.class),
                row.getObject("unit_id", UUID.class),
                new RegionCode(row.getString("county")),
                row.getObject("place_id", UUID.class),
                row.getString("place_name"),
                new WasteCode(row.getString("waste")),
                row.getString("waste_name"),
                time(row, "counted_at"),
                new Mass(row.getLong("counted_g")),
                new Mass(row.getLong("book_g")),
                Long.toString(row.getLong("counted_g") - row.getLong("book_g")),
                row.getString("handler"),
                row.getString("note"),
                uuids(row, "evidence"),
                row.getString("state"),
                row.getString("reason"),
                row.getObject("lot_year", Integer.class),
                row.getObject("entry_no", Long.class),
                time(row, "recorded_at"),
                row.getString("recorded_by"));
    }
}
