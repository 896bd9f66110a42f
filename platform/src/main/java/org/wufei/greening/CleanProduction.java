package org.wufei.greening;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
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
import org.wufei.registry.Registry;

/**
 * 清洁生产审核: the yearly list of firms that must or want to be audited, and each audit's way to its result (plan task 7).
 * Public for the indicators; every other use goes over its controller.
 *
 * @see <a href="https://flk.npc.gov.cn">清洁生产促进法 (2012) 第二十七条; 清洁生产审核办法 (2016)</a>
 */
@Service
public class CleanProduction {
    private final CleanProductionStore store;
    private final Steps steps;
    private final Registry registry;
    private final Findings findings;
    private final Audit audit;
    private final Clock clock;

    CleanProduction(
            CleanProductionStore store, Steps steps, Registry registry, Findings findings, Audit audit, Clock clock) {
        this.store = store;
        this.steps = steps;
        this.registry = registry;
        this.findings = findings;
        this.audit = audit;
        this.clock = clock;
    }

    /** Firms that passed, of firms on the mandatory list. Nothing listed: the share is missing, not zero. */
    public record Share(int passed, int listed) {
        public static final Share NONE = new Share(0, 0);
    }

    /**
     * Firms on the mandatory list of the day's year, and those of them whose audit had passed on that day.
     *
     * @param county {@code null} for every county that the caller sees
     * @param asKnownAt only what was recorded up to that instant; {@code null} for now
     */
    @Transactional(readOnly = true)
    public Share share(RegionCode county, LocalDate day, Instant asKnownAt) {
        var shares = shares(day, asKnownAt);
        if (county != null) return shares.getOrDefault(county, Share.NONE);
        return shares.values().stream()
                .reduce(Share.NONE, (a, b) -> new Share(a.passed + b.passed, a.listed + b.listed));
    }

    /** {@link #share} of each county that has such firms and that the caller sees, asked at once. */
    @Transactional(readOnly = true)
    public Map<RegionCode, Share> shares(LocalDate day, Instant asKnownAt) {
        return store.shares(day, asKnownAt == null ? clock.instant().plusSeconds(1) : asKnownAt);
    }

    enum State implements Course<State> {
        LISTED("已列入"),
        PLANNED("已定方案"),
        AUDITED("已审核"),
        PASSED("评估通过"),
        FAILED("评估未通过"),
        ACCEPTED("已验收"),
        REMOVED("已移出");

        final String title;

        State(String title) {
            this.title = title;
        }

        @Override
        public Set<State> next() {
            return switch (this) {
                case LISTED -> Set.of(PLANNED, REMOVED);
                case PLANNED -> Set.of(AUDITED, REMOVED);
                case AUDITED -> Set.of(PASSED, FAILED);
                case FAILED -> Set.of(AUDITED);
                case PASSED -> Set.of(ACCEPTED);
                case ACCEPTED, REMOVED -> Set.of();
            };
        }

        /** What the caller may do next: an officer everything that is open, a firm its own reports. */
        Set<State> steps(Caller caller) {
            if (caller.may(Act.WRITE)) return next();
            return caller.may(Act.OWN)
                    ? next().stream().filter(State::byFirm).collect(java.util.stream.Collectors.toUnmodifiableSet())
                    : Set.of();
        }

        /** Without a reason nobody is taken off the list, and nobody fails. */
        boolean reasoned() {
            return this == REMOVED || this == FAILED;
        }

        /** What the firm itself reports; the rest an officer decides. */
        boolean byFirm() {
            return this == PLANNED || this == AUDITED;
        }

        boolean settled() {
            return this == PASSED || this == ACCEPTED || this == REMOVED;
        }
    }

    enum Kind {
        MANDATORY("强制性"),
        VOLUNTARY("自愿性");

        final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    /** 超标超总量, 高耗能, 有毒有害, 名录企业, 自愿. */
    enum Reason {
        EMISSION("超标或超总量排放"),
        ENERGY("高耗能"),
        TOXIC("使用或排放有毒有害物质"),
        LISTED("重点监管名录企业"),
        WILLING("自愿");

        final String title;

        Reason(String title) {
            this.title = title;
        }
    }

    record Listed(
            UUID id,
            int year,
            UUID unitId,
            RegionCode county,
            Kind kind,
            Reason reason,
            String industry,
            LocalDate listedOn,
            LocalDate dueOn,
            String auditor,
            boolean carbonAudited,
            String carbonNote,
            BigDecimal carbonCutT,
            Mass wasteCutG,
            State state,
            LocalDate stateOn,
            long version,
            Instant createdAt) {}

    record Body(
            Integer year,
            UUID unitId,
            Kind kind,
            Reason reason,
            String industry,
            LocalDate listedOn,
            LocalDate dueOn) {}

