package org.wufei.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wufei.indicators.Progress.Direction;
import org.wufei.indicators.Progress.Status;

class ProgressTest {
    private static final LocalDate MID_2026 = LocalDate.of(2026, 12, 31);

    private static Progress judge(
            Direction direction, String value, Map<Integer, String> stages, String base, String before) {
        var targets = new TreeMap<Integer, BigDecimal>();
        stages.forEach((year, target) -> targets.put(year, new BigDecimal(target)));
        return Progress.judge(
                direction,
                value == null ? null : new BigDecimal(value),
                targets,
                base == null ? null : 2023,
                base == null ? null : new BigDecimal(base),
                before == null ? null : new BigDecimal(before),
                MID_2026);
    }

    @Test
    void what_is_due_lies_on_the_straight_line_from_the_base_to_the_stage() {
        // 2023-12-31 to 2030-12-31 are 2557 days, 1096 of them gone at the end of 2026
        var progress = judge(Direction.AT_LEAST, "9", Map.of(2030, "15"), "8", null);
        assertThat(Value.display(progress.due(), 4)).isEqualTo("11.0004");
        assertThat(progress.status()).as("more than a tenth short").isEqualTo(Status.LATE);
        assertThat(judge(Direction.AT_LEAST, "10.5", Map.of(2030, "15"), "8", null)
                        .status())
                .isEqualTo(Status.RISK);
        assertThat(judge(Direction.AT_LEAST, "11.0005", Map.of(2030, "15"), "8", null)
                        .status())
                .isEqualTo(Status.MET);
    }

    @Test
    void without_a_base_only_what_is_below_the_lowest_line_is_late() {
        var below = judge(Direction.AT_LEAST, "6", Map.of(2030, "15"), null, null);
        assertThat(Value.display(below.due(), 2)).isEqualTo("6.43");
        assertThat(below.baseAssumed()).isTrue();
        assertThat(below.status()).isEqualTo(Status.LATE);
        assertThat(judge(Direction.AT_LEAST, "7", Map.of(2030, "15"), null, null)
                        .status())
                .as("it may still be behind the line of the true base")
                .isEqualTo(Status.RISK);
        assertThat(judge(Direction.AT_LEAST, "15", Map.of(2030, "15"), null, null)
                        .status())
                .isEqualTo(Status.MET);
    }

    @Test
    void a_stage_begins_where_the_former_one_ended() {
        var progress = judge(Direction.AT_LEAST, "99", Map.of(2025, "100", 2027, "100"), null, null);
        assertThat(progress.due()).isEqualByComparingTo("100");
        assertThat(progress.targetYear()).isEqualTo(2027);
        assertThat(progress.status()).isEqualTo(Status.RISK);
    }

    @Test
    void a_direction_alone_compares_with_a_year_before() {
        assertThat(judge(Direction.RISING, "5", Map.of(), null, "4").status()).isEqualTo(Status.MET);
        assertThat(judge(Direction.RISING, "3", Map.of(), null, "4").status()).isEqualTo(Status.LATE);
        assertThat(judge(Direction.FALLING, "3", Map.of(), null, "4").status()).isEqualTo(Status.MET);
        assertThat(judge(Direction.STABLE, "99", Map.of(), null, "100").status())
                .isEqualTo(Status.MET);
        assertThat(judge(Direction.FALLING, "3", Map.of(), null, null).status()).isEqualTo(Status.UNJUDGED);
    }

    @Test
    void a_missing_value_is_missing_and_what_was_due_is_still_told() {
        var progress = judge(Direction.AT_LEAST, null, Map.of(2030, "70"), null, null);
        assertThat(progress.status()).isEqualTo(Status.MISSING);
        assertThat(progress.due()).isNotNull();
        assertThat(judge(Direction.RISING, null, Map.of(), null, "4").status()).isEqualTo(Status.MISSING);
    }

    @Test
    void done_is_at_risk_until_its_stage_ends() {
        assertThat(judge(Direction.DONE, "0", Map.of(2027, "1"), null, null).status())
                .isEqualTo(Status.RISK);
        assertThat(judge(Direction.DONE, "1", Map.of(2027, "1"), null, null).status())
                .isEqualTo(Status.MET);
        assertThat(judge(Direction.DONE, "0", Map.of(2025, "1"), null, null).status())
                .isEqualTo(Status.LATE);
    }
}
