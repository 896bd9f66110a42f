package org.wufei.findings;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.findings.Finding.State;
import org.wufei.findings.Findings.Counts;
import org.wufei.findings.Findings.Detail;
import org.wufei.findings.Findings.Kind;
import org.wufei.findings.Findings.Search;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;

/** The findings desk over HTTP. */
@RestController
@RequestMapping("/api/v1/findings")
class FindingController {
    private final Findings findings;
    private final Clock clock;

    FindingController(Findings findings, Clock clock) {
        this.findings = findings;
        this.clock = clock;
    }

    record Conclusion(String as, String reason) {}

    record Reason(String reason) {}

    record Note(String text) {}

    /**
     * @param olderThanDays held for at least so many days; @param mine only those the caller has in hand; @param sort
     * {@code urgency} or {@code newest}
     */
    @GetMapping
    @Allow(FindingsPermissions.READ)
    Page<Finding> list(
            @RequestParam(required = false) String q,
            @RequestParam(required = false) Set<String> kind,
            @RequestParam(required = false) Set<State> state,
            @RequestParam(required = false) String severity,
            @RequestParam(required = false) String county,
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            @RequestParam(required = false) Integer olderThanDays,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "urgency") String sort,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        if (!Set.of("urgency", "newest").contains(sort)) {
            throw new Problem(
                    CommonProblem.INPUT_INVALID,
                    java.util.Map.of("field", "sort"),
                    List.of(new Problem.Field("sort", "unknown", "排序须为 urgency（轻重缓急）或 newest（最新）")));
        }
        var heldTo = to;
        if (olderThanDays != null) {
            var aged = Days.today(clock).minusDays(Math.clamp(olderThanDays, 0, 36_500));
            heldTo = heldTo == null || aged.isBefore(heldTo) ? aged : heldTo;
        }
        return findings.list(
                new Search(
                        q,
                        kind,
                        state,
                        severity,
                        county == null || county.isBlank() ? null : new RegionCode(county),
                        unitId,
                        from,
                        heldTo,
                        mine ? Caller.current().id() : null,
                        sort.equals("newest")),
                cursor,
                Page.size(size));
    }

    @GetMapping("/counts")
    @Allow(FindingsPermissions.READ)
    Counts counts() {
        return findings.counts();
    }

    @GetMapping("/kinds")
    @Allow(FindingsPermissions.READ)
    List<Kind> kinds() {
        return findings.kinds();
    }

    @GetMapping("/{id}")
    @Allow(FindingsPermissions.READ)
    ResponseEntity<Detail> get(@PathVariable UUID id) {
        return tagged(findings.get(id));
    }

    @PostMapping("/{id}/take")
    @Allow(FindingsPermissions.DECIDE)
    ResponseEntity<Detail> take(
            @PathVariable UUID id, @RequestHeader(value = "If-Match", required = false) String ifMatch) {
        return tagged(findings.take(id, version(id, ifMatch)));
    }

    @PostMapping("/{id}/release")
    @Allow(FindingsPermissions.DECIDE)
    ResponseEntity<Detail> release(
            @PathVariable UUID id, @RequestHeader(value = "If-Match", required = false) String ifMatch) {
        return tagged(findings.release(id, version(id, ifMatch)));
    }

    /** {@code as}: {@code CONFIRMED}, {@code DISMISSED} or {@code REMEDIED}. */
    @PostMapping("/{id}/decide")
    @Allow(FindingsPermissions.DECIDE)
    ResponseEntity<Detail> decide(
            @PathVariable UUID id,
            @RequestHeader(value = "If-Match", required = false) String ifMatch,
            @RequestBody Conclusion body) {
        State conclusion;
        try {
            conclusion = body.as() == null ? null : State.valueOf(body.as());
        } catch (IllegalArgumentException e) {
            conclusion = null;
        }
        return tagged(findings.decide(id, version(id, ifMatch), conclusion, body.reason()));
    }

    @PostMapping("/{id}/reopen")
    @Allow(FindingsPermissions.DECIDE)
    ResponseEntity<Detail> reopen(
            @PathVariable UUID id,
            @RequestHeader(value = "If-Match", required = false) String ifMatch,
            @RequestBody Reason body) {
        return tagged(findings.reopen(id, version(id, ifMatch), body.reason()));
    }

    @PostMapping("/{id}/notes")
    @Allow(FindingsPermissions.NOTE)
    ResponseEntity<Detail> note(@PathVariable UUID id, @RequestBody Note body) {
        return tagged(findings.note(id, body.text()));
    }

    private long version(UUID id, String ifMatch) {
        long seen = findings.get(id).finding().version();
        Etag.require(ifMatch, seen);
        return seen;
    }

    private static ResponseEntity<Detail> tagged(Detail detail) {
        return ResponseEntity.ok().eTag(Etag.of(detail.finding().version())).body(detail);
    }
}
