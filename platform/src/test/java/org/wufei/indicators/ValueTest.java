package org.wufei.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wufei.catalogue.Catalogue.Region;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.ledger.Flow;
import org.wufei.ledger.Stage;

/** Values as plain arithmetic over facts; no database. */
class ValueTest {
    private static final RegionCode RITU = new RegionCode("542524");
    private static final RegionCode GAER = new RegionCode("542523");
    private static final RegionCode ELSEWHERE = new RegionCode("540102");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final FlowTerm MADE =
            new FlowTerm("made", "产生量", "", Stage.GENERATED, false, Set.of("SW01", "SW02"), false);
    private static final FlowTerm USED =
            new FlowTerm("used", "利用量", "", Stage.UTILISED, true, Set.of("SW01", "SW02"), false);
    private static final FlowTerm USED_OLD =
            new FlowTerm("used_old", "利用往年", "", Stage.UTILISED, true, Set.of("SW01", "SW02"), true);
    private static final ReportedTerm ADDED = new ReportedTerm("added", "增加值", "", "万元", "统计局", "QUARTER", true);
    private static final List<Term> TERMS = List.of(MADE, USED, USED_OLD, ADDED);

    private static Flow flow(
            String month, RegionCode origin, String wasteClass, Stage from, Stage to, int lot, long grams) {
        return new Flow(
                YearMonth.parse(month),
                null,
                origin,
                null,
                null,
                null,
                null,
                wasteClass,
                from,
                to,
                "",
                lot,
                new Mass(grams));
    }

    private static Definition defined(String expression) {
        return new Definition(
                "a-share",
                "set",
                1,
                1,
                "某率",
                expression,
                "%",
                Progress.Direction.AT_LEAST,
                2,
                "",
                "",
                "YEAR",
                null,
                expression == null ? "尚未接入" : null,
                LocalDate.of(2024, 1, 1),
                "",
                Instant.EPOCH,
                "",
                0,
                List.of());
    }

    private static Facts facts(List<Flow> flows, List<Report> reports) {
        var counties = List.of(new Region(GAER, "噶尔县", "", "", 80, 32), new Region(RITU, "日土县", "", "", 79.7, 33.4));
        return new Facts(flows, reports, counties, Map.of("SW02", "粉煤灰"), null, TODAY);
    }

    private static Report report(long no, RegionCode county, String period, String value) {
        return new Report(
                UUID.randomUUID(),
                no,
                "added",
                "增加值",
                county,
                Period.parse(period),
                new BigDecimal(value),
                "万元",
                List.of(),
                "",
                null,
                null,
                UUID.randomUUID(),
                "统计局",
                Instant.EPOCH,
                Review.NONE);
    }

    private static final Function<String, Optional<Term>> FIND =
            name -> TERMS.stream().filter(term -> term.name().equals(name)).findFirst();

    private static Value value(String expression, RegionCode county, String period, Facts facts) {
        return Value.of(defined(expression), county, Period.parse(period), facts, FIND);
    }

    @Test
    void a_reversal_takes_back_what_was_counted_and_other_classes_do_not_count() {
        var facts = facts(
                List.of(
                        flow("2026-01", RITU, "SW01", Stage.GENERATED, Stage.STORED, 2026, 100),
                        flow("2026-02", RITU, "SW01", Stage.STORED, Stage.GENERATED, 2026, 40),
                        flow("2026-02", RITU, "SW05", Stage.GENERATED, Stage.STORED, 2026, 7),
                        flow("2026-02", RITU, "SW01", Stage.STORED, Stage.UTILISED, 2026, 30)),
                List.of());
        assertThat(MADE.grams(RITU, null, Period.parse("2026"), facts)).isEqualTo(60);
        assertThat(MADE.grams(RITU, null, Period.parse("2026-02"), facts)).isEqualTo(-40);
        assertThat(value("used / made * 100", RITU, "2026", facts).display()).isEqualTo("50.00");
    }

    @Test
    void waste_counts_where_it_was_generated_and_only_the_prefectures_own() {
        var facts = facts(
                List.of(
                        flow("2026-01", RITU, "SW01", Stage.IN_TRANSIT, Stage.UTILISED, 2026, 10),
                        flow("2026-01", ELSEWHERE, "SW01", Stage.IN_TRANSIT, Stage.UTILISED, 2026, 5)),
                List.of());
        assertThat(USED.grams(null, null, Period.parse("2026"), facts)).isEqualTo(10);
        assertThat(USED.grams(GAER, null, Period.parse("2026"), facts)).isZero();
    }

    @Test
    void earlier_years_are_earlier_than_the_period_not_than_today() {
        var facts = facts(
                List.of(
                        flow("2025-06", RITU, "SW01", Stage.STORED, Stage.UTILISED, 2024, 3),
                        flow("2025-06", RITU, "SW01", Stage.STORED, Stage.UTILISED, 2025, 5),
                        flow("2026-06", RITU, "SW01", Stage.STORED, Stage.UTILISED, 2025, 7)),
                List.of());
        assertThat(USED_OLD.grams(null, null, Period.parse("2025"), facts)).isEqualTo(3);
        assertThat(USED_OLD.grams(null, null, Period.parse("2026-Q2"), facts)).isEqualTo(7);
        assertThat(USED_OLD.grams(null, null, Period.parse("2026-05-ytd"), facts))
                .isZero();
    }

