package org.wufei.industrial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of processes and their months. */
@Repository
class ProcessStore {
    private static final TypeReference<List<Processes.Product>> PRODUCTS = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    ProcessStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    boolean insert(Processes.Process row) {
        return db.sql("""
                        insert into industrial.process (id, version, unit_id, county, name, input, products, wastes, low_ratio, high_ratio)
                        values (:id, 1, :unit, :county, :name, :input, :products, :wastes, :low, :high)
                        on conflict (unit_id, name) do nothing
                        """)
                        .param("id", row.id())
                        .param("unit", row.unitId())
                        .param("county", row.county().digits())
                        .param("name", row.name())
                        .param("input", row.input())
                        .param("products", row.products().toArray(String[]::new))
                        .param("wastes", codes(row.wastes()))
                        .param("low", row.lowRatio())
                        .param("high", row.highRatio())
                        .update()
                == 1;
    }

    boolean taken(UUID unit, String name, UUID but) {
        return db.sql("select exists (select from industrial.process where unit_id = ? and name = ? and id <> ?)")
                .params(List.of(unit, name, but))
                .query(Boolean.class)
                .single();
    }

    void update(Processes.Process row) {
        db.sql("""
                        update industrial.process set version = :version, name = :name, input = :input, products = :products,
                            wastes = :wastes,
                            low_ratio = :low, high_ratio = :high
                        where id = :id
                        """)
                .param("id", row.id())
                .param("version", row.version())
                .param("name", row.name())
                .param("input", row.input())
                .param("products", row.products().toArray(String[]::new))
                .param("wastes", codes(row.wastes()))
                .param("low", row.lowRatio())
                .param("high", row.highRatio())
                .update();
    }

    Optional<Processes.Process> find(UUID id, boolean lock) {
        return db.sql("select * from industrial.process where id = ?" + (lock ? " for update" : ""))
                .param(id)
                .query(ProcessStore::process)
                .optional();
    }

    List<Processes.Process> list(UUID unit) {
        return db.sql(
                        "select * from industrial.process where :unit::uuid is null or unit_id = :unit order by name limit 500")
                .param("unit", unit)
                .query(ProcessStore::process)
                .list();
    }

    void save(Processes.Process process, Processes.NewRun run, long version, Instant at, String by) {
        long products = run.products().stream()
                .map(Processes.Product::massG)
                .reduce(Mass.ZERO, Mass::plus)
                .grams();
        db.sql("""
                        insert into industrial.process_run (process_id, unit_id, county, month, input_g, product_g, products, note, version,
                            recorded_at, recorded_by)
                        values (:process, :unit, :county, :month, :input, :productG, :products::jsonb, :note, :version, :at, :by)
                        on conflict (process_id, month) do update set input_g = excluded.input_g, product_g = excluded.product_g,
                            products = excluded.products, note = excluded.note, version = excluded.version,
                            recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by
                        """)
                .param("process", process.id())
                .param("unit", process.unitId())
                .param("county", process.county().digits())
                .param("month", run.month().atDay(1))
                .param("input", run.input().grams())
                .param("productG", products)
                .param("products", json.writeValueAsString(run.products()))
                .param("note", run.note())
                .param("version", version)
                .param("at", YardStore.time(at))
                .param("by", by)
                .update();
    }

    Optional<Processes.Run> run(UUID process, YearMonth month) {
        return runs(null, process, month).stream().findFirst();
    }

    /** Runs with the wastes that the unit's generation records of the month hold (by the Beijing day they happened). */
    List<Processes.Run> runs(List<UUID> units, UUID process, YearMonth month) {
        return db.sql("""
                        select r.*, p.name as process_name, p.input, p.low_ratio, p.high_ratio,
                               (select coalesce(sum(g.mass_g), 0) from industrial.generation g
                                where g.unit_id = r.unit_id and g.waste = any (p.wastes) and g.kind <> 'OPENING' and g.state = 'BOOKED'
                                  and g.occurred_at >= r.month::timestamp at time zone 'Asia/Shanghai'
                                  and g.occurred_at < (r.month + interval '1 month')::timestamp at time zone 'Asia/Shanghai') as waste_g
                        from industrial.process_run r join industrial.process p on p.id = r.process_id
                        where (:units::uuid[] is null or r.unit_id = any (:units::uuid[]))
                          and (:process::uuid is null or r.process_id = :process) and (:month::date is null or r.month = :month)
                        order by r.month desc, p.name limit 5000
                        """)
                .param("units", units == null ? null : YardStore.uuids(units))
                .param("process", process)
                .param("month", month == null ? null : month.atDay(1))
                .query(this::run)
                .list();
    }

    /** Processes of the unit that state nothing for the month. */
    int silent(UUID unit, YearMonth month) {
        return db.sql("""
                        select count(*) from industrial.process p where p.unit_id = :unit
                          and not exists (select from industrial.process_run r where r.process_id = p.id and r.month = :month)
                        """)
                .param("unit", unit)
                .param("month", month.atDay(1))
                .query(Integer.class)
                .single();
    }

    private static String[] codes(List<WasteCode> wastes) {
        return wastes.stream().map(WasteCode::text).toArray(String[]::new);
    }

    private static Processes.Process process(ResultSet row, int no) throws SQLException {
        return new Processes.Process(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                row.getObject("unit_id", UUID.class),
                new RegionCode(row.getString("county")),
                row.getString("name"),
                row.getString("input"),
                Arrays.asList((String[]) row.getArray("products").getArray()),
                Arrays.stream((String[]) row.getArray("wastes").getArray())
                        .map(WasteCode::new)
                        .toList(),
                row.getBigDecimal("low_ratio"),
                row.getBigDecimal("high_ratio"));
    }

    private Processes.Run run(ResultSet row, int no) throws SQLException {
        return new Processes.Run(
                row.getObject("id", UUID.class),
                row.getObject("process_id", UUID.class),
                row.getString("process_name"),
                row.getObject("unit_id", UUID.class),
                new RegionCode(row.getString("county")),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getString("input"),
                new Mass(row.getLong("input_g")),
                json.readValue(row.getString("products"), PRODUCTS),
                new Mass(row.getLong("product_g")),
                new Mass(row.getLong("waste_g")),
                row.getBigDecimal("low_ratio"),
                row.getBigDecimal("high_ratio"),
                row.getString("note"),
                row.getLong("version"),
                YardStore.time(row, "recorded_at"),
                row.getString("recorded_by"));
    }
}
