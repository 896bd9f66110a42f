package org.wufei.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MassTest {
    @ParameterizedTest
    @MethodSource("org.wufei.testkit.Seeds#forty")
    void a_split_gives_back_every_gram(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var whole = new Mass(random.nextLong(Long.MAX_VALUE));
            var weights = random.longs(random.nextInt(1, 7), 1, 1_000_000).toArray();
            assertThat(whole.split(weights).stream().reduce(Mass.ZERO, Mass::plus))
                    .as("-Dseed=%d", seed)
                    .isEqualTo(whole);
        }
    }

    @Test
    void tonnes_are_read_and_shown_to_the_gram() {
        assertThat(Mass.ofTonnes("1.250001").grams()).isEqualTo(1_250_001);
        assertThat(Mass.ofTonnes("1.250001").tonnes()).isEqualTo("1.250001");
        assertThat(Mass.ofTonnes("0").tonnes()).isEqualTo("0");
        assertThat(new Mass(120_000_000).tonnes()).isEqualTo("120");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2500001", "-1", "1e30", "1e999999999", "NaN", "", "一吨", "1000000001"})
    void what_is_no_mass_is_refused(String text) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> Mass.ofTonnes(text))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(CommonProblem.MASS_INVALID));
    }
}