    record StepBody(
            State to,
            LocalDate on,
            String note,
            List<UUID> evidence,
            String auditor,
            Boolean carbonAudited,
            String carbonNote,
            BigDecimal carbonCutT,
            Mass wasteCutG) {}

    /** @param overdue only those past their day that have not passed */
    record Wanted(Integer year, Kind kind, RegionCode county, State state, UUID unitId, boolean overdue) {}

    @Transactional
    Listed list(Body body) {
        var in = new Inputs();
        in.present("year", body.year());
        in.must(
                body.year() == null || body.year() >= 2000 && body.year() <= 2060,
                "year",
                "out-of-range",
                "年度须在 2000 至 2060 之间");
        in.present("unitId", body.unitId());
        in.present("kind", body.kind());
        in.present("reason", body.reason());
        reason(in, body.kind(), body.reason());
        var industry = in.maybe("industry", body.industry(), 60);
        var listedOn = in.happened("listedOn", body.listedOn(), clock);
        in.must(
                listedOn == null || body.dueOn() == null || !body.dueOn().isBefore(listedOn),
                "dueOn",
                "before-listed",
                "完成期限不能早于列入日期");
        in.must(body.dueOn() == null || !body.dueOn().isAfter(Inputs.LATEST), "dueOn", "out-of-range", "期限超出允许范围");
        in.done();
        var unit = registry.unit(body.unitId());
        Steps.requireSeen(unit.county(), unit.id());
        // 强制性审核 ends within a year of the list: 清洁生产审核办法 (2016).
        var due = body.dueOn() == null && body.kind() == Kind.MANDATORY ? listedOn.plusYears(1) : body.dueOn();
        var listed = store.insert(new Listed(
                        null,
                        body.year(),
                        unit.id(),
                        unit.county(),
                        body.kind(),
                        body.reason(),
                        industry,
                        listedOn,
                        due,
                        "",
                        false,
                        "",
                        null,
                        null,
                        State.LISTED,
                        listedOn,
                        1,
                        null))
                .orElseThrow(() ->
                        new Problem(GreeningProblem.ALREADY_LISTED, Map.of("unit", unit.name(), "year", body.year())));
        steps.add(
                owner(listed),
                "LISTED",
                new Steps.Body(listedOn, "", List.of()),
                Map.of("reason", body.reason().name()));
        audit.record("greening.audit.list", "clean-production", listed.id().toString(), null, listed);
        watch(listed);
        return listed;
    }

    /** Who audits of its own will has no other reason, and whoever must be audited has one of the law's (第二十七条). */
    private static void reason(Inputs in, Kind kind, Reason reason) {
        in.must(
                kind == null || reason == null || (kind == Kind.VOLUNTARY) == (reason == Reason.WILLING),
                "reason",
                "unfit",
                "列入原因与审核类型不符：自愿性只选“自愿”，强制性选其余各项");
    }

    record ChangeBody(Reason reason, String industry, LocalDate dueOn) {}

    /** Who, when and whether mandatory stay as they were published; a wrong listing is removed and made anew next year. */
    @Transactional
    Listed change(UUID id, String ifMatch, ChangeBody body) {
        var before = locked(id, ifMatch);
        if (before.state().next().isEmpty()) {
            throw new Problem(
                    GreeningProblem.STEP_NOT_OPEN,
                    Map.of("state", before.state().name()));
        }
        var in = new Inputs();
        in.present("reason", body.reason());
        reason(in, before.kind(), body.reason());
        var industry = in.maybe("industry", body.industry(), 60);
        in.must(before.kind() == Kind.VOLUNTARY || body.dueOn() != null, "dueOn", "missing", "强制性审核须有完成期限");
        in.must(
                body.dueOn() == null
                        || !body.dueOn().isBefore(before.listedOn())
                                && !body.dueOn().isAfter(Inputs.LATEST),
                "dueOn",
                "out-of-range",
                "完成期限不能早于列入日期");
        in.done();
        var after = store.update(new Listed(
                id,
                before.year(),
                before.unitId(),
                before.county(),
                before.kind(),
                body.reason(),
                industry,
                before.listedOn(),
                body.dueOn(),
                before.auditor(),
                before.carbonAudited(),
                before.carbonNote(),
                before.carbonCutT(),
                before.wasteCutG(),
                before.state(),
                before.stateOn(),
                before.version(),
                before.createdAt()));
        audit.record("greening.audit.change", "clean-production", id.toString(), before, after);
        watch(after);
        return after;
    }

