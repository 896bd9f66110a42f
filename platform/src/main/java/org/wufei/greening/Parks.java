package org.wufei.greening;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.catalogue.Catalogue;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Inputs;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.registry.Registry;

/** 园区循环化改造: parks, their plan of transformation, and the projects it is made of (plan task 8). */
@Service
class Parks {
    private final ParkStore store;
    private final Steps steps;
    private final Catalogue catalogue;
    private final Registry registry;
    private final Audit audit;
    private final Clock clock;

    Parks(ParkStore store, Steps steps, Catalogue catalogue, Registry registry, Audit audit, Clock clock) {
        this.store = store;
        this.steps = steps;
        this.catalogue = catalogue;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
    }

    /** 改造方案: none, drafted, approved, under way, done. */
    enum State implements Course<State> {
        NO_PLAN("未编方案"),
        DRAFTED("方案已编制"),
        APPROVED("方案已批准"),
        UNDER_WAY("实施中"),
        DONE("已完成");

        final String title;

        State(String title) {
            this.title = title;
        }

        @Override
        public Set<State> next() {
            return switch (this) {
                case NO_PLAN -> Set.of(DRAFTED);
                case DRAFTED -> Set.of(APPROVED);
                case APPROVED -> Set.of(UNDER_WAY);
                case UNDER_WAY -> Set.of(DONE);
                case DONE -> Set.of(DRAFTED);
            };
        }
    }

    enum Level {
        STATE("国家级"),
        REGION("自治区级"),
        PREFECTURE("地区级"),
        COUNTY("县级");

        final String title;

        Level(String title) {
            this.title = title;
        }
    }

    record Park(
            UUID id,
            String name,
            RegionCode county,
            Level level,
            BigDecimal areaKm2,
            LocalDate openedOn,
            UUID operatorId,
            String industries,
            String planName,
            BigDecimal useGoalPercent,
            State state,
            LocalDate stateOn,
            long version,
            Instant createdAt) {}

    enum ProjectState implements Course<ProjectState> {
        PLANNED,
        BUILDING,
        RUNNING,
        STOPPED;

        @Override
        public Set<ProjectState> next() {
            return switch (this) {
                case PLANNED -> Set.of(BUILDING, STOPPED);
                case BUILDING -> Set.of(RUNNING, STOPPED);
                case RUNNING -> Set.of(STOPPED);
                case STOPPED -> Set.of(BUILDING, RUNNING);
            };
        }
    }

    enum ProjectKind {
        UTILISATION,
        DISPOSAL,
        SHARED_FACILITY,
        EXCHANGE,
        OTHER
    }

    record ParkProject(
            UUID id,
            UUID parkId,
            RegionCode county,
            UUID unitId,
            String name,
            ProjectKind kind,
            WasteCode waste,
            Mass capacityG,
            BigDecimal investmentYuan,
            ProjectState state,
            LocalDate stateOn,
            long version,
            Instant createdAt) {}

    record Body(
            String name,
            RegionCode county,
            Level level,
            BigDecimal areaKm2,
            LocalDate openedOn,
            UUID operatorId,
            String industries,
            String planName,
            BigDecimal useGoalPercent) {}

    record ProjectBody(
            String name, UUID unitId, ProjectKind kind, WasteCode waste, Mass capacityG, BigDecimal investmentYuan) {}

    @Transactional
    Park register(Body body) {
        var park = store.insert(checked(body, null));
        steps.add(
                new Steps.Owner("park", park.id(), park.county(), park.operatorId()),
                park.state().name(),
                new Steps.Body(Days.today(clock), "", List.of()),
                Map.of());
        audit.record("greening.park.register", "park", park.id().toString(), null, park);
        return park;
    }

    @Transactional
    Park change(UUID id, String ifMatch, Body body) {
        var before = locked(id, ifMatch);
        var after = store.update(checked(body, before));
        audit.record("greening.park.change", "park", id.toString(), before, after);
        return after;
    }

