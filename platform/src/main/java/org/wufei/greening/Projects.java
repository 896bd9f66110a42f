package org.wufei.greening;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.catalogue.Catalogue;
import org.wufei.findings.Findings;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Inputs;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.registry.Registry;

/**
 * 项目准入: the solid-waste part of each new project, its review, and the conditions it must keep (plan task 6).
 *
 * @see <a href="https://flk.npc.gov.cn">固体废物污染环境防治法 (2020) 第十七条 (环境影响评价), 第十八条 (三同时)</a>
 */
@Service
class Projects {
    private final ProjectStore store;
    private final Steps steps;
    private final Catalogue catalogue;
    private final Registry registry;
    private final Findings findings;
    private final Audit audit;
    private final Clock clock;

    Projects(
            ProjectStore store,
            Steps steps,
            Catalogue catalogue,
            Registry registry,
            Findings findings,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.steps = steps;
        this.catalogue = catalogue;
        this.registry = registry;
        this.findings = findings;
        this.audit = audit;
        this.clock = clock;
    }

    enum State implements Course<State> {
        FILED("已登记"),
        REVIEWING("审查中"),
        APPROVED("审查通过"),
        REFUSED("审查不通过"),
        BUILDING("建设中"),
        ACCEPTED("已验收");

        final String title;

        State(String title) {
            this.title = title;
        }

        @Override
        public Set<State> next() {
            return switch (this) {
                case FILED -> Set.of(REVIEWING);
                case REVIEWING -> Set.of(APPROVED, REFUSED);
                case APPROVED -> Set.of(BUILDING);
                case BUILDING -> Set.of(ACCEPTED);
                case REFUSED, ACCEPTED -> Set.of();
            };
        }
    }

    enum Kind {
        NEW("新建"),
        EXPANSION("扩建"),
        REBUILD("改建");

        final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    /** Kind of the environmental impact paper: 报告书, 报告表, 登记表. */
    enum EiaKind {
        REPORT,
        TABLE,
        FORM
    }

    enum Category {
        I,
        II,
        HAZARDOUS,
        UNIDENTIFIED
    }

    enum Way {
        USE,
        DISPOSAL,
        STORAGE
    }

    /** 固体废物: one kind that the project will generate, and where it goes. */
    record WasteLine(
            WasteCode waste,
            Category category,
            Mass yearlyG,
            String link,
            String storage,
            String measure,
            Way way,
            String destination) {}

    record Project(
            UUID id,
            String no,
            String name,
            UUID unitId,
            String developer,
            RegionCode county,
            Kind kind,
            String industry,
            String zone,
            EiaKind eiaKind,
            String eiaNo,
            List<WasteLine> wastes,
            List<UUID> evidence,
            State state,
            LocalDate stateOn,
            long version,
            Instant createdAt) {}

    enum ConditionKind {
        FACILITY,
        IDENTIFICATION,
        DESTINATION,
        MONITORING,
        OTHER
    }

    enum ConditionState {
        OPEN("待落实"),
        FULFILLED("待核实"),
        CONFIRMED("已核实");

        final String title;

        ConditionState(String title) {
            this.title = title;
        }
    }

    record Condition(
            UUID id,
            UUID projectId,
            RegionCode county,
            UUID unitId,
            String text,
            ConditionKind kind,
            LocalDate dueOn,
            ConditionState state,
            LocalDate fulfilledOn,
            String note,
            List<UUID> evidence,
            Instant createdAt) {}

    record Body(
            String name,
            UUID unitId,
            String developer,
            RegionCode county,
            Kind kind,
            String industry,
            String zone,
            EiaKind eiaKind,
            String eiaNo,
            List<WasteLine> wastes,
            List<UUID> evidence) {}

    record Wanted(RegionCode county, State state, UUID unitId) {}

    record ConditionsWanted(UUID projectId, RegionCode county, ConditionState state, boolean overdue) {}

