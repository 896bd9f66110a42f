package org.wufei.industrial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/** The tables of yearly lists. */
@Repository
class YearlyListStore {
    private final JdbcClient db;
    private final JdbcTemplate batch;

    YearlyListStore(JdbcClient db, JdbcTemplate batch) {
        this.db = db;
        this.batch = batch;
    }

    void lock(UUID unit, int year) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('industrial.list/' || :unit || '/' || :year, 0))")
                .param("unit", unit.toString())
                .param("year", Integer.toString(year))
                .query((row, _) -> 0)
                .single();
    }

    void insert(YearlyLists.YearlyList row) {
        db.sql("""
                        insert into industrial.yearly_list (id, unit_id, county, year, version, created_at, created_by)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(List.of(
                        row.id(),
                        row.unitId(),
                        row.county().digits(),
                        row.year(),
                        row.version(),
                        YardStore.time(row.createdAt()),
                        row.createdBy()))
                .update();
        var lines = row.lines();
        batch.batchUpdate(
                """
                insert into industrial.yearly_line (list_id, no, unit_id, county, waste, name, category, link, form, components,
                    characteristics, yearly_g)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                java.util.stream.IntStream.range(0, lines.size())
                        .mapToObj(i -> new Object[] {
                            row.id(),
                            i + 1,
                            row.unitId(),
                            row.county().digits(),
                            lines.get(i).waste().text(),
                            lines.get(i).name(),
                            lines.get(i).category().name(),
                            lines.get(i).link(),
                            lines.get(i).form().name(),
                            lines.get(i).components(),
                            lines.get(i).characteristics(),
                            lines.get(i).yearlyG().grams()
                        })
                        .toList());
    }

    Optional<YearlyLists.YearlyList> current(UUID unit, int year) {
        return db.sql(
                        "select * from industrial.yearly_list where unit_id = ? and year = ? order by version desc limit 1")
                .params(List.of(unit, year))
                .query(this::list)
                .optional();
    }

    /** Newest year and version first; a unit keeps at least five years, so this stays short. */
    List<YearlyLists.YearlyList> list(UUID unit, Integer year) {
        return db.sql("""
                        select * from industrial.yearly_list
                        where (:unit::uuid is null or unit_id = :unit) and (:year::int is null or year = :year)
                        order by year desc, unit_id, version desc limit 500
                        """)
                .param("unit", unit)
                .param("year", year)
                .query(this::list)
                .list();
    }

    private YearlyLists.YearlyList list(ResultSet row, int no) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var lines = db.sql("select * from industrial.yearly_line where list_id = ? order by no")
                .param(id)
                .query((line, _) -> new YearlyLists.Line(
                        new WasteCode(line.getString("waste")),
                        line.getString("name"),
                        YearlyLists.Category.valueOf(line.getString("category")),
                        line.getString("link"),
                        YearlyLists.Form.valueOf(line.getString("form")),
                        line.getString("components"),
                        line.getString("characteristics"),
                        new Mass(line.getLong("yearly_g"))))
                .list();
        return new YearlyLists.YearlyList(
                id,
                row.getObject("unit_id", UUID.class),
                new RegionCode(row.getString("county")),
                row.getInt("year"),
                row.getInt("version"),
                lines,
                YardStore.time(row, "created_at"),
                row.getString("created_by"));
    }
}
