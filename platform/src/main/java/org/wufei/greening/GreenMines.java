package org.wufei.greening;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Inputs;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.registry.Registry;

/**
 * 绿色矿山: mines, their scale and status over time, assessments against a standard kept as data, the list and withdrawal
 * from it (plan task 10). Public for the indicators; every other use goes over its controller.
 *
 * @see <a href="https://www.mnr.gov.cn">自然资源部等七部门《关于进一步加强绿色矿山建设的通知》(2024)</a>
 */
@Service
public class GreenMines {
    static final int ITEMS_MAX = 300;

    private final GreenMineStore store;
    private final Steps steps;
    private final Registry registry;
    private final Audit audit;
    private final Clock clock;

    GreenMines(GreenMineStore store, Steps steps, Registry registry, Audit audit, Clock clock) {
        this.store = store;
        this.steps = steps;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
    }

    /** Green mines of those counted: new or producing mines of large or medium scale. Nothing counted: missing, not zero. */
    public record Counts(int listed, int counted) {
        public static final Counts NONE = new Counts(0, 0);
    }

    /**
     * Mines counted on a day, and those of them on the green-mine list that day.
     *
     * @param county {@code null} for every county that the caller sees
     * @param asKnownAt only what was recorded up to that instant; {@code null} for now
     */
    @Transactional(readOnly = true)
    public Counts counts(RegionCode county, LocalDate day, Instant asKnownAt) {
        var counts = counts(day, asKnownAt);
        if (county != null) return counts.getOrDefault(county, Counts.NONE);
        return counts.values().stream()
                .reduce(Counts.NONE, (a, b) -> new Counts(a.listed + b.listed, a.counted + b.counted));
    }

    /** The same of each county that has such mines and that the caller sees, asked at once. */
    @Transactional(readOnly = true)
    public Map<RegionCode, Counts> counts(LocalDate day, Instant asKnownAt) {
        return store.counts(day, asKnownAt == null ? clock.instant().plusSeconds(1) : asKnownAt);
    }

    enum Scale {
        LARGE("大型"),
        MEDIUM("中型"),
        SMALL("小型");

        final String title;

        Scale(String title) {
            this.title = title;
        }
    }

    /** 新建, 持证在产, 停产, 闭坑. */
    enum Status {
        NEW("新建"),
        PRODUCING("持证在产"),
        SUSPENDED("停产"),
        CLOSED("闭坑");

        final String title;

        Status(String title) {
            this.title = title;
        }
    }

    enum Listing {
        NOT_LISTED("未列入"),
        LISTED("已列入"),
        WITHDRAWN("已退出");

        final String title;

        Listing(String title) {
            this.title = title;
        }
    }

    record Standard(
            UUID id,
            String code,
            String name,
            LocalDate validFrom,
            BigDecimal passScore,
            List<Item> items,
            Instant createdAt) {}

    /** @param veto a zero here fails the whole (一票否决) */
    record Item(String code, String title, BigDecimal score, boolean veto) {}

    record Mine(
            UUID id,
            UUID unitId,
            String name,
            RegionCode county,
            String mineral,
            String licenceNo,
            Scale scale,
            Status status,
            LocalDate factsOn,
            Listing listing,
            LocalDate listingOn,
            long version,
            Instant createdAt) {}

    enum AssessmentKind {
        SELF,
        THIRD_PARTY
    }

    record Assessment(
            UUID id,
            UUID mineId,
            UUID standardId,
            AssessmentKind kind,
            String body,
            LocalDate assessedOn,
            Map<String, BigDecimal> scores,
            BigDecimal total,
            boolean passed,
            String note,
            List<UUID> evidence,
            Instant createdAt) {}