    @Transactional
    Project file(Body body) {
        var project = store.insert(checked(body, null));
        steps.add(owner(project), "FILED", new Steps.Body(Days.today(clock), "", List.of()), Map.of());
        audit.record("greening.project.file", "project", project.id().toString(), null, project);
        return project;
    }

    @Transactional
    Project change(UUID id, String ifMatch, Body body) {
        var before = locked(id, ifMatch);
        if (before.state() != State.FILED && before.state() != State.REVIEWING) {
            throw new Problem(
                    GreeningProblem.PROJECT_SEALED,
                    Map.of("state", before.state().name()));
        }
        var after = store.update(checked(body, before));
        if (!java.util.Objects.equals(before.unitId(), after.unitId())) store.own(after);
        audit.record("greening.project.change", "project", id.toString(), before, after);
        return after;
    }

    private Project checked(Body body, Project before) {
        var in = new Inputs();
        var name = in.text("name", body.name(), 100);
        var developer = in.text("developer", body.developer(), 100);
        var county = steps.county(in, body.county());
        in.must(before == null || before.county().equals(county), "county", "fixed", "项目所在县不能修改，请另行登记");
        in.present("kind", body.kind());
        in.present("eiaKind", body.eiaKind());
        var industry = in.maybe("industry", body.industry(), 60);
        var zone = in.maybe("zone", body.zone(), 60);
        var eiaNo = in.maybe("eiaNo", body.eiaNo(), 60);
        var lines = in.list("wastes", body.wastes(), 50);
        in.must(!lines.isEmpty(), "wastes", "missing", "请至少填写一种固体废物");
        var today = Days.today(clock);
        var kept = new ArrayList<WasteLine>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var at = "wastes[" + i + "].";
            in.present(at + "waste", line.waste());
            in.must(
                    line.waste() == null || catalogue.waste(line.waste(), today).isPresent(),
                    at + "waste",
                    "unknown",
                    "目录中没有此废物代码");
            in.present(at + "category", line.category());
            in.mass(at + "yearlyG", line.yearlyG());
            in.present(at + "way", line.way());
            kept.add(new WasteLine(
                    line.waste(),
                    line.category(),
                    line.yearlyG(),
                    in.maybe(at + "link", line.link(), 100),
                    in.maybe(at + "storage", line.storage(), 200),
                    in.text(at + "measure", line.measure(), 500),
                    line.way(),
                    in.text(at + "destination", line.destination(), 200)));
        }
        var evidence = steps.evidence(in, body.evidence());
        in.done();
        Steps.requireSeen(county, body.unitId());
        var unit = body.unitId() == null ? null : registry.unit(body.unitId()).id();
        return new Project(
                before == null ? null : before.id(),
                before == null ? store.nextNo(today.getYear()) : before.no(),
                name,
                unit,
                developer,
                county,
                body.kind(),
                industry,
                zone,
                body.eiaKind(),
                eiaNo,
                kept,
                evidence,
                before == null ? State.FILED : before.state(),
                null,
                0,
                null);
    }

    /** What the caller may do next with a project: it is accepted (验收) only once each of its conditions is confirmed. */
    static Set<State> steps(Project project, List<Condition> conditions, Caller caller) {
        return Act.stepsForOfficer(caller, project.state()).stream()
                .filter(to -> to != State.ACCEPTED || open(conditions) == 0)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Set<Act> acts(Project project, Caller caller) {
        return switch (project.state()) {
            case FILED, REVIEWING -> Act.forOfficer(caller, Act.CHANGE, Act.OBLIGE);
            case APPROVED, BUILDING -> Act.forOfficer(caller, Act.OBLIGE);
            case REFUSED, ACCEPTED -> Set.of();
        };
    }

    /** A firm says that its condition is kept, an officer may say so for it, and only an officer confirms it. */
    static Set<Act> acts(Condition condition, State project, Caller caller) {
        if (project == State.REFUSED) return Set.of();
        return switch (condition.state()) {
            case OPEN ->
                caller.may(Act.WRITE) || caller.may(Act.OWN) && condition.unitId() != null
                        ? Set.of(Act.FULFIL)
                        : Set.of();
            case FULFILLED -> Act.forOfficer(caller, Act.DECIDE);
            case CONFIRMED -> Set.of();
        };
    }

    private static long open(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> condition.state() != ConditionState.CONFIRMED)
                .count();
    }

