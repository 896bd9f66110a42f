package org.wufei.indicators;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.indicators.Indicators.CountyValue;
import org.wufei.indicators.Indicators.Definable;
import org.wufei.indicators.Indicators.Defined;
import org.wufei.indicators.Indicators.Due;
import org.wufei.indicators.Indicators.Figured;
import org.wufei.indicators.Indicators.Lineage;
import org.wufei.indicators.Indicators.Named;
import org.wufei.indicators.Indicators.NewReport;
import org.wufei.indicators.Indicators.NewReview;
import org.wufei.indicators.Indicators.Overview;
import org.wufei.indicators.Indicators.Point;
import org.wufei.indicators.Indicators.Reported;
import org.wufei.indicators.Indicators.Row;
import org.wufei.indicators.Indicators.Targets;
import org.wufei.indicators.Indicators.Trend;
import org.wufei.indicators.Indicators.Trial;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;

/** Indicators over HTTP. */
@RestController
@RequestMapping("/api/v1/indicators")
class IndicatorsController {
    private final Indicators indicators;
    private final Clock clock;

    IndicatorsController(Indicators indicators, Clock clock) {
        this.indicators = indicators;
        this.clock = clock;
    }

    @GetMapping("/overview")
    @Allow(IndicatorsPermissions.READ)
    Overview overview(@RequestParam(required = false) Integer year, @RequestParam(required = false) String asKnownAt) {
        return indicators.overview(year == null ? Days.today(clock).getYear() : year, instant(asKnownAt));
    }

    @GetMapping
    @Allow(IndicatorsPermissions.READ)
    Page<Defined> list(@RequestParam(required = false) String set) {
        return whole(indicators.list(set));
    }

    @GetMapping("/{code}")
    @Allow(IndicatorsPermissions.READ)
    ResponseEntity<Defined> get(@PathVariable String code) {
        return tagged(indicators.get(code));
    }

    @GetMapping("/{code}/versions")
    @Allow(IndicatorsPermissions.READ)
    Page<Defined> versions(@PathVariable String code) {
        return whole(indicators.versions(code));
    }

    @GetMapping("/{code}/value")
    @Allow(IndicatorsPermissions.READ)
    Lineage value(
            @PathVariable String code,
            @RequestParam(required = false) String county,
            @RequestParam(required = false) String period,
            @RequestParam(required = false) String asKnownAt) {
        return indicators.value(code, region(county), period(period), instant(asKnownAt));
    }

    @GetMapping("/{code}/counties")
    @Allow(IndicatorsPermissions.READ)
    Page<CountyValue> counties(
            @PathVariable String code,
            @RequestParam(required = false) String period,
            @RequestParam(required = false) String asKnownAt) {
        return whole(indicators.counties(code, period(period), instant(asKnownAt)));
    }

    /** {@code step}: MONTH, QUARTER, YTD or YEAR; {@code from} and {@code to} are months. */
    @GetMapping("/{code}/history")
    @Allow(IndicatorsPermissions.READ)
    Page<Point> history(
            @PathVariable String code,
            @RequestParam(required = false) String county,
            @RequestParam(defaultValue = "MONTH") String step,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String asKnownAt) {
        return whole(indicators.history(code, region(county), periods(step, from, to), instant(asKnownAt)));
    }

    /** {@code step}, {@code from} and {@code to} as for a history. */
    @GetMapping("/trends")
    @Allow(IndicatorsPermissions.READ)
    Page<Trend> trends(
            @RequestParam(defaultValue = "MONTH") String step,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String asKnownAt) {
        return whole(indicators.trends(periods(step, from, to), instant(asKnownAt)));
    }

    @GetMapping("/{code}/by-county")
    @Allow(IndicatorsPermissions.READ)
    Page<Row> byCounty(
            @PathVariable String code,
            @RequestParam(defaultValue = "MONTH") String step,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String asKnownAt) {
        return whole(indicators.byCounty(code, periods(step, from, to), instant(asKnownAt)));
    }

    /** What a formula means and would answer, before anybody keeps it. */
    @GetMapping("/trial")
    @Allow(IndicatorsPermissions.DEFINE)
    Trial trial(
            @RequestParam String expression,
            @RequestParam(defaultValue = "2") int scale,
            @RequestParam(required = false) String period) {
        return indicators.trial(expression, scale, period(period));
    }

    @GetMapping("/reports/due")
    @Allow(IndicatorsPermissions.READ)
    Page<Due> due(@RequestParam(required = false) Integer year) {
        return whole(indicators.due(year == null ? Days.today(clock).getYear() : year));
    }

