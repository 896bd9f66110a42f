package org.wufei.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.identity.People;
import org.wufei.indicators.Indicators.Definable;
import org.wufei.indicators.Indicators.Lineage;
import org.wufei.indicators.Indicators.NewAim;
import org.wufei.indicators.Indicators.NewReport;
import org.wufei.indicators.Indicators.NewReview;
import org.wufei.indicators.Indicators.OfPart;
import org.wufei.indicators.Indicators.Targets;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Role;
import org.wufei.kernel.Scope;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Entry;
import org.wufei.ledger.EntryDraft;
import org.wufei.ledger.Ledger;
import org.wufei.ledger.Lot;
import org.wufei.ledger.Move;
import org.wufei.ledger.Spot;
import org.wufei.ledger.Stage;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Callers;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;

@WufeiTest
class IndicatorsTest {
    private static final String UTILISATION = "industrial-comprehensive-utilisation";
    private static final String STATISTICS = "地区统计局";
    private static final String HOUSING = "地区住房城乡建设局";
    private static final RegionCode TSOCHEN = new RegionCode("542527");
    private static final WasteCode ASH = new WasteCode("900-001-S02");

    @Autowired
    Indicators indicators;

    @Autowired
    Ledger ledger;

    @Autowired
    List<Permissions> permissions;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Clock clock;

    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Autowired
    People people;

    private final UUID unit = UUID.randomUUID();
    private final Spot pile = Spot.of(UUID.randomUUID(), unit, TSOCHEN, Stage.STORED);
    private Period year;

    @BeforeEach
    void year() {
        year = Period.year(Days.today(clock).getYear());
    }

    private <T> T asBureau(Supplier<T> work) {
        return Callers.bureauOfficer(permissions).call(work);
    }

    /** Someone of a department, by the name that figures have as their owner. */
    private <T> T asOf(String department, Supplier<T> work) {
        var organisation = Caller.system("test")
                .call(() -> people.organisations(department, People.Kind.DEPARTMENT, null, 1))
                .items()
                .getFirst()
                .id();
        var caller = Callers.of(Role.DEPARTMENT_OFFICER, Scope.ALL, null, permissions);
        return new Caller(
                        caller.id(),
                        caller.name(),
                        organisation,
                        null,
                        caller.roles(),
                        caller.permissions(),
                        caller.scope(),
                        caller.via())
                .call(work);
    }

    private Entry post(Move... moves) {
        return asBureau(() -> new TransactionTemplate(transactions)
                .execute(status -> ledger.post(new EntryDraft(
                        "indicators.test/" + UUID.randomUUID() + "/post",
                        "industrial",
                        new EntryDraft.Document("indicators.test", UUID.randomUUID(), ""),
                        unit,
                        clock.instant().minusSeconds(1),
                        null,
                        List.of(moves),
                        List.of(),
                        ""))));
    }

    private Entry generate(String tonnes, int lotYear) {
        return post(Move.of(
                pile.at(lotYear == year.from().getYear() ? Stage.GENERATED : Stage.FOUND),
                pile,
                ASH,
                Mass.ofTonnes(tonnes),
                Lot.of(lotYear, TSOCHEN)));
    }

    private Entry utilise(String tonnes) {
        return post(Move.oldestFirst(pile, pile.at(Stage.UTILISED, "R5"), ASH, Mass.ofTonnes(tonnes)));
    }

    private Lineage value(RegionCode county, Instant knownAt) {
        return asBureau(() -> indicators.value(UTILISATION, county, year, knownAt));
    }

    private static BigInteger grams(Lineage lineage, String term) {
        return lineage.terms().stream()
                .filter(one -> one.name().equals(term))
                .map(one -> new BigInteger(one.grams()))
                .findFirst()
                .orElseThrow();
    }

    private static long more(Lineage after, Lineage before, String term) {
        return grams(after, term).subtract(grams(before, term)).longValueExact();
    }