    @Transactional
    Project step(UUID id, String ifMatch, State to, Steps.Body body) {
        var before = locked(id, ifMatch);
        before.state().requireNext(to);
        var conditions = store.conditions(id);
        if (to == State.ACCEPTED && open(conditions) > 0) {
            throw new Problem(GreeningProblem.CONDITIONS_OPEN, Map.of("open", open(conditions)));
        }
        var step = steps.checked(body, before.stateOn(), to == State.REFUSED);
        var after = store.state(id, to, step.on());
        steps.add(owner(after), to.name(), step, Map.of());
        audit.record("greening.project.step", "project", id.toString(), before, after);
        if (to == State.REFUSED) conditions.forEach(condition -> watch(condition, after));
        return after;
    }

    record ConditionBody(String text, ConditionKind kind, LocalDate dueOn) {}

    @Transactional
    Condition oblige(UUID project, ConditionBody body) {
        var of = get(project);
        if (of.state() == State.REFUSED || of.state() == State.ACCEPTED) {
            throw new Problem(
                    GreeningProblem.STEP_NOT_OPEN, Map.of("state", of.state().name()));
        }
        var in = new Inputs();
        var text = in.text("text", body.text(), 500);
        in.present("kind", body.kind());
        in.day("dueOn", body.dueOn(), Days.EARLIEST, Inputs.LATEST);
        in.done();
        var condition = store.insert(new Condition(
                null,
                project,
                of.county(),
                of.unitId(),
                text,
                body.kind(),
                body.dueOn(),
                ConditionState.OPEN,
                null,
                "",
                List.of(),
                null));
        steps.add(
                owner(condition),
                "OPEN",
                new Steps.Body(Days.today(clock), text, List.of()),
                Map.of("dueOn", body.dueOn().toString()));
        audit.record("greening.condition.oblige", "condition", condition.id().toString(), null, condition);
        watch(condition, of);
        return condition;
    }

    @Transactional
    Condition fulfil(UUID id, Steps.Body body) {
        var before = store.condition(id).orElseThrow(() -> Steps.unknown(id));
        var project = get(before.projectId());
        if (before.state() != ConditionState.OPEN || project.state() == State.REFUSED) {
            throw new Problem(
                    GreeningProblem.STEP_NOT_OPEN,
                    Map.of("state", before.state().name()));
        }
        if (!acts(before, project.state(), Caller.current()).contains(Act.FULFIL)) {
            throw new Problem(CommonProblem.NOT_ALLOWED, Map.of("condition", id));
        }
        var step = steps.checked(body, null, true);
        var after = store.update(with(before, ConditionState.FULFILLED, step.on(), step.note(), step.evidence()));
        steps.add(owner(after), "FULFILLED", step, Map.of());
        audit.record("greening.condition.fulfil", "condition", id.toString(), before, after);
        watch(after, project);
        return after;
    }

    @Transactional
    Condition decide(UUID id, Boolean accepted, String note) {
        var before = store.condition(id).orElseThrow(() -> Steps.unknown(id));
        if (before.state() != ConditionState.FULFILLED) {
            throw new Problem(
                    GreeningProblem.STEP_NOT_OPEN,
                    Map.of("state", before.state().name()));
        }
        var in = new Inputs();
        boolean accept = Boolean.TRUE.equals(in.present("accept", accepted));
        var kept = accept ? in.maybe("note", note, 500) : in.text("note", note, 500);
        in.done();
        var after = store.update(
                accept
                        ? with(before, ConditionState.CONFIRMED, before.fulfilledOn(), before.note(), before.evidence())
                        : with(before, ConditionState.OPEN, null, kept, before.evidence()));
        steps.add(
                owner(after),
                accept ? "CONFIRMED" : "REOPENED",
                new Steps.Body(Days.today(clock), kept, List.of()),
                Map.of());
        audit.record("greening.condition.decide", "condition", id.toString(), before, after);
        watch(after, get(after.projectId()));
        return after;
    }