    @Test
    void missing_is_not_zero_and_says_what_is_missing() {
        var none = value("made / added", null, "2026", facts(List.of(), List.of()));
        assertThat(none.exact()).isNull();
        assertThat(none.display()).isNull();
        assertThat(none.missing().code()).isEqualTo("term-missing");
        assertThat(none.missing().text()).contains("增加值");

        var zero = value("made / added", null, "2026", facts(List.of(), List.of(report(1, null, "2026", "12.5"))));
        assertThat(zero.missing()).isNull();
        assertThat(zero.display()).isEqualTo("0.00");

        assertThat(value("used / made * 100", null, "2026", facts(List.of(), List.of()))
                        .missing()
                        .code())
                .isEqualTo("nothing-to-divide-by");
        assertThat(value(null, null, "2026", facts(List.of(), List.of()))
                        .missing()
                        .text())
                .isEqualTo("尚未接入");
        assertThat(value("stranger_term + made", null, "2026", facts(List.of(), List.of()))
                        .missing()
                        .code())
                .isEqualTo("not-connected");
    }

    @Test
    void a_report_is_taken_for_its_own_period_or_summed_when_every_part_is_there() {
        var quarters = new ArrayList<>(List.of(
                report(1, null, "2026-Q1", "1"), report(2, null, "2026-Q2", "2"), report(3, null, "2026-Q3", "3")));
        assertThat(ADDED.value(null, Period.parse("2026"), facts(List.of(), quarters)))
                .isNull();
        assertThat(ADDED.value(null, Period.parse("2026-09-ytd"), facts(List.of(), quarters)))
                .isEqualByComparingTo("6");
        quarters.add(report(4, null, "2026-Q4", "4"));
        assertThat(ADDED.value(null, Period.parse("2026"), facts(List.of(), quarters)))
                .isEqualByComparingTo("10");
        quarters.add(report(5, null, "2026-Q4", "5"));
        assertThat(ADDED.value(null, Period.parse("2026"), facts(List.of(), quarters)))
                .as("the newer report stands")
                .isEqualByComparingTo("11");
        quarters.add(report(6, null, "2026", "99"));
        assertThat(ADDED.value(null, Period.parse("2026"), facts(List.of(), quarters)))
                .as("the year's own figure stands before the sum")
                .isEqualByComparingTo("99");
    }

    @Test
    void the_prefecture_is_the_sum_of_its_counties_only_when_all_have_reported() {
        var some = new ArrayList<>(List.of(report(1, RITU, "2026", "4")));
        assertThat(ADDED.value(null, Period.parse("2026"), facts(List.of(), some)))
                .isNull();
        some.add(report(2, GAER, "2026", "6"));
        var facts = facts(List.of(), some);
        assertThat(ADDED.value(null, Period.parse("2026"), facts)).isEqualByComparingTo("10");
        assertThat(ADDED.parts(null, Period.parse("2026"), facts)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("org.wufei.testkit.Seeds#forty")
    void the_parts_of_a_term_add_up_to_it_to_the_gram(long seed) {
        var random = new SplittableRandom(seed);
        var flows = new ArrayList<Flow>();
        for (int i = 0; i < 200; i++) {
            var made = random.nextBoolean();
            var back = random.nextInt(5) == 0;
            var outer = made ? Stage.GENERATED : Stage.UTILISED;
            var in = made == back;
            flows.add(flow(
                    "2026-%02d".formatted(random.nextInt(1, 13)),
                    random.nextBoolean() ? RITU : GAER,
                    "SW0" + random.nextInt(1, 6),
                    in ? Stage.STORED : outer,
                    in ? outer : Stage.STORED,
                    random.nextInt(2023, 2027),
                    random.nextLong(1, 1_000_000_000_000L)));
        }
        var facts = facts(flows, List.of());
        for (var term : List.of(MADE, USED, USED_OLD)) {
            for (var period : List.of("2026", "2026-Q2", "2026-07", "2026-09-ytd")) {
                for (var county : new RegionCode[] {null, RITU, GAER}) {
                    var whole = term.value(county, Period.parse(period), facts);
                    var parts = term.parts(county, Period.parse(period), facts).stream()
                            .map(Term.Part::value)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                    assertThat(parts)
                            .as("-Dseed=%d %s %s %s", seed, term.name(), period, county)
                            .isEqualByComparingTo(whole);
                }
            }
        }
    }

    @Test
    void a_term_opens_the_entries_it_was_summed_from() {
        assertThat(USED_OLD.link(RITU, Period.parse("2026-Q3"), Instant.parse("2026-10-01T00:00:00Z")))
                .isEqualTo("/api/v1/ledger/entries?from=2026-07-01&to=2026-09-30&stageTo=UTILISED&wasteClass=SW01,SW02"
                        + "&origin=542524&lotsBefore=2026&asKnownAt=2026-10-01T00:00:00Z");
    }
}
