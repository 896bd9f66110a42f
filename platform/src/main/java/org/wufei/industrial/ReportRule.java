package org.wufei.industrial;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.wufei.industrial.ExecutionReports.Ended;
import org.wufei.industrial.ExecutionReports.MissingMonth;
import org.wufei.industrial.ExecutionReports.Span;
import org.wufei.industrial.ExecutionReports.WasteRow;
import org.wufei.industrial.ExecutionReports.WayRow;
import org.wufei.industrial.MonthStore.WasteWay;
import org.wufei.kernel.Mass;
import org.wufei.kernel.WasteCode;
import org.wufei.registry.Registry;

/**
 * 执行报告的数: what of a period stands against the permit's chapter. Permitted amounts are the year's, so what counts against
 * them is the year up to the end of the period; storage counts what lies there on that day. Pure.
 *
 * @see <a href="https://www.gov.cn">排污许可管理条例 第二十二条</a>
 */
final class ReportRule {
    static final String STORE = "STORE";

    private ReportRule() {}

    /**
     * @param chapter the permit's solid-waste lines; without any, nothing is judged
     * @param within what was done in the period; @param toDate from the year's first day to the period's last
     */
    static List<WayRow> ways(
            List<Registry.PermitLine> chapter,
            Map<WasteWay, Mass> within,
            Map<WasteWay, Mass> toDate,
            List<WasteRow> stocks,
            Function<WasteCode, String> name,
            int nearPercent) {
        if (chapter.isEmpty()) return List.of();
        var rows = new ArrayList<WayRow>();
        var seen = new HashSet<WasteWay>();
        for (var line : chapter) {
            var key = new WasteWay(line.waste(), line.way());
            seen.add(key);
            var permitted = new Mass(line.gramsPerYear());
            if (line.way().equals(STORE)) {
                var lies = stocks.stream()
                        .filter(row -> row.waste().equals(line.waste()))
                        .map(row -> new Mass(Math.max(0, Long.parseLong(row.closingG()))))
                        .findFirst()
                        .orElse(Mass.ZERO);
                rows.add(row(key, name, permitted, lies, lies, nearPercent));
            } else {
                rows.add(row(
                        key,
                        name,
                        permitted,
                        within.getOrDefault(key, Mass.ZERO),
                        toDate.getOrDefault(key, Mass.ZERO),
                        nearPercent));
            }
        }
        toDate.forEach((key, mass) -> {
            if (!mass.isZero() && !seen.contains(key)) {
                rows.add(row(key, name, null, within.getOrDefault(key, Mass.ZERO), mass, nearPercent));
            }
        });
        rows.sort(java.util.Comparator.comparing((WayRow row) -> row.waste().text())
                .thenComparing(WayRow::way));
        return List.copyOf(rows);
    }

    private static WayRow row(
            WasteWay key, Function<WasteCode, String> name, Mass permitted, Mass done, Mass toDate, int nearPercent) {
        var judged = PermitRule.judge(key, name.apply(key.waste()), permitted, toDate, nearPercent);
        var excess = switch (judged.state()) {
            case "OVER" -> toDate.minus(permitted);
            case "NOT_PERMITTED" -> toDate;
            default -> null;
        };
        return new WayRow(
                key.waste(),
                judged.name(),
                key.way(),
                judged.wayTitle(),
                permitted,
                done,
                toDate,
                judged.share(),
                excess,
                judged.state());
    }

    /** Months of the period whose book is not closed: not ended yet, or open. Months close in order. */
    static List<MissingMonth> missing(Span span, Set<YearMonth> closed, LocalDate today) {
        var missing = new ArrayList<MissingMonth>();
        for (var month = YearMonth.from(span.from()); !month.atDay(1).isAfter(span.to()); month = month.plusMonths(1)) {
            if (Months.closed(closed, month)) continue;
            boolean ended = month.atEndOfMonth().isBefore(today);
            missing.add(new MissingMonth(month, ended ? Ended.NOT_CLOSED : Ended.NOT_ENDED));
        }
        return List.copyOf(missing);
    }
}
