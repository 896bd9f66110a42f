package org.wufei.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/** Owns {@code registry.permit} and its lines. */
@Repository
class PermitStore {
    private static final String COLUMNS =
            "t.*, (select u.name from registry.unit u where u.id = t.unit_id) as unit_name ";

    private static final Map<String, String> ORDERS = Map.of(
            "no", "t.no",
            "unitName", "(select u.name from registry.unit u where u.id = t.unit_id)",
            "kind", "t.kind",
            "county", "t.county",
            "validFrom", "t.valid_from::text",
            "validTo", "t.valid_to::text",
            "state", "t.state",
            "id", "t.id::text");

    private final JdbcClient db;

    PermitStore(JdbcClient db) {
        this.db = db;
    }

    /** A permit as the tables have it. */
    record Row(
            UUID id,
            UUID unitId,
            String unitName,
            RegionCode county,
            String kind,
            String no,
            String authority,
            LocalDate validFrom,
            LocalDate validTo,
            String state,
            long version,
            List<Registry.PermitLine> lines) {
        Registry.Permit permit() {
            return new Registry.Permit(id, unitId, kind, no, validFrom, validTo, lines);
        }

        Row with(List<Registry.PermitLine> chapter) {
            return new Row(
                    id, unitId, unitName, county, kind, no, authority, validFrom, validTo, state, version, chapter);
        }
    }

    /** What a list asks for. @param on valid on that day; @param endsBy in use and its last day not after that one */
    record Filter(UUID unit, String kind, String county, String state, LocalDate on, LocalDate endsBy, String q) {}

    record Found(Row row, String cursor) {}

    Optional<Row> find(UUID id) {
        return db.sql("select " + COLUMNS + "from registry.permit t where t.id = :id")
                .param("id", id)
                .query(PermitStore::row)
                .optional()
                .map(row -> row.with(lines(List.of(row)).getOrDefault(row.id(), List.of())));
    }

    /** The 排污许可 valid on a day, the newest of each unit; @param unit only this one, {@code null}: every unit in sight */
    List<Row> discharging(UUID unit, LocalDate on) {
        var found = db.sql("select distinct on (t.unit_id) " + COLUMNS + """
                        from registry.permit t where (cast(:unit as uuid) is null or t.unit_id = :unit)
                        and t.kind = 'DISCHARGE' and t.state = 'ACTIVE'
                        and :on between t.valid_from and t.valid_to order by t.unit_id, t.valid_from desc""")
                .param("unit", unit)
                .param("on", on)
                .query(PermitStore::row)
                .list();
        var lines = lines(found);
        return found.stream()
                .map(row -> row.with(lines.getOrDefault(row.id(), List.of())))
                .toList();
    }

    List<Found> list(Filter filter, Order order, Cursor after, int limit) {
        var params = new ArrayList<>();
        var where = where(filter, params);
        if (after != null) {
            where += order.behind("t.id");
            params.add(after.value());
            params.add(after.id());
        }
        params.add(limit);
        var found = db.sql("select " + order.value() + " as sort_value, " + COLUMNS + "from registry.permit t where "
                        + where + order.clause("t.id") + " limit ?")
                .params(params)
                .query((row, i) -> {
                    var permit = row(row, i);
                    return new Found(permit, new Cursor(row.getString("sort_value"), permit.id()).text());
                })
                .list();
        var lines = lines(found.stream().map(Found::row).toList());
        return found.stream()
                .map(one ->
                        new Found(one.row().with(lines.getOrDefault(one.row().id(), List.of())), one.cursor()))
                .toList();
    }

    static Order order(String sort) {
        return Order.of(ORDERS, sort, "id");
    }

    long count(Filter filter) {
        var params = new ArrayList<>();
        return db.sql("select count(*) from registry.permit t where " + where(filter, params))
                .params(params)
                .query(Long.class)
                .single();
    }

