package org.wufei.indicators;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.audit.Audit;
import org.wufei.catalogue.Catalogue;
import org.wufei.catalogue.Catalogue.Region;
import org.wufei.evidence.Evidences;
import org.wufei.identity.People;
import org.wufei.indicators.Definition.Target;
import org.wufei.indicators.Progress.Status;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.ledger.Flow;
import org.wufei.ledger.Flow.By;
import org.wufei.ledger.Ledger;
import org.wufei.ledger.Stage;

/**
 * 指标: the module's one door: definitions as data, values with the terms they are made of, targets and progress, and the
 * figures that departments report.
 *
 * <p>A value is a figure of the whole county or prefecture, so it is computed seeing every row, in one snapshot, and is the
 * same whoever asks; who asks only decides which counties' values are answered. Masses in terms are tonnes, exact to the gram.
 *
 * <p>Problems: {@code indicators/…} as {@link IndicatorsProblem} lists them.
 */
@Service
public class Indicators {
    /** Points of a history that one answer may hold: five years of months. */
    static final int POINTS_MAX = 60;

    private static final Set<By> GRAIN = Set.of(By.MONTH, By.ORIGIN, By.WASTE_CLASS, By.LOT_YEAR);
    private static final String NUMBER = "须为数字，整数不超过 15 位，小数不超过 6 位";
    private static final int NOTE_LENGTH_MAX = 1000;
    private static final int REASON_LENGTH_MAX = 500;
    private static final int EVIDENCE_MAX = 20;
    private static final int SCALE_MAX = 8;

    private final IndicatorStore store;
    private final Ledger ledger;
    private final Catalogue catalogue;
    private final Evidences evidences;
    private final People people;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate snapshot;
    private final List<RegisterTerm> registers;

