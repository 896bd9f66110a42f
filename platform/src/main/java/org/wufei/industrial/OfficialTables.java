package org.wufei.industrial;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.industrial.YardStore.Filter;
import org.wufei.industrial.YardStore.Generation;
import org.wufei.industrial.YardStore.Stocktake;
import org.wufei.industrial.YardStore.Treatment;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Problem;
import org.wufei.ledger.Stage;
import org.wufei.registry.Registry;
import org.wufei.tables.OfficialTable;
import org.wufei.tables.Tables;

/**
 * 官方表: the tables of 公告2021年第82号 of a unit and a period, and the lists as they are shown. Table 2 is what the ledger
 * says; nothing in it was typed.
 *
 * @see <a href="https://www.mee.gov.cn">一般工业固体废物管理台账制定指南（试行） 附表1—附表7</a>
 */
@Service
class OfficialTables {
    private final YearlyLists lists;
    private final Months months;
    private final Yard yard;
    private final Exits exits;
    private final Tickets tickets;
    private final Facts facts;
    private final Tables tables;

    OfficialTables(
            YearlyLists lists, Months months, Yard yard, Exits exits, Tickets tickets, Facts facts, Tables tables) {
        this.lists = lists;
        this.months = months;
        this.yard = yard;
        this.exits = exits;
        this.tickets = tickets;
        this.facts = facts;
        this.tables = tables;
    }

    /** 期间: a year or one month of it. */
    record Period(YearMonth from, YearMonth to) {
        LocalDate first() {
            return from.atDay(1);
        }

        LocalDate last() {
            return to.atEndOfMonth();
        }

        String title() {
            return from.equals(to) ? from.toString() : Integer.toString(from.getYear());
        }
    }

    private record MonthLine(YearMonth month, Months.Line line, String category) {}

    /** 贮存环节: what came into a place's stock, or left it. */
    private record Stored(
            Instant at,
            String place,
            String waste,
            String name,
            Mass in,
            Mass out,
            String other,
            String no,
            String handler) {}

    private static final OfficialTable<YearlyLists.Line> TABLE1 = OfficialTable.<YearlyLists.Line>titled(
                    "附表1 一般工业固体废物产生清单", "")
            .with("waste", "代码", YearlyLists.Line::waste)
            .with("name", "名称", YearlyLists.Line::name)
            .with("category", "类别", line -> line.category().title)
            .with("link", "产生环节", YearlyLists.Line::link)
            .with("form", "物理性状", line -> line.form().title)
            .with("components", "主要成分", YearlyLists.Line::components)
            .with("characteristics", "污染特性", YearlyLists.Line::characteristics)
            .with("yearlyG", "产废系数/年产生量（吨）", YearlyLists.Line::yearlyG);

    private static final OfficialTable<MonthLine> TABLE2 = OfficialTable.<MonthLine>titled("附表2 一般工业固体废物流向汇总表", "")
            .with("month", "月份", MonthLine::month)
            .with("waste", "代码", row -> row.line.waste())
            .with("name", "名称", row -> row.line.name())
            .with("category", "类别", MonthLine::category)
            .with("generatedG", "产生量（吨）", row -> tonnes(row.line.generatedG()))
            .with("openingG", "期初贮存量（吨）", row -> tonnes(row.line.openingG()))
            .with("closingG", "期末贮存量（吨）", row -> tonnes(row.line.closingG()))
            .with("ownUseG", "自行利用量（吨）", row -> tonnes(row.line.ownUseG()))
            .with("entrustedUseG", "委托利用量（吨）", row -> tonnes(row.line.entrustedUseG()))
            .with("ownDisposalG", "自行处置量（吨）", row -> tonnes(row.line.ownDisposalG()))
            .with("entrustedDisposalG", "委托处置量（吨）", row -> tonnes(row.line.entrustedDisposalG()))
            .with("entrustedStorageG", "委托贮存量（吨）", row -> tonnes(row.line.entrustedStorageG()))
            .with("receivedG", "接收量（吨）", row -> tonnes(row.line.receivedG()))
            .with("returnedG", "退回量（吨，委托量中已扣除）", row -> tonnes(row.line.returnedG()))
            .with("foundG", "盘盈量（吨）", row -> tonnes(row.line.foundG()))
            .with("lostG", "盘亏量（吨）", row -> tonnes(row.line.lostG()));

