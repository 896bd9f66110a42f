package org.wufei.indicators;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.indicators.Definition.Target;
import org.wufei.kernel.Caller;
import org.wufei.kernel.RegionCode;
import org.wufei.ledger.Stage;

/** The tables of schema {@code indicators}; nothing in them is ever changed. */
@Repository
class IndicatorStore {
    private final JdbcClient db;

    IndicatorStore(JdbcClient db) {
        this.db = db;
    }

    /** The version of each code in force on a day, as known at an instant; in the order of their sets. */
    List<Definition> definitions(String code, String set, LocalDate on, Instant asKnownAt) {
        var targets = targets(asKnownAt);
        return db
                .sql("""
                        select * from (
                            select distinct on (code) * from indicators.definition
                            where recorded_at <= :known and valid_from <= :on
                              and (:code::text is null or code = :code) and (:set::text is null or set_code = :set)
                            order by code, version desc) newest
                        order by set_code, position
                        """)
                .param("known", time(asKnownAt))
                .param("on", on)
                .param("code", code)
                .param("set", set)
                .query(IndicatorStore::definition)
                .list()
                .stream()
                .map(definition -> targeted(definition, targets))
                .toList();
    }

    /** Every version of a code, newest first. */
    List<Definition> versions(String code) {
        return db.sql("select * from indicators.definition where code = :code order by version desc limit 200")
                .param("code", code)
                .query(IndicatorStore::definition)
                .list();
    }

    private static Definition targeted(Definition definition, Map<String, List<TargetRow>> targets) {
        var rows = targets.getOrDefault(definition.code(), List.of());
        return rows.isEmpty()
                ? definition
                : definition.with(
                        rows.getFirst().version(),
                        rows.stream().map(TargetRow::target).toList());
    }

    private record TargetRow(String code, int version, Target target) {}

