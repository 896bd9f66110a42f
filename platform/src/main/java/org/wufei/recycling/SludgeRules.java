package org.wufei.recycling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.wufei.kernel.Mass;

/** 污泥规则: water, differences and age, as pure functions. */
final class SludgeRules {
    /** Sludge may wait this long at the plant; a management figure of the bureau, not of the law. */
    static final int WAIT_DAYS = 30;
    /** A weighing difference up to 3 ‰ is booked as a loss at once; no rule sets the figure. */
    private static final long TOLERANCE_PER_MILLE = 3;

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private SludgeRules() {}

    /** Dry matter in wet sludge: mass × (100 − water) ÷ 100, half up. */
    static Mass dry(Mass wet, BigDecimal waterPercent) {
        return grams(BigDecimal.valueOf(wet.grams())
                .multiply(HUNDRED.subtract(waterPercent))
                .divide(HUNDRED, 0, RoundingMode.HALF_UP));
    }

    /** Water that drying takes away, dry matter staying: mass × (before − after) ÷ (100 − after), half up. */
    static Mass evaporated(Mass wet, BigDecimal before, BigDecimal after) {
        return grams(BigDecimal.valueOf(wet.grams())
                .multiply(before.subtract(after))
                .divide(HUNDRED.subtract(after), 0, RoundingMode.HALF_UP));
    }

    static boolean withinTolerance(Mass sent, Mass difference) {
        return Math.multiplyExact(difference.grams(), 1000L) <= Math.multiplyExact(sent.grams(), TOLERANCE_PER_MILLE);
    }

    /** What a plant generated on a day. */
    record DayMass(LocalDate day, Mass mass) {}

    /**
     * The day of the oldest sludge still in stock, first in first out: what is held is what was generated last.
     *
     * @param days rising by day
     * @return {@code null} where nothing is held or nothing was registered
     */
    static LocalDate oldestHeld(List<DayMass> days, Mass held) {
        if (held.isZero() || days.isEmpty()) return null;
        long left = held.grams();
        for (int i = days.size() - 1; i >= 0; i--) {
            left -= days.get(i).mass().grams();
            if (left <= 0) return days.get(i).day();
        }
        return days.getFirst().day();
    }

    private static Mass grams(BigDecimal grams) {
        return new Mass(grams.longValueExact());
    }
}
