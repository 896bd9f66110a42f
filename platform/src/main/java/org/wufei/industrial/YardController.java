package org.wufei.industrial;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.industrial.YardStore.Filter;
import org.wufei.industrial.YardStore.Generation;
import org.wufei.industrial.YardStore.Stocktake;
import org.wufei.industrial.YardStore.Treatment;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Days;
import org.wufei.kernel.Page;

/** 厂内台账 over HTTP. */
@RestController
@RequestMapping("/api/v1/industrial")
class YardController {
    private final Yard yard;
    private final Clock clock;

    YardController(Yard yard, Clock clock) {
        this.yard = yard;
        this.clock = clock;
    }

    record GenerationBody(
            UUID unitId,
            UUID placeId,
            String waste,
            String massG,
            Instant generatedAt,
            String month,
            String batchNo,
            String link,
            String handler,
            String note,
            Boolean late,
            List<UUID> evidence) {
        Yard.NewGeneration read(Check check) {
            if ((generatedAt == null) == (month == null)) {
                check.wrong("generatedAt", "one-of", "产生时间与月份须填其中一项");
            }
            return new Yard.NewGeneration(
                    check.needed("unitId", unitId),
                    check.needed("placeId", placeId),
                    check.waste("waste", waste),
                    check.positive("massG", massG),
                    generatedAt == null ? null : check.happened("generatedAt", generatedAt),
                    month == null ? null : check.month("month", month),
                    check.textOr("batchNo", batchNo, Check.SHORT),
                    check.textOr("link", link, Check.LINE),
                    check.textOr("handler", handler, Check.SHORT),
                    check.textOr("note", note, Check.NOTE),
                    Boolean.TRUE.equals(late),
                    check.evidence(evidence));
        }
    }

    record GenerationBatch(List<GenerationBody> items) {}

    record Generations(List<Generation> items) {}

    record OpeningBody(
            UUID unitId,
            UUID placeId,
            String waste,
            String massG,
            Integer lotYear,
            LocalDate on,
            String note,
            Boolean late,
            List<UUID> evidence) {}

    record TreatmentBody(
            UUID unitId,
            UUID placeId,
            UUID facilityId,
            String waste,
            String massG,
            String kind,
            String method,
            Instant treatedAt,
            String batchNo,
            String handler,
            String product,
            String note,
            Boolean late,
            List<UUID> evidence) {}

    record StocktakeBody(
            UUID unitId,
            UUID placeId,
            String waste,
            Instant countedAt,
            String countedG,
            String handler,
            String note,
            List<UUID> evidence) {}

    record GapBody(String reason, Integer lotYear, Boolean late) {}

    /** Why something is taken back. */
    record Reason(String reason) {
        String read(Clock clock) {
            var check = new Check(clock);
            var text = check.text("reason", reason, Check.NOTE);
            check.done();
            return text;
        }
    }

