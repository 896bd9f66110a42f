package org.wufei.industrial;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Problem;
import org.wufei.kernel.WasteCode;

/**
 * Reads a person's input field by field and collects everything wrong with it, so that one refusal names all. A value
 * read from a wrong field is a harmless stand-in; {@link #done} must be called before it is used.
 */
final class Check {
    static final int SHORT = 64;
    static final int LINE = 200;
    static final int NOTE = 1000;
    static final int EVIDENCE_MAX = 20;

    private final Clock clock;
    private final String prefix;
    private final List<Problem.Field> fields;

    Check(Clock clock) {
        this(clock, "", new ArrayList<>());
    }

    private Check(Clock clock, String prefix, List<Problem.Field> fields) {
        this.clock = clock;
        this.prefix = prefix;
        this.fields = fields;
    }

    /** The same check one level down: its fields are named {@code name.field}. */
    Check in(String name) {
        return new Check(clock, prefix + name + ".", fields);
    }

    List<Problem.Field> fields() {
        return List.copyOf(fields);
    }

    Check wrong(String field, String code, String message) {
        fields.add(new Problem.Field(prefix + field, code, message));
        return this;
    }

    void done() {
        if (!fields.isEmpty()) throw new Problem(CommonProblem.INPUT_INVALID, Map.of(), fields);
    }

    Mass positive(String field, String grams) {
        var mass = mass(field, grams);
        if (mass.isZero() && wellFormed(field)) wrong(field, "mass-not-positive", "重量须大于 0");
        return mass;
    }

    Mass mass(String field, String grams) {
        if (grams == null || grams.isBlank()) {
            wrong(field, "required", "请填写重量");
            return Mass.ZERO;
        }
        try {
            return Mass.ofGrams(grams);
        } catch (Problem e) {
            wrong(field, "mass-invalid", e.type().title());
            return Mass.ZERO;
        }
    }

    Mass massOr(String field, String grams, Mass otherwise) {
        return grams == null || grams.isBlank() ? otherwise : mass(field, grams);
    }

    Mass tonnes(String field, String tonnes) {
        if (tonnes == null || tonnes.isBlank()) {
            wrong(field, "required", "请填写重量（吨）");
            return Mass.ZERO;
        }
        try {
            var mass = Mass.ofTonnes(tonnes);
            if (mass.isZero()) wrong(field, "mass-not-positive", "重量须大于 0");
            return mass;
        } catch (Problem e) {
            wrong(field, "mass-invalid", e.type().title());
            return Mass.ZERO;
        }
    }

    /** An industrial waste code; whether the list of the day has it is the catalogue's to say. */
    WasteCode waste(String field, String text) {
        var standIn = new WasteCode("900-099-S59");
        if (text == null || text.isBlank()) {
            wrong(field, "required", "请选择废物代码");
            return standIn;
        }
        try {
            return new WasteCode(text.strip());
        } catch (Problem e) {
            wrong(field, "code-invalid", "废物代码格式为 行业3位-顺序3位-S类别2位，如 900-001-S17");
            return standIn;
        }
    }

    String text(String field, String value, int max) {
        if (value == null || value.isBlank()) {
            wrong(field, "required", "此项必填");
            return "";
        }
        return textOr(field, value, max);
    }

    String textOr(String field, String value, int max) {
        if (value == null) return "";
        var text = value.strip();
        if (text.codePointCount(0, text.length()) > max) wrong(field, "too-long", "最多 " + max + " 个字");
        boolean odd = text.codePoints()
                .anyMatch(c -> (Character.isISOControl(c) && c != '\n' && c != '\t')
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
        if (odd) wrong(field, "characters", "含有不能识别的字符，请重新输入");
        return odd ? "" : text;
    }

    <E extends Enum<E>> E choice(String field, String value, Class<E> type) {
        for (var one : type.getEnumConstants()) if (one.name().equals(value)) return one;
        wrong(
                field,
                "choice",
                "须为以下之一："
                        + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining("、")));
        return type.getEnumConstants()[0];
    }

    UUID needed(String field, UUID id) {
        if (id == null) wrong(field, "required", "此项必选");
        return id;
    }

    /** An instant at which something happened: neither before the law nor after now. */
    Instant happened(String field, Instant at) {
        if (at == null) {
            wrong(field, "required", "请填写时间");
            return clock.instant();
        }
        var day = dayOf(at);
        if (day == null || day.isBefore(Days.EARLIEST) || at.isAfter(clock.instant())) {
            wrong(field, "date-out-of-range", "时间须在 " + Days.EARLIEST + " 之后，且不晚于现在");
            return clock.instant();
        }
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    LocalDate happened(String field, LocalDate day) {
        if (day == null) {
            wrong(field, "required", "请填写日期");
            return Days.today(clock);
        }
        if (day.isBefore(Days.EARLIEST) || day.isAfter(Days.today(clock))) {
            wrong(field, "date-out-of-range", "日期须在 " + Days.EARLIEST + " 与今天之间");
            return Days.today(clock);
        }
        return day;
    }

    /** A day that may lie ahead, such as the end of a permit. */
    LocalDate day(String field, LocalDate day) {
        if (day == null) {
            wrong(field, "required", "请填写日期");
            return Days.today(clock);
        }
        if (day.isBefore(Days.EARLIEST) || day.getYear() > Days.today(clock).getYear() + 50) {
            wrong(field, "date-out-of-range", "日期超出允许范围，请核对年月日");
            return Days.today(clock);
        }
        return day;
    }

    YearMonth month(String field, String text) {
        try {
            var month = YearMonth.parse(text == null ? "" : text.strip());
            if (month.isBefore(YearMonth.from(Days.EARLIEST)) || month.isAfter(YearMonth.from(Days.today(clock)))) {
                wrong(field, "date-out-of-range", "月份须在 " + YearMonth.from(Days.EARLIEST) + " 与本月之间");
                return YearMonth.from(Days.today(clock));
            }
            return month;
        } catch (DateTimeException e) {
            wrong(field, "month-invalid", "月份格式为 2026-10");
            return YearMonth.from(Days.today(clock));
        }
    }

    int year(String field, Integer year, int ahead) {
        int last = Days.today(clock).getYear() + ahead;
        if (year == null || year < 1996 || year > last) {
            wrong(field, "date-out-of-range", "年度须在 1996 与 " + last + " 之间");
            return last;
        }
        return year;
    }

    BigDecimal ratio(String field, String text) {
        try {
            var ratio = new BigDecimal(text == null || text.length() > 20 ? "" : text.strip());
            if (ratio.signum() >= 0
                    && ratio.compareTo(new BigDecimal("100")) <= 0
                    && ratio.scale() <= 6
                    && ratio.scale() >= 0) return ratio;
        } catch (NumberFormatException e) {
            // said below, with the bounds
        }
        wrong(field, "ratio-invalid", "比例须为 0 到 100 之间、最多六位小数的数");
        return BigDecimal.ZERO;
    }

    List<UUID> evidence(List<UUID> ids) {
        if (ids == null) return List.of();
        if (ids.size() > EVIDENCE_MAX) wrong("evidence", "too-many", "佐证最多 " + EVIDENCE_MAX + " 件");
        if (ids.stream().anyMatch(java.util.Objects::isNull)) {
            wrong("evidence", "required", "佐证编号不能为空");
            return List.of();
        }
        return List.copyOf(ids);
    }

    private boolean wellFormed(String field) {
        return fields.stream().noneMatch(wrong -> wrong.field().equals(prefix + field));
    }

    private static LocalDate dayOf(Instant at) {
        try {
            return Days.of(at);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
