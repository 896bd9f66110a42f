package org.wufei.industrial;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.industrial.ExecutionReports.Content;
import org.wufei.industrial.ExecutionReports.Report;
import org.wufei.industrial.ExecutionReports.ReportLine;
import org.wufei.industrial.ExecutionReports.Search;
import org.wufei.industrial.ExecutionReports.Span;
import org.wufei.industrial.ExecutionReports.Statement;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Page;
import org.wufei.kernel.Rows;

/** The table of execution reports. */
@Repository
class ExecutionReportStore {
    private static final Map<String, String> ORDERS = Map.of(
            "unitName",
            "unit_name",
            "county",
            "county",
            "exceedances",
            "exceedances",
            "missingMonths",
            "missing_months",
            "submittedAt",
            "submitted_at",
            "preparedAt",
            "prepared_at");

    private final JdbcClient db;

    ExecutionReportStore(JdbcClient db) {
        this.db = db;
    }

    void lock(UUID unit, Span span) {
        db.sql("""
                select pg_advisory_xact_lock(hashtextextended('industrial.report/' || :unit || '/' || :year || '/' || :quarter, 0))
                """)
                .param("unit", unit.toString())
                .param("year", Integer.toString(span.year()))
                .param("quarter", Integer.toString(span.quarter()))
                .query((row, _) -> 0)
                .single();
    }

    Report insert(Report report) {
        return db.sql("""
                insert into industrial.execution_report (id, unit_id, county, year, quarter, no, content, statement, prepared_at,
                    prepared_by)
                values (:id, :unitId, :county, :year, :quarter, :no, cast(:json as jsonb), cast(:words as jsonb), :preparedAt,
                    :preparedBy) returning *
                """)
                .params(Rows.params(report))
                .param("json", Rows.json(report.content()))
                .param("words", Rows.json(report.statement()))
                .query(Rows.of(Report.class))
                .single();
    }

    Report change(UUID id, Content content, Statement statement, Instant at, String by) {
        return db.sql("""
                update industrial.execution_report set content = cast(:json as jsonb), statement = cast(:words as jsonb),
                    prepared_at = :at, prepared_by = :by, version = version + 1
                where id = :id returning *
                """)
                .params(Rows.params(
                        "id", id, "json", Rows.json(content), "words", Rows.json(statement), "at", at, "by", by))
                .query(Rows.of(Report.class))
                .single();
    }

    Report submit(UUID id, Instant at, String by) {
        return db.sql("""
                update industrial.execution_report set state = 'SUBMITTED', submitted_at = :at, submitted_by = :by,
                    version = version + 1
                where id = :id returning *
                """)
                .params(Rows.params("id", id, "at", at, "by", by))
                .query(Rows.of(Report.class))
                .single();
    }

    Optional<Report> find(UUID id, boolean lock) {
        return db.sql("select * from industrial.execution_report where id = :id" + (lock ? " for update" : ""))
                .param("id", id)
                .query(Rows.of(Report.class))
                .optional();
    }

    List<Report> versions(UUID unit, Span span) {
        return db.sql("""
                select * from industrial.execution_report where unit_id = :unit and year = :year and quarter = :quarter
                order by no desc
                """)
                .params(Rows.params("unit", unit, "year", span.year(), "quarter", span.quarter()))
                .query(Rows.of(Report.class))
                .list();
    }

    /** What a list shows, counted where the contents lie. */
    Page<ReportLine> list(Search search, Asked asked) {
        return Rows.page(
                db,
                "*",
                """
                (select id, unit_id, content ->> 'unitName' as unit_name, county, year, quarter, no, state,
                        (select count(*) from jsonb_array_elements(content -> 'ways') w where w ->> 'excessG' is not null)
                            as exceedances,
                        jsonb_array_length(content -> 'missing') as missing_months, prepared_at, submitted_at, submitted_by
                    from industrial.execution_report) line
                where (cast(:unit as uuid) is null or unit_id = :unit) and (cast(:year as int) is null or year = :year)
                    and (cast(:quarter as int) is null or quarter = :quarter)
                    and (cast(:state as text) is null or state = :state)
                    and (not :over or exceedances > 0) and (cast(:q as text) is null or unit_name ilike :q)
                """,
                asked.order(ORDERS, "year desc, quarter desc, unit_id, no desc, id"),
                Rows.params(
                        "unit",
                        search.unitId(),
                        "year",
                        search.year(),
                        "quarter",
                        search.quarter(),
                        "state",
                        search.state(),
                        "over",
                        search.over(),
                        "q",
                        asked.pattern()),
                asked,
                ReportLine.class);
    }
}
