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
import org.wufei.greening.CleanProduction.Listed;
import org.wufei.greening.CleanProduction.Share;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Rows;

@Component
class CleanProductionStore {
    /** Past its day and not passed. */
    private static final String OVERDUE = "due_on < :today and state in ('LISTED', 'PLANNED', 'AUDITED', 'FAILED')";

    private final JdbcClient db;

    CleanProductionStore(JdbcClient db) {
        this.db = db;
    }

    Optional<Listed> insert(Listed listed) {
        return db.sql("""
                insert into greening.audit (year, unit_id, county, kind, reason, industry, listed_on, due_on, state_on)
                values (:year, :unitId, :county, :kind, :reason, :industry, :listedOn, :dueOn, :listedOn)
                on conflict (unit_id, year) do nothing returning *
                """)
                .params(Rows.params(listed))
                .query(Rows.of(Listed.class))
                .optional();
    }

    Listed update(Listed listed) {
        return db.sql("""
                update greening.audit set reason = :reason, industry = :industry, due_on = :dueOn, auditor = :auditor,
                    carbon_audited = :carbonAudited, carbon_note = :carbonNote, carbon_cut_t = :carbonCutT,
                    waste_cut_g = :wasteCutG, state = :state, state_on = :stateOn, version = version + 1
                where id = :id returning *
                """)
                .params(Rows.params(listed))
                .query(Rows.of(Listed.class))
                .single();
    }

    Optional<Listed> find(UUID id, boolean lock) {
        return db.sql("select * from greening.audit where id = :id" + (lock ? " for update" : ""))
                .param("id", id)
                .query(Rows.of(Listed.class))
                .optional();
    }

    Page<Listed> list(CleanProduction.Wanted wanted, List<UUID> named, LocalDate today, Asked asked) {
        var params = Rows.params(wanted);
        params.put("today", today);
        params.put("q", asked.pattern());
        params.putAll(Rows.params("named", named));
        return Rows.page(
                db,
                "*",
                """
                greening.audit where (cast(:year as int) is null or year = :year)
                    and (cast(:kind as text) is null or kind = :kind)
                    and (cast(:county as text) is null or county = :county)
                    and (cast(:state as text) is null or state = :state)
                    and (cast(:unitId as uuid) is null or unit_id = :unitId)
                    and (not :overdue or %s)
                    and (cast(:q as text) is null or industry ilike :q or auditor ilike :q
                        or unit_id = any (cast(:named as uuid[])))
                """.formatted(OVERDUE),
                asked.order(
                        Map.of(
                                "year",
                                "year",
                                "county",
                                "county",
                                "state",
                                "state",
                                "listedOn",
                                "listed_on",
                                "dueOn",
                                "due_on"),
                        "id desc"),
                params,
                asked,
                Listed.class);
    }

    List<Listed> overdue(LocalDate today) {
        return db.sql("select * from greening.audit where " + OVERDUE + " order by id")
                .param("today", today)
                .query(Rows.of(Listed.class))
                .list();
    }

    /** State on a day from the steps recorded up to an instant: the latest step is the state, since steps follow in time. */
    Map<RegionCode, Share> shares(LocalDate day, Instant known) {
        record Of(RegionCode county, int passed, int listed) {}
        return db
                .sql("""
                select a.county, count(*) filter (where s.step in ('PASSED', 'ACCEPTED')) as passed, count(*) as listed
                from greening.audit a
                    left join lateral (
                        select step from greening.step
                        where object_id = a.id and happened_on <= :day and recorded_at <= :known
                        order by id desc limit 1) s on true
                where a.kind = 'MANDATORY' and a.year = :year and a.listed_on <= :day and a.created_at <= :known
                    and coalesce(s.step, 'LISTED') <> 'REMOVED'
                group by a.county
                """)
                .params(Rows.params("day", day, "known", known, "year", day.getYear()))
                .query(Rows.of(Of.class))
                .stream()
                .collect(toMap(Of::county, of -> new Share(of.passed(), of.listed())));
    }
}
