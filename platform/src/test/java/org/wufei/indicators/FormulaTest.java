package org.wufei.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wufei.kernel.Problem;

class FormulaTest {
    private static BigDecimal n(String text) {
        return new BigDecimal(text);
    }

    @Test
    void utilisation_counts_use_of_earlier_years_stock_on_both_sides() {
        var formula = Formula.parse("industrial_utilised / (industrial_generated + industrial_utilised_earlier) * 100");
        assertThat(formula.order())
                .containsExactly("industrial_utilised", "industrial_generated", "industrial_utilised_earlier");
        var value = formula.value(Map.of(
                "industrial_utilised", n("30"),
                "industrial_generated", n("190"),
                "industrial_utilised_earlier", n("10")));
        assertThat(Value.display(value.orElseThrow(), 2)).isEqualTo("15.00");
    }

    @Test
    void nothing_to_divide_by_is_no_zero() {
        var formula = Formula.parse("part / whole * 100");
        assertThat(formula.value(Map.of("part", BigDecimal.ZERO, "whole", BigDecimal.ZERO)))
                .isEmpty();
        assertThat(formula.value(Map.of("part", n("0.000000"), "whole", n("0.000000"))))
                .isEmpty();
        assertThat(formula.value(Map.of("part", n("1.000000"), "whole", n("0.000000"))))
                .isEmpty();
        assertThat(formula.value(Map.of("part", BigDecimal.ZERO, "whole", BigDecimal.ONE)))
                .hasValueSatisfying(zero -> assertThat(Value.wire(zero)).isEqualTo("0"));
    }

    @Test
    void a_half_is_shown_rounded_up_and_kept_whole() {
        var formula = Formula.parse("part / whole * 100");
        var tie = formula.value(Map.of("part", n("0.123450"), "whole", n("1.000000")))
                .orElseThrow();
        assertThat(Value.wire(tie)).isEqualTo("12.345");
        assertThat(Value.display(tie, 2)).isEqualTo("12.35");
        var third = formula.value(Map.of("part", n("1"), "whole", n("3"))).orElseThrow();
        assertThat(third.precision()).isEqualTo(34);
        assertThat(Value.display(third, 2)).isEqualTo("33.33");
    }

    @ParameterizedTest
    @MethodSource("org.wufei.testkit.Seeds#forty")
    void what_is_shown_is_the_exact_fraction_rounded_once(long seed) {
        var random = new SplittableRandom(seed);
        var formula = Formula.parse("used / (made + old) * 100");
        for (int i = 0; i < 200; i++) {
            long made = random.nextLong(1, 1L << random.nextInt(4, 52));
            long old = random.nextLong(0, 1L << random.nextInt(4, 50));
            long used = random.nextInt(4) == 0 ? (made + old) / 8 : random.nextLong(0, made + old + 1);
            var shown = Value.display(
                    formula.value(Map.of(
                                    "used", FlowTerm.tonnes(used),
                                    "made", FlowTerm.tonnes(made),
                                    "old", FlowTerm.tonnes(old)))
                            .orElseThrow(),
                    2);
            // used × 100 ÷ whole in hundredths, half up, in whole numbers only
            var whole = BigInteger.valueOf(made).add(BigInteger.valueOf(old));
            var hundredths = BigInteger.valueOf(used)
                    .multiply(BigInteger.valueOf(20_000))
                    .add(whole)
                    .divide(whole.shiftLeft(1));
            assertThat(shown).as("-Dseed=%d", seed).isEqualTo(new BigDecimal(hundredths, 2).toPlainString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a +",
                "2 ^ 999999999",
                "FACT(100000)",
                "\"text\"",
                "made > 1",
                "made[0]",
                "made.used",
                "1e999999999",
                "MADE + 1",
                "made + ; drop table",
                "made used",
                "99999999999999999999999999"
            })
    void what_is_no_plain_arithmetic_is_refused(String text) {
        assertThatThrownBy(() -> Formula.parse(text))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("indicators/expression-invalid");
    }

    @Test
    void a_formula_too_long_is_refused() {
        assertThatThrownBy(() -> Formula.parse("made + ".repeat(60) + "made")).isInstanceOf(Problem.class);
    }

    @Test
    void it_is_read_in_words() {
        var formula = Formula.parse("(disposed + utilised) / generated * 100");
        assertThat(formula.inWords(name -> Map.of("disposed", "处置量", "utilised", "利用量", "generated", "产生量")
                        .get(name)))
                .isEqualTo("(处置量 + 利用量) ÷ 产生量 × 100");
    }
}
