package org.wufei.indicators;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.wufei.kernel.Problem;

/**
 * 统计期: a month {@code 2026-11}, a quarter {@code 2026-Q3}, a year {@code 2026}, a year to the end of a month
 * {@code 2026-11-ytd}, or a stage of the plan {@code stage-2027} (2026–2027). Beijing days, both ends included.
 */
public record Period(@JsonValue String text, Kind kind, LocalDate from, LocalDate to) {
    private static final int YEAR_MIN = 1996;
    private static final int YEAR_MAX = 2099;
    /** Stages of the plan: 近期 2024–2025, 中期 2026–2027, 远期 2028–2030. */
    private static final Map<Integer, Integer> STAGE_BEGINS = Map.of(2025, 2024, 2027, 2026, 2030, 2028);

    /** How long it is. */
    public enum Kind {
        MONTH,
        QUARTER,
        YTD,
        YEAR,
        STAGE
    }

    /** @throws Problem {@code indicators/period-invalid} */
    public static Period parse(String text) {
        if (text == null) throw invalid("");
        if (text.matches("stage-\\d{4}")) {
            int end = Integer.parseInt(text.substring(6));
            var begin = STAGE_BEGINS.get(end);
            if (begin == null) throw invalid(text);
            return new Period(text, Kind.STAGE, LocalDate.of(begin, 1, 1), LocalDate.of(end, 12, 31));
        }
        if (!text.matches("\\d{4}(-Q[1-4]|-(0[1-9]|1[0-2])(-ytd)?)?")) throw invalid(text);
        int year = Integer.parseInt(text.substring(0, 4));
        if (year < YEAR_MIN || year > YEAR_MAX) throw invalid(text);
        if (text.length() == 4) return year(year);
        if (text.charAt(5) == 'Q') return quarter(year, text.charAt(6) - '0');
        var month = YearMonth.of(year, Integer.parseInt(text.substring(5, 7)));
        return text.endsWith("-ytd") ? yearTo(month) : month(month);
    }

    public static Period month(YearMonth month) {
        return new Period(month.toString(), Kind.MONTH, month.atDay(1), month.atEndOfMonth());
    }

    public static Period quarter(int year, int quarter) {
        var first = YearMonth.of(year, 3 * quarter - 2);
        return new Period(
                year + "-Q" + quarter,
                Kind.QUARTER,
                first.atDay(1),
                first.plusMonths(2).atEndOfMonth());
    }

    public static Period year(int year) {
        return new Period("%04d".formatted(year), Kind.YEAR, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    public static Period yearTo(YearMonth month) {
        return new Period(month + "-ytd", Kind.YTD, LocalDate.of(month.getYear(), 1, 1), month.atEndOfMonth());
    }

    /** The same period a year before; the stage before a stage. */
    public Period before() {
        var month = YearMonth.from(from).minusYears(1);
        return switch (kind) {
            case MONTH -> month(month);
            case QUARTER -> quarter(from.getYear() - 1, (from.getMonthValue() + 2) / 3);
            case YTD -> yearTo(YearMonth.from(to).minusYears(1));
            case YEAR -> year(from.getYear() - 1);
            case STAGE ->
                new Period(
                        "before-" + text,
                        Kind.STAGE,
                        from.minusYears(to.getYear() - from.getYear() + 1L),
                        from.minusDays(1));
        };
    }

    /** The ways in which shorter periods tile it exactly, coarsest first. */
    public List<List<Period>> tilings() {
        int year = from.getYear();
        return switch (kind) {
            case MONTH -> List.of();
            case QUARTER -> List.of(months());
            case YEAR -> List.of(quarters(year, 4), months());
            case YTD -> {
                int quarters = to.getMonthValue() / 3;
                var mixed = new ArrayList<>(quarters(year, quarters));
                months().stream().skip(3L * quarters).forEach(mixed::add);
                yield List.of(List.copyOf(mixed), months());
            }
            case STAGE ->
                List.of(IntStream.rangeClosed(year, to.getYear())
                        .mapToObj(Period::year)
                        .toList());
        };
    }

    /** Its months, quarters or itself, as a figure's frequency asks. @param frequency {@code MONTH}, {@code QUARTER} or {@code YEAR} */
    List<Period> by(String frequency) {
        return switch (frequency) {
            case "MONTH" -> months();
            case "QUARTER" -> quarters(from.getYear(), 4);
            case "YEAR" -> List.of(year(from.getYear()));
            default -> throw new IllegalArgumentException(frequency);
        };
    }

    private List<Period> months() {
        return IntStream.range(0, (int) from.until(to.plusDays(1)).toTotalMonths())
                .mapToObj(i -> month(YearMonth.from(from).plusMonths(i)))
                .toList();
    }

    private static List<Period> quarters(int year, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(quarter -> quarter(year, quarter))
                .toList();
    }

    private static Problem invalid(String text) {
        return new Problem(
                IndicatorsProblem.PERIOD_INVALID,
                Map.of("given", text.substring(0, Math.min(text.length(), 40))),
                List.of(new Problem.Field("period", "format", IndicatorsProblem.PERIOD_INVALID.title())));
    }
}
