package org.wufei.industrial;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.industrial.YardStore.Filter;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Asked;
import org.wufei.tables.OfficialTable;

/** 官方表与清单导出 over HTTP. */
@RestController
@RequestMapping(path = "/api/v1/industrial", produces = OfficialTable.XLSX)
class TableController {
    private final OfficialTables tables;
    private final Clock clock;

    TableController(OfficialTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** @param period a year or a month: 2026, 2026-10 */
    @GetMapping("/units/{unitId}/tables/{no}/export")
    @Allow(IndustrialPermissions.READ)
    ResponseEntity<byte[]> table(@PathVariable UUID unitId, @PathVariable int no, @RequestParam String period) {
        return tables.table(no, unitId, period(period));
    }

    @GetMapping("/exits/export")
    @Allow(IndustrialPermissions.READ)
    ResponseEntity<byte[]> exits(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) UUID receiverId,
            @RequestParam(required = false) String side,
            @RequestParam(required = false) String state,
            @RequestParam(required = false) String way,
            @RequestParam(required = false) String waste,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            @RequestParam(required = false) String q) {
        return tables.exits(new ExitStore.Filter(whole(unitId, waste, from, to, q), receiverId, side, state, way));
    }

    @GetMapping("/generations/export")
    @Allow(IndustrialPermissions.READ)
    ResponseEntity<byte[]> generations(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) String waste,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            @RequestParam(required = false) String q) {
        return tables.generations(whole(unitId, waste, from, to, q));
    }

    @GetMapping("/treatments/export")
    @Allow(IndustrialPermissions.READ)
    ResponseEntity<byte[]> treatments(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) String waste,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            @RequestParam(required = false) String q) {
        return tables.treatments(whole(unitId, waste, from, to, q), kind);
    }

    @GetMapping("/stocktakes/export")
    @Allow(IndustrialPermissions.READ)
    ResponseEntity<byte[]> stocktakes(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) String waste,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            @RequestParam(required = false) String q) {
        return tables.stocktakes(whole(unitId, waste, from, to, q));
    }

    @GetMapping("/tickets/export")
    @Allow(IndustrialPermissions.READ)
    ResponseEntity<byte[]> tickets(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) Boolean free,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            @RequestParam(required = false) String q) {
        return tables.tickets(whole(unitId, null, from, to, q), Boolean.TRUE.equals(free));
    }

    private OfficialTables.Period period(String text) {
        var check = new Check(clock);
        OfficialTables.Period period;
        if (text.matches("\\d{4}")) {
            int year = check.year("period", Integer.valueOf(text), 1);
            period = new OfficialTables.Period(YearMonth.of(year, 1), YearMonth.of(year, 12));
        } else {
            var month = check.month("period", text);
            period = new OfficialTables.Period(month, month);
        }
        check.done();
        return period;
    }

    /** The list as it is shown, from the start, without pages. */
    private static Filter whole(UUID unit, String waste, LocalDate from, LocalDate to, String q) {
        var shown = YardController.filter(unit, waste, from, to, q, null, null);
        return new Filter(
                shown.unit(), shown.waste(), shown.from(), shown.to(), shown.q(), shown.after(), Asked.EXPORT_MAX);
    }
}
