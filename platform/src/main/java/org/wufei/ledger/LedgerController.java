package org.wufei.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.Allow;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Unkeyed;
import org.wufei.kernel.WasteCode;

/** 固废总账 over HTTP: read by everybody within their scope; written by the streams only. */
@RestController
@RequestMapping("/api/v1/ledger")
class LedgerController {
    /** Longer spans are several questions: no plan, permit or storage limit looks further. */
    private static final int YEARS_MAX = 30;

    private static final int HEADS_MAX = 400;
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    private final Ledger ledger;
    private final Heads heads;

    LedgerController(Ledger ledger, Heads heads) {
        this.ledger = ledger;
        this.heads = heads;
    }

    record AccountView(
            long id,
            UUID place,
            UUID unit,
            RegionCode county,
            Stage stage,
            String method,
            WasteCode waste,
            int lotYear,
            RegionCode origin,
            String tag) {
        static AccountView of(Entry.Account account) {
            return new AccountView(
                    account.id(),
                    account.spot().place(),
                    account.spot().unit(),
                    account.spot().county(),
                    account.spot().stage(),
                    account.spot().method(),
                    account.waste(),
                    account.lot().year(),
                    account.lot().origin(),
                    account.lot().tag());
        }
    }

    record StatedView(BigDecimal quantity, String unit, BigDecimal gramsPerUnit, String source) {}

    record PostingView(int line, AccountView from, AccountView to, Mass massG, StatedView stated) {
        static PostingView of(Entry.Posting posting) {
            var stated = posting.stated();
            return new PostingView(
                    posting.line(),
                    AccountView.of(posting.from()),
                    AccountView.of(posting.to()),
                    posting.mass(),
                    stated == null
                            ? null
                            : new StatedView(stated.quantity(), stated.unit(), stated.gramsPerUnit(), stated.source()));
        }
    }

    record EvidenceView(String kind, String ref, String title) {}

    record EntryView(
            long no,
            String stream,
            String documentKind,
            UUID documentId,
            String documentNo,
            UUID unit,
            RegionCode county,
            Instant occurredAt,
            Instant recordedAt,
            YearMonth month,
            YearMonth adjusts,
            String actorName,
            String note,
            Mass massG,
            List<PostingView> postings,
            List<EvidenceView> evidence,
            Long reverses,
            Long reversedBy,
            String digest) {
        static EntryView of(Entry entry) {
            return new EntryView(
                    entry.no(),
                    entry.stream(),
                    entry.document().kind(),
                    entry.document().id(),
                    entry.document().no(),
                    entry.unit(),
                    entry.county(),
                    entry.occurredAt(),
                    entry.recordedAt(),
                    entry.month(),
                    entry.adjusts(),
                    entry.actorName(),
                    entry.note(),
                    entry.postings().stream().map(Entry.Posting::mass).reduce(Mass.ZERO, Mass::plus),
                    entry.postings().stream().map(PostingView::of).toList(),
                    entry.evidence().stream()
                            .map(one -> new EvidenceView(one.kind(), one.ref(), one.title()))
                            .toList(),
                    entry.reverses(),
                    entry.reversedBy(),
                    entry.digest());
        }
    }

    record FlowView(
            YearMonth month,
            LocalDate day,
            RegionCode origin,
            RegionCode fromCounty,
            RegionCode toCounty,
            UUID fromUnit,
            UUID toUnit,
            String waste,
            Stage from,
            Stage to,
            String method,
            Integer lotYear,
            Mass massG) {
        static FlowView of(Flow flow) {
            return new FlowView(
                    flow.month(),
                    flow.day(),
                    flow.origin(),
                    flow.fromCounty(),
                    flow.toCounty(),
                    flow.fromUnit(),
                    flow.toUnit(),
                    flow.waste(),
                    flow.from(),
                    flow.to(),
                    flow.method(),
                    flow.lotYear() == 0 ? null : flow.lotYear(),
                    flow.mass());
        }
    }

    record FlowsView(LocalDate from, LocalDate to, Instant asKnownAt, List<FlowView> flows) {}

    record StockView(AccountView account, Mass massG) {}

    record StocksView(Instant asKnownAt, Mass massG, List<StockView> stocks) {}

    record WayView(Statement.Way way, String title, Mass massG) {}

    /** {@code openingG} and {@code closingG} are strings of grams like every mass, but may be below zero. */
    record StatementView(
            YearMonth month, String waste, String openingG, List<WayView> in, List<WayView> out, String closingG) {
        static StatementView of(Statement statement) {
            return new StatementView(
                    statement.month(),
                    statement.waste(),
                    Long.toString(statement.opening()),
                    ways(statement.in()),
                    ways(statement.out()),
                    Long.toString(statement.closing()));
        }

        private static List<WayView> ways(Map<Statement.Way, Mass> some) {
            return some.entrySet().stream()
                    .map(one -> new WayView(one.getKey(), one.getKey().title(), one.getValue()))
                    .toList();
        }
    }

