package org.wufei.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An amount of waste (重量), never negative, held as whole grams.
 *
 * <p>Unit: gram. A {@code long} of grams reaches 9.2 × 10¹² t; adding past that throws rather than wraps. On the wire it
 * is a <b>string</b> of grams, since JavaScript loses whole numbers beyond 2⁵³.
 */
public record Mass(long grams) implements Comparable<Mass> {
    public static final Mass ZERO = new Mass(0);
    /** 10⁹ t: more than Tibet digs in a year; a document above it is a slip of the keyboard. */
    public static final Mass DOCUMENT_MAX = new Mass(1_000_000_000_000_000L);

    private static final int TEXT_LENGTH_MAX = 40;

    public Mass {
        if (grams < 0) throw new IllegalArgumentException("mass below zero: " + grams + " g");
    }

    /**
     * Reads a declared figure in tonnes; more than six decimals is a refused input, not a rounding.
     *
     * @throws Problem {@link CommonProblem#MASS_INVALID} where it is no number, below zero, finer than a gram or beyond
     *     {@link #DOCUMENT_MAX}
     */
    public static Mass ofTonnes(String tonnes) {
        return parse(tonnes, 6, "t");
    }

    /** Reads the wire form: a string of whole grams. Problems as {@link #ofTonnes}. */
    @JsonCreator
    public static Mass ofGrams(String grams) {
        return parse(grams, 0, "g");
    }

    private static Mass parse(String text, int decimals, String unit) {
        try {
            if (text == null || text.isBlank() || text.length() > TEXT_LENGTH_MAX)
                throw new ArithmeticException("length");
            var exact = new BigDecimal(text.strip());
            // A huge exponent is decided before it is expanded: 1e999999999 must cost nothing.
            if (exact.precision() - (long) exact.scale() > 18) throw new ArithmeticException("too large");
            long grams = exact.movePointRight(decimals).longValueExact();
            if (grams < 0 || grams > DOCUMENT_MAX.grams) throw new ArithmeticException("out of range");
            return new Mass(grams);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Problem(
                    CommonProblem.MASS_INVALID,
                    Map.of(
                            "given",
                            text == null ? "" : text.substring(0, Math.min(text.length(), TEXT_LENGTH_MAX)),
                            "unit",
                            unit));
        }
    }

    public Mass plus(Mass other) {
        return new Mass(Math.addExact(grams, other.grams));
    }

    /** @throws IllegalArgumentException when {@code other} is the larger */
    public Mass minus(Mass other) {
        return new Mass(Math.subtractExact(grams, other.grams));
    }

    public boolean isZero() {
        return grams == 0;
    }

    /** The figure in tonnes, exact: trailing zeros gone, never in exponent form. */
    public String tonnes() {
        return grams == 0
                ? "0"
                : BigDecimal.valueOf(grams, 6).stripTrailingZeros().toPlainString();
    }

    /** Splits by whole-number weights; the parts always add up to this mass, the last part takes the remainder. */
    public List<Mass> split(long... weights) {
        if (weights.length == 0) throw new IllegalArgumentException("no weights");
        var whole = BigInteger.valueOf(Arrays.stream(weights).reduce(0, Math::addExact));
        var parts = new ArrayList<Mass>(weights.length);
        Mass left = this;
        for (int i = 0; i < weights.length - 1; i++) {
            var part = new Mass(BigInteger.valueOf(grams)
                    .multiply(BigInteger.valueOf(weights[i]))
                    .divide(whole)
                    .longValueExact());
            parts.add(part);
            left = left.minus(part);
        }
        parts.add(left);
        return List.copyOf(parts);
    }

    @JsonValue
    public String wire() {
        return Long.toString(grams);
    }

    @Override
    public int compareTo(Mass other) {
        return Long.compare(grams, other.grams);
    }
}
