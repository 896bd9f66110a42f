package org.wufei.industrial;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Days;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;

/** 月度台账、待办、证账比对 over HTTP. */
@RestController
@RequestMapping("/api/v1/industrial")
class MonthController {
    private final Months months;
    private final Clock clock;

    MonthController(Months months, Clock clock) {
        this.months = months;
        this.clock = clock;
    }

    @GetMapping("/units/{unitId}/months/{month}")
    @Allow(IndustrialPermissions.READ)
    Months.Month month(
            @PathVariable UUID unitId, @PathVariable String month, @RequestParam(required = false) Instant asKnownAt) {
        return months.month(unitId, read(month), asKnownAt);
    }

    @PostMapping("/units/{unitId}/months/{month}/close")
    @Allow(IndustrialPermissions.WRITE)
    Months.Month close(@PathVariable UUID unitId, @PathVariable String month) {
        return months.close(unitId, read(month));
    }

    @GetMapping("/units/{unitId}/months")
    @Allow(IndustrialPermissions.READ)
    List<Months.Standing> months(@PathVariable UUID unitId) {
        return months.months(unitId);
    }

    @GetMapping("/months")
    @Allow(IndustrialPermissions.READ)
    Page<Months.Standing> standings(
            @RequestParam(required = false) String month,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) String state) {
        var wanted = month == null || month.isBlank()
                ? YearMonth.from(Days.today(clock)).minusMonths(1)
                : read(month);
        return months.standings(wanted, county, state);
    }

    @GetMapping("/units/{unitId}/due")
    @Allow(IndustrialPermissions.READ)
    List<Months.Due> due(@PathVariable UUID unitId) {
        return months.due(unitId);
    }

    @GetMapping("/units/{unitId}/permit")
    @Allow(IndustrialPermissions.READ)
    Months.PermitBook permit(@PathVariable UUID unitId, @RequestParam(required = false) Integer year) {
        var check = new Check(clock);
        int wanted = year == null ? Days.today(clock).getYear() : check.year("year", year, 0);
        check.done();
        return months.permit(unitId, wanted);
    }

    /** @param state {@code OVER}, {@code NOT_PERMITTED}, {@code NEAR} or {@code OK} */
    @GetMapping("/permits")
    @Allow(IndustrialPermissions.READ)
    Page<Months.PermitStanding> permits(
            @RequestParam(required = false) Integer year,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) String state,
            @RequestParam(required = false) String q) {
        var check = new Check(clock);
        int wanted = year == null ? Days.today(clock).getYear() : check.year("year", year, 0);
        check.done();
        return months.permits(wanted, county, state, q);
    }

    private YearMonth read(String month) {
        var check = new Check(clock);
        var wanted = check.month("month", month);
        check.done();
        return wanted;
    }
}
