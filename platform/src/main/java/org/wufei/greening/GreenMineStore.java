package org.wufei.greening;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.greening.GreenMines.Assessment;
import org.wufei.greening.GreenMines.Counts;
import org.wufei.greening.GreenMines.Listing;
import org.wufei.greening.GreenMines.Mine;
import org.wufei.greening.GreenMines.Scale;
import org.wufei.greening.GreenMines.Standard;
import org.wufei.greening.GreenMines.Status;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Rows;

@Component
class GreenMineStore {
    private final JdbcClient db;

    GreenMineStore(JdbcClient db) {
        this.db = db;
    }

    Optional<Standard> insert(Standard standard) {
        return db.sql("""
                insert into greening.standard (code, name, valid_from, pass_score, items)
                values (:code, :name, :validFrom, :passScore, cast(:json as jsonb)) on conflict (code) do nothing returning *
                """)
                .params(Rows.params(standard))
                .param("json", Rows.json(standard.items()))
                .query(Rows.of(Standard.class))
                .optional();
    }

    List<Standard> standards() {
        return db.sql("select * from greening.standard order by valid_from desc, code limit 200")
                .query(Rows.of(Standard.class))
                .list();
    }

    Optional<Standard> standard(UUID id) {
        return db.sql("select * from greening.standard where id = :id")
                .param("id", id)
                .query(Rows.of(Standard.class))
                .optional();
    }

    Mine insert(Mine mine) {
        return db.sql("""
                insert into greening.mine (unit_id, name, county, mineral, licence_no, scale, status, facts_on)
                values (:unitId, :name, :county, :mineral, :licenceNo, :scale, :status, :factsOn) returning *
                """).params(Rows.params(mine)).query(Rows.of(Mine.class)).single();
    }

    Mine update(Mine mine) {
        return db.sql("""
                update greening.mine set name = :name, mineral = :mineral, licence_no = :licenceNo, scale = :scale,
                    status = :status, facts_on = :factsOn, listing = :listing, listing_on = :listingOn, version = version + 1
                where id = :id returning *
                """).params(Rows.params(mine)).query(Rows.of(Mine.class)).single();
    }

    void fact(Mine mine) {
        db.sql("""
                insert into greening.mine_fact (mine_id, county, unit_id, scale, status, happened_on)
                values (:id, :county, :unitId, :scale, :status, :factsOn)
                """).params(Rows.params(mine)).update();
    }

    Optional<Mine> find(UUID id, boolean lock) {
        return db.sql("select * from greening.mine where id = :id" + (lock ? " for update" : ""))
                .param("id", id)
                .query(Rows.of(Mine.class))
                .optional();
    }

    Page<Mine> list(RegionCode county, Scale scale, Status status, Listing listing, Asked asked) {
        return Rows.page(
                db,
                "*",
                """
                greening.mine where (cast(:county as text) is null or county = :county)
                    and (cast(:scale as text) is null or scale = :scale)
                    and (cast(:status as text) is null or status = :status)
                    and (cast(:listing as text) is null or listing = :listing)
                    and (cast(:q as text) is null or name ilike :q or mineral ilike :q or licence_no ilike :q)
                """,
                asked.order(
                        Map.of(
                                "name",
                                "name",
                                "county",
                                "county",
                                "scale",
                                "scale",
                                "listing",
                                "listing",
                                "listingOn",
                                "listing_on"),
                        "id desc"),
                Rows.params(
                        "county", county, "scale", scale, "status", status, "listing", listing, "q", asked.pattern()),
                asked,
                Mine.class);
    }

    Assessment insert(Assessment assessment, RegionCode county, UUID unit) {
        return db.sql("""
                insert into greening.assessment (mine_id, county, unit_id, standard_id, kind, body, assessed_on, scores, total,
                    passed, note, evidence)
                values (:mineId, :county, :unit, :standardId, :kind, :body, :assessedOn, cast(:json as jsonb), :total,
                    :passed, :note, cast(:evidence as uuid[])) returning *
                """)
                .params(Rows.params(assessment))
                .params(Rows.params("county", county, "unit", unit, "json", Rows.json(assessment.scores())))
                .query(Rows.of(Assessment.class))
                .single();
    }

    List<Assessment> assessments(UUID mine) {
        return db.sql("select * from greening.assessment where mine_id = :id order by assessed_on desc, id desc")
                .param("id", mine)
                .query(Rows.of(Assessment.class))
                .list();
    }

    /** Scale and status on a day, and whether it was on the list, from what was recorded up to an instant. */
    Map<RegionCode, Counts> counts(LocalDate day, Instant known) {
        record Of(RegionCode county, int listed, int counted) {}
        return db.sql("""
                select m.county, count(*) filter (where s.step = 'LISTED') as listed, count(*) as counted
                from greening.mine m
                    join lateral (
                        select scale, status from greening.mine_fact
                        where mine_id = m.id and happened_on <= :day and recorded_at <= :known
                        order by happened_on desc, id desc limit 1) f on true
                    left join lateral (
                        select step from greening.step
                        where object_id = m.id and step in ('LISTED', 'WITHDRAWN') and happened_on <= :day and recorded_at <= :known
                        order by id desc limit 1) s on true
                where f.scale in ('LARGE', 'MEDIUM') and f.status in ('NEW', 'PRODUCING')
                group by m.county
                """).params(Rows.params("day", day, "known", known)).query(Rows.of(Of.class)).stream()
                .collect(toMap(Of::county, of -> new Counts(of.listed(), of.counted())));
    }
}
