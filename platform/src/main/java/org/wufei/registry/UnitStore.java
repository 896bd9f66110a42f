package org.wufei.registry;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.RegionCode;

/** Owns {@code registry.unit}. */
@Repository
class UnitStore {
    private static final Map<String, String> ORDERS = Map.of(
            "name", "u.name",
            "code", "u.code",
            "county", "u.county || u.name",
            "industry", "u.industry",
            "state", "u.state",
            "validFrom", "u.valid_from::text",
            "updatedAt", "to_char(u.updated_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')");

    private final JdbcClient db;

    UnitStore(JdbcClient db) {
        this.db = db;
    }

    /** A unit as the table has it. */
    record Row(
            UUID id,
            String code,
            boolean platformCode,
            String name,
            RegionCode county,
            String township,
            String address,
            String industry,
            List<String> traits,
            String contact,
            String state,
            UUID mergedInto,
            LocalDate validFrom,
            LocalDate validTo,
            long version,
            Instant updatedAt) {
        Registry.Unit unit() {
            return new Registry.Unit(
                    id, code, platformCode, name, county, address, industry, traits, contact, state, version);
        }
    }

    /** What a list asks for; a null field asks for nothing. */
    record Filter(String q, String county, String trait, String state) {}

    record Found(Row row, String cursor) {}

    Optional<Row> find(UUID id) {
        return db.sql("select * from registry.unit u where u.id = :id")
                .param("id", id)
                .query(UnitStore::row)
                .optional();
    }

    Optional<Row> findByCode(String code) {
        return db.sql("select * from registry.unit u where u.code = :code")
                .param("code", code)
                .query(UnitStore::row)
                .optional();
    }