    record MonthsView(UUID unit, Set<YearMonth> closed, List<StatementView> months) {}

    record NodeView(String id, String side, String title, Mass massG) {}

    record LinkView(String source, String target, Mass massG) {}

    /** Both sides add up to {@code massG}: sources and opening stock on the left, sinks and closing stock on the right. */
    record SankeyView(YearMonth from, YearMonth to, Mass massG, List<NodeView> nodes, List<LinkView> links) {}

    record BreachView(int law, String where, String what) {}

    record VerificationView(boolean clean, long entries, long postings, long millis, List<BreachView> breaches) {}

    @Allow("ledger.read")
    @GetMapping("/entries/{no}")
    EntryView entry(@PathVariable long no) {
        return EntryView.of(ledger.get(no));
    }

    @Allow("ledger.read")
    @GetMapping("/documents/{kind}/{id}/entries")
    List<EntryView> ofDocument(@PathVariable String kind, @PathVariable UUID id) {
        return ledger.ofDocument(kind, id).stream().map(EntryView::of).toList();
    }

    @Allow("ledger.read")
    @GetMapping("/entries")
    Page<EntryView> entries(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) List<String> origin,
            @RequestParam(required = false) List<String> county,
            @RequestParam(required = false) UUID unit,
            @RequestParam(required = false) List<Flow.Hands> hands,
            @RequestParam(required = false) List<String> wasteClass,
            @RequestParam(required = false) List<Stage> stageFrom,
            @RequestParam(required = false) List<Stage> stageTo,
            @RequestParam(required = false) Integer lotsBefore,
            @RequestParam(required = false) String waste,
            @RequestParam(required = false) Instant asKnownAt,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        var query = query(from, to, origin, county, unit, hands, wasteClass, stageFrom, stageTo, asKnownAt)
                .lotsBefore(lotsBefore);
        var page = ledger.entries(query, waste == null ? null : new WasteCode(waste), cursor, Page.size(size));
        return new Page<>(page.items().stream().map(EntryView::of).toList(), page.next(), page.total());
    }

    @Allow("ledger.read")
    @GetMapping("/flows")
    FlowsView flows(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) List<Flow.By> by,
            @RequestParam(required = false) List<String> origin,
            @RequestParam(required = false) List<String> county,
            @RequestParam(required = false) UUID unit,
            @RequestParam(required = false) List<Flow.Hands> hands,
            @RequestParam(required = false) List<String> wasteClass,
            @RequestParam(required = false) List<Stage> stageFrom,
            @RequestParam(required = false) List<Stage> stageTo,
            @RequestParam(required = false) Instant asKnownAt) {
        var query = query(from, to, origin, county, unit, hands, wasteClass, stageFrom, stageTo, asKnownAt);
        if (by != null) query = query.by(by.stream().filter(Objects::nonNull).toArray(Flow.By[]::new));
        return new FlowsView(
                from,
                to,
                asKnownAt,
                ledger.flows(query).stream().map(FlowView::of).toList());
    }

    @Allow("ledger.read")
    @GetMapping("/stocks")
    StocksView stocks(
            @RequestParam(required = false) UUID unit,
            @RequestParam(required = false) UUID place,
            @RequestParam(required = false) String waste,
            @RequestParam(required = false) Instant asKnownAt) {
        var stocks = ledger.stocks(unit, place, waste == null ? null : new WasteCode(waste), asKnownAt);
        return new StocksView(
                asKnownAt,
                stocks.stream().map(Balance::mass).reduce(Mass.ZERO, Mass::plus),
                stocks.stream()
                        .map(one -> new StockView(AccountView.of(one.account()), one.mass()))
                        .toList());
    }

    @Allow("ledger.read")
    @GetMapping("/units/{unit}/months")
    MonthsView months(
            @PathVariable UUID unit,
            @RequestParam YearMonth from,
            @RequestParam YearMonth to,
            @RequestParam(required = false) Instant asKnownAt) {
        span(from.atDay(1), to.atDay(1));
        return new MonthsView(
                unit,
                ledger.closedMonths(unit),
                ledger.months(unit, from, to, asKnownAt).stream()
                        .map(StatementView::of)
                        .toList());
    }

    @Allow("ledger.read")
    @GetMapping("/sankey")
    SankeyView sankey(
            @RequestParam YearMonth from,
            @RequestParam YearMonth to,
            @RequestParam(required = false) String county,
            @RequestParam(required = false) UUID unit,
            @RequestParam(required = false) Instant asKnownAt) {
        span(from.atDay(1), to.atDay(1));
        var view = new Statement.View(unit, county == null ? null : new RegionCode(county));
        return sankey(from, to, ledger.statements(view, from, to, asKnownAt));
    }

    @Allow("ledger.read")
    @GetMapping("/heads")
    List<Heads.Head> heads(@RequestParam(defaultValue = "31") int days) {
        return heads.latest(Math.clamp(days, 1, HEADS_MAX));
    }

    @Unkeyed("changes nothing: it reads the book and answers")
    @Allow("ledger.verify")
    @PostMapping("/verify")
    VerificationView verify() {
        var found = ledger.verify();
        return new VerificationView(
                found.clean(),
                found.entries(),
                found.postings(),
                found.millis(),
                found.breaches().stream()
                        .map(one -> new BreachView(one.law(), one.where(), one.what()))
                        .toList());
    }

    static SankeyView sankey(YearMonth from, YearMonth to, List<Statement> statements) {
        var nodes = new LinkedHashMap<String, NodeView>();
        var links = new ArrayList<LinkView>();
        var whole = Mass.ZERO;
        for (var statement : statements) {
            var middle = "class:" + statement.waste();
            var left = new LinkedHashMap<NodeView, Mass>();
            var right = new LinkedHashMap<NodeView, Mass>();
            stock(statement.opening(), "OPENING", "期初贮存", left, right);
            statement.in().forEach((way, mass) -> left.put(node("in:" + way, "left", way.title()), mass));
            statement.out().forEach((way, mass) -> right.put(node("out:" + way, "right", way.title()), mass));
            stock(statement.closing(), "CLOSING", "期末贮存", right, left);
            var through = left.values().stream().reduce(Mass.ZERO, Mass::plus);
            left.forEach((node, mass) -> {
                add(nodes, node, mass);
                links.add(new LinkView(node.id, middle, mass));
            });
            add(nodes, node(middle, "middle", statement.waste()), through);
            right.forEach((node, mass) -> {
                add(nodes, node, mass);
                links.add(new LinkView(middle, node.id, mass));
            });
            whole = whole.plus(through);
        }
        return new SankeyView(from, to, whole, List.copyOf(nodes.values()), links);
    }

    /** A stock stands on its own side; where documents used what is dated later, it stands below zero and so on the other. */
    private static void stock(
            long grams, String name, String title, Map<NodeView, Mass> own, Map<NodeView, Mass> other) {
        boolean left = name.equals("OPENING") == grams > 0;
        if (grams == 0) return;
        var node = node((left ? "in:" : "out:") + name, left ? "left" : "right", grams > 0 ? title : title + "（倒挂）");
        (grams > 0 ? own : other).put(node, new Mass(Math.absExact(grams)));
    }

    private static NodeView node(String id, String side, String title) {
        return new NodeView(id, side, title, Mass.ZERO);
    }

    private static void add(Map<String, NodeView> nodes, NodeView node, Mass mass) {
        var before = nodes.getOrDefault(node.id, node);
        nodes.put(node.id, new NodeView(node.id, node.side, node.title, before.massG.plus(mass)));
    }

    private static Flow.Query query(
            LocalDate from,
            LocalDate to,
            List<String> origins,
            List<String> counties,
            UUID unit,
            List<Flow.Hands> hands,
            List<String> classes,
            List<Stage> stagesFrom,
            List<Stage> stagesTo,
            Instant asKnownAt) {
        span(from, to);
        if (unit == null && hands != null && !hands.isEmpty())
            throw new Problem(
                    CommonProblem.INPUT_INVALID,
                    Map.of(),
                    List.of(new Problem.Field("unit", "required", "按经手方向（hands）查询须指明单位")));
        return Flow.Query.between(from, to)
                .origins(set(origins, RegionCode::new))
                .counties(set(counties, RegionCode::new))
                .unit(unit)
                .hands(set(hands, Function.identity()))
                .classes(set(classes, LedgerController::wasteClass))
                .stages(set(stagesFrom, Function.identity()), set(stagesTo, Function.identity()))
                .asKnownAt(asKnownAt);
    }

    private static String wasteClass(String given) {
        if (!given.matches("(SW|HW)\\d{2}"))
            throw new Problem(
                    CommonProblem.CODE_INVALID,
                    Map.of("given", given.substring(0, Math.min(20, given.length())), "kind", "废物类别"));
        return given;
    }

    /** A blank among them is read as none: {@code stageFrom=} asks for nothing. */
    private static <A, B> Set<B> set(List<A> some, Function<A, B> each) {
        return some == null
                ? Set.of()
                : some.stream().filter(Objects::nonNull).map(each).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void span(LocalDate from, LocalDate to) {
        if (from.isBefore(EARLIEST) || to.isAfter(LATEST) || to.isBefore(from) || to.isAfter(from.plusYears(YEARS_MAX)))
            throw new Problem(
                    CommonProblem.INPUT_INVALID,
                    Map.of("from", from.toString(), "to", to.toString()),
                    Arrays.asList(new Problem.Field("to", "range", "截止日期不得早于起始日期，且跨度不超过 " + YEARS_MAX + " 年")));
    }
}