    @GetMapping("/generations")
    @Allow(IndustrialPermissions.READ)
    Page<Generation> generations(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) String waste,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String sort,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        var after = Keyset.of(cursor, sort, "occurredAt", "massG");
        return yard.generations(ordered(unitId, waste, from, to, q, after, size));
    }

    @PostMapping("/generations")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<Generation> generate(@RequestBody GenerationBody body) {
        var check = new Check(clock);
        var wanted = body.read(check);
        check.done();
        return answer(yard.generate(wanted));
    }

    @PostMapping("/generations/batch")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<Generations> generateAll(@RequestBody GenerationBatch body) {
        Yard.atMost(body.items() == null ? 0 : body.items().size());
        var check = new Check(clock);
        var wanted = new ArrayList<Yard.NewGeneration>();
        for (int i = 0; i < body.items().size(); i++) {
            var item = body.items().get(i);
            if (item == null) check.wrong("items[" + i + "]", "required", "不能为空");
            else wanted.add(item.read(check.in("items[" + i + "]")));
        }
        check.done();
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new Generations(yard.generateAll(wanted).stream()
                        .map(Yard.Made::document)
                        .toList()));
    }

    @GetMapping("/generations/{id}")
    @Allow(IndustrialPermissions.READ)
    Generation generation(@PathVariable UUID id) {
        return yard.generation(id);
    }

    @PostMapping("/generations/{id}/void")
    @Allow(IndustrialPermissions.WRITE)
    Generation voidGeneration(@PathVariable UUID id, @RequestBody Reason reason) {
        return yard.voidGeneration(id, reason.read(clock));
    }

    @PostMapping("/opening-stocks")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<Generation> open(@RequestBody OpeningBody body) {
        var check = new Check(clock);
        var on = check.happened("on", body.on());
        if (body.lotYear() == null || body.lotYear() < 1950 || body.lotYear() > on.getYear()) {
            check.wrong("lotYear", "date-out-of-range", "产生年份须在 1950 与登记年份之间");
        }
        var wanted = new Yard.NewOpening(
                check.needed("unitId", body.unitId()),
                check.needed("placeId", body.placeId()),
                check.waste("waste", body.waste()),
                check.positive("massG", body.massG()),
                body.lotYear() == null ? on.getYear() : body.lotYear(),
                on,
                check.textOr("note", body.note(), Check.NOTE),
                Boolean.TRUE.equals(body.late()),
                check.evidence(body.evidence()));
        check.done();
        return ResponseEntity.status(HttpStatus.CREATED).body(yard.open(wanted));
    }

    @GetMapping("/treatments")
    @Allow(IndustrialPermissions.READ)
    Page<Treatment> treatments(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) String waste,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String sort,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        var after = Keyset.of(cursor, sort, "occurredAt", "massG");
        return yard.treatments(ordered(unitId, waste, from, to, q, after, size), kind);
    }

    @PostMapping("/treatments")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<Treatment> treat(@RequestBody TreatmentBody body) {
        var check = new Check(clock);
        var wanted = new Yard.NewTreatment(
                check.needed("unitId", body.unitId()),
                check.needed("placeId", body.placeId()),
                body.facilityId() == null ? body.placeId() : body.facilityId(),
                check.waste("waste", body.waste()),
                check.positive("massG", body.massG()),
                check.choice("kind", body.kind(), Treatment.Kind.class),
                check.text("method", body.method(), 8),
                check.happened("treatedAt", body.treatedAt()),
                check.textOr("batchNo", body.batchNo(), Check.SHORT),
                check.textOr("handler", body.handler(), Check.SHORT),
                check.textOr("product", body.product(), Check.LINE),
                check.textOr("note", body.note(), Check.NOTE),
                Boolean.TRUE.equals(body.late()),
                check.evidence(body.evidence()));
        check.done();
        return answer(yard.treat(wanted));
    }

    @GetMapping("/treatments/{id}")
    @Allow(IndustrialPermissions.READ)
    Treatment treatment(@PathVariable UUID id) {
        return yard.treatment(id);
    }

    @PostMapping("/treatments/{id}/void")
    @Allow(IndustrialPermissions.WRITE)
    Treatment voidTreatment(@PathVariable UUID id, @RequestBody Reason reason) {
        return yard.voidTreatment(id, reason.read(clock));
    }

    @GetMapping("/stocktakes")
    @Allow(IndustrialPermissions.READ)
    Page<Stocktake> stocktakes(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) String waste,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String sort,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        var after = Keyset.of(cursor, sort, "countedAt", "countedG");
        return yard.stocktakes(ordered(unitId, waste, from, to, q, after, size));
    }

    @PostMapping("/stocktakes")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<Stocktake> count(@RequestBody StocktakeBody body) {
        var check = new Check(clock);
        var wanted = new Yard.NewStocktake(
                check.needed("unitId", body.unitId()),
                check.needed("placeId", body.placeId()),
                check.waste("waste", body.waste()),
                check.happened("countedAt", body.countedAt()),
                check.mass("countedG", body.countedG()),
                check.textOr("handler", body.handler(), Check.SHORT),
                check.textOr("note", body.note(), Check.NOTE),
                check.evidence(body.evidence()));
        check.done();
        return ResponseEntity.status(HttpStatus.CREATED).body(yard.count(wanted));
    }

    @GetMapping("/stocktakes/{id}")
    @Allow(IndustrialPermissions.READ)
    Stocktake stocktake(@PathVariable UUID id) {
        return yard.stocktake(id);
    }

    @PostMapping("/stocktakes/{id}/book")
    @Allow(IndustrialPermissions.WRITE)
    Stocktake bookGap(@PathVariable UUID id, @RequestBody GapBody body) {
        var check = new Check(clock);
        var reason = check.text("reason", body.reason(), Check.NOTE);
        if (body.lotYear() != null
                && (body.lotYear() < 1950 || body.lotYear() > Days.today(clock).getYear())) {
            check.wrong("lotYear", "date-out-of-range", "产生年份须在 1950 与今年之间");
        }
        check.done();
        return yard.bookGap(id, reason, body.lotYear(), Boolean.TRUE.equals(body.late()));
    }

    @PostMapping("/stocktakes/{id}/void")
    @Allow(IndustrialPermissions.WRITE)
    Stocktake voidGap(@PathVariable UUID id, @RequestBody Reason reason) {
        return yard.voidGap(id, reason.read(clock));
    }

    private static <T> ResponseEntity<T> answer(Yard.Made<T> made) {
        return ResponseEntity.status(made.made() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(made.document());
    }

    /** Days are Beijing days, both included. */
    static Filter filter(UUID unit, String waste, LocalDate from, LocalDate to, String q, String cursor, Integer size) {
        return ordered(unit, waste, from, to, q, Keyset.of(cursor), size);
    }

    static Filter ordered(UUID unit, String waste, LocalDate from, LocalDate to, String q, Keyset after, Integer size) {
        return new Filter(
                unit,
                waste,
                from == null ? null : start(from),
                to == null ? null : start(to).plus(1, ChronoUnit.DAYS),
                q,
                after,
                Page.size(size));
    }

    /** The day's begin in Beijing; a day that no document can have is as good as the nearest that one can. */
    private static Instant start(LocalDate day) {
        var earliest = Days.EARLIEST.minusYears(100);
        var within = day.isBefore(earliest) ? earliest : day.getYear() > 2999 ? LocalDate.of(2999, 12, 31) : day;
        return within.atStartOfDay(Days.ZONE).toInstant();
    }
}
