package org.wufei.indicators;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.wufei.kernel.RegionCode;

/**
 * 指标值: a value with the terms it was computed from, or what is missing.
 *
 * @param exact to 34 digits, {@code null} where missing
 * @param terms each term of the formula with its value, {@code null} where that is missing; in the formula's order
 */
record Value(
        Definition definition,
        RegionCode county,
        Period period,
        BigDecimal exact,
        Missing missing,
        Map<Term, BigDecimal> terms) {

    /** @param code {@code not-connected}, {@code term-missing} or {@code nothing-to-divide-by}; @param text in Chinese */
    record Missing(String code, String text, List<String> terms) {}

    /** Computes; {@code term} finds a term by its name. */
    static Value of(
            Definition definition,
            RegionCode county,
            Period period,
            Facts facts,
            Function<String, Optional<Term>> term) {
        if (definition.expression() == null) {
            return missing(definition, county, period, "not-connected", definition.lacks(), List.of(), Map.of());
        }
        var formula = Formula.parse(definition.expression());
        var known = new LinkedHashMap<String, BigDecimal>();
        var shown = new LinkedHashMap<Term, BigDecimal>();
        var lacking = new ArrayList<String>();
        var strangers = new ArrayList<String>();
        for (var name : formula.order()) {
            var found = term.apply(name);
            if (found.isEmpty()) {
                strangers.add(name);
                continue;
            }
            var value = found.get().value(county, period, facts);
            shown.put(found.get(), value);
            if (value == null) lacking.add(found.get().title());
            else known.put(name, value);
        }
        if (!strangers.isEmpty()) {
            return missing(
                    definition,
                    county,
                    period,
                    "not-connected",
                    "数据来源尚未接入：" + String.join("、", strangers),
                    strangers,
                    shown);
        }
        if (!lacking.isEmpty()) {
            return missing(
                    definition, county, period, "term-missing", "缺少：" + String.join("、", lacking), lacking, shown);
        }
        return formula.value(known)
                .map(value -> new Value(definition, county, period, value, null, shown))
                .orElseGet(() ->
                        missing(definition, county, period, "nothing-to-divide-by", "本期分母为零，无从计算", List.of(), shown));
    }

    private static Value missing(
            Definition definition,
            RegionCode county,
            Period period,
            String code,
            String text,
            List<String> lacking,
            Map<Term, BigDecimal> shown) {
        return new Value(definition, county, period, null, new Missing(code, text, List.copyOf(lacking)), shown);
    }

    String display() {
        return display(exact, definition.scale());
    }

    /** Half up at the definition's scale; for people's eyes only. */
    static String display(BigDecimal value, int scale) {
        return value == null
                ? null
                : value.setScale(scale, RoundingMode.HALF_UP).toPlainString();
    }

    /** On the wire: every digit, no exponent, no trailing zeros. */
    static String wire(BigDecimal value) {
        if (value == null) return null;
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
