package org.wufei.industrial;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.findings.Findings;
import org.wufei.findings.Findings.Raised;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Balance;
import org.wufei.ledger.Ledger;
import org.wufei.ledger.Stage;
import org.wufei.registry.Registry;

/**
 * 台账核查: looks at whole units, says what is wrong with them, and takes back what no longer is. Runs by itself soon after
 * a document, hourly over everyone, and when an officer asks. Works as the platform, in a transaction of its own: a
 * finding concerns both ends of a load, whoever acted.
 */
@Service
class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    /** Kinds that this watch raises and clears. */
    static final List<String> KINDS = List.of(
            Kinds.OVER_AGE_STOCK,
            Kinds.NO_ORIGIN,
            Kinds.OVER_PERMIT,
            Kinds.NOT_PERMITTED,
            Kinds.BALANCE_OUT_OF_BAND,
            Kinds.RECEIVER_DIFFERS,
            Kinds.LATE_MONTH,
            Kinds.EXIT_UNCONFIRMED);
    /** Units looked at in one transaction: short enough to keep nobody waiting. */
    private static final int UNITS_AT_ONCE = 50;

    private final WatchStore store;
    private final MonthStore months;
    private final Months monthly;
    private final ProcessStore processes;
    private final Parameters parameters;
    private final Registry registry;
    private final Ledger ledger;
    private final Findings findings;
    private final TransactionTemplate own;
    private final Clock clock;
    private final Set<UUID> touched = ConcurrentHashMap.newKeySet();

    Watch(
            WatchStore store,
            MonthStore months,
            Months monthly,
            ProcessStore processes,
            Parameters parameters,
            Registry registry,
            Ledger ledger,
            Findings findings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.months = months;
        this.monthly = monthly;
        this.processes = processes;
        this.parameters = parameters;
        this.registry = registry;
        this.ledger = ledger;
        this.findings = findings;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** How many of each kind hold now, and how many ended. */
    record Seen(Map<String, Integer> raised, Map<String, Integer> cleared) {}

    /** Looks at one unit, or at all that the caller sees. */
    @Transactional(readOnly = true)
    Seen look(UUID unit) {
        var units = unit == null ? store.units() : List.of(registry.unit(unit).id());
        return lookAt(units);
    }

    @TransactionalEventListener
    void touched(Touched event) {
        touched.addAll(event.units());
    }

    /** Soon after documents, together for a unit that books many. */
    @Scheduled(fixedDelay = 3, timeUnit = TimeUnit.SECONDS)
    void lookAtTouched() {
        var units = new ArrayList<>(touched);
        if (units.isEmpty()) return;
        units.forEach(touched::remove);
        try {
            lookAt(units);
        } catch (RuntimeException e) {
            touched.addAll(units);
            LOG.warn("watch put off: {}", e.toString());
        }
    }

    @Scheduled(
            initialDelayString = "${wufei.industrial.watch-minutes:60}",
            fixedDelayString = "${wufei.industrial.watch-minutes:60}",
            timeUnit = TimeUnit.MINUTES)
    void lookAtAll() {
        try {
            var units = Caller.system("industrial.watch").call(() -> own.execute(_ -> store.units()));
            lookAt(units);
        } catch (RuntimeException e) {
            LOG.warn("hourly watch put off: {}", e.toString());
        }
    }

    private Seen lookAt(List<UUID> units) {
        var raised = new TreeMap<String, Integer>();
        var cleared = new TreeMap<String, Integer>();
        var sorted = units.stream().sorted().toList();
        for (int i = 0; i < sorted.size(); i += UNITS_AT_ONCE) {
            var some = sorted.subList(i, Math.min(sorted.size(), i + UNITS_AT_ONCE));
            Caller.system("industrial.watch").run(() -> own.executeWithoutResult(_ -> lookAt(some, raised, cleared)));
        }
        return new Seen(raised, cleared);
    }

    private void lookAt(List<UUID> units, Map<String, Integer> raised, Map<String, Integer> cleared) {
        var now = holding(units);
        now.forEach(one -> raised.merge(one.kind(), 1, Integer::sum));
        findings.raiseAll(now);
        var keys = new HashSet<String>();
        now.forEach(one -> keys.add(one.key()));
        for (var unit : units) {
            for (var kind : KINDS) {
                for (var key : findings.openKeys(kind, unit)) {
                    if (keys.contains(key)) continue;
                    findings.cleared(key, "核查时情况已消除");
                    cleared.merge(kind, 1, Integer::sum);
                }
            }
        }
    }

    /** Everything that is wrong with the units now. */
    private List<Raised> holding(List<UUID> units) {
        var today = Days.today(clock);
        var all = new ArrayList<Raised>();
        unconfirmed(all, units, today);
        differing(all, units);
        surpluses(all, units);
        balances(all, units, today);
        late(all, units, today);
        for (var named : registry.names(units)) {
            var unit = registry.unit(named.id());
            overAge(all, unit, today);
            permits(all, unit, today);
        }
        return all;
    }

    private void unconfirmed(List<Raised> all, List<UUID> units, LocalDate today) {
        int days = parameters.exitConfirmDays(today);
        var before = today.minusDays(days).atStartOfDay(Days.ZONE).toInstant();
        for (var exit : store.unconfirmed(units, before)) {
            all.add(raised(
                    Kinds.EXIT_UNCONFIRMED,
                    exit.id().toString(),
                    "RISK",
                    exit.unit(),
                    exit.county(),
                    Days.of(exit.shippedAt()).plusDays(days + 1L),
                    "批次 " + exit.batchNo() + " 出厂后未确认接收",
                    facts(
                            "批次编号", exit.batchNo(),
                            "产生单位", exit.unitName(),
                            "接收方", exit.receiverName(),
                            "废物代码", exit.waste(),
                            "出厂量（吨）", exit.sent().tonnes(),
                            "出厂日期", Days.of(exit.shippedAt()).toString(),
                            "确认期限（天）", Integer.toString(days)),
                    "/industrial/exits/" + exit.id()));
        }
    }

    private void differing(List<Raised> all, List<UUID> units) {
        for (var exit : store.differing(units)) {
            var on = Days.of(exit.receivedAt());
            var gap = exit.surplus().isZero() ? exit.rest() : exit.surplus();
            if (parameters.exitTolerance(on).covers(exit.sent(), gap)) continue;
            boolean registered = exit.receiver() != null;
            all.add(raised(
                    Kinds.RECEIVER_DIFFERS,
                    exit.id().toString(),
                    "LATE",
                    registered ? exit.receiver() : exit.unit(),
                    registered ? exit.receiverCounty() : exit.county(),
                    on,
                    "批次 " + exit.batchNo() + " 接收量与出厂量不符",
                    facts(
                            "批次编号", exit.batchNo(),
                            "产生单位", exit.unitName(),
                            "接收方", exit.receiverName(),
                            "废物代码", exit.waste(),
                            "出厂量（吨）", exit.sent().tonnes(),
                            "接收量（吨）", exit.accepted().plus(exit.surplus()).tonnes(),
                            "差额（吨）", (exit.surplus().isZero() ? "少 " : "多 ") + gap.tonnes(),
                            "接收日期", on.toString()),
                    "/industrial/exits/" + exit.id()));
        }
    }

    private void surpluses(List<Raised> all, List<UUID> units) {
        for (var surplus : store.surpluses(units)) {
            var on = Days.of(surplus.at());
            var gap = surplus.counted().minus(surplus.book());
            if (parameters.stocktakeTolerance(on).covers(surplus.book(), gap)) continue;
            all.add(raised(
                    Kinds.NO_ORIGIN,
                    surplus.id().toString(),
                    "RISK",
                    surplus.unit(),
                    surplus.county(),
                    on,
                    surplus.place() + " 盘盈 " + gap.tonnes() + " 吨来源不明",
                    facts(
                            "场所", surplus.place(),
                            "废物代码", surplus.waste(),
                            "盘点量（吨）", surplus.counted().tonnes(),
                            "账面量（吨）", surplus.book().tonnes(),
                            "盘盈（吨）", gap.tonnes(),
                            "填报原因", surplus.reason()),
                    "/industrial/stocktakes?unitId=" + surplus.unit() + "&open=" + surplus.id()));
        }
    }

    private void balances(List<Raised> all, List<UUID> units, LocalDate today) {
        var current = YearMonth.from(today);
        for (var run : processes.runs(units, null, null)) {
            if (!run.month().isBefore(current) || run.within()) continue;
            all.add(raised(
                    Kinds.BALANCE_OUT_OF_BAND,
                    run.processId() + "/" + run.month(),
                    "LATE",
                    run.unitId(),
                    run.county(),
                    run.month().plusMonths(1).atDay(1),
                    run.processName() + " " + run.month() + " 投入产出不平衡",
                    facts(
                            "工序",
                            run.processName(),
                            "月份",
                            run.month().toString(),
                            "投入（" + run.input() + "，吨）",
                            run.inputG().tonnes(),
                            "产品（吨）",
                            run.productG().tonnes(),
                            "产生废物（吨）",
                            run.wasteG().tonnes(),
                            "产出与投入之比",
                            run.ratio().toPlainString(),
                            "自报范围",
                            run.lowRatio().stripTrailingZeros().toPlainString() + " – "
                                    + run.highRatio().stripTrailingZeros().toPlainString()),
                    "/industrial/processes?unitId=" + run.unitId()));
        }
    }

    private void late(List<Raised> all, List<UUID> units, LocalDate today) {
        for (var keeper : months.keepers(units)) {
            var closed = ledger.closedMonths(keeper.unit());
            for (var month = keeper.since(); month.isBefore(YearMonth.from(today)); month = month.plusMonths(1)) {
                var next = month.plusMonths(1);
                int day = Math.clamp(parameters.monthDeadlineDay(next.atDay(1)), 1, next.lengthOfMonth());
                var deadline = next.atDay(day);
                if (Months.closed(closed, month) || !today.isAfter(deadline)) continue;
                all.add(raised(
                        Kinds.LATE_MONTH,
                        keeper.unit() + "/" + month,
                        "LATE",
                        keeper.unit(),
                        keeper.county(),
                        deadline.plusDays(1),
                        month + " 台账逾期未关闭",
                        facts("月份", month.toString(), "截止日期", deadline.toString()),
                        "/industrial/months/" + month + "?unitId=" + keeper.unit()));
            }
        }
    }

    private void overAge(List<Raised> all, Registry.Unit unit, LocalDate today) {
        // 县级代管: what a county keeps for those who are gone is remediated by its survey, not aged.
        if (unit.traits().contains("CUSTODIAN")) return;
        record Heap(UUID place, WasteCode waste, int year) {}
        var heaps = new LinkedHashMap<Heap, Mass>();
        for (Balance balance : ledger.stocks(unit.id(), null, null, null)) {
            var account = balance.account();
            if (account.spot().stage() != Stage.STORED || !Facts.industrial(account.waste())) continue;
            heaps.merge(
                    new Heap(
                            account.spot().place(),
                            account.waste(),
                            account.lot().year()),
                    balance.mass(),
                    Mass::plus);
        }
        var limits = new HashMap<String, Integer>();
        var names =
                registry.places(unit.id()).stream().collect(Collectors.toMap(Registry.Place::id, Registry.Place::name));
        heaps.forEach((heap, mass) -> {
            int limit = limits.computeIfAbsent(
                    heap.waste().wasteClass(), _ -> parameters.storageLimitYears(heap.waste(), today));
            if (limit == 0 || heap.year() >= today.getYear() - limit || mass.isZero()) return;
            all.add(raised(
                    Kinds.OVER_AGE_STOCK,
                    unit.id() + "/" + heap.place() + "/" + heap.waste() + "/" + heap.year(),
                    "RISK",
                    unit.id(),
                    unit.county(),
                    LocalDate.of(heap.year() + limit + 1, 1, 1),
                    heap.year() + " 年产生的 " + heap.waste() + " 贮存超过 " + limit + " 年",
                    facts(
                            "场所", names.getOrDefault(heap.place(), unit.name()),
                            "废物代码", heap.waste().text(),
                            "产生年份", Integer.toString(heap.year()),
                            "贮存量（吨）", mass.tonnes(),
                            "贮存年限（年）", Integer.toString(limit)),
                    "/ledger/stocks?unit=" + unit.id()));
        });
    }

    private void permits(List<Raised> all, Registry.Unit unit, LocalDate today) {
        var book = monthly.permit(unit.id(), today.getYear());
        for (var line : book.lines()) {
            boolean over = line.state().equals("OVER");
            if (!over && !line.state().equals("NOT_PERMITTED")) continue;
            var facts = facts(
                    "排污许可证编号", book.permitNo(),
                    "年度", Integer.toString(book.year()),
                    "废物代码", line.waste().text(),
                    "废物名称", line.name(),
                    "去向", line.wayTitle(),
                    "已发生（吨）", line.doneG().tonnes());
            if (over) facts.put("许可量（吨）", line.permittedG().tonnes());
            all.add(raised(
                    over ? Kinds.OVER_PERMIT : Kinds.NOT_PERMITTED,
                    unit.id() + "/" + book.year() + "/" + line.waste() + "/" + line.way(),
                    "LATE",
                    unit.id(),
                    unit.county(),
                    today,
                    line.waste() + " " + line.wayTitle() + (over ? "超过许可量" : "未在排污许可中载明"),
                    facts,
                    "/industrial/permit?unitId=" + unit.id() + "&year=" + book.year()));
        }
    }

    private Raised raised(
            String kind,
            String key,
            String severity,
            UUID unit,
            RegionCode county,
            LocalDate on,
            String title,
            Map<String, String> facts,
            String link) {
        return new Raised(
                kind + "/" + key, kind, severity, unit, county.county(), on, clock.instant(), title, facts, link);
    }

    private static Map<String, String> facts(String... pairs) {
        var all = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) all.put(pairs[i], pairs[i + 1]);
        return all;
    }
}