    @Transactional(readOnly = true)
    Project get(UUID id) {
        return store.find(id, false).orElseThrow(() -> Steps.unknown(id));
    }

    @Transactional(readOnly = true)
    Condition condition(UUID id) {
        return store.conditionUnlocked(id).orElseThrow(() -> Steps.unknown(id));
    }

    /** Number, name and state of the projects that a page of conditions belongs to. */
    record Head(UUID id, String no, String name, State state) {}

    @Transactional(readOnly = true)
    Map<UUID, Head> heads(Collection<UUID> projects) {
        return store.heads(projects).stream().collect(Collectors.toMap(Head::id, head -> head));
    }

    /** From what the condition asked to who confirmed it. */
    @Transactional(readOnly = true)
    List<Steps.Step> conditionHistory(UUID id) {
        return steps.of(id);
    }

    @Transactional(readOnly = true)
    List<Condition> conditions(UUID project) {
        return store.conditions(project);
    }

    @Transactional(readOnly = true)
    Page<Condition> conditions(ConditionsWanted wanted, Asked asked) {
        return store.conditions(wanted, Days.today(clock), asked);
    }

    @Transactional(readOnly = true)
    Page<Project> list(Wanted wanted, Asked asked) {
        return store.list(wanted, asked);
    }

    @Transactional(readOnly = true)
    List<Steps.Step> history(UUID id) {
        get(id);
        return steps.of(id);
    }

    /** Every open condition past its day; as the platform, see {@link GreeningWatch}. */
    @Transactional
    Findings.Reconciled watchAll() {
        var overdue = store.overdue(Days.today(clock)).stream()
                .map(condition -> raised(condition, get(condition.projectId())))
                .toList();
        return findings.reconcile(GreeningKinds.CONDITION_OVERDUE, overdue, "条件已落实");
    }

    private void watch(Condition condition, Project project) {
        if (condition.state() == ConditionState.OPEN
                && project.state() != State.REFUSED
                && condition.dueOn().isBefore(Days.today(clock))) {
            findings.raise(raised(condition, project));
        } else {
            findings.cleared(GreeningKinds.CONDITION_OVERDUE + "/" + condition.id(), "条件已落实");
        }
    }

    private Findings.Raised raised(Condition condition, Project project) {
        return new Findings.Raised(
                GreeningKinds.CONDITION_OVERDUE + "/" + condition.id(),
                GreeningKinds.CONDITION_OVERDUE,
                "LATE",
                condition.unitId(),
                condition.county(),
                condition.dueOn().plusDays(1),
                clock.instant(),
                project.name() + "：准入条件逾期未落实",
                Map.of(
                        "项目",
                        project.no() + " " + project.name(),
                        "条件",
                        condition.text(),
                        "期限",
                        condition.dueOn().toString()),
                "/greening/projects/" + project.id());
    }

    private Project locked(UUID id, String ifMatch) {
        var project = store.find(id, true).orElseThrow(() -> Steps.unknown(id));
        Etag.require(ifMatch, project.version());
        return project;
    }

    private static Steps.Owner owner(Project project) {
        return new Steps.Owner("project", project.id(), project.county(), project.unitId());
    }

    private static Steps.Owner owner(Condition condition) {
        return new Steps.Owner("condition", condition.id(), condition.county(), condition.unitId());
    }

    private static Condition with(Condition c, ConditionState state, LocalDate on, String note, List<UUID> evidence) {
        return new Condition(
                c.id(),
                c.projectId(),
                c.county(),
                c.unitId(),
                c.text(),
                c.kind(),
                c.dueOn(),
                state,
                on,
                note,
                evidence,
                c.createdAt());
    }
}