    private static final OfficialTable<ExitStore.Row> LOADED = OfficialTable.<ExitStore.Row>titled("", "")
            .with("waste", "代码", row -> row.exit().load().waste())
            .with("wasteName", "名称", row -> row.exit().load().wasteName());

    private static final OfficialTable<ExitStore.Row> LEFT = OfficialTable.<ExitStore.Row>titled(
                    "附表3 一般工业固体废物出厂环节记录表", "")
            .with("batchNo", "出厂环节批次编号", row -> row.exit().load().batchNo())
            .with("shippedAt", "出厂时间", row -> row.exit().load().shippedAt())
            .with("massG", "出厂数量（吨）", row -> row.exit().load().mass())
            .with("handler", "出厂环节经办人", row -> row.exit().load().handler())
            .with("carrier", "运输单位", row -> row.exit().load().carrier())
            .with("plate", "运输车牌号", row -> row.exit().load().plate())
            .with("transport", "运输方式", row -> row.exit().load().transport().title)
            .with("receiver", "接收单位", row -> row.exit().load().receiver().name())
            .with("flow", "流向类型", row -> row.exit().load().flow().title)
            .with("way", "去向", row -> row.exit().load().way().title)
            .with("method", "利用处置方式", row -> row.exit().load().method())
            .with(
                    "ticketNo",
                    "磅单号",
                    row -> row.exit().load().weighing() == null
                            ? ""
                            : row.exit().load().weighing().ticketNo());

    /** @param categories of the wastes, as the yearly list judges them */
    private static OfficialTable<ExitStore.Row> table3(Map<String, String> categories) {
        var category = OfficialTable.<ExitStore.Row>titled("", "")
                .with(
                        "category",
                        "类别",
                        row -> categories.getOrDefault(row.exit().load().waste().text(), ""));
        return with(with(LOADED, category), LEFT);
    }

    private static final OfficialTable<Generation> TABLE4 = OfficialTable.<Generation>titled("附表4 一般工业固体废物产生环节记录表", "")
            .with("waste", "代码", Generation::waste)
            .with("wasteName", "名称", Generation::wasteName)
            .with("batchNo", "产生环节批次编号", Generation::batchNo)
            .with("occurredAt", "产生时间", Generation::occurredAt)
            .with("massG", "产生数量（吨）", Generation::massG)
            .with("link", "产生设施或环节", Generation::link)
            .with("placeName", "转移去向（贮存场所）", Generation::placeName)
            .with("handler", "产生部门经办人", Generation::handler)
            .with("note", "备注", Generation::note);

    private static final OfficialTable<Stored> TABLE5 = OfficialTable.<Stored>titled("附表5 一般工业固体废物贮存环节记录表", "")
            .with("place", "贮存场所", Stored::place)
            .with("waste", "代码", Stored::waste)
            .with("name", "名称", Stored::name)
            .with("at", "出入库时间", Stored::at)
            .with("in", "入库数量（吨）", Stored::in)
            .with("out", "出库数量（吨）", Stored::out)
            .with("other", "来源或去向", Stored::other)
            .with("no", "前序或后续批次编号", Stored::no)
            .with("handler", "贮存部门经办人", Stored::handler);