    Indicators(
            IndicatorStore store,
            Ledger ledger,
            Catalogue catalogue,
            Evidences evidences,
            People people,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions,
            ObjectProvider<Register> registers) {
        this.store = store;
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.evidences = evidences;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
        this.registers = registers.stream().map(RegisterTerm::new).toList();
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** Everything the leader's screen needs, in one answer from one snapshot. */
    public Overview overview(int year, Instant asKnownAt) {
        var period = Period.parse("%04d".formatted(Math.clamp(year, 0, 9999)));
        var known = known(asKnownAt);
        var seen = seen();
        return snapshot(() -> {
            var facts = facts(period.before().from(), period.to(), asKnownAt);
            var terms = terms();
            var on = facts.on(period);
            var definitions = store.definitions(null, null, on, known);
            var figures = definitions.stream()
                    .map(definition -> figure(definition, null, period, facts, terms))
                    .sorted(Comparator.comparing(figure -> Status.valueOf(figure.status())))
                    .toList();
            var stocks = ledger.flows(
                    Flow.Query.between(Days.EARLIEST, on).by(By.COUNTIES).asKnownAt(asKnownAt));
            var counties = facts.counties().stream()
                    .filter(county -> seen.test(county.code()))
                    .map(county -> new OfCounty(
                            county.code(),
                            county.name(),
                            definitions.stream()
                                    .collect(Collectors.toMap(
                                            Definition::code,
                                            definition -> brief(definition, county.code(), period, facts, terms),
                                            (one, other) -> one,
                                            LinkedHashMap::new)),
                            Totals.of(facts.flows(), stocks, county.code(), period)))
                    .toList();
            var counts = figures.stream().collect(Collectors.groupingBy(Figure::status, Collectors.counting()));
            return new Overview(
                    year,
                    period,
                    known,
                    on,
                    new Counts(
                            counts.getOrDefault("LATE", 0L),
                            counts.getOrDefault("RISK", 0L),
                            counts.getOrDefault("MET", 0L),
                            counts.getOrDefault("UNJUDGED", 0L),
                            counts.getOrDefault("MISSING", 0L)),
                    figures,
                    counties,
                    Totals.of(facts.flows(), stocks, null, period),
                    OfMonth.of(facts.flows(), period, on));
        });
    }

    /** A value with its terms and the parts of each: "这个数从哪来". */
    public Lineage value(String code, RegionCode county, Period period, Instant asKnownAt) {
        var known = known(asKnownAt);
        var asked = asked(county);
        var seen = seen();
        return snapshot(() -> {
            var facts = facts(period.before().from(), period.to(), asKnownAt);
            var definition = definition(code, facts.on(period), known);
            var terms = terms();
            var value = Value.of(definition, asked, period, facts, name -> Optional.ofNullable(terms.get(name)));
            return Lineage.of(
                    value,
                    progress(value, facts, terms),
                    known,
                    title(asked, facts),
                    inWords(definition, terms),
                    facts,
                    seen);
        });
    }

    /** The value of each county that the caller sees. */
    public List<CountyValue> counties(String code, Period period, Instant asKnownAt) {
        var known = known(asKnownAt);
        var seen = seen();
        return snapshot(() -> {
            var facts = facts(period.before().from(), period.to(), asKnownAt);
            var definition = definition(code, facts.on(period), known);
            var terms = terms();
            return facts.counties().stream()
                    .filter(county -> seen.test(county.code()))
                    .map(county -> {
                        var figure = figure(definition, county.code(), period, facts, terms);
                        return new CountyValue(
                                county.code(),
                                county.name(),
                                figure.value(),
                                figure.display(),
                                figure.status(),
                                figure.missing());
                    })
                    .toList();
        });
    }

    /** The value of each period, oldest first; those that have not begun are left out. */
    public List<Point> history(String code, RegionCode county, List<Period> periods, Instant asKnownAt) {
        var known = known(asKnownAt);
        var asked = asked(county);
        var begun = begun(periods, known);
        if (begun.isEmpty()) return List.of();
        return snapshot(() -> {
            var facts = facts(begun, asKnownAt);
            var terms = terms();
            return begun.stream()
                    .map(period -> {
                        var definition = definition(code, facts.on(period), known);
                        var figure = figure(definition, asked, period, facts, terms);
                        return new Point(
                                period,
                                period.from(),
                                period.to(),
                                figure.value(),
                                figure.display(),
                                figure.status(),
                                figure.dueDisplay(),
                                figure.missing());
                    })
                    .toList();
        });
    }

    /** Every indicator over the same periods, oldest first: the small line beside each row of a list. */
    public List<Trend> trends(List<Period> periods, Instant asKnownAt) {
        var known = known(asKnownAt);
        var begun = begun(periods, known);
        if (begun.isEmpty()) return List.of();
        return snapshot(() -> {
            var facts = facts(begun, asKnownAt);
            var terms = terms();
            var held = held(null, begun, facts, known);
            return held.get(begun.getLast()).keySet().stream()
                    .map(one -> new Trend(
                            one,
                            begun.stream()
                                    .map(period -> cell(held.get(period).get(one), null, period, facts, terms))
                                    .toList()))
                    .toList();
        });
    }

    /** One indicator by county and period: the prefecture first, then each county that the caller sees. */
    public List<Row> byCounty(String code, List<Period> periods, Instant asKnownAt) {
        var known = known(asKnownAt);
        var seen = seen();
        var begun = begun(periods, known);
        if (begun.isEmpty()) return List.of();
        return snapshot(() -> {
            var facts = facts(begun, asKnownAt);
            var terms = terms();
            var held = held(code, begun, facts, known);
            if (held.get(begun.getLast()).isEmpty()) throw unknown(code);
            var rows = new ArrayList<RegionCode>();
            rows.add(null);
            facts.counties().stream().map(Region::code).filter(seen).forEach(rows::add);
            return rows.stream()
                    .map(county -> new Row(
                            county == null ? Catalogue.PREFECTURE : county,
                            title(county, facts),
                            begun.stream()
                                    .map(period -> cell(held.get(period).get(code), county, period, facts, terms))
                                    .toList()))
                    .toList();
        });
    }

    /** What a formula means and would answer now, before anybody keeps it. */
    public Trial trial(String expression, int scale, Period period) {
        var seen = seen();
        var formula = Formula.parse(expression);
        if (scale < 0 || scale > SCALE_MAX) throw invalid("scale", "range", "小数位须为 0 至 %d".formatted(SCALE_MAX));
        return snapshot(() -> {
            var terms = terms();
            strangers(formula, terms);
            var facts = facts(period.before().from(), period.to(), null);
            var values = new LinkedHashMap<String, BigDecimal>();
            formula.order().forEach(name -> values.put(name, terms.get(name).value(null, period, facts)));
            var lacking = formula.order().stream()
                    .filter(name -> values.get(name) == null)
                    .map(name -> terms.get(name).title())
                    .toList();
            var value = lacking.isEmpty() ? formula.value(values) : Optional.<BigDecimal>empty();
            return new Trial(
                    formula.inWords(name -> terms.get(name).title()),
                    period,
                    formula.order().stream()
                            .map(name -> new TrialTerm(
                                    name,
                                    terms.get(name).title(),
                                    terms.get(name).unit(),
                                    Value.wire(values.get(name))))
                            .toList(),
                    value.map(Value::wire).orElse(null),
                    value.map(one -> Value.display(one, scale)).orElse(null),
                    !lacking.isEmpty() ? "缺少：" + String.join("、", lacking) : value.isEmpty() ? "本期分母为零，无从计算" : null);
        });
    }

    /** Definitions in force today; of one set, or of all. */
    @Transactional(readOnly = true)
    public List<Defined> list(String set) {
        return store.definitions(null, set, Days.today(clock), now()).stream()
                .map(Defined::of)
                .toList();
    }

    /** @throws Problem {@code indicators/unknown} */
    @Transactional(readOnly = true)
    public Defined get(String code) {
        return Defined.of(definition(code, LocalDate.of(9999, 1, 1), now()));
    }

    /** Every version of a definition, newest first. */
    @Transactional(readOnly = true)
    public List<Defined> versions(String code) {
        var versions = store.versions(code);
        if (versions.isEmpty()) throw unknown(code);
        return versions.stream().map(Defined::of).toList();
    }

    /** Terms that a formula may name. */
    @Transactional(readOnly = true)
    public List<Named> listTerms() {
        return terms().values().stream()
                .map(term -> new Named(
                        term.name(), term.title(), term.unit(), term.kind().name(), term.describes()))
                .toList();
    }

    /** A new version; values of periods before {@code validFrom} keep the formula they had. */
    @Transactional
    public Defined define(String code, long revision, Definable to) {
        var before = definition(code, LocalDate.of(9999, 1, 1), now());
        changedMeanwhile(before, revision);
        var fields = to.problems();
        if (!fields.isEmpty()) throw new Problem(CommonProblem.INPUT_INVALID, Map.of("code", code), fields);
        if (to.expression() != null && !to.expression().isBlank()) {
            strangers(Formula.parse(to.expression()), terms());
        }
        var next = to.next(before, store.versions(code).getFirst().version() + 1, now());
        if (!store.insert(next, Caller.current())) throw changed();
        audit.record("indicators.define", "indicator", code, Defined.of(before), Defined.of(next));
        return get(code);
    }

    /** New targets and base of an indicator, whole; the former ones stay for what was known before. */
    @Transactional
    public Defined target(String code, long revision, Targets to) {
        var before = definition(code, LocalDate.of(9999, 1, 1), now());
        changedMeanwhile(before, revision);
        var targets = to.targets(before);
        int version = before.targetVersion() + 1;
        for (var target : targets) {
            if (!store.insert(code, version, target, now(), Caller.current())) throw changed();
        }
        audit.record("indicators.target", "indicator", code, before.targets(), targets);
        return get(code);
    }

    /** What departments report. */
    @Transactional(readOnly = true)
    public List<Figured> figures() {
        return store.figures().stream()
                .map(figure -> new Figured(
                        figure.name(),
                        figure.title(),
                        figure.unit(),
                        figure.owner(),
                        figure.frequency(),
                        figure.describes(),
                        figure.additive()))
                .toList();
    }

    /** What is to be reported of a year, by figure and period, and what has come: who owes what. */
    public List<Due> due(int year) {
        var whole = Period.parse("%04d".formatted(Math.clamp(year, 0, 9999)));
        return snapshot(() -> {
            var facts = facts(whole.from(), whole.to(), null);
            var today = Days.today(clock);
            return store.figures().stream()
                    .flatMap(figure -> whole.by(figure.frequency()).stream()
                            .filter(period -> !period.from().isAfter(today))
                            .map(period -> Due.of(figure, period, whole, facts, today)))
                    .sorted(Comparator.comparing(Due::state).thenComparing(Due::dueOn))
                    .toList();
        });
    }

    /** Reports within the caller's scope, newest first. */
    @Transactional(readOnly = true)
    public Page<Reported> reports(
            String figure,
            RegionCode county,
            String period,
            boolean current,
            Review.State state,
            String cursor,
            int size) {
        boolean prefecture = Catalogue.PREFECTURE.equals(county);
        var found = store.reports(
                figure,
                county == null || prefecture ? null : county.digits(),
                prefecture,
                period,
                current,
                state,
                cursor(cursor),
                size + 1);
        var page = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                page.stream().map(Reported::of).toList(),
                found.size() > size ? String.valueOf(page.getLast().no()) : null,
                null);
    }

