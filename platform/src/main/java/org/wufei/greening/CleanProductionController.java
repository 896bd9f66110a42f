package org.wufei.greening;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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
import org.springframework.web.bind.annotation.RestController;
import org.wufei.greening.CleanProduction.Listed;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.tables.OfficialTable;
import org.wufei.tables.Tables;

@RestController
@RequestMapping("/api/v1/greening")
class CleanProductionController {
    private static final OfficialTable<Named> TABLE = OfficialTable.<Named>titled("清洁生产审核企业名单及进展表", "")
            .with("year", "年度", row -> row.listed().year())
            .with("unit", "企业名称", Named::unitName)
            .with("county", "所在县（代码）", row -> row.listed().county())
            .with("kind", "审核类型", row -> row.listed().kind().title)
            .with("reason", "列入原因", row -> row.listed().reason().title)
            .with("industry", "行业", row -> row.listed().industry())
            .with("listedOn", "列入日期", row -> row.listed().listedOn())
            .with("dueOn", "完成期限", row -> row.listed().dueOn())
            .with("auditor", "审核机构", row -> row.listed().auditor())
            .with("carbon", "开展碳审核", row -> row.listed().carbonAudited() ? "是" : "否")
            .with("state", "进度", row -> row.listed().state().title)
            .with("stateOn", "进度日期", row -> row.listed().stateOn());

    private final CleanProduction audits;
    private final Tables tables;
    private final Clock clock;

    CleanProductionController(CleanProduction audits, Tables tables, Clock clock) {
        this.audits = audits;
        this.tables = tables;
        this.clock = clock;
    }

    /** A line of the list with its firm's name. */
    record Named(
            @com.fasterxml.jackson.annotation.JsonUnwrapped Listed listed, String unitName) {}

    record Detail(
            Listed listed,
            String unitName,
            List<Steps.Step> history,
            Set<CleanProduction.State> steps,
            Set<Act> acts) {}

    private Page<Named> named(Page<Listed> page) {
        var names = audits.names(page.items().stream().map(Listed::unitId).toList());
        return new Page<>(
                page.items().stream()
                        .map(listed -> new Named(listed, names.getOrDefault(listed.unitId(), "")))
                        .toList(),
                page.next(),
                page.total());
    }

    @Allow("greening.read")
    @GetMapping("/clean-productions")
    Page<Named> list(
            @RequestParam(required = false) Integer year,
            @RequestParam(required = false) CleanProduction.Kind kind,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) CleanProduction.State state,
            @RequestParam(required = false) UUID unitId,
            @RequestParam(defaultValue = "false") boolean overdue,
            Asked asked) {
        return named(audits.list(new CleanProduction.Wanted(year, kind, county, state, unitId, overdue), asked));
    }

    @Allow("greening.read")
    @GetMapping("/clean-productions.xlsx")
    ResponseEntity<byte[]> export(
            @RequestParam(required = false) Integer year,
            @RequestParam(required = false) CleanProduction.Kind kind,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) CleanProduction.State state,
            @RequestParam(required = false) UUID unitId,
            @RequestParam(defaultValue = "false") boolean overdue,
            Asked asked) {
        var wanted = new CleanProduction.Wanted(year, kind, county, state, unitId, overdue);
        return TABLE.download(tables, named(audits.list(wanted, asked.whole())).items());
    }

    /** The day's share for one county or all. */
    @Allow("greening.read")
    @GetMapping("/clean-productions/share")
    CleanProduction.Share share(
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) LocalDate day,
            @RequestParam(required = false) Instant asKnownAt) {
        return audits.share(county, day == null ? Days.today(clock) : day, asKnownAt);
    }

    @Allow("greening.write")
    @PostMapping("/clean-productions")
    ResponseEntity<Detail> list(@RequestBody CleanProduction.Body body) {
        return answer(HttpStatus.CREATED, audits.list(body));
    }

    @Allow("greening.read")
    @GetMapping("/clean-productions/{id}")
    ResponseEntity<Detail> get(@PathVariable UUID id) {
        return answer(HttpStatus.OK, audits.get(id));
    }

    @Allow("greening.write")
    @PutMapping("/clean-productions/{id}")
    ResponseEntity<Detail> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody CleanProduction.ChangeBody body) {
        return answer(HttpStatus.OK, audits.change(id, ifMatch, body));
    }

    @Allow({"greening.write", "greening.own"})
    @PostMapping("/clean-productions/{id}/steps")
    ResponseEntity<Detail> step(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody CleanProduction.StepBody body) {
        return answer(HttpStatus.OK, audits.step(id, ifMatch, body));
    }

    private ResponseEntity<Detail> answer(HttpStatus status, Listed listed) {
        return ResponseEntity.status(status)
                .eTag(Etag.of(listed.version()))
                .body(new Detail(
                        listed,
                        audits.names(List.of(listed.unitId())).getOrDefault(listed.unitId(), ""),
                        audits.history(listed.id()),
                        listed.state().steps(Caller.current()),
                        listed.state().next().isEmpty() ? Set.of() : Act.forOfficer(Caller.current(), Act.CHANGE)));
    }
}
