package org.wufei.greening;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
import org.wufei.greening.Projects.Condition;
import org.wufei.greening.Projects.ConditionState;
import org.wufei.greening.Projects.Project;
import org.wufei.greening.Projects.State;
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
class ProjectController {
    private static final OfficialTable<Project> TABLE = OfficialTable.<Project>titled("建设项目固体废物环境准入登记表", "年产生量单位：吨")
            .with("no", "编号", Project::no)
            .with("name", "项目名称", Project::name)
            .with("developer", "建设单位", Project::developer)
            .with("county", "所在县（代码）", Project::county)
            .with("kind", "建设性质", project -> project.kind().title)
            .with("industry", "行业", Project::industry)
            .with("zone", "环境管控单元", Project::zone)
            .with("eiaNo", "环评文号", Project::eiaNo)
            .with("wastes", "固体废物及去向", ProjectController::wastes)
            .with("state", "审查状态", project -> project.state().title)
            .with("stateOn", "状态日期", Project::stateOn);
    private static final OfficialTable<ConditionLine> CONDITIONS = OfficialTable.<ConditionLine>titled("准入条件落实情况表", "")
            .with("projectNo", "项目编号", ConditionLine::projectNo)
            .with("projectName", "项目名称", ConditionLine::projectName)
            .with("county", "所在县（代码）", line -> line.condition().county())
            .with("text", "条件", line -> line.condition().text())
            .with("dueOn", "期限", line -> line.condition().dueOn())
            .with("state", "状态", line -> line.condition().state().title)
            .with("fulfilledOn", "落实日期", line -> line.condition().fulfilledOn())
            .with("note", "说明", line -> line.condition().note());

    private final Projects projects;
    private final UnitNames names;
    private final Tables tables;

    ProjectController(Projects projects, UnitNames names, Tables tables) {
        this.projects = projects;
        this.names = names;
        this.tables = tables;
    }

    private static String wastes(Project project) {
        return project.wastes().stream()
                .map(line -> line.waste() + " " + line.yearlyG().tonnes() + " 吨/年，" + line.destination())
                .collect(java.util.stream.Collectors.joining("；"));
    }

    /** A project with its conditions, its history and what the caller may do with it. */
    record Detail(
            Project project,
            String unitName,
            List<ConditionLine> conditions,
            List<Steps.Step> history,
            Set<State> steps,
            Set<Act> acts) {}

    /** A line of the register with its firm's name. */
    record ProjectLine(@JsonUnwrapped Project project, String unitName) {}

    /** A condition with its project, its firm and what the caller may do with it. */
    record ConditionLine(
            @JsonUnwrapped Condition condition,
            String projectNo,
            String projectName,
            State projectState,
            String unitName,
            Set<Act> acts) {}

    record ConditionDetail(ConditionLine condition, List<Steps.Step> history) {}

    private Page<ProjectLine> lines(Page<Project> page) {
        var of = names.of(page.items().stream().map(Project::unitId).toList());
        return page.map(project -> new ProjectLine(project, name(of, project.unitId())));
    }

    private List<ConditionLine> lines(List<Condition> conditions) {
        var of = names.of(conditions.stream().map(Condition::unitId).toList());
        var heads = projects.heads(
                conditions.stream().map(Condition::projectId).distinct().toList());
        return conditions.stream()
                .map(condition -> {
                    var head = heads.get(condition.projectId());
                    return new ConditionLine(
                            condition,
                            head.no(),
                            head.name(),
                            head.state(),
                            name(of, condition.unitId()),
                            Projects.acts(condition, head.state(), Caller.current()));
                })
                .toList();
    }

    private static String name(Map<UUID, String> names, UUID unit) {
        return unit == null ? "" : names.getOrDefault(unit, "");
    }

    private ConditionLine line(Condition condition) {
        return lines(List.of(condition)).getFirst();
    }

    record StepBody(State to, LocalDate on, String note, List<UUID> evidence) {}