    /** Total of the scores and whether it passes; every item must be scored within its own maximum. */
    record Verdict(BigDecimal total, boolean passed) {
        static Verdict of(Standard standard, Map<String, BigDecimal> scores) {
            var codes = new HashSet<String>();
            var total = BigDecimal.ZERO;
            boolean vetoed = false;
            for (var item : standard.items()) {
                codes.add(item.code());
                var score = scores.get(item.code());
                if (score == null || score.signum() < 0 || score.compareTo(item.score()) > 0 || score.scale() > 2) {
                    throw new Problem(
                            GreeningProblem.SCORES_UNFIT,
                            Map.of("item", item.code()),
                            List.of(new Problem.Field(
                                    "scores." + item.code(),
                                    "out-of-range",
                                    "须在 0 至 " + item.score().toPlainString() + " 之间，最多两位小数")));
                }
                vetoed |= item.veto() && score.signum() == 0;
                total = total.add(score);
            }
            if (!codes.containsAll(scores.keySet())) {
                throw new Problem(
                        GreeningProblem.SCORES_UNFIT,
                        Map.of(
                                "unknown",
                                scores.keySet().stream()
                                        .filter(code -> !codes.contains(code))
                                        .limit(5)
                                        .toList()
                                        .toString()));
            }
            return new Verdict(total, !vetoed && total.compareTo(standard.passScore()) >= 0);
        }
    }

    record StandardBody(String code, String name, LocalDate validFrom, BigDecimal passScore, List<Item> items) {}

    record Body(
            UUID unitId,
            String name,
            RegionCode county,
            String mineral,
            String licenceNo,
            Scale scale,
            Status status,
            LocalDate on) {}

    record FactsBody(Scale scale, Status status, LocalDate on) {}

    record AssessmentBody(
            UUID standardId,
            AssessmentKind kind,
            String body,
            LocalDate on,
            Map<String, BigDecimal> scores,
            String note,
            List<UUID> evidence) {}

    record ListingBody(Boolean listed, LocalDate on, String reason, List<UUID> evidence) {}

