package org.wufei.registry;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Problem;

/** What is wrong with an input, field by field, so that a person mends all of it at once. */
final class Wrongs {
    /** A permit or contract that ends later than this many years from now is a slip of the keyboard. */
    static final int YEARS_AHEAD_MAX = 30;

    private static final BigDecimal SIZE_MAX = new BigDecimal("1000000000000");

    private final List<Problem.Field> fields = new ArrayList<>();

    void add(String field, String code, String message) {
        fields.add(new Problem.Field(field, code, message));
    }

    List<Problem.Field> fields() {
        return List.copyOf(fields);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    static void requireUnit(java.util.UUID unit) {
        var wrongs = new Wrongs();
        if (unit == null) wrongs.add("unit", "missing", "须选择单位");
        wrongs.refuse();
    }

    /** @throws Problem {@link CommonProblem#INPUT_INVALID} with every wrong field */
    void refuse() {
        if (!fields.isEmpty()) throw new Problem(CommonProblem.INPUT_INVALID, Map.of(), fields);
    }

    /** A text of a person's, stripped; never null. Counted in characters as people see them, so a rare one counts once. */
    String text(String field, String given, int min, int max) {
        var text = given == null ? "" : given.strip();
        int length = text.codePointCount(0, text.length());
        if (length < min || length > max) {
            add(field, "length", min == 0 ? "最多 " + max + " 个字" : "须填 " + min + " 至 " + max + " 个字");
        } else if (text.codePoints().anyMatch(Wrongs::unprintable)) {
            add(field, "control-character", "含有不可见的控制字符，请重新输入");
        }
        return text;
    }

    String oneOf(String field, String given, Set<String> known, String fallback) {
        var value = given == null || given.isBlank() ? fallback : given.strip();
        if (value == null || !known.contains(value)) {
            add(field, "unknown-value", "须为以下之一：" + String.join("、", new java.util.TreeSet<>(known)));
        }
        return value;
    }

    LocalDate day(String field, LocalDate given, LocalDate fallback, LocalDate today) {
        var day = given == null ? fallback : given;
        if (day == null) {
            add(field, "missing", "须填日期");
        } else if (day.isBefore(Days.EARLIEST) || day.isAfter(today.plusYears(YEARS_AHEAD_MAX))) {
            add(field, "date-out-of-range", "日期须在 " + Days.EARLIEST + " 至 " + today.plusYears(YEARS_AHEAD_MAX) + " 之间");
        }
        return day;
    }

    void inOrder(String field, LocalDate from, LocalDate to) {
        if (from != null && to != null && to.isBefore(from)) add(field, "before-start", "结束日期不能早于开始日期");
    }

    /** A whole mass in grams, above zero; {@code null} where none was given. */
    Long mass(String field, String grams) {
        if (grams == null || grams.isBlank()) return null;
        try {
            var mass = Mass.ofGrams(grams);
            if (mass.isZero()) add(field, "zero", "须大于 0");
            return mass.grams();
        } catch (Problem e) {
            add(field, "mass-invalid", CommonProblem.MASS_INVALID.title());
            return null;
        }
    }

    BigDecimal size(String field, BigDecimal given) {
        if (given == null) return null;
        if (given.precision() - (long) given.scale() > 13
                || given.signum() <= 0
                || given.compareTo(SIZE_MAX) > 0
                || given.scale() > 6) {
            add(field, "out-of-range", "须大于 0，最多六位小数");
            return null;
        }
        return given;
    }

    private static boolean unprintable(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.SURROGATE
                || Character.getType(character) == Character.FORMAT && character != 0x200D;
    }
}