    private static String where(Filter filter, List<Object> params) {
        var where = new StringBuilder("true");
        if (filter.unit() != null) {
            where.append(" and t.unit_id = ?");
            params.add(filter.unit());
        }
        if (filter.kind() != null) {
            where.append(" and t.kind = ?");
            params.add(filter.kind());
        }
        if (filter.county() != null) {
            where.append(" and t.county = ?");
            params.add(filter.county());
        }
        if (filter.state() != null) {
            where.append(" and t.state = ?");
            params.add(filter.state());
        }
        if (filter.on() != null) {
            where.append(" and ? between t.valid_from and t.valid_to");
            params.add(filter.on());
        }
        if (filter.endsBy() != null) {
            where.append(" and t.state = 'ACTIVE' and t.valid_to <= ?");
            params.add(filter.endsBy());
        }
        if (filter.q() != null && !filter.q().isBlank()) {
            where.append(
                    " and (lower(t.no) like ? or exists (select 1 from registry.unit u where u.id = t.unit_id and u.search like ?))");
            var needle = "%" + UnitStore.escapeLike(filter.q().strip().toLowerCase(Locale.ROOT)) + "%";
            params.add(needle);
            params.add(needle);
        }
        return where.toString();
    }

    private Map<UUID, List<Registry.PermitLine>> lines(List<Row> permits) {
        if (permits.isEmpty()) return Map.of();
        record Line(UUID permit, Registry.PermitLine line) {}
        return db
                .sql(
                        "select permit_id, waste, way, grams_per_year from registry.permit_line where permit_id = any (:ids)"
                                + " order by permit_id, line")
                .param("ids", permits.stream().map(Row::id).toArray(UUID[]::new))
                .query((row, i) -> new Line(
                        row.getObject(1, UUID.class),
                        new Registry.PermitLine(new WasteCode(row.getString(2)), row.getString(3), row.getLong(4))))
                .stream()
                .collect(Collectors.groupingBy(Line::permit, Collectors.mapping(Line::line, Collectors.toList())));
    }

    Row insert(Row permit) {
        var id = db.sql("""
                        insert into registry.permit (unit_id, county, kind, no, authority, valid_from, valid_to)
                        values (:unit, :county, :kind, :no, :authority, :from, :to) returning id""")
                .param("unit", permit.unitId())
                .param("county", permit.county().digits())
                .param("kind", permit.kind())
                .param("no", permit.no())
                .param("authority", permit.authority())
                .param("from", permit.validFrom())
                .param("to", permit.validTo())
                .query(UUID.class)
                .single();
        writeLines(id, permit);
        return find(id).orElseThrow();
    }

    /** Writes the next version; empty where another was quicker. */
    Optional<Row> update(Row permit) {
        int changed = db.sql("""
                        update registry.permit set no = :no, authority = :authority, valid_from = :from, valid_to = :to, state = :state,
                            version = version + 1, updated_at = now()
                        where id = :id and version = :version""")
                .param("id", permit.id())
                .param("version", permit.version())
                .param("no", permit.no())
                .param("authority", permit.authority())
                .param("from", permit.validFrom())
                .param("to", permit.validTo())
                .param("state", permit.state())
                .update();
        if (changed == 0) return Optional.empty();
        db.sql("delete from registry.permit_line where permit_id = :id")
                .param("id", permit.id())
                .update();
        writeLines(permit.id(), permit);
        return find(permit.id());
    }

    private void writeLines(UUID id, Row permit) {
        if (permit.lines().isEmpty()) return;
        db.sql("""
                        insert into registry.permit_line (permit_id, line, unit_id, county, waste, way, grams_per_year)
                        select :id, ordinality, :unit, :county, waste, way, grams
                        from unnest(:wastes::text[], :ways::text[], :grams::bigint[])
                        with ordinality as l(waste, way, grams, ordinality)""")
                .param("id", id)
                .param("unit", permit.unitId())
                .param("county", permit.county().digits())
                .param(
                        "wastes",
                        permit.lines().stream().map(l -> l.waste().text()).toArray(String[]::new))
                .param(
                        "ways",
                        permit.lines().stream().map(Registry.PermitLine::way).toArray(String[]::new))
                .param(
                        "grams",
                        permit.lines().stream()
                                .map(Registry.PermitLine::gramsPerYear)
                                .toArray(Long[]::new))
                .update();
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("unit_id", UUID.class),
                row.getString("unit_name"),
                new RegionCode(row.getString("county")),
                row.getString("kind"),
                row.getString("no"),
                row.getString("authority"),
                UnitStore.day(row, "valid_from"),
                UnitStore.day(row, "valid_to"),
                row.getString("state"),
                row.getLong("version"),
                List.of());
    }
}