    /** A standard holds for the whole prefecture: one county does not publish it. */
    @Transactional
    Standard publish(StandardBody body) {
        if (!Caller.current().scope().all()) {
            throw new Problem(CommonProblem.NOT_ALLOWED, Map.of("standard", String.valueOf(body.code())));
        }
        var in = new Inputs();
        var code = in.text("code", body.code(), 60);
        var name = in.text("name", body.name(), 100);
        in.day("validFrom", body.validFrom(), Days.EARLIEST, Inputs.LATEST);
        in.number("passScore", body.passScore(), "0.01", "99999", 2);
        var items = in.list("items", body.items(), ITEMS_MAX);
        in.must(!items.isEmpty(), "items", "missing", "请至少填写一个条目");
        var codes = new HashSet<String>();
        var whole = BigDecimal.ZERO;
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            in.text("items[" + i + "].code", item.code(), 30);
            in.text("items[" + i + "].title", item.title(), 200);
            in.number("items[" + i + "].score", item.score(), "0.01", "9999", 2);
            in.must(
                    codes.add(item.code() == null ? null : item.code().strip()),
                    "items[" + i + "].code",
                    "twice",
                    "条目编号重复");
            if (item.score() != null) whole = whole.add(item.score());
        }
        in.must(
                body.passScore() == null || whole.compareTo(body.passScore()) >= 0,
                "passScore",
                "out-of-range",
                "达标分不能高于总分 " + whole.toPlainString());
        in.done();
        var kept = items.stream()
                .map(item -> new Item(item.code().strip(), item.title().strip(), item.score(), item.veto()))
                .toList();
        var standard = store.insert(new Standard(null, code, name, body.validFrom(), body.passScore(), kept, null))
                .orElseThrow(() -> new Problem(GreeningProblem.STANDARD_EXISTS, Map.of("code", code)));
        audit.record("greening.standard.publish", "standard", standard.id().toString(), null, standard);
        return standard;
    }

    @Transactional(readOnly = true)
    List<Standard> standards() {
        return store.standards();
    }

    @Transactional
    Mine register(Body body) {
        var in = new Inputs();
        in.present("unitId", body.unitId());
        var name = in.text("name", body.name(), 100);
        var county = steps.county(in, body.county());
        var mineral = in.text("mineral", body.mineral(), 50);
        var licence = in.maybe("licenceNo", body.licenceNo(), 60);
        in.present("scale", body.scale());
        in.present("status", body.status());
        in.happened("on", body.on(), clock);
        in.done();
        Steps.requireSeen(county, body.unitId());
        var unit = registry.unit(body.unitId());
        var mine = store.insert(new Mine(
                null,
                unit.id(),
                name,
                county,
                mineral,
                licence,
                body.scale(),
                body.status(),
                body.on(),
                Listing.NOT_LISTED,
                null,
                1,
                null));
        store.fact(mine);
        steps.add(owner(mine), "REGISTERED", new Steps.Body(body.on(), "", List.of()), facts(mine));
        audit.record("greening.mine.register", "mine", mine.id().toString(), null, mine);
        return mine;
    }

    record ChangeBody(String name, String mineral, String licenceNo) {}

    @Transactional
    Mine change(UUID id, String ifMatch, ChangeBody body) {
        var before = locked(id, ifMatch);
        var in = new Inputs();
        var name = in.text("name", body.name(), 100);
        var mineral = in.text("mineral", body.mineral(), 50);
        var licence = in.maybe("licenceNo", body.licenceNo(), 60);
        in.done();
        var after = store.update(new Mine(
                id,
                before.unitId(),
                name,
                before.county(),
                mineral,
                licence,
                before.scale(),
                before.status(),
                before.factsOn(),
                before.listing(),
                before.listingOn(),
                before.version(),
                before.createdAt()));
        audit.record("greening.mine.change", "mine", id.toString(), before, after);
        return after;
    }

    /** Scale or status changed on a day; what held before stays as it was. */
    @Transactional
    Mine state(UUID id, String ifMatch, FactsBody body) {
        var before = locked(id, ifMatch);
        var in = new Inputs();
        in.present("scale", body.scale());
        in.present("status", body.status());
        in.happened("on", body.on(), clock);
        in.must(
                body.on() == null || !body.on().isBefore(before.factsOn()),
                "on",
                "before-former",
                "不能早于上次变更日期 " + before.factsOn());
        in.done();
        var after = store.update(new Mine(
                id,
                before.unitId(),
                before.name(),
                before.county(),
                before.mineral(),
                before.licenceNo(),
                body.scale(),
                body.status(),
                body.on(),
                before.listing(),
                before.listingOn(),
                before.version(),
                before.createdAt()));
        store.fact(after);
        steps.add(owner(after), "FACTS", new Steps.Body(body.on(), "", List.of()), facts(after));
        audit.record("greening.mine.facts", "mine", id.toString(), before, after);
        return after;
    }

    @Transactional
    Assessment assess(UUID mine, AssessmentBody body) {
        var of = get(mine);
        var in = new Inputs();
        in.present("standardId", body.standardId());
        in.present("kind", body.kind());
        in.present("scores", body.scores());
        in.happened("on", body.on(), clock);
        var by = body.kind() == AssessmentKind.THIRD_PARTY
                ? in.text("body", body.body(), 100)
                : in.maybe("body", body.body(), 100);
        var note = in.maybe("note", body.note(), 1000);
        var evidence = steps.evidence(in, body.evidence());
        in.done();
        if (body.kind() == AssessmentKind.THIRD_PARTY && !Caller.current().may("greening.write")) {
            throw new Problem(CommonProblem.NOT_ALLOWED, Map.of("permission", "greening.write"));
        }
        var standard = store.standard(body.standardId()).orElseThrow(() -> Steps.unknown(body.standardId()));
        in.must(
                !body.on().isBefore(standard.validFrom()),
                "on",
                "before-standard",
                "评价标准自 " + standard.validFrom() + " 起适用");
        in.done();
        var verdict = Verdict.of(standard, body.scores());
        var assessment = store.insert(
                new Assessment(
                        null,
                        mine,
                        standard.id(),
                        body.kind(),
                        by,
                        body.on(),
                        body.scores(),
                        verdict.total(),
                        verdict.passed(),
                        note,
                        evidence,
                        null),
                of.county(),
                of.unitId());
        audit.record("greening.mine.assess", "mine", mine.toString(), null, assessment);
        return assessment;
    }

    /**
     * Whether the last third party's assessment on or before a day passed; for a mine that left the list, one made after that day:
     * a day's order of events is not known, and what was assessed before the withdrawal must not undo it.
     *
     * @param assessments newest first
     */
    static boolean assessed(Mine mine, List<Assessment> assessments, LocalDate on) {
        return assessments.stream()
                .filter(one -> one.kind() == AssessmentKind.THIRD_PARTY
                        && !one.assessedOn().isAfter(on))
                .findFirst()
                .map(one -> one.passed()
                        && (mine.listing() != Listing.WITHDRAWN
                                || one.assessedOn().isAfter(mine.listingOn())))
                .orElse(false);
    }

    /** What the caller may do now: a firm assesses itself; everything else is an officer's. */
    static Set<Act> acts(Mine mine, List<Assessment> assessments, LocalDate today, Caller caller) {
        var acts = Act.forOfficer(caller, Act.CHANGE, Act.FACTS, Act.ASSESS, Act.SELF_ASSESS);
        if (caller.may(Act.OWN)) acts.add(Act.SELF_ASSESS);
        if (caller.may(Act.WRITE)) {
            if (mine.listing() == Listing.LISTED) acts.add(Act.WITHDRAW);
            else if (assessed(mine, assessments, today)) acts.add(Act.LIST);
        }
        return acts;
    }

    @Transactional
    Mine list(UUID id, String ifMatch, ListingBody body) {
        var before = locked(id, ifMatch);
        boolean listed = Boolean.TRUE.equals(body.listed());
        if (listed == (before.listing() == Listing.LISTED)) {
            throw new Problem(
                    GreeningProblem.STEP_NOT_OPEN,
                    Map.of("state", before.listing().name()));
        }
        var in = new Inputs();
        var reason = listed ? in.maybe("reason", body.reason(), 500) : in.text("reason", body.reason(), 500);
        in.done();
        var step = steps.checked(new Steps.Body(body.on(), reason, body.evidence()), before.listingOn());
        if (listed && !assessed(before, store.assessments(id), step.on()))
            throw new Problem(GreeningProblem.MINE_NOT_ASSESSED, Map.of("mine", before.name()));
        var after = store.update(new Mine(
                id,
                before.unitId(),
                before.name(),
                before.county(),
                before.mineral(),
                before.licenceNo(),
                before.scale(),
                before.status(),
                before.factsOn(),
                listed ? Listing.LISTED : Listing.WITHDRAWN,
                step.on(),
                before.version(),
                before.createdAt()));
        steps.add(owner(after), after.listing().name(), step, Map.of());
        audit.record("greening.mine.list", "mine", id.toString(), before, after);
        return after;
    }

    @Transactional(readOnly = true)
    Mine get(UUID id) {
        return store.find(id, false).orElseThrow(() -> Steps.unknown(id));
    }

    @Transactional(readOnly = true)
    Page<Mine> list(RegionCode county, Scale scale, Status status, Listing listing, Asked asked) {
        return store.list(county, scale, status, listing, asked);
    }

    @Transactional(readOnly = true)
    List<Assessment> assessments(UUID id) {
        return store.assessments(id);
    }

    @Transactional(readOnly = true)
    List<Steps.Step> history(UUID id) {
        return steps.of(id);
    }

    private Mine locked(UUID id, String ifMatch) {
        var mine = store.find(id, true).orElseThrow(() -> Steps.unknown(id));
        Etag.require(ifMatch, mine.version());
        return mine;
    }

    private static Map<String, Object> facts(Mine mine) {
        return Map.of("scale", mine.scale().name(), "status", mine.status().name());
    }

    private static Steps.Owner owner(Mine mine) {
        return new Steps.Owner("mine", mine.id(), mine.county(), mine.unitId());
    }
}