    UUID standsFor(UUID id) {
        return db.sql("select registry.stands_for(:id)")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    /** Units merged into this one, directly or through another. */
    List<UUID> mergedInto(UUID id) {
        return db.sql("""
                        with recursive merged as (
                            select u.id from registry.unit u where u.merged_into = :id
                            union select u.id from registry.unit u join merged m on u.merged_into = m.id
                        ) select id from merged""").param("id", id).query(UUID.class).list();
    }

    boolean codeTaken(String code, UUID but) {
        return db.sql("select registry.code_taken(:code, :but)")
                .param("code", code)
                .param("but", but)
                .query(Boolean.class)
                .single();
    }

    long nextPlatformSerial() {
        return db.sql("select nextval('registry.platform_code')")
                .query(Long.class)
                .single();
    }

    List<Found> list(Filter filter, Order order, Cursor after, int limit) {
        var params = new ArrayList<>();
        var where = where(filter, params);
        if (after != null) {
            where += order.behind("u.id");
            params.add(after.value());
            params.add(after.id());
        }
        params.add(limit);
        return db.sql("select u.*, " + order.value() + " as sort_value from registry.unit u where " + where
                        + order.clause("u.id") + " limit ?")
                .params(params)
                .query((row, i) -> {
                    var unit = row(row, i);
                    return new Found(unit, new Cursor(row.getString("sort_value"), unit.id()).text());
                })
                .list();
    }

    long count(Filter filter) {
        var params = new ArrayList<>();
        var where = where(filter, params);
        return db.sql("select count(*) from registry.unit u where " + where)
                .params(params)
                .query(Long.class)
                .single();
    }

    static Order order(String sort) {
        return Order.of(ORDERS, sort, "name");
    }

    private static String where(Filter filter, List<Object> params) {
        var where = new StringBuilder("true");
        if (filter.q() != null) {
            for (var word : filter.q().strip().toLowerCase(Locale.ROOT).split("\\s+")) {
                if (word.isEmpty()) continue;
                where.append(" and u.search like ?");
                params.add("%" + escapeLike(word) + "%");
            }
        }
        if (filter.county() != null) {
            where.append(" and u.county = ?");
            params.add(filter.county());
        }
        if (filter.trait() != null) {
            where.append(" and u.traits @> array[?]::text[]");
            params.add(filter.trait());
        }
        if (filter.state() != null) {
            where.append(" and u.state = ?");
            params.add(filter.state());
        }
        return where.toString();
    }

    static String escapeLike(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    List<Registry.UnitName> names(Collection<UUID> ids) {
        return db.sql("select * from registry.names(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(UnitStore::name)
                .list();
    }

    List<Registry.UnitName> receivers(String search, int limit) {
        return db.sql("select * from registry.receivers(:needle, :limit)")
                .param("needle", escapeLike(search.toLowerCase(Locale.ROOT)))
                .param("limit", limit)
                .query(UnitStore::name)
                .list();
    }

    /** Those that receive and those that carry. */
    List<Registry.UnitName> counterparties(String search, int limit) {
        return db.sql("select * from registry.counterparties(:needle, :limit)")
                .param("needle", escapeLike(search.toLowerCase(Locale.ROOT)))
                .param("limit", limit)
                .query(UnitStore::name)
                .list();
    }

    /** Names of all units in use that the caller sees, for likeness. */
    List<Registry.UnitName> active(int limit) {
        return db.sql(
                        "select id, name, code, county from registry.unit where state = 'ACTIVE' order by id limit :limit")
                .param("limit", limit)
                .query(UnitStore::name)
                .list();
    }

    Row insert(Row unit) {
        var pinyin = Pinyin.of(unit.name());
        return db.sql("""
                        insert into registry.unit as u (code, platform_code, name, county, township, address, industry, traits, contact,
                                                   valid_from, initials, search)
                        values (:code, :platform, :name, :county, :township, :address, :industry, :traits, :contact, :from,
                            :initials, :search)
                        returning u.*""")
                .param("code", unit.code())
                .param("platform", unit.platformCode())
                .param("name", unit.name())
                .param("county", unit.county().digits())
                .param("township", unit.township())
                .param("address", unit.address())
                .param("industry", unit.industry())
                .param("traits", unit.traits().toArray(String[]::new))
                .param("contact", unit.contact())
                .param("from", unit.validFrom())
                .param("initials", pinyin.initials())
                .param("search", Pinyin.searchText(unit.name(), unit.code()))
                .query(UnitStore::row)
                .single();
    }

    /** Writes the next version; empty where another was quicker. */
    Optional<Row> update(Row unit) {
        var pinyin = Pinyin.of(unit.name());
        return db.sql("""
                        update registry.unit as u set code = :code, platform_code = :platform, name = :name, county = :county,
                            township = :township, address = :address, industry = :industry, traits = :traits, contact = :contact,
                            state = :state, merged_into = :merged, valid_from = :from, valid_to = :to, initials = :initials,
                            search = :search, version = version + 1, updated_at = now()
                        where id = :id and version = :version returning u.*""")
                .param("id", unit.id())
                .param("version", unit.version())
                .param("code", unit.code())
                .param("platform", unit.platformCode())
                .param("name", unit.name())
                .param("county", unit.county().digits())
                .param("township", unit.township())
                .param("address", unit.address())
                .param("industry", unit.industry())
                .param("traits", unit.traits().toArray(String[]::new))
                .param("contact", unit.contact())
                .param("state", unit.state())
                .param("merged", unit.mergedInto())
                .param("from", unit.validFrom())
                .param("to", unit.validTo())
                .param("initials", pinyin.initials())
                .param("search", Pinyin.searchText(unit.name(), unit.code()))
                .query(UnitStore::row)
                .optional();
    }

    private static Registry.UnitName name(ResultSet row, int i) throws SQLException {
        return new Registry.UnitName(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("code"),
                new RegionCode(row.getString("county")));
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getBoolean("platform_code"),
                row.getString("name"),
                new RegionCode(row.getString("county")),
                row.getString("township"),
                row.getString("address"),
                row.getString("industry"),
                texts(row.getArray("traits")),
                row.getString("contact"),
                row.getString("state"),
                row.getObject("merged_into", UUID.class),
                day(row, "valid_from"),
                day(row, "valid_to"),
                row.getLong("version"),
                row.getTimestamp("updated_at").toInstant());
    }

    static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    static LocalDate day(ResultSet row, String column) throws SQLException {
        Date day = row.getDate(column);
        return day == null ? null : day.toLocalDate();
    }
}
