package org.wufei.findings;

import static org.wufei.findings.FindingRules.Again.REOPENED;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.findings.Finding.State;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.registry.Registry;

/**
 * 发现: the module's one door. A module that sees something wrong raises it here; the same {@code key} raised again is the
 * same finding, brought up to date. A person decides what becomes of it, and why.
 *
 * <p>Problems: {@code findings/unknown}, {@code findings/ended}, {@code findings/not-ended},
 * {@code findings/not-yours}.
 *
 * @see <a href="https://flk.npc.gov.cn">固体废物污染环境防治法 (2020) 第二十六条: 监督检查, 如实反映情况</a>
 */
@Service
public class Findings {
    /** A reason shorter than this tells the next reader nothing. */
    static final int REASON_LENGTH_MIN = 4;

    static final int TEXT_LENGTH_MAX = 1000;
    /** A matter with more sides than this is not readable on one screen. */
    static final int FACTS_MAX = 40;

    private static final int SEARCH_LENGTH_MAX = 60;

    private final FindingStore store;
    private final Registry registry;
    private final Audit audit;
    private final Clock clock;
    private final Map<String, FindingKind> kinds;

    Findings(FindingStore store, Registry registry, Audit audit, Clock clock, ObjectProvider<FindingKind> kinds) {
        this.store = store;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
        this.kinds = kinds.stream()
                .collect(Collectors.toMap(
                        FindingKind::code,
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalStateException("two kinds of finding named " + one.code());
                        },
                        TreeMap::new));
    }

    /**
     * Raises a finding, or brings the open one with the same key up to date. A decided one stays decided unless {@code facts}
     * changed, so facts hold what the matter is, not a running count of days.
     */
    @Transactional
    public UUID raise(Raised finding) {
        return store.seeingAll(() -> raiseSeeingAll(finding));
    }

    /** Raises many, in the caller's transaction. */
    @Transactional
    public void raiseAll(List<Raised> findings) {
        if (findings.isEmpty()) return;
        store.seeingAll(() -> {
            findings.forEach(this::raiseSeeingAll);
            return null;
        });
    }

    private UUID raiseSeeingAll(Raised raised) {
        if (!kinds.containsKey(raised.kind())) throw new IllegalStateException("no kind of finding " + raised.kind());
        var now = now();
        var by = Caller.find().orElseGet(() -> Caller.system(raised.kind()));
        var fresh = store.insert(raised, now);
        if (fresh.isPresent()) {
            store.step(fresh.get(), "RAISED", by, "", raised.facts(), now);
            return fresh.get();
        }
        var before = store.lock(raised.key()).orElseThrow();
        switch (FindingRules.again(before.state(), before.facts(), raised.facts())) {
            case SEEN -> store.seen(before.id(), now);
            case UPDATED -> {
                store.refresh(before.id(), raised, false, now);
                store.step(before.id(), "UPDATED", by, "", raised.facts(), now);
            }
            case REOPENED -> {
                store.refresh(before.id(), raised, true, now);
                store.step(before.id(), REOPENED.name(), by, "情况有变，重新列为待办", raised.facts(), now);
            }
        }
        return before.id();
    }

    /** The condition no longer holds: an undecided finding is closed by itself, with the reason; a decided one is left. */
    @Transactional
    public void cleared(String key, String reason) {
        store.seeingAll(() -> {
            store.lock(key)
                    .filter(finding -> FindingRules.clears(finding.state()))
                    .ifPresent(finding -> {
                        var by = Caller.find().orElseGet(() -> Caller.system(finding.kind()));
                        store.state(finding.id(), State.CLEARED, by, reason, now());
                        store.step(finding.id(), "CLEARED", by, reason, null, now());
                    });
            return null;
        });
    }

    /**
     * A watch's whole answer for one kind, whoever's: raises what holds now and clears every other undecided finding of the
     * kind. Only for a watch that looked at everything.
     */
    @Transactional
    public Reconciled reconcile(String kind, List<Raised> now, String reason) {
        var before = openKeys(kind, null);
        raiseAll(now);
        var held = now.stream().map(Raised::key).collect(Collectors.toSet());
        var gone = before.stream().filter(key -> !held.contains(key)).toList();
        gone.forEach(key -> cleared(key, reason));
        return new Reconciled(
                (int) held.stream().filter(key -> !before.contains(key)).count(), gone.size());
    }

    /** What a watch changed: findings that were not open before, and findings that ended by themselves. */
    public record Reconciled(int raised, int cleared) {}

    /** Keys of undecided findings of a kind, whoever's: a watch clears those whose condition it no longer finds. */
    @Transactional(readOnly = true)
    public Set<String> openKeys(String kind, UUID unit) {
        return store.seeingAll(() -> store.openKeys(kind, unit));
    }

    /** The finding as the caller sees it. @throws Problem {@code findings/unknown} */
    @Transactional(readOnly = true)
    public Detail get(UUID id) {
        return detail(store.find(id).orElseThrow(() -> unknown(id)));
    }

    @Transactional(readOnly = true)
    public Page<Finding> list(Search search, String cursor, int size) {
        var found = store.search(search, cursor(cursor), size + 1);
        var page = found.subList(0, Math.min(size, found.size()));
        return new Page<>(named(page), found.size() > size ? cursor(page.getLast()) : null, store.count(search));
    }

    /** What waits for a decision within the caller's scope. */
    @Transactional(readOnly = true)
    public Counts counts() {
        return Counts.of(
                store.counts(),
                kind -> kinds.containsKey(kind) ? kinds.get(kind).title() : kind);
    }

    /** Kinds that modules of this platform can raise, by code. */
    public List<Kind> kinds() {
        return kinds.values().stream().map(Findings::kind).toList();
    }

    /** The caller takes it in hand (接办), also from a colleague. */
    @Transactional
    public Detail take(UUID id, long version) {
        return change(id, version, State.TAKEN, "TAKEN", "");
    }

    /** The caller lays it back into the queue. @throws Problem {@code findings/not-yours} */
    @Transactional
    public Detail release(UUID id, long version) {
        var finding = store.find(id).orElseThrow(() -> unknown(id));
        if (!Caller.current().id().equals(finding.takenBy())) {
            throw new Problem(
                    FindingsProblem.NOT_YOURS, Map.of("takenBy", Objects.toString(finding.takenByName(), "")));
        }
        return change(id, version, State.OPEN, "RELEASED", "");
    }

    /** The caller's conclusion and why. @throws Problem {@code findings/ended} */
    @Transactional
    public Detail decide(UUID id, long version, State conclusion, String reason) {
        if (conclusion == null || !conclusion.decided()) {
            throw invalid("as", "unknown", "结论须为 CONFIRMED（属实）、DISMISSED（不属实）或 REMEDIED（已整改）");
        }
        return change(id, version, conclusion, conclusion.name(), text("reason", reason));
    }

    /** An ended finding is looked at again. @throws Problem {@code findings/not-ended} */
    @Transactional
    public Detail reopen(UUID id, long version, String reason) {
        return change(id, version, State.OPEN, "REOPENED", text("reason", reason));
    }

    /** A side says what it has to say (情况说明); the state stays. */
    @Transactional
    public Detail note(UUID id, String text) {
        var said = text("text", text);
        var finding = store.find(id).orElseThrow(() -> unknown(id));
        store.step(id, "NOTED", Caller.current(), said, null, now());
        audit.record("findings.note", "finding", id.toString(), null, Map.of("text", said));
        return detail(finding);
    }

    private Detail change(UUID id, long version, State to, String act, String reason) {
        var before = store.lock(id).orElseThrow(() -> unknown(id));
        if (before.version() != version) {
            throw new Problem(
                    CommonProblem.CHANGED_MEANWHILE,
                    Map.of("given", String.valueOf(version), "current", String.valueOf(before.version())));
        }
        boolean reopening = act.equals("REOPENED");
        if (before.state().ended() && !reopening) {
            throw new Problem(
                    FindingsProblem.ENDED, Map.of("state", before.state().title()));
        }
        if (reopening && !before.state().ended()) {
            throw new Problem(
                    FindingsProblem.NOT_ENDED, Map.of("state", before.state().title()));
        }
        var by = Caller.current();
        store.state(id, to, by, reason, now());
        store.step(id, act, by, reason, null, now());
        audit.record(
                "findings." + act.toLowerCase(java.util.Locale.ROOT),
                "finding",
                id.toString(),
                Map.of("state", before.state().name()),
                Map.of("state", to.name(), "reason", reason));
        return get(id);
    }

    private Detail detail(Finding finding) {
        var kind = kinds.get(finding.kind());
        return new Detail(
                named(List.of(finding)).getFirst(),
                kind == null ? new Kind(finding.kind(), finding.kind(), "", "") : kind(kind),
                store.steps(finding.id()));
    }

    private List<Finding> named(List<Finding> findings) {
        var units = findings.stream()
                .map(Finding::unitId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var names = new HashMap<UUID, String>();
        if (!units.isEmpty()) registry.names(units).forEach(unit -> names.put(unit.id(), unit.name()));
        return findings.stream()
                .map(finding -> finding.named(
                        kinds.containsKey(finding.kind())
                                ? kinds.get(finding.kind()).title()
                                : finding.kind(),
                        names.get(finding.unitId())))
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Kind kind(FindingKind kind) {
        return new Kind(kind.code(), kind.title(), kind.basis(), kind.advice());
    }

    private static String text(String field, String text) {
        var said = text == null ? "" : text.strip();
        if (said.length() < REASON_LENGTH_MIN || said.length() > TEXT_LENGTH_MAX) {
            throw invalid(field, "length", "请写明理由，%d 至 %d 字".formatted(REASON_LENGTH_MIN, TEXT_LENGTH_MAX));
        }
        return said;
    }

    private static Problem invalid(String field, String code, String message) {
        return new Problem(
                CommonProblem.INPUT_INVALID, Map.of("field", field), List.of(new Problem.Field(field, code, message)));
    }

    private static Problem unknown(UUID id) {
        return new Problem(FindingsProblem.UNKNOWN, Map.of("id", id.toString()));
    }

    private static String cursor(Finding last) {
        var text = last.severity() + "|" + last.heldOn() + "|" + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static FindingStore.Cursor cursor(String text) {
        if (text == null || text.isBlank()) return null;
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|");
            return new FindingStore.Cursor(parts[0], LocalDate.parse(parts[1]), UUID.fromString(parts[2]));
        } catch (RuntimeException e) {
            throw invalid("cursor", "unknown", "翻页标记无效，请从第一页重新查询");
        }
    }

    /**
     * @param key stable: {@code industrial.late-month/<unit>/2026-09}
     * @param kind {@code industrial.late-month}; titles and articles come from {@link FindingKind} beans
     * @param severity {@code LATE} (wrong, vermilion) or {@code RISK} (due, saffron)
     * @param on the day that the condition first held
     * @param seenAt when it was seen; kept by the desk's own clock
     * @param facts both sides of the matter, as shown: names to values, in the order given
     * @param link path in the web application that shows the matter
     */
    public record Raised(
            String key,
            String kind,
            String severity,
            UUID unit,
            RegionCode county,
            LocalDate on,
            Instant seenAt,
            String title,
            Map<String, String> facts,
            String link) {
        public Raised {
            facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
            if (facts.size() > FACTS_MAX) throw new IllegalArgumentException(facts.size() + " facts");
        }
    }

    /**
     * Which findings: each {@code null} or empty part asks for all.
     *
     * @param heldTo held on this day or earlier: its age
     * @param mine taken by this person
     * @param newest newest first; otherwise by urgency: wrong before due, oldest first
     */
    public record Search(
            String text,
            Set<String> kinds,
            Set<State> states,
            String severity,
            RegionCode county,
            UUID unit,
            LocalDate heldFrom,
            LocalDate heldTo,
            UUID mine,
            boolean newest) {
        public Search {
            kinds = kinds == null ? Set.of() : Set.copyOf(kinds);
            states = states == null
                    ? Set.of()
                    : states.stream().filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
            if (text != null && text.isBlank()) text = null;
            if (text != null && text.length() > SEARCH_LENGTH_MAX) {
                throw invalid("q", "length", "查找内容不超过 %d 字".formatted(SEARCH_LENGTH_MAX));
            }
            if (severity != null && !Set.of("LATE", "RISK").contains(severity)) {
                throw invalid("severity", "unknown", "严重程度须为 LATE 或 RISK");
            }
        }
    }

    /** 发现类型 as shown: what it rests on and what to do. */
    public record Kind(String code, String title, String basis, String advice) {}

    /** One step of its life. */
    public record Step(Instant at, String act, String by, String text, Map<String, String> facts) {}

    /** A finding with its kind and its life so far. */
    public record Detail(Finding finding, Kind kind, List<Step> steps) {}

    /** One group of undecided findings. */
    public record Counted(String kind, RegionCode county, String severity, long count, LocalDate oldest) {}

    /** What waits, by kind and by county. */
    public record Counts(
            long total, long late, long risk, LocalDate oldest, List<OfKind> byKind, List<OfCounty> byCounty) {
        public record OfKind(String kind, String title, long late, long risk) {}

        public record OfCounty(RegionCode county, long late, long risk) {}

        static Counts of(List<Counted> groups, Function<String, String> title) {
            var byKind =
                    groups.stream().collect(Collectors.groupingBy(Counted::kind, TreeMap::new, Collectors.toList()));
            var byCounty = groups.stream()
                    .filter(group -> group.county() != null)
                    .collect(Collectors.groupingBy(Counted::county, TreeMap::new, Collectors.toList()));
            return new Counts(
                    groups.stream().mapToLong(Counted::count).sum(),
                    sum(groups, "LATE"),
                    sum(groups, "RISK"),
                    groups.stream()
                            .map(Counted::oldest)
                            .min(LocalDate::compareTo)
                            .orElse(null),
                    byKind.entrySet().stream()
                            .map(kind -> new OfKind(
                                    kind.getKey(),
                                    title.apply(kind.getKey()),
                                    sum(kind.getValue(), "LATE"),
                                    sum(kind.getValue(), "RISK")))
                            .sorted(java.util.Comparator.comparingLong(OfKind::late)
                                    .thenComparingLong(OfKind::risk)
                                    .reversed())
                            .toList(),
                    byCounty.entrySet().stream()
                            .map(county -> new OfCounty(
                                    county.getKey(), sum(county.getValue(), "LATE"), sum(county.getValue(), "RISK")))
                            .toList());
        }

        private static long sum(List<Counted> groups, String severity) {
            return groups.stream()
                    .filter(group -> group.severity().equals(severity))
                    .mapToLong(Counted::count)
                    .sum();
        }
    }
}
