package org.wufei.industrial;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Flow;
import org.wufei.ledger.Ledger;
import org.wufei.registry.Registry;

/**
 * 排污许可证执行报告（工业固体废物部分）: prepared from the ledger for a year or a quarter, completed in words by the unit, kept as a
 * draft, submitted, and never changed after; a correction is a further version. What a report says stays what was known
 * when it was prepared.
 *
 * @see <a href="https://www.gov.cn">排污许可管理条例 (2021) 第二十二条; 固体废物污染环境防治法 第三十九条</a>
 */
@Service
class ExecutionReports {
    private final ExecutionReportStore store;
    private final MonthStore months;
    private final Months names;
    private final Facts facts;
    private final Parameters parameters;
    private final Registry registry;
    private final Ledger ledger;
    private final Audit audit;
    private final Clock clock;

    ExecutionReports(
            ExecutionReportStore store,
            MonthStore months,
            Months names,
            Facts facts,
            Parameters parameters,
            Registry registry,
            Ledger ledger,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.months = months;
        this.names = names;
        this.facts = facts;
        this.parameters = parameters;
        this.registry = registry;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    enum State {
        DRAFT,
        SUBMITTED
    }

    /** 报告期. @param quarter 1 to 4; 0 for the whole year */
    record Span(int year, int quarter) {
        LocalDate from() {
            return quarter == 0 ? LocalDate.of(year, 1, 1) : LocalDate.of(year, 3 * quarter - 2, 1);
        }

        LocalDate to() {
            return quarter == 0
                    ? LocalDate.of(year, 12, 31)
                    : YearMonth.of(year, 3 * quarter).atEndOfMonth();
        }

        String title() {
            return year + " 年" + (quarter == 0 ? "度" : "第 " + quarter + " 季度");
        }
    }

    /** One waste over the period, as table 2 sums it; grams as strings, see {@link Months.Line}. */
    record WasteRow(
            WasteCode waste,
            String name,
            String openingG,
            String generatedG,
            String foundG,
            String receivedG,
            String returnedG,
            String ownUseG,
            String ownDisposalG,
            String outG,
            String lostG,
            String closingG) {}

    /**
     * One waste and way against the permit.
     *
     * @param doneG in the period; @param toDateG from the year's first day, which the year's permitted amount bounds; for
     *     storage both are what lay there on the last day; @param excessG absent where nothing is exceeded
     */
    record WayRow(
            WasteCode waste,
            String name,
            String way,
            String wayTitle,
            Mass permittedG,
            Mass doneG,
            Mass toDateG,
            String share,
            Mass excessG,
            String state) {
        boolean exceeds() {
            return excessG != null;
        }
    }

    enum Ended {
        NOT_CLOSED,
        NOT_ENDED
    }

    /** A month of the period that the book has not closed. */
    record MissingMonth(YearMonth month, Ended reason) {}

    /** What the ledger says of the period. */
    record Content(
            String unitName,
            String unitCode,
            String permitNo,
            LocalDate validFrom,
            LocalDate validTo,
            LocalDate from,
            LocalDate to,
            List<WasteRow> wastes,
            List<WayRow> ways,
            List<MissingMonth> missing) {
        boolean needsReason() {
            return !missing.isEmpty() || ways.stream().anyMatch(WayRow::exceeds);
        }
    }

    /**
     * What the unit says of it.
     *
     * @param facilities how its own storage, use and disposal facilities ran; @param entrusted whom it entrusted and how it
     *     verified them; @param suspension stops of production and what they changed (条例 第二十二条第二款); @param reason why an amount
     *     was exceeded or a month is missing; @param measures what it does about it
     */
    record Statement(
            String facilities, String entrusted, String suspension, String reason, String measures, String filler) {}

    record Report(
            UUID id,
            UUID unitId,
            RegionCode county,
            int year,
            int quarter,
            int no,
            State state,
            Content content,
            Statement statement,
            Instant preparedAt,
            String preparedBy,
            Instant submittedAt,
            String submittedBy,
            long version) {
        Span span() {
            return new Span(year, quarter);
        }
    }

    /** A report in a list. */
    record ReportLine(
            UUID id,
            UUID unitId,
            String unitName,
            RegionCode county,
            int year,
            int quarter,
            int no,
            State state,
            int exceedances,
            int missingMonths,
            Instant preparedAt,
            Instant submittedAt,
            String submittedBy) {}

    /**
     * What a list is asked for; a component left out restricts nothing.
     *
     * @param quarter 0: reports of the whole year
     * @param over only those with a way beyond the permit
     */
    record Search(UUID unitId, Integer year, Integer quarter, State state, boolean over) {}

    /** What the ledger says of the period now; nothing is kept. */
    @Transactional(readOnly = true)
    Content prepare(UUID unitId, Span span) {
        var unit = facts.unit(unitId);
        var today = Days.today(clock);
        if (span.from().isAfter(today)) {
            throw new Problem(
                    CommonProblem.INPUT_INVALID,
                    Map.of(),
                    List.of(new Problem.Field("quarter", "not-begun", "该期间还没有开始，请选择已开始的期间")));
        }
        var on = span.to().isAfter(today) ? today : span.to();
        var permit = registry.dischargePermit(unitId, on)
                .orElseThrow(() -> new Problem(IndustrialProblem.PERMIT_MISSING, Map.of("on", on.toString())));
        var wastes = wastes(unitId, span, on);
        var ways = ReportRule.ways(
                permit.solidWaste(),
                months.done(unitId, span.from(), span.to()),
                months.done(unitId, LocalDate.of(span.year(), 1, 1), span.to()),
                wastes,
                waste -> names.name(waste, on),
                parameters.permitNearPercent(on));
        return new Content(
                unit.name(),
                unit.code(),
                permit.no(),
                permit.validFrom(),
                permit.validTo(),
                span.from(),
                span.to(),
                wastes,
                ways,
                ReportRule.missing(span, ledger.closedMonths(unitId), today));
    }

    private List<WasteRow> wastes(UUID unitId, Span span, LocalDate on) {
        var before = ledger.flows(
                Flow.Query.between(Days.EARLIEST.minusYears(50), span.from().minusDays(1))
                        .unit(unitId)
                        .by(Flow.By.WASTE, Flow.By.UNITS));
        var within = ledger.flows(
                Flow.Query.between(span.from(), span.to()).unit(unitId).by(Flow.By.WASTE, Flow.By.UNITS));
        var rows = new ArrayList<WasteRow>();
        MonthBook.sums(unitId, before, within).forEach((text, sum) -> {
            var waste = new WasteCode(text);
            if (!Facts.industrial(waste)) return;
            rows.add(new WasteRow(
                    waste,
                    names.name(waste, on),
                    Long.toString(sum.opening),
                    Long.toString(sum.generated),
                    Long.toString(sum.found),
                    Long.toString(sum.received),
                    Long.toString(sum.returned),
                    Long.toString(sum.ownUse),
                    Long.toString(sum.ownDisposal),
                    Long.toString(sum.out),
                    Long.toString(sum.lost),
                    Long.toString(sum.closing())));
        });
        return List.copyOf(rows);
    }

    /** A new version of the period's report, as a draft; one draft at a time. */
    @Transactional
    Report draft(UUID unitId, Span span, Statement statement) {
        var unit = facts.unit(unitId);
        var content = prepare(unitId, span);
        store.lock(unitId, span);
        var before = store.versions(unitId, span);
        before.stream().filter(one -> one.state() == State.DRAFT).findFirst().ifPresent(open -> {
            throw new Problem(IndustrialProblem.REPORT_DRAFT_OPEN, Map.of("id", open.id()));
        });
        var report = store.insert(new Report(
                facts.id(),
                unitId,
                unit.county().county(),
                span.year(),
                span.quarter(),
                before.size() + 1,
                State.DRAFT,
                content,
                statement,
                clock.instant(),
                Caller.current().name(),
                null,
                null,
                1));
        audit.record(
                "industrial.execution-report.draft",
                "execution-report",
                report.id().toString(),
                null,
                report);
        return report;
    }

    /** The unit's words anew, and the figures as the ledger has them now. */
    @Transactional
    Report change(UUID id, String ifMatch, Statement statement) {
        var before = draft(id, ifMatch);
        var after = store.change(id, prepare(before.unitId(), before.span()), statement, clock.instant(), by());
        audit.record("industrial.execution-report.change", "execution-report", id.toString(), before, after);
        return after;
    }

    /** Submits what the person saw: where the ledger has moved on since, the figures are renewed first. */
    @Transactional
    Report submit(UUID id, String ifMatch) {
        var before = draft(id, ifMatch);
        if (!before.span().to().isBefore(Days.today(clock))) {
            throw new Problem(
                    IndustrialProblem.REPORT_PERIOD_RUNNING,
                    Map.of("to", before.span().to().toString()));
        }
        if (!before.content().equals(prepare(before.unitId(), before.span()))) {
            throw new Problem(
                    IndustrialProblem.REPORT_STALE,
                    Map.of("preparedAt", before.preparedAt().toString()));
        }
        var check = new Check(clock).in("statement");
        check.text("filler", before.statement().filler(), Check.SHORT);
        if (before.content().needsReason() && before.statement().reason().isBlank()) {
            check.wrong("reason", "required", "有超出许可或未关账的月份，请说明原因");
        }
        check.done();
        var after = store.submit(id, clock.instant(), by());
        audit.record("industrial.execution-report.submit", "execution-report", id.toString(), before, after);
        return after;
    }

    @Transactional(readOnly = true)
    Report get(UUID id) {
        return store.find(id, false).orElseThrow(() -> Yard.unknown(id));
    }

    /** Newest period and version first, of one unit or of all that the caller sees. */
    @Transactional(readOnly = true)
    Page<ReportLine> list(Search search, Asked asked) {
        return store.list(search, asked);
    }

    /** What the caller may do with a report now. */
    static List<String> steps(Report report, LocalDate today, Caller caller) {
        if (!caller.may(IndustrialPermissions.WRITE) || !caller.scope().sees(null, report.unitId())) return List.of();
        return switch (report.state()) {
            case DRAFT -> report.span().to().isBefore(today) ? List.of("change", "submit") : List.of("change");
            case SUBMITTED -> List.of("correct");
        };
    }

    private Report draft(UUID id, String ifMatch) {
        var before = store.find(id, true).orElseThrow(() -> Yard.unknown(id));
        if (before.state() != State.DRAFT) {
            throw new Problem(
                    IndustrialProblem.STEP_NOT_ALLOWED,
                    Map.of("state", before.state().name()));
        }
        Etag.require(ifMatch, before.version());
        return before;
    }

    private static String by() {
        return Caller.current().name();
    }
}