    @Test
    void use_of_earlier_years_stock_is_told_apart_and_every_term_adds_up_to_the_gram() {
        var before = value(TSOCHEN, null);
        generate("100.000001", year.from().getYear());
        generate("30", year.from().getYear() - 2);
        utilise("40.5");
        var after = value(TSOCHEN, null);
        assertThat(more(after, before, "industrial_generated")).isEqualTo(100_000_001L);
        assertThat(more(after, before, "industrial_utilised")).isEqualTo(40_500_000L);
        assertThat(more(after, before, "industrial_utilised_earlier"))
                .as("the oldest 30 t went first")
                .isEqualTo(30_000_000L);

        var whole = value(null, null);
        for (var lineage : List.of(after, whole)) {
            for (var term : lineage.terms()) {
                assertThat(term.parts().stream()
                                .map(OfPart::grams)
                                .map(BigInteger::new)
                                .reduce(BigInteger.ZERO, BigInteger::add))
                        .as(lineage.county() + " " + term.name())
                        .isEqualTo(new BigInteger(term.grams()));
            }
        }
        var expected = new BigDecimal(grams(after, "industrial_utilised"))
                .multiply(BigDecimal.valueOf(100))
                .divide(
                        new BigDecimal(
                                grams(after, "industrial_generated").add(grams(after, "industrial_utilised_earlier"))),
                        2,
                        java.math.RoundingMode.HALF_UP);
        assertThat(after.display()).isEqualTo(expected.toPlainString());
    }

    @Test
    void the_entries_behind_each_term_add_up_to_it_to_the_gram_reversals_and_earlier_lots_too() {
        generate("64.5", year.from().getYear());
        generate("20", year.from().getYear() - 1);
        utilise("31");
        var wrong = utilise("7");
        asBureau(() -> new TransactionTemplate(transactions)
                .execute(status ->
                        ledger.reverse(wrong.no(), "indicators.test/" + UUID.randomUUID() + "/reverse", "录入有误")));
        var leader = as.leader();
        for (var term : value(TSOCHEN, null).terms()) {
            var listed = BigInteger.ZERO;
            var cursor = "";
            do {
                var page = leader.get(term.link() + "&size=200" + cursor).json();
                for (var entry : page.get("items")) listed = listed.add(counted(entry, term.link()));
                cursor = page.get("next").isNull()
                        ? null
                        : "&cursor=" + page.get("next").asString();
            } while (cursor != null);
            assertThat(listed).as(term.name()).isEqualTo(new BigInteger(term.grams()));
        }
    }

    /** What of an entry the link asks for: postings by origin, stage and lot year; a reversal counts below zero. */
    private static BigInteger counted(tools.jackson.databind.JsonNode entry, String link) {
        boolean reversal = !entry.get("reverses").isNull();
        var sum = BigInteger.ZERO;
        for (var posting : entry.get("postings")) {
            var from = posting.get(reversal ? "to" : "from");
            var to = posting.get(reversal ? "from" : "to");
            boolean meant = link.contains("stageTo=" + to.get("stage").asString())
                    || link.contains("stageFrom=" + from.get("stage").asString());
            if (!meant || !posting.get("from").get("origin").asString().equals(TSOCHEN.digits())) continue;
            var before = link.split("lotsBefore=");
            if (before.length > 1 && from.get("lotYear").asInt() >= Integer.parseInt(before[1].substring(0, 4)))
                continue;
            var grams = new BigInteger(posting.get("massG").asString());
            sum = reversal ? sum.subtract(grams) : sum.add(grams);
        }
        return sum;
    }

    @Test
    void what_was_known_at_an_instant_stays_what_it_was() {
        generate("10", year.from().getYear());
        var then = clock.instant();
        var first = value(TSOCHEN, then);
        generate("90", year.from().getYear());
        var used = utilise("55");
        assertThat(value(TSOCHEN, then).terms()).isEqualTo(first.terms());
        assertThat(value(TSOCHEN, then).value()).isEqualTo(first.value());
        assertThat(more(value(TSOCHEN, null), first, "industrial_utilised")).isEqualTo(55_000_000L);

        var beforeReversal = clock.instant();
        asBureau(() -> new TransactionTemplate(transactions)
                .execute(status ->
                        ledger.reverse(used.no(), "indicators.test/" + UUID.randomUUID() + "/reverse", "录入有误")));
        assertThat(more(value(TSOCHEN, null), first, "industrial_utilised")).isZero();
        assertThat(more(value(TSOCHEN, beforeReversal), first, "industrial_utilised"))
                .isEqualTo(55_000_000L);
    }

