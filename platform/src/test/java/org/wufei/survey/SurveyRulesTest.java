package org.wufei.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wufei.kernel.Problem;

/** The survey's pure rules, and its states as a table that a lawyer can review; {@code -Dgolden=write} renews it. */
class SurveyRulesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/survey/record-states.txt");

    @Test
    void the_steps_of_each_state_are_those_that_were_agreed() throws IOException {
        var table = Arrays.stream(RecordState.values())
                .map(state -> state + ": "
                        + (state.next().isEmpty()
                                ? "(end)"
                                : state.next().stream().sorted().map(Enum::name).collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n", "", "\n"));
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, table);
        }
        assertThat(table).isEqualTo(Files.readString(GOLDEN));
    }

    @ParameterizedTest
    @MethodSource("org.wufei.testkit.Seeds#forty")
    void volume_by_density_is_the_nearest_gram(long seed) {
        var random = new Random(seed);
        var volume = new BigDecimal(BigInteger.valueOf(random.nextLong(1000, 9_999_999_999L)), 3);
        var density = new BigDecimal(BigInteger.valueOf(random.nextLong(100_000, 2_500_000_000L)), 2);
        var mass = new Measured(volume, density, "").mass();
        var error = volume.multiply(density)
                .subtract(BigDecimal.valueOf(mass.grams()))
                .abs();
        assertThat(error).as("-Dseed=%d", seed).isLessThanOrEqualTo(new BigDecimal("0.5"));
    }

    @Test
    void half_a_gram_goes_up_and_less_than_that_is_no_mass() {
        assertThat(new Measured(new BigDecimal("0.001"), new BigDecimal("1500"), "")
                        .mass()
                        .grams())
                .isEqualTo(2);
        assertThatThrownBy(() -> new Measured(new BigDecimal("0.001"), new BigDecimal("499"), "").mass())
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new Measured(new BigDecimal("9999999999"), new BigDecimal("25000000"), "").mass())
                .isInstanceOf(Problem.class);
    }

    @Test
    void a_plan_is_due_on_the_thirtieth_day_and_late_on_the_next() {
        var found = LocalDate.of(2026, 2, 1);
        assertThat(Remediation.FOUND.overdue(found, found.plusDays(30))).isFalse();
        assertThat(Remediation.ASSESSED.overdue(found, found.plusDays(31))).isTrue();
        assertThat(Remediation.PLANNED.overdue(found, found.plusDays(3000))).isFalse();
    }

    @Test
    void stages_of_remediation_follow_one_another_and_none_is_left_out() {
        var stages = Remediation.values();
        for (var from : stages) {
            for (var to : stages) {
                if (to.ordinal() == from.ordinal() + 1) from.requireNext(to);
                else assertThatThrownBy(() -> from.requireNext(to)).isInstanceOf(Problem.class);
            }
        }
    }
}
