package org.wufei.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wufei.kernel.Problem;

class PeriodTest {
    @ParameterizedTest
    @CsvSource({
        "2026, 2026-01-01, 2026-12-31, 2025",
        "2026-Q3, 2026-07-01, 2026-09-30, 2025-Q3",
        "2024-02, 2024-02-01, 2024-02-29, 2023-02",
        "2026-11-ytd, 2026-01-01, 2026-11-30, 2025-11-ytd",
        "stage-2027, 2026-01-01, 2027-12-31, before-stage-2027"
    })
    void a_period_says_its_days_and_the_one_before(String text, LocalDate from, LocalDate to, String before) {
        var period = Period.parse(text);
        assertThat(period.from()).isEqualTo(from);
        assertThat(period.to()).isEqualTo(to);
        assertThat(period.before().text()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "26", "2026-13", "2026-00", "2026-Q5", "2026-1", "1900", "9999", "stage-2026", "2026-11-24"})
    void what_is_no_period_is_refused(String text) {
        assertThatThrownBy(() -> Period.parse(text))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("indicators/period-invalid");
    }

    @Test
    void shorter_periods_tile_a_longer_one_exactly() {
        for (var text : new String[] {"2026", "2026-Q1", "2026-02-ytd", "2026-11-ytd", "2026-12-ytd", "stage-2030"}) {
            var period = Period.parse(text);
            for (var tiling : period.tilings()) {
                var next = period.from();
                for (var one : tiling) {
                    assertThat(one.from()).as(text).isEqualTo(next);
                    next = one.to().plusDays(1);
                }
                assertThat(next).as(text).isEqualTo(period.to().plusDays(1));
            }
        }
        assertThat(Period.parse("2026-11-ytd").tilings().getFirst())
                .extracting(Period::text)
                .containsExactly("2026-Q1", "2026-Q2", "2026-Q3", "2026-10", "2026-11");
    }
}
