package org.wufei.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryTest {
    private static final Span SPAN = Span.endingBefore(LocalDate.of(2026, 11, 24), 45);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 17, 999_983, -5})
    void the_same_seed_tells_the_same_truth_to_the_byte(long seed) {
        assertThat(Truth.of(Story.tell(seed, 1, SPAN)).bytes())
                .as("seed %d", seed)
                .isEqualTo(Truth.of(Story.tell(seed, 1, SPAN)).bytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void mass_is_conserved_and_no_stock_is_below_zero(long seed) {
        var balances = Story.tell(seed, 1, SPAN).book.balances();
        assertThat(balances.values().stream().mapToLong(Long::longValue).sum())
                .as("seed %d", seed)
                .isZero();
        balances.forEach((account, grams) -> {
            var stage = Book.Stage.valueOf(account.split("\\|", -1)[3]);
            assertThat(stage.source() ? -grams : grams)
                    .as("seed %d %s", seed, account)
                    .isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 45, 60, 90, 200})
    void spans_of_any_length_can_be_told(int days) {
        for (int month = 1; month <= 12; month++) {
            for (int day : new int[] {1, 5, 10, 11, 28}) {
                var story = Story.tell(days * 31L + month, 1, Span.endingBefore(LocalDate.of(2026, month, day), days));
                assertThat(story.acts)
                        .as("%d days before %d-%d", days, month, day)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void each_kind_of_violation_is_there_once(long seed) {
        assertThat(Story.tell(seed, 1, SPAN).violations)
                .as("seed %d", seed)
                .extracting(Violation::kind)
                .containsExactlyInAnyOrder(
                        "industrial.over-age-stock",
                        "industrial.no-origin",
                        "industrial.over-permit",
                        "industrial.not-permitted",
                        "industrial.balance-out-of-band",
                        "industrial.receiver-differs",
                        "industrial.late-month",
                        "industrial.exit-unconfirmed",
                        "recycling.sludge-undisposed",
                        "recycling.sludge-differs",
                        "recycling.elv-out-of-band",
                        "survey.risk-unremedied",
                        "greening.audit-overdue",
                        "greening.condition-overdue");
    }
}