    /** @throws Problem {@code indicators/report-unknown} */
    @Transactional(readOnly = true)
    public Reported report(UUID id) {
        return Reported.of(store.report(id)
                .orElseThrow(() -> new Problem(IndicatorsProblem.REPORT_UNKNOWN, Map.of("id", id.toString()))));
    }

    /** A department's figure of a period. One already there is not overwritten: the new one names it, and both stay. */
    @Transactional
    public Reported report(NewReport given) {
        var period = Period.parse(given.period());
        var figure = store.figures().stream()
                .filter(one -> one.name().equals(given.figure()))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        IndicatorsProblem.FIGURE_UNKNOWN,
                        Map.of("given", Objects.toString(given.figure(), "")),
                        List.of(new Problem.Field("figure", "unknown", IndicatorsProblem.FIGURE_UNKNOWN.title()))));
        requireOwner(figure);
        if (period.from().isAfter(Days.today(clock))) {
            throw new Problem(IndicatorsProblem.REPORT_PERIOD_AHEAD, Map.of("period", period.text()));
        }
        var county = asked(given.county());
        var value = number(given.value());
        var note = given.note() == null ? "" : given.note().strip();
        if (note.length() > NOTE_LENGTH_MAX) throw invalid("note", "length", "说明不超过 %d 字".formatted(NOTE_LENGTH_MAX));
        var evidence = given.evidence() == null
                ? List.<UUID>of()
                : given.evidence().stream().distinct().toList();
        if (evidence.size() > EVIDENCE_MAX) throw invalid("evidence", "count", "佐证不超过 %d 份".formatted(EVIDENCE_MAX));
        if (!evidence.isEmpty() && evidences.list(evidence).size() != evidence.size()) {
            throw new Problem(
                    IndicatorsProblem.EVIDENCE_UNKNOWN,
                    Map.of(),
                    List.of(new Problem.Field("evidence", "unknown", IndicatorsProblem.EVIDENCE_UNKNOWN.title())));
        }
        var current = store.reports(
                figure.name(),
                county == null ? null : county.digits(),
                county == null,
                period.text(),
                true,
                null,
                null,
                1);
        var replaced = current.isEmpty() ? null : current.getFirst();
        if (!Objects.equals(given.supersedes(), replaced == null ? null : replaced.id())) throw exists(replaced);
        var id = store.insert(
                        figure.name(),
                        county,
                        period,
                        value,
                        evidence,
                        note,
                        given.supersedes(),
                        now(),
                        Caller.current())
                .orElseThrow(() -> exists(replaced));
        var report = report(id);
        audit.record(
                "indicators.report", "report", id.toString(), replaced == null ? null : Reported.of(replaced), report);
        return report;
    }

    /**
     * The bureau approves a report, or returns it with the reason; by somebody else than who reported it. What is returned
     * does not count from then on, and its department reports anew.
     */
    @Transactional
    public Reported review(UUID id, NewReview given) {
        var before = store.report(id)
                .orElseThrow(() -> new Problem(IndicatorsProblem.REPORT_UNKNOWN, Map.of("id", id.toString())));
        var reason = given.reason() == null ? "" : given.reason().strip();
        if (given.decision() == null || given.decision() == Review.State.PENDING) {
            throw invalid("decision", "unknown", "审核结果须为 APPROVED 或 RETURNED");
        }
        if (given.decision() == Review.State.RETURNED && reason.isEmpty()) {
            throw invalid("reason", "missing", "请写明退回理由，报送部门据此改正");
        }
        if (reason.length() > REASON_LENGTH_MAX) {
            throw invalid("reason", "length", "理由不超过 %d 字".formatted(REASON_LENGTH_MAX));
        }
        var caller = Caller.current();
        if (before.reportedById().equals(caller.id())) throw refused(IndicatorsProblem.REPORT_OWN, id);
        if (before.supersededBy() != null) throw refused(IndicatorsProblem.REPORT_SUPERSEDED, id);
        if (!before.is(Review.State.PENDING)) throw refused(IndicatorsProblem.REPORT_REVIEWED, id);
        var review = new Review(given.decision(), reason, caller.id(), caller.name(), now());
        if (!store.insert(before, review)) throw refused(IndicatorsProblem.REPORT_REVIEWED, id);
        var after = report(id);
        audit.record(
                given.decision() == Review.State.APPROVED ? "indicators.approve" : "indicators.return",
                "report",
                id.toString(),
                Reported.of(before),
                after);
        return after;
    }

    private static Problem refused(IndicatorsProblem problem, UUID report) {
        return new Problem(problem, Map.of("id", report.toString()));
    }

    /** Whose figure it is, and nobody else, reports it. */
    private void requireOwner(ReportedTerm figure) {
        var workplace = people.workplace().orElse("");
        if (workplace.equals(figure.owner())) return;
        throw new Problem(
                IndicatorsProblem.FIGURE_OF_ANOTHER,
                Map.of("figure", figure.name(), "owner", figure.owner(), "workplace", workplace),
                List.of(new Problem.Field(
                        "figure", "of-another", "“%s”由%s报送，请联系该部门填报".formatted(figure.title(), figure.owner()))));
    }

    private static Problem exists(Report current) {
        return new Problem(
                IndicatorsProblem.REPORT_EXISTS,
                current == null
                        ? Map.of()
                        : Map.of("id", current.id().toString(), "value", Value.wire(current.value())));
    }

    // ---- computing

    private <T> T snapshot(Supplier<T> work) {
        return Caller.system("indicators").call(() -> snapshot.execute(status -> work.get()));
    }

    private Facts facts(LocalDate from, LocalDate to, Instant asKnownAt) {
        var known = asKnownAt == null ? now() : asKnownAt;
        var query = Flow.Query.between(from, to).by(GRAIN.toArray(By[]::new)).asKnownAt(asKnownAt);
        return new Facts(
                ledger.flows(query),
                store.reports(from, to, known),
                catalogue.counties(),
                catalogue.classes().stream()
                        .collect(Collectors.toMap(Catalogue.WasteClass::code, Catalogue.WasteClass::name)),
                asKnownAt,
                Days.of(known));
    }

    private Map<String, Term> terms() {
        var terms = new LinkedHashMap<String, Term>();
        for (Term term : store.flowTerms()) terms.put(term.name(), term);
        for (Term term : registers) terms.put(term.name(), term);
        for (Term term : store.figures()) terms.put(term.name(), term);
        return terms;
    }

    private Definition definition(String code, LocalDate on, Instant known) {
        return store.definitions(code, null, on, known).stream().findFirst().orElseThrow(() -> unknown(code));
    }

    private static Progress progress(Value value, Facts facts, Map<String, Term> terms) {
        var definition = value.definition();
        var base = definition.base();
        var before = switch (definition.direction()) {
            case RISING, FALLING, STABLE ->
                Value.of(
                                definition,
                                value.county(),
                                value.period().before(),
                                facts,
                                name -> Optional.ofNullable(terms.get(name)))
                        .exact();
            case AT_LEAST, WITHIN_CAP, DONE -> null;
        };
        return Progress.judge(
                definition.direction(),
                value.exact(),
                definition.stages(),
                base == null ? null : base.year(),
                base == null ? null : base.value(),
                before,
                facts.on(value.period()));
    }

    private static Figure figure(
            Definition definition, RegionCode county, Period period, Facts facts, Map<String, Term> terms) {
        var value = Value.of(definition, county, period, facts, name -> Optional.ofNullable(terms.get(name)));
        return Figure.of(value, progress(value, facts, terms));
    }

    private static Brief brief(
            Definition definition, RegionCode county, Period period, Facts facts, Map<String, Term> terms) {
        var figure = figure(definition, county, period, facts, terms);
        return new Brief(figure.value(), figure.display(), figure.status());
    }

    private static String inWords(Definition definition, Map<String, Term> terms) {
        if (definition.expression() == null) return null;
        return Formula.parse(definition.expression())
                .inWords(name -> terms.containsKey(name) ? terms.get(name).title() : name);
    }

    private static String title(RegionCode county, Facts facts) {
        if (county == null) return "阿里地区";
        return facts.counties().stream()
                .filter(one -> one.code().equals(county))
                .map(Region::name)
                .findFirst()
                .orElse(county.digits());
    }

    /** @throws Problem {@code indicators/term-unknown} where a formula names what the platform does not have */
    private static void strangers(Formula formula, Map<String, Term> terms) {
        var strangers = formula.order().stream()
                .filter(name -> !terms.containsKey(name))
                .toList();
        if (strangers.isEmpty()) return;
        throw new Problem(
                IndicatorsProblem.TERM_UNKNOWN,
                Map.of("terms", strangers),
                List.of(new Problem.Field("expression", "term-unknown", "没有指标项：" + String.join("、", strangers))));
    }

    private Facts facts(List<Period> periods, Instant asKnownAt) {
        var first = periods.stream()
                .map(period -> period.before().from())
                .min(LocalDate::compareTo)
                .orElseThrow();
        var last = periods.stream().map(Period::to).max(LocalDate::compareTo).orElseThrow();
        return facts(first, last, asKnownAt);
    }

    private static List<Period> begun(List<Period> periods, Instant known) {
        return periods.stream()
                .filter(period -> !period.from().isAfter(Days.of(known)))
                .toList();
    }

    /** The definitions that held in each period, by code. */
    private Map<Period, Map<String, Definition>> held(String code, List<Period> periods, Facts facts, Instant known) {
        return periods.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        period -> store.definitions(code, null, facts.on(period), known).stream()
                                .collect(Collectors.toMap(
                                        Definition::code,
                                        Function.identity(),
                                        (one, other) -> one,
                                        LinkedHashMap::new))));
    }

    private static Cell cell(
            Definition definition, RegionCode county, Period period, Facts facts, Map<String, Term> terms) {
        if (definition == null) return new Cell(period, null, null, null);
        var figure = figure(definition, county, period, facts, terms);
        return new Cell(period, figure.value(), figure.display(), figure.status());
    }

    // ---- who sees what

    private static java.util.function.Predicate<RegionCode> seen() {
        var scope = Caller.current().scope();
        return county -> scope.sees(county, null);
    }

    /** {@code null} for the prefecture. @throws Problem {@code indicators/county-unseen} */
    private RegionCode asked(RegionCode county) {
        if (county == null || county.equals(Catalogue.PREFECTURE)) return null;
        boolean ours = catalogue.counties().stream().anyMatch(one -> one.code().equals(county));
        if (!ours || !seen().test(county)) {
            throw new Problem(IndicatorsProblem.COUNTY_UNSEEN, Map.of("county", county.digits()));
        }
        return county;
    }

    private Instant known(Instant asKnownAt) {
        var now = now();
        if (asKnownAt == null) return now;
        if (asKnownAt.isAfter(now)) {
            throw new Problem(
                    CommonProblem.DATE_OUT_OF_RANGE,
                    Map.of("given", asKnownAt.toString(), "to", now.toString()),
                    List.of(new Problem.Field("asKnownAt", "future", "不能查看将来才知道的数")));
        }
        return asKnownAt;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void changedMeanwhile(Definition current, long revision) {
        if (current.revision() != revision) throw changed();
    }

    private static Problem changed() {
        return new Problem(CommonProblem.CHANGED_MEANWHILE, Map.of());
    }

    private static Problem unknown(String code) {
        return new Problem(IndicatorsProblem.UNKNOWN, Map.of("code", code.substring(0, Math.min(code.length(), 80))));
    }

    private static Long cursor(String text) {
        if (text == null || text.isBlank()) return null;
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw invalid("cursor", "unknown", "翻页标记无效，请从第一页重新查询");
        }
    }

    private static BigDecimal number(String text) {
        if (!isNumber(text)) throw invalid("value", "number", NUMBER);
        return new BigDecimal(text.strip());
    }

    private static boolean isNumber(String text) {
        return text != null && text.strip().matches("-?\\d{1,15}(\\.\\d{1,6})?");
    }

    static Problem invalid(String field, String code, String message) {
        return new Problem(
                CommonProblem.INPUT_INVALID, Map.of("field", field), List.of(new Problem.Field(field, code, message)));
    }

    // ---- what it answers with: exact figures are strings, masses strings of grams

    /** 总览. @param on the day as of which it is: the period's last, or today */
    public record Overview(
            int year,
            Period period,
            Instant asKnownAt,
            LocalDate on,
            Counts counts,
            List<Figure> indicators,
            List<OfCounty> counties,
            Totals totals,
            List<OfMonth> months) {}

    public record Counts(long late, long risk, long met, long unjudged, long missing) {}

    /** One indicator against its stage. */
    public record Figure(
            String code,
            String name,
            String unit,
            Integer taskNo,
            String owner,
            String frequency,
            String direction,
            String value,
            String display,
            String status,
            String statusTitle,
            String due,
            String dueDisplay,
            String target,
            String targetDisplay,
            Integer targetYear,
            Integer lineFrom,
            boolean baseAssumed,
            List<Aim> targets,
            Lacking missing) {
        static Figure of(Value value, Progress progress) {
            var definition = value.definition();
            return new Figure(
                    definition.code(),
                    definition.name(),
                    definition.unit(),
                    definition.taskNo(),
                    definition.owner(),
                    definition.frequency(),
                    definition.direction().name(),
                    Value.wire(value.exact()),
                    value.display(),
                    progress.status().name(),
                    progress.status().title(),
                    Value.wire(progress.due()),
                    Value.display(progress.due(), definition.scale()),
                    Value.wire(progress.target()),
                    Value.display(progress.target(), definition.scale()),
                    progress.targetYear(),
                    progress.lineFrom(),
                    progress.baseAssumed(),
                    Aim.stages(definition),
                    Lacking.of(value.missing()));
        }
    }

    /** What a missing value lacks. */
    public record Lacking(String code, String text, List<String> terms) {
        static Lacking of(Value.Missing missing) {
            return missing == null ? null : new Lacking(missing.code(), missing.text(), missing.terms());
        }
    }

    public record Brief(String value, String display, String status) {}

    public record OfCounty(RegionCode county, String name, Map<String, Brief> figures, Totals totals) {}

    /**
     * Masses in grams, as strings. Flows are of the period, by the county that generated the waste; stored and in transit are
     * what lay in the county's places at its end.
     */
    public record Totals(
            String generatedG,
            String foundG,
            String utilisedG,
            String disposedG,
            String exportedG,
            String lostG,
            String storedG,
            String inTransitG) {
        static Totals of(List<Flow> flows, List<Flow> stocks, RegionCode county, Period period) {
            var net = net(flows, county, period);
            Function<Stage, String> into = stage -> String.valueOf(net.getOrDefault(stage, 0L));
            Function<Stage, String> outOf = stage -> String.valueOf(-net.getOrDefault(stage, 0L));
            return new Totals(
                    outOf.apply(Stage.GENERATED),
                    outOf.apply(Stage.FOUND),
                    into.apply(Stage.UTILISED),
                    into.apply(Stage.DISPOSED),
                    into.apply(Stage.EXPORTED),
                    into.apply(Stage.LOST),
                    String.valueOf(held(stocks, Stage.STORED, county)),
                    String.valueOf(held(stocks, Stage.IN_TRANSIT, county)));
        }

        /** What went into each stage, less what left it. */
        private static Map<Stage, Long> net(List<Flow> flows, RegionCode county, Period period) {
            var first = YearMonth.from(period.from());
            var last = YearMonth.from(period.to());
            var net = new EnumMap<Stage, Long>(Stage.class);
            for (var flow : flows) {
                if (county != null && !county.equals(flow.origin())) continue;
                if (flow.month().isBefore(first) || flow.month().isAfter(last)) continue;
                long grams = flow.mass().grams();
                net.merge(flow.to(), grams, Math::addExact);
                net.merge(flow.from(), -grams, Math::addExact);
            }
            return net;
        }

        static long signed(Flow flow, Stage stage) {
            long grams = flow.mass().grams();
            return (flow.to() == stage ? grams : 0) - (flow.from() == stage ? grams : 0);
        }

        private static long held(List<Flow> flows, Stage stage, RegionCode county) {
            return flows.stream()
                    .mapToLong(flow -> (flow.to() == stage && (county == null || county.equals(flow.toCounty()))
                                    ? flow.mass().grams()
                                    : 0)
                            - (flow.from() == stage && (county == null || county.equals(flow.fromCounty()))
                                    ? flow.mass().grams()
                                    : 0))
                    .sum();
        }
    }

    /** A month of the whole prefecture, in grams. */
    public record OfMonth(YearMonth month, String generatedG, String utilisedG, String disposedG) {
        static List<OfMonth> of(List<Flow> flows, Period period, LocalDate on) {
            var sums = new HashMap<YearMonth, long[]>();
            for (var flow : flows) {
                var sum = sums.computeIfAbsent(flow.month(), month -> new long[3]);
                sum[0] -= Totals.signed(flow, Stage.GENERATED);
                sum[1] += Totals.signed(flow, Stage.UTILISED);
                sum[2] += Totals.signed(flow, Stage.DISPOSED);
            }
            var months = new ArrayList<OfMonth>();
            for (var month = YearMonth.from(period.from());
                    !month.isAfter(YearMonth.from(on)) && !month.isAfter(YearMonth.from(period.to()));
                    month = month.plusMonths(1)) {
                var sum = sums.getOrDefault(month, new long[3]);
                months.add(new OfMonth(month, String.valueOf(sum[0]), String.valueOf(sum[1]), String.valueOf(sum[2])));
            }
            return List.copyOf(months);
        }
    }

    /** A value and all it is made of. */
    public record Lineage(
            String code,
            String name,
            int version,
            RegionCode county,
            String countyName,
            Period period,
            LocalDate from,
            LocalDate to,
            Instant asKnownAt,
            String value,
            String display,
            String unit,
            int scale,
            String formula,
            String formulaInWords,
            String source,
            String owner,
            String status,
            String statusTitle,
            String due,
            String dueDisplay,
            String target,
            String targetDisplay,
            Integer targetYear,
            Integer lineFrom,
            boolean baseAssumed,
            Lacking missing,
            List<OfTerm> terms) {
        static Lineage of(
                Value value,
                Progress progress,
                Instant known,
                String countyName,
                String inWords,
                Facts facts,
                java.util.function.Predicate<RegionCode> seen) {
            var definition = value.definition();
            var figure = Figure.of(value, progress);
            return new Lineage(
                    definition.code(),
                    definition.name(),
                    definition.version(),
                    value.county(),
                    countyName,
                    value.period(),
                    value.period().from(),
                    value.period().to(),
                    known,
                    figure.value(),
                    figure.display(),
                    definition.unit(),
                    definition.scale(),
                    definition.expression(),
                    inWords,
                    definition.source(),
                    definition.owner(),
                    figure.status(),
                    figure.statusTitle(),
                    figure.due(),
                    figure.dueDisplay(),
                    figure.target(),
                    figure.targetDisplay(),
                    figure.targetYear(),
                    figure.lineFrom(),
                    figure.baseAssumed(),
                    figure.missing(),
                    value.terms().entrySet().stream()
                            .map(term -> OfTerm.of(term.getKey(), term.getValue(), value, known, facts, seen))
                            .toList());
        }
    }

    /** @param grams the same in whole grams, for terms of the ledger */
    public record OfTerm(
            String name,
            String title,
            String value,
            String grams,
            String unit,
            String kind,
            String describes,
            String link,
            List<OfPart> parts) {
        static OfTerm of(
                Term term,
                BigDecimal value,
                Value of,
                Instant known,
                Facts facts,
                java.util.function.Predicate<RegionCode> seen) {
            var parts = new ArrayList<OfPart>();
            var others = BigDecimal.ZERO;
            for (var part : term.parts(of.county(), of.period(), facts)) {
                if (part.county() == null || seen.test(part.county())) {
                    parts.add(new OfPart(
                            part.title(),
                            Value.wire(part.value()),
                            grams(term, part.value()),
                            term.unit(),
                            part.link()));
                } else {
                    others = others.add(part.value());
                }
            }
            if (others.signum() != 0) {
                parts.add(new OfPart("其他县（不在您的查看范围）", Value.wire(others), grams(term, others), term.unit(), null));
            }
            return new OfTerm(
                    term.name(),
                    term.title(),
                    Value.wire(value),
                    grams(term, value),
                    term.unit(),
                    term.kind().name(),
                    term.describes(),
                    term.link(of.county(), of.period(), facts.asKnownAt()),
                    List.copyOf(parts));
        }

        private static String grams(Term term, BigDecimal tonnes) {
            return term.kind() != Term.Kind.LEDGER || tonnes == null
                    ? null
                    : tonnes.movePointRight(6).toBigIntegerExact().toString();
        }
    }

    public record OfPart(String title, String value, String grams, String unit, String link) {}

    public record CountyValue(
            RegionCode county, String name, String value, String display, String status, Lacking missing) {}

    public record Point(
            Period period,
            LocalDate from,
            LocalDate to,
            String value,
            String display,
            String status,
            String dueDisplay,
            Lacking missing) {}

    /** A value of one period. @param value {@code null} where missing */
    public record Cell(Period period, String value, String display, String status) {}

    public record Trend(String code, List<Cell> points) {}

    /** @param county the prefecture's own code for the whole */
    public record Row(RegionCode county, String name, List<Cell> cells) {}

    /** A formula tried. @param missing why there is no value, in Chinese */
    public record Trial(
            String formulaInWords,
            Period period,
            List<TrialTerm> terms,
            String value,
            String display,
            String missing) {}

    public record TrialTerm(String name, String title, String unit, String value) {}

    /** A definition as shown. */
    public record Defined(
            String code,
            String set,
            int version,
            long revision,
            String name,
            String expression,
            List<String> terms,
            String unit,
            String direction,
            int scale,
            String source,
            String owner,
            String frequency,
            Integer taskNo,
            String lacks,
            LocalDate validFrom,
            String note,
            Instant recordedAt,
            String recordedBy,
            List<Aim> targets,
            Aim base) {
        static Defined of(Definition definition) {
            return new Defined(
                    definition.code(),
                    definition.set(),
                    definition.version(),
                    definition.revision(),
                    definition.name(),
                    definition.expression(),
                    definition.expression() == null
                            ? List.of()
                            : Formula.parse(definition.expression()).order(),
                    definition.unit(),
                    definition.direction().name(),
                    definition.scale(),
                    definition.source(),
                    definition.owner(),
                    definition.frequency(),
                    definition.taskNo(),
                    definition.lacks(),
                    definition.validFrom(),
                    definition.note(),
                    definition.recordedAt(),
                    definition.recordedByName(),
                    Aim.stages(definition),
                    definition.base() == null ? null : Aim.of(definition.base()));
        }
    }

    /** A stage's target, or the base. */
    public record Aim(int year, String value, String text, String source) {
        static List<Aim> stages(Definition definition) {
            return definition.targets().stream()
                    .filter(target -> target.kind().equals("STAGE"))
                    .map(Aim::of)
                    .toList();
        }

        static Aim of(Target target) {
            return new Aim(target.year(), Value.wire(target.value()), target.text(), target.source());
        }
    }

    public record Named(String name, String title, String unit, String kind, String describes) {}

    public record Figured(
            String name,
            String title,
            String unit,
            String owner,
            String frequency,
            String describes,
            boolean additive) {}

    /** Where a report stands: late, returned by the bureau, to be filed, its period still running, or there. */
    public enum DueState {
        LATE,
        RETURNED,
        OPEN,
        RUNNING,
        REPORTED
    }

    /**
     * A figure's period. @param value what is known of the prefecture, from a report of it or of its parts; {@code null} too
     * where the year came at once; @param reportId the report of exactly this period or of its year, {@code null} where the
     * value is a sum or missing
     */
    public record Due(
            String figure,
            String title,
            String unit,
            String owner,
            String frequency,
            Period period,
            LocalDate dueOn,
            DueState state,
            String value,
            UUID reportId,
            String reportedBy,
            Instant reportedAt,
            Review.State review,
            String reason) {
        /** Departments report within thirty days of a period's end. */
        static final int DAYS = 30;

        static Due of(ReportedTerm figure, Period period, Period year, Facts facts, LocalDate today) {
            var value = figure.value(null, period, facts);
            var whole = facts.report(figure.name(), null, year);
            var returned = facts.returned(figure.name(), null, period);
            var report = returned.or(() -> facts.report(figure.name(), null, period))
                    .or(() -> value == null ? whole : Optional.empty());
            var dueOn = period.to().plusDays(DAYS);
            var state = returned.isPresent()
                    ? DueState.RETURNED
                    : value != null || whole.isPresent()
                            ? DueState.REPORTED
                            : dueOn.isBefore(today)
                                    ? DueState.LATE
                                    : period.to().isBefore(today) ? DueState.OPEN : DueState.RUNNING;
            return new Due(
                    figure.name(),
                    figure.title(),
                    figure.unit(),
                    figure.owner(),
                    figure.frequency(),
                    period,
                    dueOn,
                    state,
                    Value.wire(value),
                    report.map(Report::id).orElse(null),
                    report.map(Report::reportedBy).orElse(null),
                    report.map(Report::reportedAt).orElse(null),
                    report.map(one -> one.review().state()).orElse(null),
                    returned.map(one -> one.review().reason()).orElse(null));
        }
    }

    /**
     * A report as shown. @param reason why it was returned; @param own whether the asker reported it, and so may not approve it
     */
    public record Reported(
            UUID id,
            String figure,
            String title,
            RegionCode county,
            Period period,
            LocalDate from,
            LocalDate to,
            String value,
            String unit,
            List<UUID> evidence,
            String note,
            UUID supersedes,
            UUID supersededBy,
            String reportedBy,
            Instant reportedAt,
            Review.State state,
            String reason,
            String reviewedBy,
            Instant reviewedAt,
            boolean own) {
        static Reported of(Report report) {
            return new Reported(
                    report.id(),
                    report.figure(),
                    report.title(),
                    report.county(),
                    report.period(),
                    report.period().from(),
                    report.period().to(),
                    Value.wire(report.value()),
                    report.unit(),
                    report.evidence(),
                    report.note(),
                    report.supersedes(),
                    report.supersededBy(),
                    report.reportedBy(),
                    report.reportedAt(),
                    report.review().state(),
                    report.review().reason(),
                    report.review().byName(),
                    report.review().at(),
                    report.reportedById().equals(Caller.current().id()));
        }
    }

    /** @param value a decimal number as text; @param supersedes the current report that it corrects */
    public record NewReport(
            String figure,
            RegionCode county,
            String period,
            String value,
            List<UUID> evidence,
            String note,
            UUID supersedes) {}

    /** @param decision approved or returned; @param reason required with a return */
    public record NewReview(Review.State decision, String reason) {}

    /** What may be changed of a definition. @param reason why, for the audit and the next reader */
    public record Definable(
            String name,
            String expression,
            String unit,
            String direction,
            Integer scale,
            String source,
            String owner,
            String frequency,
            LocalDate validFrom,
            String lacks,
            String reason) {
        private static final int TEXT_LENGTH_MAX = 300;

        List<Problem.Field> problems() {
            var wrong = new ArrayList<Problem.Field>();
            text(wrong, "name", name, 120);
            text(wrong, "source", source, TEXT_LENGTH_MAX);
            text(wrong, "owner", owner, 120);
            text(wrong, "reason", reason, TEXT_LENGTH_MAX);
            if (unit == null || unit.length() > 20) wrong.add(new Problem.Field("unit", "length", "单位不超过 20 字，可为空"));
            if (!among(Progress.Direction.values(), direction)) {
                wrong.add(new Problem.Field(
                        "direction", "unknown", "方向须为 AT_LEAST、RISING、FALLING、STABLE、WITHIN_CAP 或 DONE"));
            }
            if (scale == null || scale < 0 || scale > SCALE_MAX) {
                wrong.add(new Problem.Field("scale", "range", "小数位须为 0 至 %d".formatted(SCALE_MAX)));
            }
            if (frequency == null || !Set.of("MONTH", "QUARTER", "YEAR").contains(frequency)) {
                wrong.add(new Problem.Field("frequency", "unknown", "频次须为 MONTH、QUARTER 或 YEAR"));
            }
            if (validFrom == null || validFrom.getYear() < 2000 || validFrom.getYear() > 2099) {
                wrong.add(new Problem.Field("validFrom", "range", "启用日期须在 2000 年至 2099 年之间"));
            }
            if ((expression == null || expression.isBlank()) && (lacks == null || lacks.isBlank())) {
                wrong.add(new Problem.Field("expression", "missing", "没有公式时须说明缺什么"));
            }
            if (lacks != null && lacks.length() > TEXT_LENGTH_MAX) {
                wrong.add(new Problem.Field("lacks", "length", "不超过 %d 字".formatted(TEXT_LENGTH_MAX)));
            }
            return wrong;
        }

        private static void text(List<Problem.Field> wrong, String field, String text, int max) {
            if (text == null || text.isBlank() || text.length() > max) {
                wrong.add(new Problem.Field(field, "length", "须填写，不超过 %d 字".formatted(max)));
            }
        }

        private static boolean among(Enum<?>[] values, String name) {
            for (var value : values) if (value.name().equals(name)) return true;
            return false;
        }

        Definition next(Definition before, int version, Instant at) {
            boolean defined = expression != null && !expression.isBlank();
            return new Definition(
                    before.code(),
                    before.set(),
                    before.position(),
                    version,
                    name.strip(),
                    defined ? expression.strip() : null,
                    unit.strip(),
                    Progress.Direction.valueOf(direction),
                    scale,
                    source.strip(),
                    owner.strip(),
                    frequency,
                    before.taskNo(),
                    defined ? null : lacks.strip(),
                    validFrom,
                    reason.strip(),
                    at,
                    Caller.current().name(),
                    before.targetVersion(),
                    before.targets());
        }
    }

    /** Targets of the stages 2025, 2027 and 2030, and the base they start from. */
    public record Targets(List<NewAim> stages, NewAim base, String reason) {
        private static final Set<Integer> YEARS = Set.of(2025, 2027, 2030);
        private static final int TEXT_LENGTH_MAX = 300;
        private static final int BASE_FIRST = 2000;
        private static final int BASE_LAST = 2030;

        /** @throws Problem {@code common/input-invalid} with everything that is wrong, each at its field */
        List<Target> targets(Definition of) {
            var wrong = new ArrayList<Problem.Field>();
            if (reason == null || reason.isBlank() || reason.length() > TEXT_LENGTH_MAX) {
                wrong.add(new Problem.Field("reason", "length", "请写明理由，不超过 %d 字".formatted(TEXT_LENGTH_MAX)));
            }
            var given = stages == null ? List.<NewAim>of() : stages;
            var seen = new HashSet<Integer>();
            for (var stage : given) {
                var field = "stages." + stage.year();
                if (!YEARS.contains(stage.year())) {
                    wrong.add(new Problem.Field(field, "year", "阶段年份须为 2025、2027 或 2030"));
                } else if (!seen.add(stage.year())) {
                    wrong.add(new Problem.Field(field, "year", "同一阶段只能有一个目标"));
                } else if (!isNumber(stage.value())) {
                    wrong.add(new Problem.Field(field, "number", NUMBER));
                }
            }
            if (base != null) base(wrong);
            if (given.isEmpty() && base == null) {
                wrong.add(new Problem.Field("stages.2030", "missing", "至少填一个阶段目标或基数"));
            }
            if (!wrong.isEmpty()) throw new Problem(CommonProblem.INPUT_INVALID, Map.of("code", of.code()), wrong);
            var targets = new ArrayList<Target>();
            for (var stage : given) {
                targets.add(new Target("STAGE", stage.year(), number(stage.value()), "", reason.strip()));
            }
            if (base != null) {
                targets.add(new Target(
                        "BASE",
                        base.year(),
                        number(base.value()),
                        "",
                        base.source().strip()));
            }
            return targets;
        }

        private void base(List<Problem.Field> wrong) {
            if (base.year() < BASE_FIRST || base.year() > BASE_LAST) {
                wrong.add(new Problem.Field("base.year", "range", "基准年须在 %d 至 %d 之间".formatted(BASE_FIRST, BASE_LAST)));
            }
            if (!isNumber(base.value())) wrong.add(new Problem.Field("base.value", "number", NUMBER));
            if (base.source() == null
                    || base.source().isBlank()
                    || base.source().length() > TEXT_LENGTH_MAX) {
                wrong.add(new Problem.Field("base.source", "length", "请写明基数来源，不超过 %d 字".formatted(TEXT_LENGTH_MAX)));
            }
        }
    }

    public record NewAim(int year, String value, String source) {}
}
