package org.wufei.catalogue;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/** Owns the tables of schema {@code catalogue}. */
@Repository
class CatalogueStore {
    private final JdbcClient db;

    CatalogueStore(JdbcClient db) {
        this.db = db;
    }

    /** One version of a list, with how many wastes it names. */
    record Version(
            String id,
            String kind,
            String title,
            String source,
            LocalDate validFrom,
            LocalDate validTo,
            String state,
            String createdBy,
            Instant publishedAt,
            int wastes) {}

    /** @param mark {@code SURE}, or {@code CHECK} where the wording is to be compared with the official text */
    record Line(String code, String wasteClass, String name, String description, String properties, String mark) {}

    List<Version> versions() {
        return db.sql("""
                        select l.*, (select count(*) from catalogue.waste w where w.list_id = l.id) as wastes
                        from catalogue.list l order by l.kind desc, l.valid_from desc, l.id""").query(CatalogueStore::version).list();
    }

    Optional<Version> version(String id) {
        return db.sql("""
                        select l.*, (select count(*) from catalogue.waste w where w.list_id = l.id) as wastes
                        from catalogue.list l where l.id = :id""").param("id", id).query(CatalogueStore::version).optional();
    }

    List<Line> lines(String list) {
        return db.sql(
                        "select code, class, name, description, properties, mark from catalogue.waste where list_id = :list"
                                + " order by class, code")
                .param("list", list)
                .query((row, i) -> new Line(
                        row.getString("code"),
                        row.getString("class"),
                        row.getString("name"),
                        row.getString("description"),
                        row.getString("properties"),
                        row.getString("mark")))
                .list();
    }

    List<Catalogue.Waste> publishedWastes() {
        return db.sql("""
                        select w.code, w.name, w.class, w.description, w.properties, l.id, l.valid_from, l.valid_to
                        from catalogue.waste w join catalogue.list l on l.id = w.list_id
                        where l.state = 'PUBLISHED' order by w.class, w.code, l.valid_from""")
                .query((row, i) -> new Catalogue.Waste(
                        new WasteCode(row.getString("code")),
                        row.getString("name"),
                        row.getString("class"),
                        row.getString("description"),
                        row.getString("properties"),
                        row.getString("id"),
                        day(row, "valid_from"),
                        day(row, "valid_to")))
                .list();
    }

    List<Catalogue.WasteClass> classes() {
        return db.sql("select code, name, grp from catalogue.waste_class order by code like 'HW%', code")
                .query((row, i) -> new Catalogue.WasteClass(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    List<Catalogue.Method> methods() {
        return db.sql("select code, name, kind from catalogue.method order by place")
                .query((row, i) -> new Catalogue.Method(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    List<Catalogue.Factor> factors() {
        return db.sql(
                        "select name, value, unit, source, valid_from, valid_to from catalogue.factor order by name, valid_from")
                .query((row, i) -> new Catalogue.Factor(
                        row.getString("name"),
                        row.getBigDecimal("value"),
                        row.getString("unit"),
                        row.getString("source"),
                        day(row, "valid_from"),
                        day(row, "valid_to")))
                .list();
    }

    List<Catalogue.Region> regions() {
        return db.sql(
                        "select code, name, name_bo, name_en, seat_longitude, seat_latitude from catalogue.region order by code")
                .query((row, i) -> new Catalogue.Region(
                        new RegionCode(row.getString("code")),
                        row.getString("name"),
                        row.getString("name_bo"),
                        row.getString("name_en"),
                        row.getDouble("seat_longitude"),
                        row.getDouble("seat_latitude")))
                .list();
    }

    /** One change of lists at a time: two people who publish at once would each end the version before. */
    void lock() {
        db.sql("select pg_advisory_xact_lock(hashtextextended('catalogue.list', 0))")
                .query((row, i) -> 0)
                .single();
    }

    void insertDraft(Version list) {
        db.sql("""
                        insert into catalogue.list (id, kind, title, source, valid_from, state, created_by)
                        values (:id, :kind, :title, :source, :from, 'DRAFT', :by)""")
                .param("id", list.id())
                .param("kind", list.kind())
                .param("title", list.title())
                .param("source", list.source())
                .param("from", list.validFrom())
                .param("by", list.createdBy())
                .update();
    }

    void deleteDraft(String id) {
        db.sql("delete from catalogue.waste where list_id = :id")
                .param("id", id)
                .update();
        db.sql("delete from catalogue.list where id = :id and state = 'DRAFT'")
                .param("id", id)
                .update();
    }

    void insertLines(String list, List<Line> lines) {
        db.sql("""
                        insert into catalogue.waste (list_id, code, class, name, description, properties)
                        select :list, *
                    from unnest(:codes::text[], :classes::text[], :names::text[], :descriptions::text[], :properties::text[])""")
                .param("list", list)
                .param("codes", lines.stream().map(Line::code).toArray(String[]::new))
                .param("classes", lines.stream().map(Line::wasteClass).toArray(String[]::new))
                .param("names", lines.stream().map(Line::name).toArray(String[]::new))
                .param("descriptions", lines.stream().map(Line::description).toArray(String[]::new))
                .param("properties", lines.stream().map(Line::properties).toArray(String[]::new))
                .update();
    }

    /** Ends the version in force the day before, and publishes this one. */
    void publish(Version list) {
        db.sql("""
                        update catalogue.list set valid_to = :before
                        where kind = :kind and state = 'PUBLISHED' and valid_to is null""")
                .param("before", list.validFrom().minusDays(1))
                .param("kind", list.kind())
                .update();
        db.sql("update catalogue.list set state = 'PUBLISHED', published_at = now() where id = :id and state = 'DRAFT'")
                .param("id", list.id())
                .update();
    }

    void upsertRegions(List<Catalogue.Region> regions, String source) {
        db.sql("""
                        insert into catalogue.region (code, parent, name, source)
                        select *, :source from unnest(:codes::text[], :parents::text[], :names::text[])
                        on conflict (code) do update set name = excluded.name, source = excluded.source""")
                .param("codes", regions.stream().map(r -> r.code().digits()).toArray(String[]::new))
                .param("parents", regions.stream().map(r -> parent(r.code())).toArray(String[]::new))
                .param("names", regions.stream().map(Catalogue.Region::name).toArray(String[]::new))
                .param("source", source)
                .update();
    }

    static String parent(RegionCode code) {
        return switch (code.digits().length()) {
            case 12 -> code.digits().substring(0, 9);
            case 9 -> code.digits().substring(0, 6);
            default -> code.digits().substring(0, 4) + "00";
        };
    }

    void insertFactor(Catalogue.Factor factor) {
        db.sql(
                        "update catalogue.factor set valid_to = :before where name = :name and valid_to is null and valid_from < :from")
                .param("before", factor.validFrom().minusDays(1))
                .param("name", factor.name())
                .param("from", factor.validFrom())
                .update();
        db.sql("insert into catalogue.factor (name, value, unit, source, valid_from)"
                        + " values (:name, :value, :unit, :source, :from)")
                .param("name", factor.name())
                .param("value", factor.value())
                .param("unit", factor.unit())
                .param("source", factor.source())
                .param("from", factor.validFrom())
                .update();
    }

    private static Version version(ResultSet row, int i) throws SQLException {
        var published = row.getTimestamp("published_at");
        return new Version(
                row.getString("id"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("source"),
                day(row, "valid_from"),
                day(row, "valid_to"),
                row.getString("state"),
                row.getString("created_by"),
                published == null ? null : published.toInstant(),
                row.getInt("wastes"));
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        Date day = row.getDate(column);
        return day == null ? null : day.toLocalDate();
    }
}
