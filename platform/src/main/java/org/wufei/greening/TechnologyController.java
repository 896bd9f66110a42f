package org.wufei.greening;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
import org.wufei.greening.Technologies.Technology;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.tables.OfficialTable;
import org.wufei.tables.Tables;

@RestController
@RequestMapping("/api/v1/greening")
class TechnologyController {
    private static final OfficialTable<Technology> TABLE = OfficialTable.<Technology>titled("固体废物利用新技术项目表", "经费单位：元")
            .with("name", "项目名称", Technology::name)
            .with("county", "所在县（代码）", Technology::county)
            .with("lead", "牵头单位", Technology::lead)
            .with("partners", "合作单位", Technology::partners)
            .with("waste", "废物代码", Technology::waste)
            .with("topic", "研究内容", Technology::topic)
            .with("startsOn", "开始日期", Technology::startsOn)
            .with("endsOn", "结束日期", Technology::endsOn)
            .with("fundingYuan", "经费（元）", Technology::fundingYuan)
            .with("state", "阶段", technology -> technology.state().title);

    private final Technologies technologies;
    private final UnitNames names;
    private final Tables tables;

    TechnologyController(Technologies technologies, UnitNames names, Tables tables) {
        this.technologies = technologies;
        this.names = names;
        this.tables = tables;
    }

    record Detail(
            Technology technology,
            String unitName,
            List<Technologies.Result> results,
            List<Steps.Step> history,
            Set<Technologies.State> steps,
            Set<Act> acts) {}

    /** A line of the register with its firm's name. */
    record TechnologyLine(@JsonUnwrapped Technology technology, String unitName) {}

    record StepBody(Technologies.State to, LocalDate on, String note, List<UUID> evidence) {}

    @Allow("greening.read")
    @GetMapping("/technologies")
    Page<TechnologyLine> list(
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Technologies.State state,
            Asked asked) {
        var page = technologies.list(county, state, asked);
        var of = names.of(page.items().stream().map(Technology::unitId).toList());
        return page.map(technology -> new TechnologyLine(
                technology, technology.unitId() == null ? "" : of.getOrDefault(technology.unitId(), "")));
    }

    @Allow("greening.read")
    @GetMapping("/technologies.xlsx")
    ResponseEntity<byte[]> export(
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Technologies.State state,
            Asked asked) {
        return TABLE.download(
                tables, technologies.list(county, state, asked.whole()).items());
    }

    @Allow("greening.write")
    @PostMapping("/technologies")
    ResponseEntity<Detail> propose(@RequestBody Technologies.Body body) {
        return answer(HttpStatus.CREATED, technologies.propose(body));
    }

    @Allow("greening.read")
    @GetMapping("/technologies/{id}")
    ResponseEntity<Detail> get(@PathVariable UUID id) {
        return answer(HttpStatus.OK, technologies.get(id));
    }

    @Allow("greening.write")
    @PutMapping("/technologies/{id}")
    ResponseEntity<Detail> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody Technologies.Body body) {
        return answer(HttpStatus.OK, technologies.change(id, ifMatch, body));
    }

    @Allow("greening.write")
    @PostMapping("/technologies/{id}/steps")
    ResponseEntity<Detail> step(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody StepBody body) {
        return answer(
                HttpStatus.OK,
                technologies.step(id, ifMatch, body.to(), new Steps.Body(body.on(), body.note(), body.evidence())));
    }

    @Allow("greening.write")
    @PostMapping("/technologies/{id}/results")
    ResponseEntity<Technologies.Result> result(@PathVariable UUID id, @RequestBody Technologies.ResultBody body) {
        return ResponseEntity.status(HttpStatus.CREATED).body(technologies.result(id, body));
    }

    private ResponseEntity<Detail> answer(HttpStatus status, Technology technology) {
        return ResponseEntity.status(status)
                .eTag(Etag.of(technology.version()))
                .body(new Detail(
                        technology,
                        names.of(technology.unitId()),
                        technologies.results(technology.id()),
                        technologies.history(technology.id()),
                        Act.stepsForOfficer(Caller.current(), technology.state()),
                        Act.forOfficer(Caller.current(), Act.CHANGE, Act.ADD_RESULT)));
    }
}