    private Map<String, List<TargetRow>> targets(Instant asKnownAt) {
        return db
                .sql("""
                        select * from indicators.target t
                        where version = (select max(version) from indicators.target n
                                         where n.code = t.code and n.recorded_at <= :known)
                        order by code, kind, year
                        """)
                .param("known", time(asKnownAt))
                .query((rs, row) -> new TargetRow(
                        rs.getString("code"),
                        rs.getInt("version"),
                        new Target(
                                rs.getString("kind"),
                                rs.getInt("year"),
                                rs.getBigDecimal("value"),
                                rs.getString("text"),
                                rs.getString("source"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(TargetRow::code));
    }

    /** Empty where somebody else has made the same version meanwhile. */
    boolean insert(Definition definition, Caller by) {
        return db.sql("""
                                insert into indicators.definition
                                    (code, set_code, position, version, name, expression, unit, direction, scale, source, owner,
                                     frequency, task_no, lacks, valid_from, note, recorded_at, recorded_by, recorded_by_name)
                                values (:code, :set, :position, :version, :name, :expression, :unit, :direction, :scale, :source,
                                        :owner, :frequency, :task, :lacks, :from, :note, :at, :by, :name2)
                                on conflict do nothing
                                """)
                        .param("code", definition.code())
                        .param("set", definition.set())
                        .param("position", definition.position())
                        .param("version", definition.version())
                        .param("name", definition.name())
                        .param("expression", definition.expression())
                        .param("unit", definition.unit())
                        .param("direction", definition.direction().name())
                        .param("scale", definition.scale())
                        .param("source", definition.source())
                        .param("owner", definition.owner())
                        .param("frequency", definition.frequency())
                        .param("task", definition.taskNo())
                        .param("lacks", definition.lacks())
                        .param("from", definition.validFrom())
                        .param("note", definition.note())
                        .param("at", time(definition.recordedAt()))
                        .param("by", by.id())
                        .param("name2", by.name())
                        .update()
                == 1;
    }

    boolean insert(String code, int version, Target target, Instant at, Caller by) {
        return db.sql("""
                                insert into indicators.target
                                    (code, version, kind, year, value, text, source, recorded_at, recorded_by, recorded_by_name)
                                values (:code, :version, :kind, :year, :value, :text, :source, :at, :by, :name)
                                on conflict do nothing
                                """)
                        .param("code", code)
                        .param("version", version)
                        .param("kind", target.kind())
                        .param("year", target.year())
                        .param("value", target.value())
                        .param("text", target.text())
                        .param("source", target.source())
                        .param("at", time(at))
                        .param("by", by.id())
                        .param("name", by.name())
                        .update()
                == 1;
    }

    List<FlowTerm> flowTerms() {
        return db.sql("select * from indicators.flow_term order by name")
                .query((rs, row) -> new FlowTerm(
                        rs.getString("name"),
                        rs.getString("title"),
                        rs.getString("describes"),
                        Stage.valueOf(rs.getString("stage")),
                        rs.getString("way").equals("INTO"),
                        Set.of((String[]) rs.getArray("classes").getArray()),
                        rs.getString("lots").equals("EARLIER")))
                .list();
    }

    List<ReportedTerm> figures() {
        return db.sql("select * from indicators.figure order by position")
                .query((rs, row) -> new ReportedTerm(
                        rs.getString("name"),
                        rs.getString("title"),
                        rs.getString("describes"),
                        rs.getString("unit"),
                        rs.getString("owner"),
                        rs.getString("frequency"),
                        rs.getBoolean("additive")))
                .list();
    }

    /** Reports over periods within the days given, as known at an instant, superseded ones too. */
    List<Report> reports(LocalDate from, LocalDate to, Instant asKnownAt) {
        return db.sql(
                        SELECT_REPORT
                                + " where r.period_from >= :from and r.period_to <= :to and r.recorded_at <= :known order by r.no")
                .param("from", from)
                .param("to", to)
                .param("known", time(asKnownAt))
                .query(IndicatorStore::report)
                .list();
    }

    private static final String SELECT_REPORT = """
            select r.*, f.title, f.unit, s.id as superseded_by, v.decision, v.reason, v.recorded_by as reviewed_by,
                   v.recorded_by_name as reviewed_by_name, v.recorded_at as reviewed_at
            from indicators.report r join indicators.figure f on f.name = r.figure
            left join indicators.report s on s.supersedes = r.id
            left join indicators.review v on v.report = r.id and v.recorded_at <= coalesce(:known::timestamptz, 'infinity')
            """;

    /** Newest first. {@code county} {@code null}: whatever county; {@code prefecture}: only those without one. */
    List<Report> reports(
            String figure,
            String county,
            boolean prefecture,
            String period,
            boolean current,
            Review.State state,
            Long before,
            int size) {
        return db.sql(SELECT_REPORT + """
                         where (:figure::text is null or r.figure = :figure) and (:period::text is null or r.period = :period)
                           and (:county::text is null or r.county = :county) and (not :prefecture or r.county is null)
                           and (not :current or s.id is null)
                           and (:state::text is null or coalesce(v.decision, 'PENDING') = :state)
                           and (:before::bigint is null or r.no < :before)
                         order by r.no desc limit :size
                        """)
                .param("figure", figure)
                .param("period", period)
                .param("county", county)
                .param("prefecture", prefecture)
                .param("current", current)
                .param("state", state == null ? null : state.name())
                .param("known", null)
                .param("before", before)
                .param("size", size)
                .query(IndicatorStore::report)
                .list();
    }

    java.util.Optional<Report> report(UUID id) {
        return db.sql(SELECT_REPORT + " where r.id = :id")
                .param("id", id)
                .param("known", null)
                .query(IndicatorStore::report)
                .optional();
    }

    /** Empty-handed where somebody else has decided meanwhile. */
    boolean insert(Report report, Review review) {
        return db.sql("""
                                insert into indicators.review
                                    (report, county, decision, reason, recorded_at, recorded_by, recorded_by_name)
                                values (:report, :county, :decision, :reason, :at, :by, :name) on conflict do nothing
                                """)
                        .param("report", report.id())
                        .param(
                                "county",
                                report.county() == null ? null : report.county().digits())
                        .param("decision", review.state().name())
                        .param("reason", review.reason())
                        .param("at", time(review.at()))
                        .param("by", review.by())
                        .param("name", review.byName())
                        .update()
                == 1;
    }

    /** Empty where another report of the same figure, county and period came first. */
    java.util.Optional<UUID> insert(
            String figure,
            RegionCode county,
            Period period,
            BigDecimal value,
            List<UUID> evidence,
            String note,
            UUID supersedes,
            Instant at,
            Caller by) {
        return db.sql("""
                        insert into indicators.report
                            (figure, county, period, period_from, period_to, value, evidence, note, supersedes, organisation,
                             recorded_at, recorded_by, recorded_by_name)
                        values (:figure, :county, :period, :from, :to, :value, :evidence::uuid[], :note, :supersedes, :organisation,
                                :at, :by, :name)
                        on conflict do nothing returning id
                        """)
                .param("figure", figure)
                .param("county", county == null ? null : county.digits())
                .param("period", period.text())
                .param("from", period.from())
                .param("to", period.to())
                .param("value", value)
                .param("evidence", evidence.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")))
                .param("note", note)
                .param("supersedes", supersedes)
                .param("organisation", by.organisation())
                .param("at", time(at))
                .param("by", by.id())
                .param("name", by.name())
                .query(UUID.class)
                .optional();
    }

    private static Definition definition(ResultSet rs, int row) throws SQLException {
        int task = rs.getInt("task_no");
        return new Definition(
                rs.getString("code"),
                rs.getString("set_code"),
                rs.getInt("position"),
                rs.getInt("version"),
                rs.getString("name"),
                rs.getString("expression"),
                rs.getString("unit"),
                Progress.Direction.valueOf(rs.getString("direction")),
                rs.getInt("scale"),
                rs.getString("source"),
                rs.getString("owner"),
                rs.getString("frequency"),
                task == 0 ? null : task,
                rs.getString("lacks"),
                rs.getObject("valid_from", LocalDate.class),
                rs.getString("note"),
                rs.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                rs.getString("recorded_by_name"),
                0,
                List.of());
    }

    private static Report report(ResultSet rs, int row) throws SQLException {
        var county = rs.getString("county");
        Array evidence = rs.getArray("evidence");
        return new Report(
                rs.getObject("id", UUID.class),
                rs.getLong("no"),
                rs.getString("figure"),
                rs.getString("title"),
                county == null ? null : new RegionCode(county),
                Period.parse(rs.getString("period")),
                rs.getBigDecimal("value"),
                rs.getString("unit"),
                Arrays.asList((UUID[]) evidence.getArray()),
                rs.getString("note"),
                rs.getObject("supersedes", UUID.class),
                rs.getObject("superseded_by", UUID.class),
                rs.getObject("recorded_by", UUID.class),
                rs.getString("recorded_by_name"),
                rs.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                review(rs));
    }

    private static Review review(ResultSet rs) throws SQLException {
        var decision = rs.getString("decision");
        if (decision == null) return Review.NONE;
        return new Review(
                Review.State.valueOf(decision),
                rs.getString("reason"),
                rs.getObject("reviewed_by", UUID.class),
                rs.getString("reviewed_by_name"),
                rs.getObject("reviewed_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
