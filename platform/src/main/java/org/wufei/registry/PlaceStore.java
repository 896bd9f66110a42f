package org.wufei.registry;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.RegionCode;

/** Owns {@code registry.place}: sites, facilities, stockpiles. */
@Repository
class PlaceStore {
    private static final String COLUMNS =
            "p.*, (select u.name from registry.unit u where u.id = p.unit_id) as unit_name ";

    private static final Map<String, String> ORDERS = Map.of(
            "name", "p.name",
            "unitName", "(select u.name from registry.unit u where u.id = p.unit_id)",
            "kind", "p.kind",
            "county", "p.county",
            "method", "coalesce(p.method, '')",
            "capacityG", "lpad(coalesce(p.capacity_g, 0)::text, 20, '0')",
            "wasteClass", "coalesce(p.waste_class, '')",
            "startYear", "coalesce(p.start_year, 0)::text",
            "state", "p.state",
            "id", "p.id::text");

    private final JdbcClient db;

    PlaceStore(JdbcClient db) {
        this.db = db;
    }

    /** A place as the table has it. */
    record Row(
            UUID id,
            UUID unitId,
            String unitName,
            UUID siteId,
            String kind,
            String name,
            RegionCode county,
            Double longitude,
            Double latitude,
            String method,
            Long capacityG,
            BigDecimal areaM2,
            BigDecimal volumeM3,
            BigDecimal densityGM3,
            String wasteClass,
            Integer startYear,
            String note,
            String state,
            LocalDate validFrom,
            LocalDate validTo,
            long version) {
        Registry.Place place() {
            return new Registry.Place(id, unitId, kind, name, county, longitude, latitude, method, capacityG, state);
        }
    }

    record Filter(UUID unit, String kind, String county, String state, String q) {}

    record Found(Row row, String cursor) {}

    Optional<Row> find(UUID id) {
        return db.sql("select " + COLUMNS + "from registry.place p where p.id = :id")
                .param("id", id)
                .query(PlaceStore::row)
                .optional();
    }

    List<Row> inUse(UUID unit) {
        return db.sql("select " + COLUMNS + """
                        from registry.place p where p.unit_id = :unit and p.state = 'ACTIVE'
                        order by p.kind <> 'SITE', p.kind, p.id""")
                .param("unit", unit)
                .query(PlaceStore::row)
                .list();
    }

    List<Found> list(Filter filter, Order order, Cursor after, int limit) {
        var params = new ArrayList<>();
        var where = where(filter, params);
        if (after != null) {
            where += order.behind("p.id");
            params.add(after.value());
            params.add(after.id());
        }
        params.add(limit);
        return db.sql("select " + order.value() + " as sort_value, " + COLUMNS + "from registry.place p where " + where
                        + order.clause("p.id") + " limit ?")
                .params(params)
                .query((row, i) -> {
                    var place = row(row, i);
                    return new Found(place, new Cursor(row.getString("sort_value"), place.id()).text());
                })
                .list();
    }

    static Order order(String sort) {
        return Order.of(ORDERS, sort, "id");
    }

    long count(Filter filter) {
        var params = new ArrayList<>();
        return db.sql("select count(*) from registry.place p where " + where(filter, params))
                .params(params)
                .query(Long.class)
                .single();
    }

    private static String where(Filter filter, List<Object> params) {
        var where = new StringBuilder("true");
        if (filter.unit() != null) {
            where.append(" and p.unit_id = ?");
            params.add(filter.unit());
        }
        if (filter.kind() != null) {
            where.append(" and p.kind = ?");
            params.add(filter.kind());
        }
        if (filter.county() != null) {
            where.append(" and p.county = ?");
            params.add(filter.county());
        }
        if (filter.state() != null) {
            where.append(" and p.state = ?");
            params.add(filter.state());
        }
        if (filter.q() != null && !filter.q().isBlank()) {
            where.append(
                    " and (lower(p.name) like ? or exists (select 1 from registry.unit u where u.id = p.unit_id and u.search like ?))");
            var needle = "%" + UnitStore.escapeLike(filter.q().strip().toLowerCase(Locale.ROOT)) + "%";
            params.add(needle);
            params.add(needle);
        }
        return where.toString();
    }

