package org.wufei.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.findings.Finding.State;
import org.wufei.findings.FindingRules.Again;
import org.wufei.findings.Findings.Raised;
import org.wufei.findings.Findings.Search;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.testkit.Callers;
import org.wufei.testkit.WufeiTest;

@WufeiTest
class FindingsTest {
    private static final String KIND = OvergrownPile.KIND;

    @Autowired
    Findings findings;

    @Autowired
    List<Permissions> permissions;

    private final UUID unit = UUID.randomUUID();
    private final String key = KIND + "/" + unit;

    private Raised raised(String mass) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("账面", mass);
        facts.put("实测", "12 t");
        return new Raised(
                key,
                KIND,
                "LATE",
                unit,
                new RegionCode("542524"),
                LocalDate.of(2026, 9, 1),
                Instant.EPOCH,
                "堆场超高",
                facts,
                "/industrial");
    }

    private <T> T asOfficer(Supplier<T> work) {
        return Callers.bureauOfficer(permissions).call(work);
    }

    private static Search of(UUID unit) {
        return new Search(null, Set.of(KIND), Set.of(), null, null, unit, null, null, null, false);
    }

    @Test
    void the_same_key_raised_again_is_the_same_finding() {
        var first = asOfficer(() -> findings.raise(raised("10 t")));
        assertThat(asOfficer(() -> findings.raise(raised("10 t")))).isEqualTo(first);
        assertThat(asOfficer(() -> findings.raise(raised("11 t")))).isEqualTo(first);

        var detail = asOfficer(() -> findings.get(first));
        assertThat(detail.finding().facts()).containsExactly(Map.entry("账面", "11 t"), Map.entry("实测", "12 t"));
        assertThat(detail.steps()).extracting(Findings.Step::act).containsExactly("RAISED", "UPDATED");
    }

    @Test
    void an_undecided_finding_clears_by_itself_and_comes_back_with_its_condition() {
        var id = asOfficer(() -> findings.raise(raised("10 t")));
        assertThat(asOfficer(() -> findings.openKeys(KIND, unit))).containsExactly(key);
        asOfficer(() -> {
            findings.cleared(key, "已低于限高");
            return null;
        });
        var cleared = asOfficer(() -> findings.get(id)).finding();
        assertThat(cleared.state()).isEqualTo(State.CLEARED);
        assertThat(cleared.reason()).isEqualTo("已低于限高");
        assertThat(asOfficer(() -> findings.openKeys(KIND, unit))).isEmpty();

        asOfficer(() -> findings.raise(raised("10 t")));
        assertThat(asOfficer(() -> findings.get(id)).finding().state()).isEqualTo(State.OPEN);
    }

    @Test
    void a_conclusion_stands_until_the_facts_change() {
        var id = asOfficer(() -> findings.raise(raised("10 t")));
        asOfficer(() -> findings.take(id, 1));
        var decided = asOfficer(() -> findings.decide(id, 2, State.DISMISSED, "测量基准有误，已复核"));
        assertThat(decided.finding().state()).isEqualTo(State.DISMISSED);

        asOfficer(() -> findings.raise(raised("10 t")));
        asOfficer(() -> {
            findings.cleared(key, "条件消失");
            return null;
        });
        assertThat(asOfficer(() -> findings.get(id)).finding().state())
                .as("seen again unchanged, or gone: the conclusion stands")
                .isEqualTo(State.DISMISSED);

        asOfficer(() -> findings.raise(raised("20 t")));
        var again = asOfficer(() -> findings.get(id));
        assertThat(again.finding().state()).isEqualTo(State.OPEN);
        assertThat(again.finding().reason()).isNull();
        assertThat(again.steps())
                .extracting(Findings.Step::act)
                .containsExactly("RAISED", "TAKEN", "DISMISSED", "REOPENED");
    }

    @Test
    void two_people_cannot_decide_the_same_finding() {
        var id = asOfficer(() -> findings.raise(raised("10 t")));
        asOfficer(() -> findings.decide(id, 1, State.CONFIRMED, "现场核实属实"));
        assertThatThrownBy(() -> asOfficer(() -> findings.decide(id, 1, State.DISMISSED, "我看不是")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("common/changed-meanwhile");
        assertThatThrownBy(() -> asOfficer(() -> findings.decide(id, 2, State.DISMISSED, "我看不是")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("findings/ended");
    }

    @Test
    void a_conclusion_needs_a_reason() {
        var id = asOfficer(() -> findings.raise(raised("10 t")));
        assertThatThrownBy(() -> asOfficer(() -> findings.decide(id, 1, State.CONFIRMED, "  好 ")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("common/input-invalid");
    }

    @Test
    void only_whoever_has_it_in_hand_lays_it_back() {
        var id = asOfficer(() -> findings.raise(raised("10 t")));
        asOfficer(() -> findings.take(id, 1));
        assertThatThrownBy(() -> asOfficer(() -> findings.release(id, 2)))
                .as("the test's every officer is another person")
                .isInstanceOf(Problem.class)
                .hasMessageContaining("findings/not-yours");
    }

    @Test
    void a_firm_may_raise_about_another_and_still_not_see_it() {
        var receiver = Callers.clerk(UUID.randomUUID(), permissions);
        var id = receiver.call(() -> findings.raise(raised("10 t")));
        assertThatThrownBy(() -> receiver.call(() -> findings.get(id)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("findings/unknown");
        assertThat(receiver.call(() -> findings.list(of(null), null, 50)).items())
                .isEmpty();

        assertThat(Callers.clerk(unit, permissions)
                        .call(() -> findings.get(id))
                        .finding()
                        .title())
                .isEqualTo("堆场超高");
        assertThat(Callers.countyOfficer("542524", permissions)
                        .call(() -> findings.list(of(unit), null, 50))
                        .items())
                .hasSize(1);
        assertThat(Callers.countyOfficer("542521", permissions)
                        .call(() -> findings.list(of(unit), null, 50))
                        .items())
                .isEmpty();
    }

    @Test
    void the_queue_pages_through_every_finding_once_wrong_before_due_and_oldest_first() {
        var base = raised("10 t");
        for (int i = 0; i < 7; i++) {
            var one = new Raised(
                    key + "/" + i,
                    KIND,
                    i % 2 == 0 ? "RISK" : "LATE",
                    unit,
                    base.county(),
                    base.on().minusDays(i),
                    base.seenAt(),
                    "第" + i,
                    base.facts(),
                    null);
            asOfficer(() -> findings.raise(one));
        }
        var seen = new java.util.ArrayList<String>();
        String cursor = null;
        do {
            var from = cursor;
            var page = asOfficer(() -> findings.list(of(unit), from, 3));
            assertThat(page.total()).isEqualTo(7);
            page.items().forEach(finding -> seen.add(finding.title()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).containsExactly("第5", "第3", "第1", "第6", "第4", "第2", "第0");
    }

    @Test
    void nobody_rewrites_the_life_of_a_finding(@Autowired org.springframework.jdbc.core.simple.JdbcClient db) {
        var id = Caller.system("test").call(() -> findings.raise(raised("10 t")));
        assertThat(id).isNotNull();
        assertThatThrownBy(() -> db.sql("truncate findings.step").update())
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|never edited).*");
    }

    @Test
    void again_is_decided_by_state_and_facts_alone() {
        var one = Map.of("a", "1");
        var two = Map.of("a", "2");
        assertThat(FindingRules.again(State.OPEN, one, one)).isEqualTo(Again.SEEN);
        assertThat(FindingRules.again(State.TAKEN, one, two)).isEqualTo(Again.UPDATED);
        assertThat(FindingRules.again(State.CONFIRMED, one, one)).isEqualTo(Again.SEEN);
        assertThat(FindingRules.again(State.REMEDIED, one, two)).isEqualTo(Again.REOPENED);
        assertThat(FindingRules.again(State.CLEARED, one, one)).isEqualTo(Again.REOPENED);
    }
}