    private static OfficialTable<Treatment> treated(String title, String what) {
        return OfficialTable.<Treatment>titled(title, "")
                .with("waste", "代码", Treatment::waste)
                .with("wasteName", "名称", Treatment::wasteName)
                .with("batchNo", what + "环节批次编号", Treatment::batchNo)
                .with("occurredAt", what + "时间", Treatment::occurredAt)
                .with("massG", what + "数量（吨）", Treatment::massG)
                .with("method", what + "方式", Treatment::method)
                .with("placeName", "来源贮存场所", Treatment::placeName)
                .with("product", "产品或去向", Treatment::product)
                .with("handler", what + "部门经办人", Treatment::handler)
                .with("note", "备注", Treatment::note);
    }

    private static final OfficialTable<ExitStore.Row> EXITS = with(
            with(LOADED, LEFT),
            OfficialTable.<ExitStore.Row>titled("出厂与接收记录", "重量单位：吨")
                    .with("unitName", "产生单位", row -> row.exit().load().unitName())
                    .with("state", "状态", row -> state(row.exit()))
                    .with("received", "接收数量（吨）", row -> received(row.exit()))
                    .with("recordedAt", "登记时间", row -> row.stamp().recordedAt())
                    .with("recordedBy", "登记人", row -> row.stamp().recordedBy()));

    private static final OfficialTable<Generation> GENERATIONS = with(
            TABLE4,
            OfficialTable.<Generation>titled("产生与期初库存记录", "重量单位：吨")
                    .with("kind", "类型", row -> switch (row.kind()) {
                        case BATCH -> "按批";
                        case MONTH -> "按月";
                        case OPENING -> "期初库存";
                    })
                    .with("lotYear", "产生年份", Generation::lotYear)
                    .with("state", "状态", row -> row.state().equals("VOIDED") ? "已作废" : "已入账")
                    .with("recordedAt", "登记时间", Generation::recordedAt)
                    .with("recordedBy", "登记人", Generation::recordedBy));

    private static final OfficialTable<Treatment> TREATMENTS = with(
            treated("", "利用处置"),
            OfficialTable.<Treatment>titled("自行利用、自行处置记录", "重量单位：吨")
                    .with("kind", "类型", row -> row.kind() == Treatment.Kind.USE ? "自行利用" : "自行处置")
                    .with("state", "状态", row -> row.state().equals("VOIDED") ? "已作废" : "已入账")
                    .with("recordedAt", "登记时间", Treatment::recordedAt)
                    .with("recordedBy", "登记人", Treatment::recordedBy));

    private static final OfficialTable<Stocktake> STOCKTAKES = OfficialTable.<Stocktake>titled("盘点记录", "重量单位：吨")
            .with("placeName", "贮存场所", Stocktake::placeName)
            .with("waste", "代码", Stocktake::waste)
            .with("wasteName", "名称", Stocktake::wasteName)
            .with("countedAt", "盘点时间", Stocktake::countedAt)
            .with("countedG", "盘点数量（吨）", Stocktake::countedG)
            .with("bookG", "账面数量（吨）", Stocktake::bookG)
            .with("gapG", "差异（吨）", row -> tonnes(row.gapG()))
            .with("state", "状态", row -> switch (row.state()) {
                case "COUNTED" -> "未入账";
                case "BOOKED" -> "已入账";
                default -> "已作废";
            })
            .with("reason", "差异原因", Stocktake::reason)
            .with("handler", "盘点人", Stocktake::handler)
            .with("note", "备注", Stocktake::note);

    private static final OfficialTable<Tickets.Named> TICKETS = OfficialTable.<Tickets.Named>titled("过磅单", "重量单位：吨")
            .with("unitName", "单位", Tickets.Named::unitName)
            .with("ticketNo", "磅单号", row -> row.ticket().ticketNo())
            .with("weighedAt", "过磅时间", row -> row.ticket().weighedAt())
            .with("plate", "车牌号", row -> row.ticket().plate())
            .with("grossG", "毛重（吨）", row -> row.ticket().grossG())
            .with("tareG", "皮重（吨）", row -> row.ticket().tareG())
            .with("netG", "净重（吨）", row -> row.ticket().netG())
            .with("waste", "废物代码", row -> row.ticket().waste())
            .with("device", "地磅编号", row -> row.ticket().device())
            .with("source", "来源", row -> switch (row.ticket().source()) {
                case "DEVICE" -> "地磅上传";
                case "EXCEL" -> "表格导入";
                default -> "手工登记";
            })
            .with("used", "是否已用于出厂或接收", row -> row.ticket().exitId() == null ? "否" : "是");

