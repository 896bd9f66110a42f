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
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Inputs;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.registry.Registry;

/** 固体废物利用新技术: research with its partners, its stage and what came of it (plan task 13). */
@Service
class Technologies {
    private final TechnologyStore store;
    private final Steps steps;
    private final Catalogue catalogue;
    private final Registry registry;
    private final Audit audit;
    private final Clock clock;

    Technologies(TechnologyStore store, Steps steps, Catalogue catalogue, Registry registry, Audit audit, Clock clock) {
        this.store = store;
        this.steps = steps;
        this.catalogue = catalogue;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
    }

    enum State implements Course<State> {
        PROPOSED("立项"),
        RESEARCH("研发"),
        PILOT("中试"),
        DEMONSTRATION("示范"),
        APPLIED("推广应用"),
        ENDED("结束");

        final String title;

        State(String title) {
            this.title = title;
        }

        @Override
        public Set<State> next() {
            return switch (this) {
                case PROPOSED -> Set.of(RESEARCH, ENDED);
                case RESEARCH -> Set.of(PILOT, ENDED);
                case PILOT -> Set.of(DEMONSTRATION, ENDED);
                case DEMONSTRATION -> Set.of(APPLIED, ENDED);
                case APPLIED -> Set.of(ENDED);
                case ENDED -> Set.of();
            };
        }
    }

    record Technology(
            UUID id,
            String name,
            RegionCode county,
            UUID unitId,
            String lead,
            String partners,
            WasteCode waste,
            String topic,
            LocalDate startsOn,
            LocalDate endsOn,
            BigDecimal fundingYuan,
            State state,
            LocalDate stateOn,
            long version,
            Instant createdAt) {}

    enum ResultKind {
        PATENT,
        PAPER,
        STANDARD,
        PRODUCT,
        AWARD,
        OTHER
    }

    record Result(
            UUID id,
            UUID technologyId,
            ResultKind kind,
            String title,
            LocalDate happenedOn,
            String note,
            Instant createdAt) {}

    record Body(
            String name,
            RegionCode county,
            UUID unitId,
            String lead,
            String partners,
            WasteCode waste,
            String topic,
            LocalDate startsOn,
            LocalDate endsOn,
            BigDecimal fundingYuan) {}

    record ResultBody(ResultKind kind, String title, LocalDate on, String note) {}

    @Transactional
    Technology propose(Body body) {
        var technology = store.insert(checked(body, null));
        steps.add(
                new Steps.Owner("technology", technology.id(), technology.county(), technology.unitId()),
                technology.state().name(),
                new Steps.Body(Days.today(clock), "", List.of()),
                Map.of());
        audit.record(
                "greening.technology.propose", "technology", technology.id().toString(), null, technology);
        return technology;
    }

    @Transactional
    Technology change(UUID id, String ifMatch, Body body) {
        var before = locked(id, ifMatch);
        var after = store.update(checked(body, before));
        audit.record("greening.technology.change", "technology", id.toString(), before, after);
        return after;
    }

    private Technology checked(Body body, Technology before) {
        var in = new Inputs();
        var name = in.text("name", body.name(), 100);
        var county = steps.county(in, body.county());
        in.must(before == null || before.county().equals(county), "county", "fixed", "所在县不能修改");
        var lead = in.text("lead", body.lead(), 100);
        var partners = in.maybe("partners", body.partners(), 300);
        var topic = in.maybe("topic", body.topic(), 300);
        in.day("startsOn", body.startsOn(), Days.EARLIEST, Inputs.LATEST);
        if (body.endsOn() != null) in.day("endsOn", body.endsOn(), Days.EARLIEST, Inputs.LATEST);
        in.must(
                body.endsOn() == null
                        || body.startsOn() == null
                        || !body.endsOn().isBefore(body.startsOn()),
                "endsOn",
                "before-start",
                "结束日期不能早于开始日期");
        in.maybeNumber("fundingYuan", body.fundingYuan(), "0", "99999999999", 2);
        in.must(
                body.waste() == null
                        || catalogue.waste(body.waste(), Days.today(clock)).isPresent(),
                "waste",
                "unknown",
                "目录中没有此废物代码");
        in.done();
        Steps.requireSeen(county, body.unitId());
        var unit = body.unitId() == null ? null : registry.unit(body.unitId()).id();
        return new Technology(
                before == null ? null : before.id(),
                name,
                county,
                unit,
                lead,
                partners,
                body.waste(),
                topic,
                body.startsOn(),
                body.endsOn(),
                body.fundingYuan(),
                before == null ? State.PROPOSED : before.state(),
                before == null ? null : before.stateOn(),
                0,
                null);
    }

    @Transactional
    Technology step(UUID id, String ifMatch, State to, Steps.Body body) {
        var before = locked(id, ifMatch);
        before.state().requireNext(to);
        var step = steps.checked(body, before.stateOn());
        var after = store.state(id, to, step.on());
        steps.add(new Steps.Owner("technology", id, after.county(), after.unitId()), to.name(), step, Map.of());
        audit.record("greening.technology.step", "technology", id.toString(), before, after);
        return after;
    }

    @Transactional
    Result result(UUID id, ResultBody body) {
        var of = get(id);
        var in = new Inputs();
        in.present("kind", body.kind());
        var title = in.text("title", body.title(), 200);
        in.happened("on", body.on(), clock);
        var note = in.maybe("note", body.note(), 500);
        in.done();
        var result =
                store.insert(new Result(null, id, body.kind(), title, body.on(), note, null), of.county(), of.unitId());
        audit.record("greening.technology.result", "technology", id.toString(), null, result);
        return result;
    }

    @Transactional(readOnly = true)
    Technology get(UUID id) {
        return store.find(id, false).orElseThrow(() -> Steps.unknown(id));
    }

    @Transactional(readOnly = true)
    Page<Technology> list(RegionCode county, State state, Asked asked) {
        return store.list(county, state, asked);
    }

    @Transactional(readOnly = true)
    List<Result> results(UUID id) {
        return store.results(id);
    }

    @Transactional(readOnly = true)
    List<Steps.Step> history(UUID id) {
        return steps.of(id);
    }

    private Technology locked(UUID id, String ifMatch) {
        var technology = store.find(id, true).orElseThrow(() -> Steps.unknown(id));
        Etag.require(ifMatch, technology.version());
        return technology;
    }
}
