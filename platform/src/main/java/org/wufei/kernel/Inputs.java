package org.wufei.kernel;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * 填写检查: gathers every wrong field of an input, so that a person mends all of them at once, then refuses with
 * {@link CommonProblem#INPUT_INVALID}. Each check gives back the value as it will be kept.
 */
public final class Inputs {
    /** Latest day that a plan or a validity may name: later is a slip of the keyboard. */
    public static final LocalDate LATEST = LocalDate.of(2060, 12, 31);

    private final List<Problem.Field> wrong = new ArrayList<>();

    /** A text that must be there, without blanks around it; control characters are refused. */
    public String text(String field, String value, int max) {
        if (value == null || value.isBlank()) {
            wrong.add(new Problem.Field(field, "missing", "请填写，最多 " + max + " 个字"));
            return "";
        }
        return maybe(field, value, max);
    }

    /** A text that may be left out: kept as an empty one. */
    public String maybe(String field, String value, int max) {
        if (value == null) return "";
        var kept = value.strip();
        if (kept.codePointCount(0, kept.length()) > max) {
            wrong.add(new Problem.Field(field, "too-long", "最多 " + max + " 个字"));
        }
        if (kept.chars().anyMatch(c -> c < 0x20 && c != '\n' && c != '\t')) {
            wrong.add(new Problem.Field(field, "not-text", "含有不能显示的字符"));
        }
        return kept;
    }

    /** Something that must be there. */
    public <T> T present(String field, T value) {
        if (value == null) wrong.add(new Problem.Field(field, "missing", "请填写或选择"));
        return value;
    }

    /** A day on which something happened: from {@link Days#EARLIEST} to today. */
    public LocalDate happened(String field, LocalDate day, Clock clock) {
        return day(field, day, Days.EARLIEST, Days.today(clock));
    }

    /** A day that must be there, between two days, both included. */
    public LocalDate day(String field, LocalDate day, LocalDate from, LocalDate to) {
        if (day == null) wrong.add(new Problem.Field(field, "missing", "请填写日期"));
        else if (day.isBefore(from) || day.isAfter(to)) {
            wrong.add(new Problem.Field(field, "out-of-range", "日期须在 " + from + " 至 " + to + " 之间"));
        }
        return day;
    }

    /** A mass above zero and not above {@link Mass#DOCUMENT_MAX}. */
    public Mass mass(String field, Mass mass) {
        if (mass == null || mass.isZero() || mass.compareTo(Mass.DOCUMENT_MAX) > 0) {
            wrong.add(new Problem.Field(field, "mass-invalid", "重量须大于 0，且不超过 10 亿吨"));
        }
        return mass;
    }

    /** A number between two bounds, both included, with at most {@code scale} decimals; {@code null} where it was left out. */
    public BigDecimal maybeNumber(String field, BigDecimal value, String min, String max, int scale) {
        if (value == null) return null;
        // A huge exponent is decided before it is expanded.
        if (value.precision() - (long) value.scale() > 18
                || value.stripTrailingZeros().scale() > scale
                || value.compareTo(new BigDecimal(min)) < 0
                || value.compareTo(new BigDecimal(max)) > 0) {
            wrong.add(new Problem.Field(field, "out-of-range", "须在 " + min + " 至 " + max + " 之间，最多 " + scale + " 位小数"));
        }
        return value;
    }

    public BigDecimal number(String field, BigDecimal value, String min, String max, int scale) {
        return maybeNumber(field, present(field, value), min, max, scale);
    }

    public <T> List<T> list(String field, Collection<T> values, int max) {
        if (values == null) return List.of();
        if (values.size() > max) wrong.add(new Problem.Field(field, "too-many", "最多 " + max + " 项"));
        if (values.stream().anyMatch(java.util.Objects::isNull)) wrong.add(new Problem.Field(field, "missing", "有空项"));
        return values.stream().filter(java.util.Objects::nonNull).distinct().toList();
    }

    /** Any other rule of one field. */
    public void must(boolean holds, String field, String code, String message) {
        if (!holds) wrong.add(new Problem.Field(field, code, message));
    }

    /** Whether something was wrong so far: a rule over several fields need not look at broken ones. */
    public boolean clean() {
        return wrong.isEmpty();
    }

    /** @throws Problem {@link CommonProblem#INPUT_INVALID} naming every wrong field */
    public void done() {
        if (!wrong.isEmpty()) throw new Problem(CommonProblem.INPUT_INVALID, Map.of("count", wrong.size()), wrong);
    }
}
