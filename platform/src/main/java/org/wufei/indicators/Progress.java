package org.wufei.indicators;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;

/**
 * 进度: where a value stands against its stage of the plan, and what was due on a day.
 *
 * @param due what the straight line from the base to the stage's target asks for on the day; for a goal that only has a
 *     direction, the value of the same period a year before; {@code null} where there is nothing to compare with
 * @param target the stage's target, {@code null} where the plan names none
 * @param lineFrom year at whose end the line begins; {@code null} without a line
 * @param baseAssumed the base year's value was never reported, and the line starts at 0, the lowest it can have been
 */
record Progress(
        Status status, BigDecimal due, BigDecimal target, Integer targetYear, Integer lineFrom, boolean baseAssumed) {
    /** 方案编制基准年. */
    static final int BASE_YEAR = 2023;

    /** 进度状态. */
    enum Status {
        LATE("滞后"),
        RISK("有风险"),
        UNJUDGED("暂无可比"),
        MISSING("缺数"),
        MET("达到进度");

        private final String title;

        Status(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** What the plan wants of a figure. */
    enum Direction {
        AT_LEAST,
        RISING,
        FALLING,
        STABLE,
        WITHIN_CAP,
        DONE
    }

    /** A shortfall of up to a tenth of what is due is a risk; beyond it, it is late. */
    private static final BigDecimal NEARLY = new BigDecimal("0.9");
    /** Figures within a hundredth of last year's are stable. */
    private static final BigDecimal STABLE_SHARE = new BigDecimal("0.99");

    /**
     * Judges a value.
     *
     * @param stages targets by year; @param base value at the end of {@code baseYear}, {@code null} where never reported
     * @param before the value of the same period a year before, {@code null} where missing
     * @param on the day as of which is judged: the period's last, or today in a running period
     */
    static Progress judge(
            Direction direction,
            BigDecimal value,
            NavigableMap<Integer, BigDecimal> stages,
            Integer baseYear,
            BigDecimal base,
            BigDecimal before,
            LocalDate on) {
        if (direction == Direction.RISING || direction == Direction.FALLING || direction == Direction.STABLE) {
            return new Progress(compare(direction, value, before), before, null, null, null, false);
        }
        var stage = stages.ceilingEntry(on.getYear());
        if (stage == null) stage = stages.lastEntry();
        if (stage == null) {
            return new Progress(value == null ? Status.MISSING : Status.UNJUDGED, null, null, null, null, false);
        }
        var target = stage.getValue();
        int year = stage.getKey();
        if (direction == Direction.WITHIN_CAP) {
            var status = value == null ? Status.MISSING : value.compareTo(target) <= 0 ? Status.MET : Status.LATE;
            return new Progress(status, target, target, year, null, false);
        }
        if (direction == Direction.DONE) {
            boolean ended = on.isAfter(end(year).minusDays(1));
            var status = value == null
                    ? Status.MISSING
                    : value.compareTo(target) >= 0 ? Status.MET : ended ? Status.LATE : Status.RISK;
            return new Progress(status, ended ? target : BigDecimal.ZERO, target, year, null, false);
        }
        var former = stages.lowerEntry(year);
        int from = former != null ? former.getKey() : baseYear != null && base != null ? baseYear : BASE_YEAR;
        boolean assumed = former == null && base == null;
        var start = former != null ? former.getValue() : assumed ? BigDecimal.ZERO : base;
        var due = line(start, end(from), target, end(year), on);
        return new Progress(
                value == null ? Status.MISSING : atLeast(value, due, target, assumed),
                due,
                target,
                year,
                from,
                assumed);
    }

    private static Status atLeast(BigDecimal value, BigDecimal due, BigDecimal target, boolean assumed) {
        if (value.compareTo(target) >= 0) return Status.MET;
        if (value.compareTo(due) >= 0) return assumed ? Status.RISK : Status.MET;
        if (assumed) return Status.LATE; // below even the lowest line there can be
        return value.compareTo(due.multiply(NEARLY)) >= 0 ? Status.RISK : Status.LATE;
    }

    private static Status compare(Direction direction, BigDecimal value, BigDecimal before) {
        if (value == null) return Status.MISSING;
        if (before == null) return Status.UNJUDGED;
        boolean met = switch (direction) {
            case RISING -> value.compareTo(before) >= 0;
            case FALLING -> value.compareTo(before) <= 0;
            case STABLE -> value.compareTo(before.multiply(STABLE_SHARE)) >= 0;
            case AT_LEAST, WITHIN_CAP, DONE -> throw new IllegalArgumentException(direction.name());
        };
        return met ? Status.MET : Status.LATE;
    }

    /** The straight line between two year ends, on a day: before it begins its start, after it ends its end. */
    static BigDecimal line(BigDecimal start, LocalDate from, BigDecimal end, LocalDate to, LocalDate on) {
        if (!on.isAfter(from)) return start;
        if (!on.isBefore(to)) return end;
        return start.add(end.subtract(start)
                .multiply(BigDecimal.valueOf(ChronoUnit.DAYS.between(from, on)))
                .divide(BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to)), Formula.PRECISION));
    }

    private static LocalDate end(int year) {
        return LocalDate.of(year, 12, 31);
    }
}