    private Park checked(Body body, Park before) {
        var in = new Inputs();
        var name = in.text("name", body.name(), 100);
        var county = steps.county(in, body.county());
        in.must(before == null || before.county().equals(county), "county", "fixed", "园区所在县不能修改");
        in.present("level", body.level());
        in.maybeNumber("areaKm2", body.areaKm2(), "0.001", "99999", 3);
        if (body.openedOn() != null) in.happened("openedOn", body.openedOn(), clock);
        var industries = in.maybe("industries", body.industries(), 200);
        var plan = in.maybe("planName", body.planName(), 200);
        in.maybeNumber("useGoalPercent", body.useGoalPercent(), "0", "100", 2);
        in.done();
        Steps.requireSeen(county, body.operatorId());
        var operator = body.operatorId() == null
                ? null
                : registry.unit(body.operatorId()).id();
        return new Park(
                before == null ? null : before.id(),
                name,
                county,
                body.level(),
                body.areaKm2(),
                body.openedOn(),
                operator,
                industries,
                plan,
                body.useGoalPercent(),
                before == null ? State.NO_PLAN : before.state(),
                before == null ? null : before.stateOn(),
                0,
                null);
    }

    /** What the caller may do next: nothing before the plan has a name. */
    static Set<State> steps(Park park, Caller caller) {
        return park.planName().isEmpty() ? Set.of() : Act.stepsForOfficer(caller, park.state());
    }

    @Transactional
    Park step(UUID id, String ifMatch, State to, Steps.Body body) {
        var before = locked(id, ifMatch);
        before.state().requireNext(to);
        var in = new Inputs();
        in.must(!before.planName().isEmpty(), "planName", "missing", "请先填写循环化改造方案名称");
        in.done();
        var step = steps.checked(body, before.stateOn());
        var after = store.state(id, to, step.on());
        steps.add(new Steps.Owner("park", id, after.county(), after.operatorId()), to.name(), step, Map.of());
        audit.record("greening.park.step", "park", id.toString(), before, after);
        return after;
    }

    @Transactional
    ParkProject add(UUID park, ProjectBody body) {
        var of = get(park);
        var in = new Inputs();
        var name = in.text("name", body.name(), 100);
        in.present("kind", body.kind());
        if (body.capacityG() != null) in.mass("capacityG", body.capacityG());
        in.maybeNumber("investmentYuan", body.investmentYuan(), "0", "99999999999", 2);
        in.must(
                body.waste() == null
                        || catalogue.waste(body.waste(), Days.today(clock)).isPresent(),
                "waste",
                "unknown",
                "目录中没有此废物代码");
        in.done();
        Steps.requireSeen(of.county(), body.unitId());
        var unit = body.unitId() == null ? null : registry.unit(body.unitId()).id();
        var project = store.insert(new ParkProject(
                null,
                park,
                of.county(),
                unit,
                name,
                body.kind(),
                body.waste(),
                body.capacityG(),
                body.investmentYuan(),
                ProjectState.PLANNED,
                null,
                1,
                null));
        steps.add(
                new Steps.Owner("park-project", project.id(), project.county(), project.unitId()),
                project.state().name(),
                new Steps.Body(Days.today(clock), "", List.of()),
                Map.of());
        audit.record("greening.park-project.add", "park-project", project.id().toString(), null, project);
        return project;
    }

    @Transactional
    ParkProject step(UUID id, String ifMatch, ProjectState to, Steps.Body body) {
        var before = store.project(id).orElseThrow(() -> Steps.unknown(id));
        Etag.require(ifMatch, before.version());
        before.state().requireNext(to);
        var step = steps.checked(body, before.stateOn());
        var after = store.state(id, to, step.on());
        steps.add(new Steps.Owner("park-project", id, after.county(), after.unitId()), to.name(), step, Map.of());
        audit.record("greening.park-project.step", "park-project", id.toString(), before, after);
        return after;
    }

    @Transactional(readOnly = true)
    Park get(UUID id) {
        return store.find(id, false).orElseThrow(() -> Steps.unknown(id));
    }

    @Transactional(readOnly = true)
    Page<Park> list(RegionCode county, State state, Asked asked) {
        return store.list(county, state, asked);
    }

    @Transactional(readOnly = true)
    List<ParkProject> projects(UUID park) {
        return store.projects(park);
    }

    @Transactional(readOnly = true)
    List<Steps.Step> history(UUID id) {
        return steps.of(id);
    }

    private Park locked(UUID id, String ifMatch) {
        var park = store.find(id, true).orElseThrow(() -> Steps.unknown(id));
        Etag.require(ifMatch, park.version());
        return park;
    }
}