    /** One of tables 1 to 7, of a unit and a period. */
    @Transactional(readOnly = true)
    ResponseEntity<byte[]> table(int no, UUID unitId, Period period) {
        var unit = facts.unit(unitId);
        var filter = new Filter(
                unitId,
                null,
                period.first().atStartOfDay(Days.ZONE).toInstant(),
                period.last().plusDays(1).atStartOfDay(Days.ZONE).toInstant(),
                null,
                Keyset.START,
                Asked.EXPORT_MAX);
        return switch (no) {
            case 1 -> file(TABLE1, unit, period, listed(unitId, period));
            case 2 -> file(TABLE2, unit, period, flows(unitId, period));
            case 3 -> file(table3(categories(unitId, period)), unit, period, left(filter));
            case 4 -> file(TABLE4, unit, period, generated(filter));
            case 5 -> file(TABLE5, unit, period, stored(unitId, filter));
            case 6 ->
                file(treated("附表6 一般工业固体废物自行利用环节记录表", "自行利用"), unit, period, treatments(filter, Treatment.Kind.USE));
            case 7 ->
                file(
                        treated("附表7 一般工业固体废物自行处置环节记录表", "自行处置"),
                        unit,
                        period,
                        treatments(filter, Treatment.Kind.DISPOSAL));
            default -> throw new Problem(IndustrialProblem.TABLE_UNKNOWN, Map.of("table", no));
        };
    }

    @Transactional(readOnly = true)
    ResponseEntity<byte[]> exits(ExitStore.Filter filter) {
        return EXITS.download(tables, exits.list(filter).items());
    }

    @Transactional(readOnly = true)
    ResponseEntity<byte[]> generations(Filter filter) {
        return GENERATIONS.download(tables, yard.generations(filter).items());
    }

    @Transactional(readOnly = true)
    ResponseEntity<byte[]> treatments(Filter filter, String kind) {
        return TREATMENTS.download(tables, yard.treatments(filter, kind).items());
    }

    @Transactional(readOnly = true)
    ResponseEntity<byte[]> stocktakes(Filter filter) {
        return STOCKTAKES.download(tables, yard.stocktakes(filter).items());
    }

    @Transactional(readOnly = true)
    ResponseEntity<byte[]> tickets(Filter filter, boolean free) {
        return TICKETS.download(tables, tickets.list(filter, free).items());
    }

    private <T> ResponseEntity<byte[]> file(OfficialTable<T> table, Registry.Unit unit, Period period, List<T> rows) {
        var note = "填报单位：" + unit.name() + "    统一社会信用代码：" + unit.code() + "    期间：" + period.title() + "    重量单位：吨";
        var filled = new OfficialTable<>(new Tables.Head(table.head().title(), note), table.cells());
        return filled.download(tables, rows);
    }

    private List<YearlyLists.Line> listed(UUID unit, Period period) {
        return lists.list(unit, period.to().getYear()).stream()
                .findFirst()
                .map(YearlyLists.YearlyList::lines)
                .orElse(List.of());
    }

    private Map<String, String> categories(UUID unit, Period period) {
        var categories = new HashMap<String, String>();
        listed(unit, period).forEach(line -> categories.put(line.waste().text(), line.category().title));
        return categories;
    }

    private List<MonthLine> flows(UUID unit, Period period) {
        var categories = categories(unit, period);
        var rows = new ArrayList<MonthLine>();
        for (var month = period.from(); !month.isAfter(period.to()); month = month.plusMonths(1)) {
            for (var line : months.month(unit, month, null).lines()) {
                rows.add(new MonthLine(month, line, categories.getOrDefault(line.waste(), "")));
            }
        }
        return rows;
    }

