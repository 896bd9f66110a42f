package org.wufei.industrial;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.catalogue.Catalogue;
import org.wufei.industrial.MonthStore.WasteWay;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Balance;
import org.wufei.ledger.Entry;
import org.wufei.ledger.Flow;
import org.wufei.ledger.Ledger;
import org.wufei.ledger.Stage;
import org.wufei.registry.Registry;

/**
 * 月度台账: what a unit's month holds, what is missing from it, and its close; and the year against the permit.
 *
 * @see <a href="https://www.mee.gov.cn">公告2021年第82号 附表2; 排污许可管理条例</a>
 */
@Service
class Months {
    private static final Comparator<PermitStanding> WORST_FIRST = Comparator.<PermitStanding>comparingInt(
                    row -> List.of("OVER", "NOT_PERMITTED", "NEAR", "OK")
                            .indexOf(row.line().state()))
            .thenComparing(
                    row -> row.line().share() == null
                            ? BigDecimal.ZERO
                            : new BigDecimal(row.line().share()),
                    Comparator.reverseOrder())
            .thenComparing(PermitStanding::unitName)
            .thenComparing(row -> row.line().waste().text())
            .thenComparing(row -> row.line().way());

    private final MonthStore store;
    private final YearlyLists lists;
    private final ProcessStore processes;
    private final Parameters parameters;
    private final Facts facts;
    private final Registry registry;
    private final Catalogue catalogue;
    private final Ledger ledger;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Months(
            MonthStore store,
            YearlyLists lists,
            ProcessStore processes,
            Parameters parameters,
            Facts facts,
            Registry registry,
            Catalogue catalogue,
            Ledger ledger,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.lists = lists;
        this.processes = processes;
        this.parameters = parameters;
        this.facts = facts;
        this.registry = registry;
        this.catalogue = catalogue;
        this.ledger = ledger;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    enum State {
        NOT_ENDED,
        OPEN,
        CLOSED
    }

    /** One waste of the month; grams as strings, below zero where a reversal of an earlier month's document outweighs the month's own. */
    record Line(
            String waste,
            String name,
            String openingG,
            String generatedG,
            String foundG,
            String receivedG,
            String returnedG,
            String ownUseG,
            String ownDisposalG,
            String outG,
            String entrustedUseG,
            String entrustedDisposalG,
            String entrustedStorageG,
            String lostG,
            String closingG,
            String inTransitG,
            String countedG,
            String gapG) {}

    /** What is missing from a month; a blocking one must be done before it closes. */
    record Missing(String code, String title, int count, String link, boolean blocking) {}

    record Month(
            UUID unitId,
            YearMonth month,
            State state,
            LocalDate deadline,
            Instant closedAt,
            String closedBy,
            List<Line> lines,
            List<Missing> missing) {}

    /** A month in a list: whose, and how it stands. */
    record Standing(
            UUID unitId,
            String unitName,
            RegionCode county,
            YearMonth month,
            State state,
            LocalDate deadline,
            boolean late,
            Instant closedAt,
            String closedBy) {}

    /** One thing that is due at a unit. {@code level}: {@code LATE}, {@code RISK} or {@code INFO}. */
    record Due(String code, String title, String detail, LocalDate dueOn, String level, String link) {}

    /** One line of the permit's chapter against the book; {@code permittedG} absent where the permit does not have it. */
    record PermitLine(
            WasteCode waste,
            String name,
            String way,
            String wayTitle,
            Mass permittedG,
            Mass doneG,
            String share,
            String state) {}

    record PermitBook(
            UUID unitId, int year, String permitNo, LocalDate validFrom, LocalDate validTo, List<PermitLine> lines) {}

    /** A line of some unit's chapter against its book. */
    record PermitStanding(
            UUID unitId,
            String unitName,
            RegionCode county,
            String permitNo,
            @JsonUnwrapped PermitLine line) {}

    @Transactional(readOnly = true)
    Month month(UUID unitId, YearMonth month, Instant asKnownAt) {
        facts.unit(unitId);
        return look(unitId, month, asKnownAt);
    }

    /** One act closes a month. Closing twice, or two people at once, is the same one close. */
    @Transactional
    Month close(UUID unitId, YearMonth month) {
        var unit = facts.unit(unitId);
        var before = look(unitId, month, null);
        if (before.state() == State.CLOSED) return before;
        var blocking = before.missing().stream().filter(Missing::blocking).toList();
        if (!blocking.isEmpty()) {
            throw new Problem(
                    IndustrialProblem.MONTH_NOT_READY,
                    Map.of(
                            "month",
                            month.toString(),
                            "drafts",
                            blocking.getFirst().count()));
        }
        ledger.closeMonth(unitId, month);
        var at = clock.instant();
        if (store.close(
                unitId, unit.county().county(), month, at, Caller.current().name())) {
            audit.record("industrial.month.close", "month", unitId + "/" + month, null, before);
            events.publishEvent(new Touched(Set.of(unitId)));
        }
        return look(unitId, month, null);
    }

    /** The unit's months, the newest first, from its first document on. */
    @Transactional(readOnly = true)
    List<Standing> months(UUID unitId) {
        var unit = facts.unit(unitId);
        var closed = ledger.closedMonths(unitId);
        var all = new ArrayList<Standing>();
        var current = YearMonth.from(Days.today(clock));
        var since = store.keepers(List.of(unitId)).stream()
                .map(MonthStore.Keeper::since)
                .findFirst()
                .orElse(current);
        for (var month = current; !month.isBefore(since); month = month.minusMonths(1)) {
            var noted = store.closed(unitId, month).orElse(null);
            all.add(standing(unitId, unit.name(), unit.county(), month, closed(closed, month), noted));
        }
        return all;
    }

    /** Every unit's standing in one month, as far as the caller sees; those that have not closed first. */
    @Transactional(readOnly = true)
    Page<Standing> standings(YearMonth month, RegionCode county, String state) {
        var closed = store.closedBy(month);
        var sight = Caller.current().scope();
        var keepers = store.keepers(null).stream()
                .filter(keeper -> !keeper.since().isAfter(month))
                // a load is seen from both ends; the books of its other end are not
                .filter(keeper -> sight.sees(keeper.county(), keeper.unit()))
                .filter(keeper -> county == null || keeper.county().equals(county))
                .toList();
        var names = registry.names(keepers.stream().map(MonthStore.Keeper::unit).toList()).stream()
                .collect(Collectors.toMap(Registry.UnitName::id, Registry.UnitName::name));
        var rows = keepers.stream()
                .map(keeper -> standing(
                        keeper.unit(),
                        names.getOrDefault(keeper.unit(), ""),
                        keeper.county(),
                        month,
                        closed.containsKey(keeper.unit()),
                        closed.get(keeper.unit())))
                .filter(row ->
                        state == null || state.isBlank() || row.state().name().equals(state))
                .sorted(java.util.Comparator.comparing(Standing::state).thenComparing(Standing::unitName))
                .toList();
        return new Page<>(rows, null, (long) rows.size());
    }

    /** What is due at a unit, the latest first. */
    @Transactional(readOnly = true)
    List<Due> due(UUID unitId) {
        facts.unit(unitId);
        var today = Days.today(clock);
        var all = new ArrayList<Due>();
        var home = "/industrial/";
        for (var month : months(unitId)) {
            if (month.state() != State.OPEN) continue;
            all.add(new Due(
                    "month-open",
                    month.month() + " 台账未关闭",
                    month.late() ? "已过截止日期" : "核对后一次关闭",
                    month.deadline(),
                    month.late() ? "LATE" : "RISK",
                    home + "months/" + month.month()));
        }
        int year = today.getYear();
        if (lists.listed(unitId, year).isEmpty()) {
            all.add(new Due("list-missing", year + " 年产生清单未填", "附表1，每年填写，变化时更新", null, "RISK", home + "lists"));
        }
        counted(all, store.waitingForReceipt(unitId), "receipt-waiting", "待确认接收", "运来的废物到场后请确认", home + "receive");
        counted(
                all,
                store.differing(unitId),
                "difference-open",
                "磅差待处理",
                "出厂量与接收量不一致，在途未销",
                home + "exits?state=Differing");
        int days = parameters.exitConfirmDays(today);
        var before = today.minusDays(days).atStartOfDay(Days.ZONE).toInstant();
        counted(
                all,
                store.unconfirmed(unitId, before),
                "exit-unconfirmed",
                "出厂超过 " + days + " 天未确认",
                "请联系接收方确认",
                home + "exits?state=Shipped");
        var drafts = store.exits(unitId, YearMonth.from(today)).getOrDefault("Draft", 0);
        counted(all, drafts, "exit-draft", "出厂草稿未确认", "确认出厂或作废", home + "exits?state=Draft");
        permit(unitId, year).lines().stream()
                .filter(line -> !line.state().equals("OK"))
                .forEach(line -> all.add(new Due(
                        "permit-"
                                + line.state()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', '-'),
                        line.name() + " " + line.wayTitle()
                                + switch (line.state()) {
                                    case "NEAR" -> "接近许可量";
                                    case "OVER" -> "超过许可量";
                                    default -> "未在排污许可中载明";
                                },
                        "已发生 " + line.doneG().tonnes() + " 吨",
                        null,
                        line.state().equals("NEAR") ? "RISK" : "LATE",
                        home + "permit")));
        all.sort(java.util.Comparator.comparing(
                (Due due) -> List.of("LATE", "RISK", "INFO").indexOf(due.level())));
        return all;
    }

    /** A year's permit against the ledger. A unit without a permit or with an empty chapter has no lines. */
    @Transactional(readOnly = true)
    PermitBook permit(UUID unitId, int year) {
        return permit(unitId, year, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    /** The same over part of the year, for an execution report; permitted amounts stay the year's. */
    @Transactional(readOnly = true)
    PermitBook permit(UUID unitId, int year, LocalDate from, LocalDate to) {
        facts.unit(unitId);
        var today = Days.today(clock);
        var on = to.isAfter(today) ? today : to;
        var permit = registry.dischargePermit(unitId, on).orElse(null);
        if (permit == null) return new PermitBook(unitId, year, null, null, null, List.of());
        var lines = lines(permit, store.done(unitId, from, to), stored(ledger.stocks(unitId, null, null, null)), on);
        return new PermitBook(unitId, year, permit.no(), permit.validFrom(), permit.validTo(), lines);
    }

    /**
     * Every line of every permit in sight against the books of a year: what is beyond the permit first, then by share.
     *
     * @param county {@code null}: any; @param state {@code null}: any; @param q part of a unit's name or permit's number
     */
    @Transactional(readOnly = true)
    Page<PermitStanding> permits(int year, RegionCode county, String state, String q) {
        var today = Days.today(clock);
        var last = LocalDate.of(year, 12, 31);
        var on = last.isAfter(today) ? today : last;
        var permits = registry.dischargePermits(on);
        var units = registry.names(permits.stream().map(Registry.Permit::unit).toList()).stream()
                .collect(Collectors.toMap(Registry.UnitName::id, unit -> unit));
        var done = store.doneBy(null, LocalDate.of(year, 1, 1), last);
        // only a chapter on storage asks what lies in the yards of the whole prefecture
        boolean stores = permits.stream()
                .flatMap(permit -> permit.solidWaste().stream())
                .anyMatch(line -> line.way().equals("STORE"));
        var balances = stores
                ? ledger.stocks(null, null, null, null).stream()
                        .collect(Collectors.groupingBy(
                                balance -> balance.account().spot().unit()))
                : Map.<UUID, List<Balance>>of();
        var sight = Caller.current().scope();
        var needle = q == null ? "" : q.strip();
        var rows = permits.stream()
                .filter(permit -> units.containsKey(permit.unit()))
                .flatMap(permit -> {
                    var unit = units.get(permit.unit());
                    var seen = sight.sees(unit.county(), unit.id())
                            && (county == null || unit.county().county().equals(county))
                            && (unit.name().contains(needle) || permit.no().contains(needle));
                    if (!seen) return Stream.<PermitStanding>empty();
                    return lines(
                                    permit,
                                    done.getOrDefault(unit.id(), Map.of()),
                                    stored(balances.getOrDefault(unit.id(), List.of())),
                                    on)
                            .stream()
                            .filter(line -> state == null
                                    || state.isBlank()
                                    || line.state().equals(state))
                            .map(line -> new PermitStanding(unit.id(), unit.name(), unit.county(), permit.no(), line));
                })
                .sorted(WORST_FIRST)
                .toList();
        return new Page<>(rows, null, (long) rows.size());
    }

    private List<PermitLine> lines(
            Registry.Permit permit, Map<WasteWay, Mass> done, Map<WasteCode, Mass> stored, LocalDate on) {
        int near = parameters.permitNearPercent(on);
        var all = new ArrayList<PermitLine>();
        var seen = new java.util.HashSet<WasteWay>();
        for (var line : permit.solidWaste()) {
            var key = new WasteWay(line.waste(), line.way());
            seen.add(key);
            var mass = line.way().equals("STORE")
                    ? stored.getOrDefault(line.waste(), Mass.ZERO)
                    : done.getOrDefault(key, Mass.ZERO);
            all.add(PermitRule.judge(key, name(line.waste(), on), new Mass(line.gramsPerYear()), mass, near));
        }
        if (!permit.solidWaste().isEmpty()) {
            done.forEach((key, mass) -> {
                if (!seen.contains(key) && !mass.isZero()) {
                    all.add(PermitRule.judge(key, name(key.waste(), on), null, mass, near));
                }
            });
        }
        all.sort(
                java.util.Comparator.comparing((PermitLine line) -> line.waste().text())
                        .thenComparing(PermitLine::way));
        return all;
    }

    /** Months close in order, so one that lies before a closed month is closed too, if only a late document knows it. */
    static boolean closed(Set<YearMonth> closed, YearMonth month) {
        return closed.stream().anyMatch(other -> !other.isBefore(month));
    }

    /** What lies in stock, by waste. */
    static Map<WasteCode, Mass> stored(List<Balance> balances) {
        return balances.stream()
                .filter(balance -> balance.account().spot().stage() == Stage.STORED)
                .collect(Collectors.toMap(balance -> balance.account().waste(), Balance::mass, Mass::plus));
    }

    private Month look(UUID unitId, YearMonth month, Instant asKnownAt) {
        boolean closed = closed(ledger.closedMonths(unitId), month);
        var noted = store.closed(unitId, month).orElse(null);
        var query = Flow.Query.between(
                        Days.EARLIEST.minusYears(50), month.atDay(1).minusDays(1))
                .unit(unitId)
                .by(Flow.By.WASTE, Flow.By.UNITS)
                .asKnownAt(asKnownAt);
        var before = ledger.flows(query);
        var within = ledger.flows(Flow.Query.month(month)
                .unit(unitId)
                .by(Flow.By.WASTE, Flow.By.UNITS)
                .asKnownAt(asKnownAt));
        var sums = MonthBook.sums(unitId, before, within);
        sums.keySet().removeIf(waste -> !Facts.industrial(new WasteCode(waste)));
        var ways = store.ways(unitId);
        var counted = store.counted(unitId, month);
        var lines = new ArrayList<Line>();
        sums.forEach((waste, sum) -> lines.add(line(
                waste,
                month.atEndOfMonth(),
                sum,
                entrusted(unitId, month, waste, sum, ways.getOrDefault(waste, Set.of()), asKnownAt),
                counted.get(waste))));
        var state = closed
                ? State.CLOSED
                : month.isBefore(YearMonth.from(Days.today(clock))) ? State.OPEN : State.NOT_ENDED;
        return new Month(
                unitId,
                month,
                state,
                deadline(month),
                noted == null ? null : noted.at(),
                noted == null ? null : noted.by(),
                lines,
                state == State.CLOSED ? List.of() : missing(unitId, month, sums, counted));
    }

    /**
     * What left towards use, disposal and storage, less what came back, as the book of the month has it: a load refused
     * after the close counts in the month that it came back in.
     */
    private Map<Exit.Way, Long> entrusted(
            UUID unit, YearMonth month, String waste, MonthBook.Sum sum, Set<Exit.Way> ways, Instant asKnownAt) {
        if (ways.isEmpty()) return Map.of();
        if (ways.size() == 1) return Map.of(ways.iterator().next(), sum.out - sum.returned);
        var query = Flow.Query.month(month)
                .unit(unit)
                .hands(Set.of(Flow.Hands.WITHIN))
                .stages(Set.of(Stage.STORED, Stage.IN_TRANSIT), Set.of(Stage.STORED, Stage.IN_TRANSIT))
                .asKnownAt(asKnownAt);
        var left = new HashMap<UUID, Long>();
        String cursor = null;
        do {
            var page = ledger.entries(query, new WasteCode(waste), cursor, Page.SIZE_MAX);
            for (var entry : page.items()) {
                if (entry.document().kind().equals(Postings.EXIT))
                    left.merge(entry.document().id(), left(entry, waste), Long::sum);
            }
            cursor = page.next();
        } while (cursor != null);
        var sums = new EnumMap<Exit.Way, Long>(Exit.Way.class);
        store.ways(left.keySet()).forEach((exit, way) -> sums.merge(way, left.get(exit), Long::sum));
        return sums;
    }

    /** Grams that an entry takes onto the road; below zero where it brings them back. */
    private static long left(Entry entry, String waste) {
        long grams = 0;
        for (var posting : entry.postings()) {
            if (!posting.from().waste().text().equals(waste)) continue;
            if (posting.to().spot().stage() == Stage.IN_TRANSIT)
                grams += posting.mass().grams();
            else if (posting.to().spot().stage() == Stage.STORED
                    && posting.from().spot().stage() == Stage.IN_TRANSIT)
                grams -= posting.mass().grams();
        }
        return grams;
    }

    private Line line(
            String waste, LocalDate on, MonthBook.Sum sum, Map<Exit.Way, Long> ways, MonthStore.Counted counted) {
        return new Line(
                waste,
                name(new WasteCode(waste), on),
                Long.toString(sum.opening),
                Long.toString(sum.generated),
                Long.toString(sum.found),
                Long.toString(sum.received),
                Long.toString(sum.returned),
                Long.toString(sum.ownUse),
                Long.toString(sum.ownDisposal),
                Long.toString(sum.out),
                Long.toString(ways.getOrDefault(Exit.Way.USE, 0L)),
                Long.toString(ways.getOrDefault(Exit.Way.DISPOSAL, 0L)),
                Long.toString(ways.getOrDefault(Exit.Way.STORAGE, 0L)),
                Long.toString(sum.lost),
                Long.toString(sum.closing()),
                Long.toString(sum.inTransit()),
                counted == null ? null : counted.mass().wire(),
                counted == null ? null : Long.toString(counted.gap()));
    }

    private List<Missing> missing(
            UUID unit, YearMonth month, Map<String, MonthBook.Sum> sums, Map<String, MonthStore.Counted> counted) {
        var exits = store.exits(unit, month);
        var all = new ArrayList<Missing>();
        var range = "from=" + month.atDay(1) + "&to=" + month.atEndOfMonth();
        missing(all, "exit-draft", "出厂草稿未确认出厂", exits.getOrDefault("Draft", 0), "exits?state=Draft&" + range, true);
        missing(
                all,
                "exit-unconfirmed",
                "出厂后接收方未确认",
                exits.getOrDefault("Shipped", 0),
                "exits?state=Shipped&" + range,
                false);
        missing(
                all,
                "difference-open",
                "磅差未处理",
                exits.getOrDefault("Differing", 0),
                "exits?state=Differing&" + range,
                false);
        var listed = lists.listed(unit, month.getYear()).orElse(Set.of());
        int unlisted = (int) sums.entrySet().stream()
                .filter(sum -> sum.getValue().generated > 0 && !listed.contains(new WasteCode(sum.getKey())))
                .count();
        missing(all, "not-on-list", "产生了未列入年度产生清单的废物", unlisted, "lists", false);
        int silent = (int) listed.stream()
                .filter(waste -> !sums.containsKey(waste.text()) || sums.get(waste.text()).generated == 0)
                .count();
        missing(all, "no-generation", "清单中的废物本月没有产生记录", silent, "generations?" + range, false);
        int uncounted = (int) sums.entrySet().stream()
                .filter(sum -> sum.getValue().closing() > 0 && !counted.containsKey(sum.getKey()))
                .count();
        missing(all, "no-stocktake", "有库存的废物本月没有盘点", uncounted, "stocktakes", false);
        int gaps = counted.values().stream().mapToInt(MonthStore.Counted::open).sum();
        missing(all, "gap-open", "盘点差异未入账", gaps, "stocktakes?" + range, false);
        missing(all, "process-run", "工序未填本月投入产出", processes.silent(unit, month), "processes", false);
        return all;
    }

    private static void missing(
            List<Missing> all, String code, String title, int count, String link, boolean blocking) {
        if (count > 0) all.add(new Missing(code, title, count, "/industrial/" + link, blocking));
    }

    private static void counted(List<Due> all, int count, String code, String title, String detail, String link) {
        if (count > 0) all.add(new Due(code, title + " " + count + " 批", detail, null, "RISK", link));
    }

    private Standing standing(
            UUID unit, String name, RegionCode county, YearMonth month, boolean closed, MonthStore.Closed noted) {
        var today = Days.today(clock);
        var deadline = deadline(month);
        var state = closed ? State.CLOSED : month.isBefore(YearMonth.from(today)) ? State.OPEN : State.NOT_ENDED;
        return new Standing(
                unit,
                name,
                county,
                month,
                state,
                deadline,
                state == State.OPEN && today.isAfter(deadline),
                noted == null ? null : noted.at(),
                noted == null ? null : noted.by());
    }

    private LocalDate deadline(YearMonth month) {
        var next = month.plusMonths(1);
        int day = Math.clamp(parameters.monthDeadlineDay(next.atDay(1)), 1, next.lengthOfMonth());
        return next.atDay(day);
    }

    String name(WasteCode waste, LocalDate on) {
        return catalogue.waste(waste, on).map(Catalogue.Waste::name).orElse("");
    }
}