    @Test
    void the_prefectures_figure_is_the_same_whoever_asks_and_a_county_is_answered_to_its_own() {
        generate("12", year.from().getYear());
        var officer = Callers.countyOfficer("542521", permissions);
        var then = clock.instant();
        var theirs = officer.call(() -> indicators.value(UTILISATION, null, year, then));
        assertThat(theirs.value()).isEqualTo(value(null, then).value());
        assertThat(theirs.terms().getFirst().parts())
                .extracting(OfPart::title)
                .as("other counties are one line")
                .allMatch(title -> title.equals("普兰县") || title.startsWith("其他县"));
        assertThatThrownBy(() -> officer.call(() -> indicators.value(UTILISATION, TSOCHEN, year, null)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("indicators/county-unseen");
        assertThat(officer.call(() -> indicators.overview(year.from().getYear(), null))
                        .counties())
                .extracting(county -> county.county().digits())
                .containsExactly("542521");
    }

    @Test
    void the_overview_tells_of_all_24_targets_wrong_ones_first() {
        generate("5", year.from().getYear());
        asBureau(() -> indicators.overview(year.from().getYear(), null));
        var began = System.nanoTime();
        var overview = asBureau(() -> indicators.overview(year.from().getYear(), null));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThat(overview.indicators()).hasSize(24);
        assertThat(overview.indicators().stream()
                        .map(figure -> Progress.Status.valueOf(figure.status()).ordinal()))
                .isSorted();
        assertThat(overview.counties()).hasSize(7);
        assertThat(overview.months()).isNotEmpty();
        assertThat(overview.indicators())
                .filteredOn(figure -> figure.status().equals("MISSING"))
                .allSatisfy(figure -> {
                    assertThat(figure.value()).isNull();
                    assertThat(figure.missing().text()).isNotBlank();
                });
        long stored = overview.counties().stream()
                .mapToLong(county -> Long.parseLong(county.totals().storedG()))
                .sum();
        assertThat(overview.totals().storedG()).isEqualTo(String.valueOf(stored));
        assertThat(overview.counts().late()
                        + overview.counts().risk()
                        + overview.counts().met()
                        + overview.counts().missing()
                        + overview.counts().unjudged())
                .isEqualTo(24);
    }

    @Test
    void a_report_is_corrected_by_a_newer_one_and_both_stay() {
        var given = new NewReport("industrial_added_value", TSOCHEN, "2019-Q1", "120.50", List.of(), "快报", null);
        var first = asOf(STATISTICS, () -> indicators.report(given));
        assertThatThrownBy(() -> asOf(STATISTICS, () -> indicators.report(given)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("indicators/report-exists");
        var then = clock.instant();
        var second = asOf(
                STATISTICS,
                () -> indicators.report(new NewReport(
                        "industrial_added_value", TSOCHEN, "2019-Q1", "130", List.of(), "年报", first.id())));
        assertThat(second.supersedes()).isEqualTo(first.id());
        var history =
                asBureau(() -> indicators.reports("industrial_added_value", TSOCHEN, "2019-Q1", false, null, null, 50));
        assertThat(history.items()).extracting(Indicators.Reported::value).containsExactly("130", "120.5");
        var quarter = Period.parse("2019-Q1");
        assertThatThrownBy(() -> asBureau(() -> indicators.value("generation-intensity", TSOCHEN, quarter, then)))
                .as("nothing was defined before the plan began")
                .hasMessageContaining("indicators/unknown");
        assertThat(Callers.countyOfficer("542521", permissions)
                        .call(() -> indicators.reports("industrial_added_value", TSOCHEN, null, false, null, null, 50))
                        .items())
                .isEmpty();
    }

    @Test
    void intensity_waits_for_the_added_value_and_keeps_what_was_known() {
        generate("50", year.from().getYear());
        var without = asBureau(() -> indicators.value("generation-intensity", TSOCHEN, year, null));
        assertThat(without.value()).isNull();
        assertThat(without.missing().code()).isEqualTo("term-missing");
        var then = clock.instant();
        asOf(
                STATISTICS,
                () -> indicators.report(
                        new NewReport("industrial_added_value", TSOCHEN, year.text(), "1000", List.of(), "", null)));
        var with = asBureau(() -> indicators.value("generation-intensity", TSOCHEN, year, null));
        assertThat(with.display())
                .isEqualTo(new BigDecimal(grams(with, "industrial_generated"), 9)
                        .setScale(4, java.math.RoundingMode.HALF_UP)
                        .toPlainString());
        assertThat(asBureau(() -> indicators.value("generation-intensity", TSOCHEN, year, then))
                        .value())
                .isNull();
    }

    @Test
    void a_new_formula_holds_from_its_day_and_an_unknown_term_is_refused() {
        var code = "zero-waste-peak";
        var admin = Callers.administrator(permissions);
        var before = admin.call(() -> indicators.get(code));
        var next = LocalDate.of(2026, 7, 1);
        assertThatThrownBy(() -> admin.call(() -> indicators.define(
                        code, before.revision(), definable("zero_waste_peaks + invented_term", next))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("indicators/term-unknown");
        var after = admin.call(() ->
                indicators.define(code, before.revision(), definable("zero_waste_peaks + highlight_works_done", next)));
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(asBureau(() -> indicators.value(code, null, Period.parse("2026-06"), null))
                        .version())
                .isEqualTo(before.version());
        assertThat(asBureau(() -> indicators.value(code, null, Period.parse("2026-07"), null))
                        .version())
                .isEqualTo(after.version());
        assertThatThrownBy(() -> admin.call(() -> indicators.define(code, before.revision(), definable("1", next))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("common/changed-meanwhile");
    }

    private static Definable definable(String expression, LocalDate from) {
        return new Definable("“无废山峰”建设样板", expression, "个", "AT_LEAST", 0, "测试", "地区生态环境局", "YEAR", from, null, "试改公式");
    }

    @Test
    void a_base_once_reported_moves_the_line() {
        var code = "residential-sorting-coverage";
        var admin = Callers.administrator(permissions);
        var before = admin.call(() -> indicators.get(code));
        assertThat(before.base()).isNull();
        var after = admin.call(() -> indicators.target(
                code,
                before.revision(),
                new Targets(List.of(new NewAim(2030, "95", null)), new NewAim(2023, "40", "2023年统计"), "补录基数")));
        assertThat(after.base().value()).isEqualTo("40");
        assertThat(after.revision()).isGreaterThan(before.revision());
        var value = asBureau(() -> indicators.value(code, null, Period.parse("2025"), null));
        assertThat(value.baseAssumed()).isFalse();
        assertThat(new BigDecimal(value.due())).isBetween(new BigDecimal("55"), new BigDecimal("56"));
    }

    @Test
    void what_is_wrong_with_targets_is_said_at_each_field_at_once() {
        var code = "film-recovery";
        var admin = Callers.administrator(permissions);
        var before = admin.call(() -> indicators.get(code));
        var wrong = new Targets(
                List.of(new NewAim(2027, "八成", null), new NewAim(2030, "90", null)), new NewAim(0, "7", " "), "");
        assertThatThrownBy(() -> admin.call(() -> indicators.target(code, before.revision(), wrong)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.fields())
                                .extracting(Problem.Field::field)
                                .containsExactly("reason", "stages.2027", "base.year", "base.source"));
        assertThatThrownBy(() -> admin.call(
                        () -> indicators.target(code, before.revision(), new Targets(List.of(), null, "清空"))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.fields())
                                .extracting(Problem.Field::field)
                                .containsExactly("stages.2030"));
        assertThat(admin.call(() -> indicators.get(code)).revision()).isEqualTo(before.revision());
    }

    @Test
    void a_row_by_county_and_month_ends_with_what_the_value_itself_says() {
        generate("40", year.from().getYear());
        utilise("10");
        var month = Period.month(java.time.YearMonth.from(Days.today(clock)));
        var rows = asBureau(() -> indicators.byCounty(UTILISATION, List.of(month, year), null));
        assertThat(rows).hasSize(8);
        assertThat(rows.getFirst().county().digits()).isEqualTo("542500");
        for (var row : rows) {
            var own = row == rows.getFirst() ? null : row.county();
            assertThat(row.cells().getLast().value())
                    .as(row.name())
                    .isEqualTo(value(own, null).value());
        }
        assertThat(Callers.countyOfficer("542521", permissions)
                        .call(() -> indicators.byCounty(UTILISATION, List.of(year), null)))
                .extracting(row -> row.county().digits())
                .containsExactly("542500", "542521");
        var trend = asBureau(() -> indicators.trends(List.of(month, year), null));
        assertThat(trend).hasSize(24);
        assertThat(trend)
                .filteredOn(one -> one.code().equals(UTILISATION))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.points()).isEqualTo(rows.getFirst().cells()));
    }

    @Test
    void a_formula_is_tried_before_it_is_kept() {
        generate("8", year.from().getYear());
        var admin = Callers.administrator(permissions);
        var trial = admin.call(() -> indicators.trial("industrial_utilised / industrial_generated * 100", 1, year));
        assertThat(trial.formulaInWords()).isEqualTo("一般工业固体废物综合利用量（尾矿除外） ÷ 一般工业固体废物产生量（尾矿除外） × 100");
        assertThat(trial.terms())
                .extracting(Indicators.TrialTerm::name)
                .containsExactly("industrial_utilised", "industrial_generated");
        assertThat(trial.missing()).isNull();
        assertThat(new BigDecimal(trial.display()).scale()).isEqualTo(1);
        assertThat(admin.call(() -> indicators.trial("farm_input_use * 2", 1, Period.year(2031)))
                        .missing())
                .contains("农业投入品投入量");
        assertThatThrownBy(() -> admin.call(() -> indicators.trial("industrial_utilised / nothing_known", 1, year)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("indicators/term-unknown");
        assertThat(as.bureauOfficer()
                        .get("/api/v1/indicators/trial?expression=highlight_works_done")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void what_is_due_is_late_thirty_days_after_its_period_until_it_is_reported() {
        var past = year.from().getYear() - 4;
        var late = asBureau(() -> indicators.due(past)).stream()
                .filter(due -> due.figure().equals("municipal_waste_collected"))
                .toList();
        assertThat(late)
                .extracting(due -> due.period().text())
                .containsExactly(past + "-Q1", past + "-Q2", past + "-Q3", past + "-Q4");
        assertThat(late).allSatisfy(due -> {
            assertThat(due.state()).isEqualTo(Indicators.DueState.LATE);
            assertThat(due.dueOn()).isEqualTo(due.period().to().plusDays(30));
            assertThat(due.owner()).isEqualTo("地区住房城乡建设局");
        });
        asOf(
                HOUSING,
                () -> indicators.report(
                        new NewReport("municipal_waste_collected", null, past + "-Q2", "812.5", List.of(), "", null)));
        assertThat(asBureau(() -> indicators.due(past)))
                .filteredOn(due -> due.figure().equals("municipal_waste_collected") && due.reportId() != null)
                .singleElement()
                .satisfies(due -> {
                    assertThat(due.state()).isEqualTo(Indicators.DueState.REPORTED);
                    assertThat(due.value()).isEqualTo("812.5");
                });
        var whole = asOf(
                HOUSING,
                () -> indicators.report(new NewReport(
                        "municipal_waste_harmless", null, String.valueOf(past), "3200", List.of(), "年报", null)));
        assertThat(asBureau(() -> indicators.due(past)))
                .filteredOn(due -> due.figure().equals("municipal_waste_harmless"))
                .as("a year that came at once answers for its quarters")
                .hasSize(4)
                .allSatisfy(due -> {
                    assertThat(due.state()).isEqualTo(Indicators.DueState.REPORTED);
                    assertThat(due.reportId()).isEqualTo(whole.id());
                });
        assertThat(asBureau(() -> indicators.due(year.from().getYear())))
                .as("a period that has not begun is not asked for, one that runs is not late")
                .allSatisfy(due -> assertThat(due.period().from()).isBeforeOrEqualTo(Days.today(clock)))
                .anySatisfy(due -> assertThat(due.state()).isEqualTo(Indicators.DueState.RUNNING));
    }

    @Test
    void shares_of_clean_production_and_green_mines_are_counted_from_their_registers() {
        var value = asBureau(() -> indicators.value("green-mine-share", TSOCHEN, year, null));
        assertThat(value.terms()).extracting(Indicators.OfTerm::kind).containsExactly("REGISTER", "REGISTER");
        var firm = Firms.at(registry, TSOCHEN.digits(), 85.15, 31.02).id();
        var bureau = as.bureauOfficer();
        var mine = bureau.post(
                "/api/v1/greening/mines",
                java.util.Map.of(
                        "unitId",
                        firm,
                        "name",
                        "措勤铜矿",
                        "county",
                        TSOCHEN.digits(),
                        "mineral",
                        "铜",
                        "scale",
                        "LARGE",
                        "status",
                        "PRODUCING",
                        "on",
                        Days.today(clock).toString()));
        assertThat(mine.status()).as(mine.text()).isEqualTo(201);
        var counted = asBureau(() -> indicators.value("green-mine-share", TSOCHEN, year, null));
        assertThat(counted.display()).isEqualTo("0.00");
        assertThat(count(counted, "green_mines_obliged") - count(value, "green_mines_obliged"))
                .isEqualTo(1);
        var listed = bureau.post(
                "/api/v1/greening/clean-productions",
                java.util.Map.of(
                        "year",
                        year.from().getYear(),
                        "unitId",
                        firm,
                        "kind",
                        "MANDATORY",
                        "reason",
                        "ENERGY",
                        "industry",
                        "采矿",
                        "listedOn",
                        Days.today(clock).toString(),
                        "dueOn",
                        year.to().toString()));
        assertThat(listed.status()).as(listed.text()).isEqualTo(201);
        assertThat(asBureau(() -> indicators.value("clean-production-share", null, year, null))
                        .terms())
                .extracting(Indicators.OfTerm::link)
                .allMatch(link -> link.startsWith("/api/v1/greening/clean-productions?kind=MANDATORY"));
    }

    private static int count(Lineage lineage, String term) {
        return lineage.terms().stream()
                .filter(one -> one.name().equals(term))
                .map(one -> Integer.parseInt(one.value()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void over_http_a_leader_reads_a_department_reports_and_a_clerk_is_refused() {
        assertThat(as.leader()
                        .get("/api/v1/indicators/overview?year=" + year.text())
                        .json()
                        .get("indicators")
                        .size())
                .isEqualTo(24);
        assertThat(as.clerk(unit).get("/api/v1/indicators/overview").problem()).isEqualTo("common/not-allowed");
        var body = new NewReport("new_floor_area", null, "2018", "12.5", null, null, null);
        assertThat(as.leader().post("/api/v1/indicators/reports", body).status())
                .isEqualTo(403);
        assertThat(as.departmentOfficer()
                        .post("/api/v1/indicators/reports", body)
                        .status())
                .isEqualTo(201);
        assertThat(as.leader()
                        .get("/api/v1/indicators/%s/value?period=2026-13".formatted(UTILISATION))
                        .problem())
                .isEqualTo("indicators/period-invalid");
        assertThat(as.leader()
                        .get("/api/v1/indicators/%s/value?asKnownAt=gestern".formatted(UTILISATION))
                        .status())
                .isEqualTo(422);
        assertThat(as.leader()
                        .get("/api/v1/indicators/%s/value?asKnownAt=2099-01-01T00:00:00Z".formatted(UTILISATION))
                        .problem())
                .isEqualTo("common/date-out-of-range");
        var history = as.leader()
                .get("/api/v1/indicators/%s/history?step=YTD&from=2026-01&to=2026-03".formatted(UTILISATION));
        assertThat(history.json().get("items").size()).isEqualTo(3);
        assertThat(as.leader().get("/api/v1/indicators/no-such").problem()).isEqualTo("indicators/unknown");
    }

    @Test
    void a_department_reports_its_own_figures_and_is_told_whose_the_others_are() {
        var housing = as.departmentOfficer();
        var statistics = as.person(Role.DEPARTMENT_OFFICER, People.Workplace.department(STATISTICS), Scope.ALL);
        var body = new NewReport("industrial_added_value", null, "2017", "88.5", null, null, null);
        var refused = housing.post("/api/v1/indicators/reports", body);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("indicators/figure-of-another");
        assertThat(refused.text()).contains("“工业增加值”由地区统计局报送");
        assertThat(as.bureauOfficer().post("/api/v1/indicators/reports", body).problem())
                .as("not even the bureau speaks for the statistics")
                .isEqualTo("indicators/figure-of-another");
        var filed = statistics.post("/api/v1/indicators/reports", body);
        assertThat(filed.status()).as(filed.text()).isEqualTo(201);
        assertThat(housing.post(
                                "/api/v1/indicators/reports",
                                new NewReport(
                                        "industrial_added_value",
                                        null,
                                        "2017",
                                        "1",
                                        null,
                                        null,
                                        UUID.fromString(filed.json().get("id").asString())))
                        .problem())
                .as("nor corrects what another said")
                .isEqualTo("indicators/figure-of-another");
    }

    @Test
    void the_bureau_returns_a_figure_with_its_reason_and_the_department_reports_it_anew() {
        var period = String.valueOf(year.from().getYear() - 1);
        var quarter = Period.parse(period + "-Q1");
        var first = asOf(HOUSING, () -> indicators.report(collected(quarter, "910", null)));
        assertThat(first.state()).isEqualTo(Review.State.PENDING);
        assertThat(counted(quarter, null)).as("it counts at once").isEqualTo("910");
        assertThat(said(quarter)).contains("未审核");
        assertThat(asBureau(() -> indicators.reports(null, null, quarter.text(), true, Review.State.PENDING, null, 50))
                        .items())
                .extracting(Indicators.Reported::id)
                .contains(first.id());

        assertThatThrownBy(() ->
                        asBureau(() -> indicators.review(first.id(), new NewReview(Review.State.RETURNED, " "))))
                .as("a return says why")
                .hasMessageContaining("common/input-invalid");
        var before = clock.instant();
        var returned =
                asBureau(() -> indicators.review(first.id(), new NewReview(Review.State.RETURNED, "与清运台账不符，请核对一季度合计")));
        assertThat(returned.state()).isEqualTo(Review.State.RETURNED);
        assertThat(counted(quarter, null))
                .as("what was returned does not count")
                .isNull();
        assertThat(counted(quarter, before)).as("but it was known so then").isEqualTo("910");
        assertThat(asOf(HOUSING, () -> indicators.due(quarter.from().getYear())))
                .filteredOn(due -> due.figure().equals("municipal_waste_collected")
                        && due.period().equals(quarter))
                .singleElement()
                .satisfies(due -> {
                    assertThat(due.state()).isEqualTo(Indicators.DueState.RETURNED);
                    assertThat(due.reason()).contains("与清运台账不符");
                    assertThat(due.reportId()).isEqualTo(first.id());
                });

        var second = asOf(HOUSING, () -> indicators.report(collected(quarter, "905", first.id())));
        assertThat(counted(quarter, null)).isEqualTo("905");
        assertThatThrownBy(() ->
                        asBureau(() -> indicators.review(first.id(), new NewReview(Review.State.APPROVED, null))))
                .hasMessageContaining("indicators/report-superseded");
        asBureau(() -> indicators.review(second.id(), new NewReview(Review.State.APPROVED, null)));
        assertThat(said(quarter)).contains("审核通过");
        assertThatThrownBy(() ->
                        asBureau(() -> indicators.review(second.id(), new NewReview(Review.State.RETURNED, "又想了想"))))
                .hasMessageContaining("indicators/report-reviewed");

        var third = asOf(HOUSING, () -> indicators.report(collected(quarter, "9050", second.id())));
        asBureau(() -> indicators.review(third.id(), new NewReview(Review.State.RETURNED, "多写了一个零")));
        assertThat(counted(quarter, null))
                .as("what was approved stands until it is corrected rightly")
                .isEqualTo("905");
    }

    @Test
    void nobody_approves_what_they_reported_themselves_and_only_the_bureau_approves() {
        var one = as.bureauOfficer();
        var body = new NewReport("zero_waste_cells_accepted", null, "2016", "3", null, null, null);
        var filed = one.post("/api/v1/indicators/reports", body);
        assertThat(filed.status()).as(filed.text()).isEqualTo(201);
        var review = "/api/v1/indicators/reports/%s/review"
                .formatted(filed.json().get("id").asString());
        var approval = new NewReview(Review.State.APPROVED, null);
        assertThat(filed.json().get("own").asBoolean()).isTrue();
        assertThat(one.post(review, approval).problem()).isEqualTo("indicators/report-own");
        assertThat(as.departmentOfficer().post(review, approval).problem()).isEqualTo("common/not-allowed");
        assertThat(as.leader().post(review, approval).problem()).isEqualTo("common/not-allowed");
        var approved = as.bureauOfficer().post(review, approval);
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(approved.json().get("state").asString()).isEqualTo("APPROVED");
        assertThat(approved.json().get("reviewedBy").asString()).isNotBlank();
    }

    private static NewReport collected(Period period, String value, UUID supersedes) {
        return new NewReport("municipal_waste_collected", null, period.text(), value, List.of(), "", supersedes);
    }

    private Indicators.OfTerm collectedTerm(Period period, Instant knownAt) {
        return asBureau(() -> indicators.value("municipal-harmless-disposal", null, period, knownAt)).terms().stream()
                .filter(term -> term.name().equals("municipal_waste_collected"))
                .findFirst()
                .orElseThrow();
    }

    private String counted(Period period, Instant knownAt) {
        return collectedTerm(period, knownAt).value();
    }

    private String said(Period period) {
        return collectedTerm(period, null).parts().getFirst().title();
    }
}