    @GetMapping("/terms")
    @Allow(IndicatorsPermissions.READ)
    Page<Named> terms() {
        return whole(indicators.listTerms());
    }

    @PutMapping("/{code}")
    @Allow(IndicatorsPermissions.DEFINE)
    ResponseEntity<Defined> define(
            @PathVariable String code,
            @RequestHeader(value = "If-Match", required = false) String ifMatch,
            @RequestBody Definable body) {
        return tagged(indicators.define(code, revision(code, ifMatch), body));
    }

    @PutMapping("/{code}/targets")
    @Allow(IndicatorsPermissions.DEFINE)
    ResponseEntity<Defined> target(
            @PathVariable String code,
            @RequestHeader(value = "If-Match", required = false) String ifMatch,
            @RequestBody Targets body) {
        return tagged(indicators.target(code, revision(code, ifMatch), body));
    }

    @GetMapping("/figures")
    @Allow(IndicatorsPermissions.READ)
    Page<Figured> figures() {
        return whole(indicators.figures());
    }

    @GetMapping("/reports")
    @Allow(IndicatorsPermissions.READ)
    Page<Reported> reports(
            @RequestParam(required = false) String figure,
            @RequestParam(required = false) String county,
            @RequestParam(required = false) String period,
            @RequestParam(defaultValue = "false") boolean current,
            @RequestParam(required = false) Review.State state,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        return indicators.reports(
                blank(figure) ? null : figure,
                region(county),
                blank(period) ? null : Period.parse(period).text(),
                current,
                state,
                cursor,
                Page.size(size));
    }

    @GetMapping("/reports/{id}")
    @Allow(IndicatorsPermissions.READ)
    Reported report(@PathVariable UUID id) {
        return indicators.report(id);
    }

    @PostMapping("/reports")
    @Allow(IndicatorsPermissions.REPORT)
    @ResponseStatus(HttpStatus.CREATED)
    Reported report(@RequestBody NewReport body) {
        return indicators.report(body);
    }

    /** 审核: approved, or returned with the reason. */
    @PostMapping("/reports/{id}/review")
    @Allow(IndicatorsPermissions.APPROVE)
    Reported review(@PathVariable UUID id, @RequestBody NewReview body) {
        return indicators.review(id, body);
    }

    private long revision(String code, String ifMatch) {
        long current = indicators.get(code).revision();
        Etag.require(ifMatch, current);
        return current;
    }

    private Period period(String text) {
        return blank(text) ? Period.year(Days.today(clock).getYear()) : Period.parse(text);
    }

    private List<Period> periods(String step, String from, String to) {
        var last = to == null ? YearMonth.from(Days.today(clock)) : month("to", to);
        var first = from == null ? last.minusMonths(11) : month("from", from);
        var periods = new ArrayList<Period>();
        for (var month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            switch (step) {
                case "MONTH" -> periods.add(Period.month(month));
                case "YTD" -> periods.add(Period.yearTo(month));
                case "QUARTER" -> {
                    if (month.equals(first) || month.getMonthValue() % 3 == 1) {
                        periods.add(Period.quarter(month.getYear(), (month.getMonthValue() + 2) / 3));
                    }
                }
                case "YEAR" -> {
                    if (month.equals(first) || month.getMonthValue() == 1) periods.add(Period.year(month.getYear()));
                }
                default -> throw Indicators.invalid("step", "unknown", "步长须为 MONTH、QUARTER、YTD 或 YEAR");
            }
            if (periods.size() > Indicators.POINTS_MAX) {
                throw Indicators.invalid("from", "range", "一次最多 %d 个统计期，请缩小范围".formatted(Indicators.POINTS_MAX));
            }
        }
        return periods;
    }

    private static YearMonth month(String field, String text) {
        return YearMonth.from(
                Period.parse(text.matches("\\d{4}-\\d{2}") ? text : field + "?").from());
    }

    private static Instant instant(String text) {
        if (blank(text)) return null;
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Indicators.invalid("asKnownAt", "format", "时刻格式须为 2026-11-24T08:00:00Z");
        }
    }

    private static RegionCode region(String text) {
        return blank(text) ? null : new RegionCode(text).county();
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null, (long) items.size());
    }

    private static ResponseEntity<Defined> tagged(Defined defined) {
        return ResponseEntity.ok().eTag(Etag.of(defined.revision())).body(defined);
    }
}