    @Allow("greening.read")
    @GetMapping("/projects")
    Page<ProjectLine> list(
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) State state,
            @RequestParam(required = false) UUID unitId,
            Asked asked) {
        return lines(projects.list(new Projects.Wanted(county, state, unitId), asked));
    }

    @Allow("greening.read")
    @GetMapping("/projects.xlsx")
    ResponseEntity<byte[]> export(
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) State state,
            @RequestParam(required = false) UUID unitId,
            Asked asked) {
        var wanted = new Projects.Wanted(county, state, unitId);
        return TABLE.download(tables, projects.list(wanted, asked.whole()).items());
    }

    @Allow("greening.write")
    @PostMapping("/projects")
    ResponseEntity<Detail> file(@RequestBody Projects.Body body) {
        return answer(HttpStatus.CREATED, projects.file(body));
    }

    @Allow("greening.read")
    @GetMapping("/projects/{id}")
    ResponseEntity<Detail> get(@PathVariable UUID id) {
        return answer(HttpStatus.OK, projects.get(id));
    }

    @Allow("greening.write")
    @PutMapping("/projects/{id}")
    ResponseEntity<Detail> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody Projects.Body body) {
        return answer(HttpStatus.OK, projects.change(id, ifMatch, body));
    }

    @Allow("greening.write")
    @PostMapping("/projects/{id}/steps")
    ResponseEntity<Detail> step(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody StepBody body) {
        return answer(
                HttpStatus.OK,
                projects.step(id, ifMatch, body.to(), new Steps.Body(body.on(), body.note(), body.evidence())));
    }

    @Allow("greening.write")
    @PostMapping("/projects/{id}/conditions")
    ResponseEntity<ConditionLine> oblige(@PathVariable UUID id, @RequestBody Projects.ConditionBody body) {
        return ResponseEntity.status(HttpStatus.CREATED).body(line(projects.oblige(id, body)));
    }

    @Allow("greening.read")
    @GetMapping("/conditions")
    Page<ConditionLine> conditions(
            @RequestParam(required = false) UUID projectId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) ConditionState state,
            @RequestParam(defaultValue = "false") boolean overdue,
            Asked asked) {
        var page = projects.conditions(new Projects.ConditionsWanted(projectId, county, state, overdue), asked);
        return new Page<>(lines(page.items()), page.next(), page.total());
    }

    @Allow("greening.read")
    @GetMapping("/conditions.xlsx")
    ResponseEntity<byte[]> exportConditions(
            @RequestParam(required = false) UUID projectId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) ConditionState state,
            @RequestParam(defaultValue = "false") boolean overdue,
            Asked asked) {
        var wanted = new Projects.ConditionsWanted(projectId, county, state, overdue);
        return CONDITIONS.download(
                tables, lines(projects.conditions(wanted, asked.whole()).items()));
    }

    @Allow("greening.read")
    @GetMapping("/conditions/{id}")
    ConditionDetail condition(@PathVariable UUID id) {
        return new ConditionDetail(line(projects.condition(id)), projects.conditionHistory(id));
    }

    @Allow({"greening.own", "greening.write"})
    @PostMapping("/conditions/{id}/fulfilment")
    ConditionLine fulfil(@PathVariable UUID id, @RequestBody Steps.Body body) {
        return line(projects.fulfil(id, body));
    }

    record DecisionBody(Boolean accept, String note) {}

    @Allow("greening.write")
    @PostMapping("/conditions/{id}/decision")
    ConditionLine decide(@PathVariable UUID id, @RequestBody DecisionBody body) {
        return line(projects.decide(id, body.accept(), body.note()));
    }

    private ResponseEntity<Detail> answer(HttpStatus status, Project project) {
        var conditions = projects.conditions(project.id());
        return ResponseEntity.status(status)
                .eTag(Etag.of(project.version()))
                .body(new Detail(
                        project,
                        names.of(project.unitId()),
                        lines(conditions),
                        projects.history(project.id()),
                        Projects.steps(project, conditions, Caller.current()),
                        Projects.acts(project, Caller.current())));
    }
}
