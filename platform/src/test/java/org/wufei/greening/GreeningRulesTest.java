package org.wufei.greening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wufei.greening.GreenMines.Assessment;
import org.wufei.greening.GreenMines.AssessmentKind;
import org.wufei.greening.GreenMines.Listing;
import org.wufei.greening.GreenMines.Mine;
import org.wufei.greening.GreenMines.Standard;
import org.wufei.greening.GreenMines.Verdict;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Scope;

/** The rules of the green registers, without a database. */
class GreeningRulesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 5, 1);
    private static final Caller OFFICER = caller(Act.WRITE, "greening.read");
    private static final Caller FIRM = caller(Act.OWN, "greening.read");
    private static final Caller LEADER = caller("greening.read");

    @Test
    void every_course_leads_from_its_beginning_to_every_other_state_and_never_onto_itself() {
        reachable(List.of(Projects.State.values()));
        reachable(List.of(CleanProduction.State.values()));
        reachable(List.of(Parks.State.values()));
        reachable(List.of(Parks.ProjectState.values()));
        reachable(List.of(Technologies.State.values()));
    }

    @Test
    void a_step_that_is_not_open_or_was_not_named_is_refused() {
        for (var wanted : Arrays.asList(Projects.State.ACCEPTED, Projects.State.FILED, null)) {
            assertThatThrownBy(() -> Projects.State.FILED.requireNext(wanted))
                    .as("%s", wanted)
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("step-not-open");
        }
    }

    @Test
    void a_firm_reports_its_audit_an_officer_judges_it_and_a_leader_looks_on() {
        assertThat(CleanProduction.State.LISTED.steps(FIRM)).containsExactly(CleanProduction.State.PLANNED);
        assertThat(CleanProduction.State.LISTED.steps(OFFICER))
                .containsExactlyInAnyOrder(CleanProduction.State.PLANNED, CleanProduction.State.REMOVED);
        assertThat(CleanProduction.State.AUDITED.steps(FIRM)).isEmpty();
        assertThat(CleanProduction.State.AUDITED.steps(OFFICER))
                .containsExactlyInAnyOrder(CleanProduction.State.PASSED, CleanProduction.State.FAILED);
        assertThat(CleanProduction.State.FAILED.steps(FIRM)).containsExactly(CleanProduction.State.AUDITED);
        for (var state : CleanProduction.State.values()) {
            assertThat(state.steps(LEADER)).as(state.name()).isEmpty();
        }
    }

    @Test
    void a_green_mine_scores_each_item_within_its_own_bound_and_a_veto_fails_the_whole() {
        var standard = standard(item("A", "60", false), item("B", "40", true));
        assertThat(Verdict.of(standard, scores("A", "50", "B", "30.5")))
                .isEqualTo(new Verdict(new BigDecimal("80.5"), true));
        assertThat(Verdict.of(standard, scores("A", "50", "B", "29.99")).passed())
                .as("79.99 of 80")
                .isFalse();
        assertThat(Verdict.of(standard(item("A", "90", false), item("B", "10", true)), scores("A", "90", "B", "0"))
                        .passed())
                .as("a zero where one is not allowed")
                .isFalse();
        for (var wrong : List.of(
                scores("A", "60.01", "B", "1"),
                scores("A", "-0.01", "B", "1"),
                scores("A", "1.005", "B", "1"),
                scores("A", "1e30", "B", "1"),
                scores("A", "1"),
                scores("A", "1", "B", "1", "C", "1"))) {
            assertThatThrownBy(() -> Verdict.of(standard, wrong))
                    .as("%s", wrong)
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("scores-unfit");
        }
    }

    @ParameterizedTest
    @MethodSource("org.wufei.testkit.Seeds#forty")
    void scores_within_their_bounds_always_add_up_and_pass_exactly_from_the_mark_on(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var items = new java.util.ArrayList<GreenMines.Item>();
        var scores = new java.util.HashMap<String, BigDecimal>();
        var sum = BigDecimal.ZERO;
        boolean vetoed = false;
        for (int i = 0; i < 1 + random.nextInt(30); i++) {
            var most = BigDecimal.valueOf(1 + random.nextInt(2_000), 2);
            var score = BigDecimal.valueOf(random.nextInt(most.unscaledValue().intValue() + 1), 2);
            boolean veto = random.nextInt(10) == 0;
            items.add(new GreenMines.Item("i" + i, "条目", most, veto));
            scores.put("i" + i, score);
            sum = sum.add(score);
            vetoed |= veto && score.signum() == 0;
        }
        var mark = BigDecimal.valueOf(1 + random.nextInt(20_000), 2);
        var verdict = Verdict.of(new Standard(UUID.randomUUID(), "S", "标准", DAY, mark, items, null), scores);
        assertThat(verdict.total()).as("-Dseed=%d", seed).isEqualByComparingTo(sum);
        assertThat(verdict.passed()).as("-Dseed=%d", seed).isEqualTo(!vetoed && sum.compareTo(mark) >= 0);
    }

    @Test
    void a_mine_is_listed_on_its_last_third_party_assessment_and_after_a_withdrawal_on_a_new_one() {
        var fresh = mine(Listing.NOT_LISTED, null);
        var passed = assessment(AssessmentKind.THIRD_PARTY, DAY, true);
        assertThat(GreenMines.assessed(fresh, List.of(), DAY)).isFalse();
        assertThat(GreenMines.assessed(fresh, List.of(passed), DAY)).isTrue();
        assertThat(GreenMines.assessed(fresh, List.of(passed), DAY.minusDays(1)))
                .as("not before it was made")
                .isFalse();
        assertThat(GreenMines.assessed(fresh, List.of(assessment(AssessmentKind.SELF, DAY, true)), DAY))
                .as("its own word is not enough")
                .isFalse();
        assertThat(GreenMines.assessed(
                        fresh,
                        List.of(assessment(AssessmentKind.THIRD_PARTY, DAY.plusDays(1), false), passed),
                        DAY.plusDays(1)))
                .as("the last one counts")
                .isFalse();
        var left = mine(Listing.WITHDRAWN, DAY.plusDays(10));
        assertThat(GreenMines.assessed(left, List.of(passed), DAY.plusDays(20))).isFalse();
        assertThat(GreenMines.assessed(mine(Listing.WITHDRAWN, DAY), List.of(passed), DAY.plusDays(20)))
                .as("passed and withdrawn on one day: withdrawn")
                .isFalse();
        assertThat(GreenMines.assessed(
                        left,
                        List.of(assessment(AssessmentKind.THIRD_PARTY, DAY.plusDays(12), true), passed),
                        DAY.plusDays(20)))
                .isTrue();
    }

    @Test
    void a_mine_offers_a_firm_its_own_assessment_and_nothing_else() {
        var mine = mine(Listing.NOT_LISTED, null);
        var passed = List.of(assessment(AssessmentKind.THIRD_PARTY, DAY, true));
        assertThat(GreenMines.acts(mine, passed, DAY, FIRM)).containsExactly(Act.SELF_ASSESS);
        assertThat(GreenMines.acts(mine, passed, DAY, LEADER)).isEmpty();
        assertThat(GreenMines.acts(mine, passed, DAY, OFFICER))
                .contains(Act.LIST)
                .doesNotContain(Act.WITHDRAW);
        assertThat(GreenMines.acts(mine, List.of(), DAY, OFFICER)).doesNotContain(Act.LIST);
        assertThat(GreenMines.acts(mine(Listing.LISTED, DAY), passed, DAY, OFFICER))
                .contains(Act.WITHDRAW)
                .doesNotContain(Act.LIST);
    }

    private static <S extends Enum<S> & Course<S>> void reachable(List<S> states) {
        var seen = new HashSet<>(Set.of(states.getFirst()));
        for (int i = 0; i < states.size(); i++) {
            seen.addAll(seen.stream().flatMap(state -> state.next().stream()).collect(Collectors.toSet()));
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(states);
        for (var state : states) assertThat(state.next()).doesNotContain(state);
    }

    private static Caller caller(String... permissions) {
        return new Caller(
                UUID.randomUUID(), "测试", null, null, Set.of(), Set.of(permissions), Scope.ALL, Caller.Via.BROWSER);
    }

    private static Mine mine(Listing listing, LocalDate on) {
        return new Mine(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "矿",
                new RegionCode("542523"),
                "铜矿",
                "",
                GreenMines.Scale.LARGE,
                GreenMines.Status.PRODUCING,
                DAY,
                listing,
                on,
                1,
                null);
    }

    private static Assessment assessment(AssessmentKind kind, LocalDate on, boolean passed) {
        return new Assessment(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                kind,
                "评估机构",
                on,
                Map.of(),
                BigDecimal.TEN,
                passed,
                "",
                List.of(),
                null);
    }

    private static Standard standard(GreenMines.Item... items) {
        return new Standard(UUID.randomUUID(), "S", "标准", DAY, new BigDecimal("80"), List.of(items), null);
    }

    private static GreenMines.Item item(String code, String score, boolean veto) {
        return new GreenMines.Item(code, "条目" + code, new BigDecimal(score), veto);
    }

    private static Map<String, BigDecimal> scores(String... codesAndScores) {
        var all = new java.util.TreeMap<String, BigDecimal>();
        for (int i = 0; i < codesAndScores.length; i += 2)
            all.put(codesAndScores[i], new BigDecimal(codesAndScores[i + 1]));
        return all;
    }
}