    @Transactional
    Listed step(UUID id, String ifMatch, StepBody body) {
        var before = locked(id, ifMatch);
        before.state().requireNext(body.to());
        if (!body.to().byFirm() && !Caller.current().may("greening.write")) {
            throw new Problem(CommonProblem.NOT_ALLOWED, Map.of("permission", "greening.write"));
        }
        var in = new Inputs();
        var auditor = in.maybe("auditor", body.auditor(), 100);
        var carbonNote = in.maybe("carbonNote", body.carbonNote(), 500);
        in.maybeNumber("carbonCutT", body.carbonCutT(), "0", "99999999", 3);
        in.done();
        var step = steps.checked(
                new Steps.Body(body.on(), body.note(), body.evidence()),
                before.stateOn(),
                body.to().reasoned());
        var after = store.update(new Listed(
                id,
                before.year(),
                before.unitId(),
                before.county(),
                before.kind(),
                before.reason(),
                before.industry(),
                before.listedOn(),
                before.dueOn(),
                auditor.isEmpty() ? before.auditor() : auditor,
                body.carbonAudited() == null ? before.carbonAudited() : body.carbonAudited(),
                carbonNote.isEmpty() ? before.carbonNote() : carbonNote,
                body.carbonCutT() == null ? before.carbonCutT() : body.carbonCutT(),
                body.wasteCutG() == null ? before.wasteCutG() : body.wasteCutG(),
                body.to(),
                step.on(),
                before.version(),
                before.createdAt()));
        var facts = new TreeMap<String, Object>();
        if (!auditor.isEmpty()) facts.put("auditor", auditor);
        if (body.carbonCutT() != null) facts.put("carbonCutT", body.carbonCutT());
        if (body.wasteCutG() != null) facts.put("wasteCutG", body.wasteCutG());
        steps.add(owner(after), body.to().name(), step, facts);
        audit.record("greening.audit.step", "clean-production", id.toString(), before, after);
        watch(after);
        return after;
    }

    @Transactional(readOnly = true)
    Listed get(UUID id) {
        return store.find(id, false).orElseThrow(() -> Steps.unknown(id));
    }

    @Transactional(readOnly = true)
    Page<Listed> list(Wanted wanted, Asked asked) {
        var named = asked.pattern() == null
                ? List.<UUID>of()
                : registry.units(wanted.county(), null, 500).stream()
                        .filter(unit -> unit.name().contains(asked.q().strip()))
                        .map(Registry.Unit::id)
                        .toList();
        return store.list(wanted, named, Days.today(clock), asked);
    }

    @Transactional(readOnly = true)
    List<Steps.Step> history(UUID id) {
        return steps.of(id);
    }

    /** Names of the units of a page, whatever the caller's scope. */
    @Transactional(readOnly = true)
    Map<UUID, String> names(java.util.Collection<UUID> units) {
        var names = new TreeMap<UUID, String>();
        registry.names(units).forEach(unit -> names.put(unit.id(), unit.name()));
        return names;
    }

    /** Every audit past its day; as the platform, see {@link GreeningWatch}. */
    @Transactional
    Findings.Reconciled watchAll() {
        var overdue =
                store.overdue(Days.today(clock)).stream().map(this::raised).toList();
        return findings.reconcile(GreeningKinds.AUDIT_OVERDUE, overdue, "审核已通过或已移出名单");
    }

    private void watch(Listed listed) {
        boolean late = listed.dueOn() != null
                && listed.dueOn().isBefore(Days.today(clock))
                && !listed.state().settled();
        if (late) findings.raise(raised(listed));
        else findings.cleared(GreeningKinds.AUDIT_OVERDUE + "/" + listed.id(), "审核已通过或已移出名单");
    }

    private Findings.Raised raised(Listed listed) {
        var name = names(List.of(listed.unitId())).getOrDefault(listed.unitId(), "");
        return new Findings.Raised(
                GreeningKinds.AUDIT_OVERDUE + "/" + listed.id(),
                GreeningKinds.AUDIT_OVERDUE,
                "LATE",
                listed.unitId(),
                listed.county(),
                listed.dueOn().plusDays(1),
                clock.instant(),
                name + listed.year() + " 年清洁生产审核逾期",
                Map.of(
                        "企业",
                        name,
                        "名单年度",
                        Integer.toString(listed.year()),
                        "期限",
                        listed.dueOn().toString(),
                        "进度",
                        listed.state().title),
                "/greening/clean-productions/" + listed.id());
    }

    private Listed locked(UUID id, String ifMatch) {
        var listed = store.find(id, true).orElseThrow(() -> Steps.unknown(id));
        Etag.require(ifMatch, listed.version());
        return listed;
    }

    private static Steps.Owner owner(Listed listed) {
        return new Steps.Owner("audit", listed.id(), listed.county(), listed.unitId());
    }
}