    /** Whatever the caller's scope, without its size. */
    Optional<Registry.Place> receiving(UUID unit) {
        return db.sql("select * from registry.receiving_place(:unit)")
                .param("unit", unit)
                .query((row, i) -> new Registry.Place(
                        row.getObject("id", UUID.class),
                        row.getObject("unit_id", UUID.class),
                        row.getString("kind"),
                        row.getString("name"),
                        new RegionCode(row.getString("county")),
                        row.getObject("longitude", Double.class),
                        row.getObject("latitude", Double.class),
                        row.getString("method"),
                        null,
                        row.getString("state")))
                .optional();
    }

    Row insert(Row place) {
        var id = db.sql("""
                        insert into registry.place (unit_id, site_id, kind, name, county, longitude, latitude, method, capacity_g, area_m2,
                                                    volume_m3, density_g_m3, waste_class, start_year, note, valid_from)
                        values (:unit, :site, :kind, :name, :county, :longitude, :latitude, :method, :capacity, :area,
                                :volume, :density, :class, :year, :note, :from) returning id""")
                .param("unit", place.unitId())
                .param("site", place.siteId())
                .param("kind", place.kind())
                .param("name", place.name())
                .param("county", place.county().digits())
                .param("longitude", place.longitude())
                .param("latitude", place.latitude())
                .param("method", place.method())
                .param("capacity", place.capacityG())
                .param("area", place.areaM2())
                .param("volume", place.volumeM3())
                .param("density", place.densityGM3())
                .param("class", place.wasteClass())
                .param("year", place.startYear())
                .param("note", place.note())
                .param("from", place.validFrom())
                .query(UUID.class)
                .single();
        return find(id).orElseThrow();
    }

    /** Writes the next version; empty where another was quicker. */
    Optional<Row> update(Row place) {
        int changed = db.sql("""
                        update registry.place set site_id = :site, name = :name, county = :county, longitude = :longitude,
                            latitude = :latitude, method = :method, capacity_g = :capacity, area_m2 = :area, volume_m3 = :volume,
                            density_g_m3 = :density, waste_class = :class, start_year = :year, note = :note, state = :state,
                            valid_from = :from, valid_to = :to, version = version + 1, updated_at = now()
                        where id = :id and version = :version""")
                .param("id", place.id())
                .param("version", place.version())
                .param("site", place.siteId())
                .param("name", place.name())
                .param("county", place.county().digits())
                .param("longitude", place.longitude())
                .param("latitude", place.latitude())
                .param("method", place.method())
                .param("capacity", place.capacityG())
                .param("area", place.areaM2())
                .param("volume", place.volumeM3())
                .param("density", place.densityGM3())
                .param("class", place.wasteClass())
                .param("year", place.startYear())
                .param("note", place.note())
                .param("state", place.state())
                .param("from", place.validFrom())
                .param("to", place.validTo())
                .update();
        return changed == 0 ? Optional.empty() : find(place.id());
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("unit_id", UUID.class),
                row.getString("unit_name"),
                row.getObject("site_id", UUID.class),
                row.getString("kind"),
                row.getString("name"),
                new RegionCode(row.getString("county")),
                row.getObject("longitude", Double.class),
                row.getObject("latitude", Double.class),
                row.getString("method"),
                row.getObject("capacity_g", Long.class),
                row.getBigDecimal("area_m2"),
                row.getBigDecimal("volume_m3"),
                row.getBigDecimal("density_g_m3"),
                row.getString("waste_class"),
                row.getObject("start_year", Integer.class),
                row.getString("note"),
                row.getString("state"),
                UnitStore.day(row, "valid_from"),
                UnitStore.day(row, "valid_to"),
                row.getLong("version"));
    }
}
