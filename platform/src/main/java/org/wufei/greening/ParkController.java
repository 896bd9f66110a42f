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
import org.wufei.greening.Parks.Park;
import org.wufei.greening.Parks.ParkProject;
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
class ParkController {
    private static final OfficialTable<Park> TABLE = OfficialTable.<Park>titled("园区循环化改造情况表", "")
            .with("name", "园区名称", Park::name)
            .with("county", "所在县（代码）", Park::county)
            .with("level", "级别", park -> park.level().title)
            .with("areaKm2", "面积（平方公里）", Park::areaKm2)
            .with("industries", "主导产业", Park::industries)
            .with("planName", "改造方案", Park::planName)
            .with("useGoalPercent", "综合利用率目标（%）", Park::useGoalPercent)
            .with("state", "进展", park -> park.state().title)
            .with("stateOn", "进展日期", Park::stateOn);

    private final Parks parks;
    private final UnitNames names;
    private final Tables tables;

    ParkController(Parks parks, UnitNames names, Tables tables) {
        this.parks = parks;
        this.names = names;
        this.tables = tables;
    }

    record Detail(
            Park park,
            String operatorName,
            List<ParkProjectLine> projects,
            List<Steps.Step> history,
            Set<Parks.State> steps,
            Set<Act> acts) {}

    /** A line of the register with its operator's name. */
    record ParkLine(@JsonUnwrapped Park park, String operatorName) {}

    /** A project of a park with its firm's name and the steps that the caller may take. */
    record ParkProjectLine(@JsonUnwrapped ParkProject project, String unitName, Set<Parks.ProjectState> steps) {}

    /** The names of all their firms are asked at once. */
    private List<ParkProjectLine> lines(List<ParkProject> projects) {
        var of = names.of(projects.stream().map(ParkProject::unitId).toList());
        return projects.stream()
                .map(project -> new ParkProjectLine(
                        project,
                        project.unitId() == null ? "" : of.getOrDefault(project.unitId(), ""),
                        Act.stepsForOfficer(Caller.current(), project.state())))
                .toList();
    }

    record StepBody(Parks.State to, LocalDate on, String note, List<UUID> evidence) {}

    record ProjectStepBody(Parks.ProjectState to, LocalDate on, String note, List<UUID> evidence) {}

    @Allow("greening.read")
    @GetMapping("/parks")
    Page<ParkLine> list(
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Parks.State state,
            Asked asked) {
        var page = parks.list(county, state, asked);
        var of = names.of(page.items().stream().map(Park::operatorId).toList());
        return page.map(
                park -> new ParkLine(park, park.operatorId() == null ? "" : of.getOrDefault(park.operatorId(), "")));
    }

    @Allow("greening.read")
    @GetMapping("/parks.xlsx")
    ResponseEntity<byte[]> export(
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Parks.State state,
            Asked asked) {
        return TABLE.download(tables, parks.list(county, state, asked.whole()).items());
    }

    @Allow("greening.write")
    @PostMapping("/parks")
    ResponseEntity<Detail> register(@RequestBody Parks.Body body) {
        return answer(HttpStatus.CREATED, parks.register(body));
    }

    @Allow("greening.read")
    @GetMapping("/parks/{id}")
    ResponseEntity<Detail> get(@PathVariable UUID id) {
        return answer(HttpStatus.OK, parks.get(id));
    }

    @Allow("greening.write")
    @PutMapping("/parks/{id}")
    ResponseEntity<Detail> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody Parks.Body body) {
        return answer(HttpStatus.OK, parks.change(id, ifMatch, body));
    }

    @Allow("greening.write")
    @PostMapping("/parks/{id}/steps")
    ResponseEntity<Detail> step(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody StepBody body) {
        return answer(
                HttpStatus.OK,
                parks.step(id, ifMatch, body.to(), new Steps.Body(body.on(), body.note(), body.evidence())));
    }

    @Allow("greening.write")
    @PostMapping("/parks/{id}/projects")
    ResponseEntity<ParkProjectLine> add(@PathVariable UUID id, @RequestBody Parks.ProjectBody body) {
        var project = parks.add(id, body);
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag(Etag.of(project.version()))
                .body(lines(List.of(project)).getFirst());
    }

    @Allow("greening.write")
    @PostMapping("/park-projects/{id}/steps")
    ResponseEntity<ParkProjectLine> step(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody ProjectStepBody body) {
        var project = parks.step(id, ifMatch, body.to(), new Steps.Body(body.on(), body.note(), body.evidence()));
        return ResponseEntity.ok()
                .eTag(Etag.of(project.version()))
                .body(lines(List.of(project)).getFirst());
    }

    private ResponseEntity<Detail> answer(HttpStatus status, Park park) {
        return ResponseEntity.status(status)
                .eTag(Etag.of(park.version()))
                .body(new Detail(
                        park,
                        names.of(park.operatorId()),
                        lines(parks.projects(park.id())),
                        parks.history(park.id()),
                        Parks.steps(park, Caller.current()),
                        Act.forOfficer(Caller.current(), Act.CHANGE, Act.ADD_PROJECT)));
    }
}