    /** The official tables run forward in time; what was taken back stands in none. */
    private List<ExitStore.Row> left(Filter filter) {
        return exits.list(new ExitStore.Filter(filter, null, "out", "Shipped,Received,PartlyReceived,Differing", null))
                .items()
                .reversed();
    }

    private List<Generation> generated(Filter filter) {
        return yard.generations(filter).items().reversed().stream()
                .filter(row -> row.state().equals("BOOKED") && row.kind() != Generation.Kind.OPENING)
                .toList();
    }

    private List<Treatment> treatments(Filter filter, Treatment.Kind kind) {
        return yard.treatments(filter, kind.name()).items().reversed().stream()
                .filter(row -> row.state().equals("BOOKED"))
                .toList();
    }

    private List<Stored> stored(UUID unit, Filter filter) {
        var rows = new ArrayList<Stored>();
        for (var row : yard.generations(filter).items()) {
            if (!row.state().equals("BOOKED")) continue;
            var from = row.kind() == Generation.Kind.OPENING ? "期初库存" : "产生：" + row.link();
            rows.add(new Stored(
                    row.occurredAt(),
                    row.placeName(),
                    row.waste().text(),
                    row.wasteName(),
                    row.massG(),
                    null,
                    from,
                    row.batchNo(),
                    row.handler()));
        }
        for (var kind : Treatment.Kind.values()) {
            for (var row : treatments(filter, kind)) {
                rows.add(new Stored(
                        row.occurredAt(),
                        row.placeName(),
                        row.waste().text(),
                        row.wasteName(),
                        null,
                        row.massG(),
                        kind == Treatment.Kind.USE ? "自行利用" : "自行处置",
                        row.batchNo(),
                        row.handler()));
            }
        }
        for (var row : left(filter)) {
            var load = row.exit().load();
            rows.add(new Stored(
                    load.shippedAt(),
                    load.placeName(),
                    load.waste().text(),
                    load.wasteName(),
                    null,
                    load.mass(),
                    load.way().title + "：" + load.receiver().name(),
                    load.batchNo(),
                    load.handler()));
        }
        var incoming = new ExitStore.Filter(filter, null, "in", "Received,PartlyReceived,Differing", null);
        for (var row : exits.list(incoming).items()) {
            var receipt = ExitController.receiptOf(row.exit());
            if (receipt == null || receipt.into() != Stage.STORED) continue;
            var load = row.exit().load();
            var place = facts.placeName(receipt.place(), unit);
            rows.add(new Stored(
                    receipt.at(),
                    place,
                    load.waste().text(),
                    load.wasteName(),
                    receipt.accepted(),
                    null,
                    "接收：" + load.unitName(),
                    load.batchNo(),
                    receipt.handler()));
        }
        rows.sort(Comparator.comparing(Stored::at).thenComparing(Stored::no));
        return rows;
    }

    private static String state(Exit exit) {
        return switch (exit) {
            case Exit.Draft _ -> "草稿";
            case Exit.Shipped _ -> "已出厂";
            case Exit.Differing _ -> "接收有差异";
            case Exit.Received _ -> "已接收";
            case Exit.PartlyReceived _ -> "部分接收";
            case Exit.Refused _ -> "拒收";
            case Exit.Voided _ -> "已作废";
        };
    }

    private static Mass received(Exit exit) {
        var receipt = ExitController.receiptOf(exit);
        return receipt == null ? null : receipt.accepted();
    }

    /** Grams with a sign, in tonnes. */
    static Object tonnes(String grams) {
        return new java.math.BigDecimal(grams).movePointLeft(6).stripTrailingZeros();
    }

    private static <T> OfficialTable<T> with(OfficialTable<T> first, OfficialTable<T> more) {
        var cells = new ArrayList<>(first.cells());
        cells.addAll(more.cells());
        return new OfficialTable<>(more.head(), cells);
    }
}
