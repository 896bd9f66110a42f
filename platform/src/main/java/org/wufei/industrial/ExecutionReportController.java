package org.wufei.industrial;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.industrial.ExecutionReports.Content;
import org.wufei.industrial.ExecutionReports.Report;
import org.wufei.industrial.ExecutionReports.ReportLine;
import org.wufei.industrial.ExecutionReports.Search;
import org.wufei.industrial.ExecutionReports.Span;
import org.wufei.industrial.ExecutionReports.State;
import org.wufei.industrial.ExecutionReports.Statement;
import org.wufei.industrial.ExecutionReports.WasteRow;
import org.wufei.industrial.ExecutionReports.WayRow;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.tables.OfficialTable;
import org.wufei.tables.Tables;

/** 排污许可证执行报告 over HTTP, and as Excel. */
@RestController
@RequestMapping("/api/v1/industrial")
class ExecutionReportController {
    private static final OfficialTable<WayRow> WAYS = OfficialTable.<WayRow>titled("排污许可证执行报告（工业固体废物利用处置与许可比对）", "")
            .with("waste", "固体废物代码", WayRow::waste)
            .with("name", "固体废物名称", WayRow::name)
            .with("way", "去向", WayRow::wayTitle)
            .with("permittedG", "年许可量（吨）", WayRow::permittedG)
            .with("doneG", "报告期实际量（吨）", WayRow::doneG)
            .with("toDateG", "本年累计量（吨）", WayRow::toDateG)
            .with("share", "累计占年许可量（%）", WayRow::share)
            .with("excessG", "超出量（吨）", WayRow::excessG)
            .with("state", "是否符合许可", row -> row.exceeds() ? row.permittedG() == null ? "未载明" : "超许可量" : "是");
    private static final OfficialTable<WasteRow> WASTES = OfficialTable.<WasteRow>titled("排污许可证执行报告（工业固体废物产生与贮存）", "")
            .with("waste", "固体废物代码", WasteRow::waste)
            .with("name", "固体废物名称", WasteRow::name)
            .with("openingG", "期初贮存量（吨）", row -> OfficialTables.tonnes(row.openingG()))
            .with("generatedG", "产生量（吨）", row -> OfficialTables.tonnes(row.generatedG()))
            .with("foundG", "盘盈量（吨）", row -> OfficialTables.tonnes(row.foundG()))
            .with("receivedG", "接收量（吨）", row -> OfficialTables.tonnes(row.receivedG()))
            .with("returnedG", "退回量（吨）", row -> OfficialTables.tonnes(row.returnedG()))
            .with("ownUseG", "自行利用量（吨）", row -> OfficialTables.tonnes(row.ownUseG()))
            .with("ownDisposalG", "自行处置量（吨）", row -> OfficialTables.tonnes(row.ownDisposalG()))
            .with("outG", "出厂量（吨）", row -> OfficialTables.tonnes(row.outG()))
            .with("lostG", "盘亏量（吨）", row -> OfficialTables.tonnes(row.lostG()))
            .with("closingG", "期末贮存量（吨）", row -> OfficialTables.tonnes(row.closingG()));

    private final ExecutionReports reports;
    private final Tables tables;
    private final Clock clock;

    ExecutionReportController(ExecutionReports reports, Tables tables, Clock clock) {
        this.reports = reports;
        this.tables = tables;
        this.clock = clock;
    }

    /** @param quarter 1 to 4; left out or 0: the whole year */
    record ReportBody(Integer year, Integer quarter, Statement statement) {}

    record StatementBody(Statement statement) {}

    /** A report with what the caller may do with it. */
    record ReportView(
            UUID id,
            UUID unitId,
            RegionCode county,
            int year,
            int quarter,
            int no,
            State state,
            Content content,
            Statement statement,
            Instant preparedAt,
            String preparedBy,
            Instant submittedAt,
            String submittedBy,
            long version,
            List<String> steps) {}

    /** What the ledger says of a period now; nothing is kept. */
    @GetMapping("/units/{unitId}/execution-report")
    @Allow(IndustrialPermissions.READ)
    Content preview(
            @PathVariable UUID unitId, @RequestParam Integer year, @RequestParam(defaultValue = "0") Integer quarter) {
        return reports.prepare(unitId, span(year, quarter));
    }

    @PostMapping("/units/{unitId}/execution-reports")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<ReportView> draft(@PathVariable UUID unitId, @RequestBody ReportBody body) {
        var span = span(body.year(), body.quarter());
        return answer(HttpStatus.CREATED, reports.draft(unitId, span, checked(body.statement())));
    }

    @GetMapping("/execution-reports")
    @Allow(IndustrialPermissions.READ)
    Page<ReportLine> list(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) Integer year,
            @RequestParam(required = false) Integer quarter,
            @RequestParam(required = false) State state,
            @RequestParam(defaultValue = "false") boolean over,
            Asked asked) {
        return reports.list(new Search(unitId, year, quarter, state, over), asked);
    }

    @GetMapping("/execution-reports/{id}")
    @Allow(IndustrialPermissions.READ)
    ResponseEntity<ReportView> get(@PathVariable UUID id) {
        return answer(HttpStatus.OK, reports.get(id));
    }

    @PutMapping("/execution-reports/{id}")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<ReportView> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody StatementBody body) {
        return answer(HttpStatus.OK, reports.change(id, ifMatch, checked(body.statement())));
    }

    @PostMapping("/execution-reports/{id}/submit")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<ReportView> submit(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return answer(HttpStatus.OK, reports.submit(id, ifMatch));
    }

    /** @param part {@code ways}: against the permit; {@code wastes}: what was generated and lies in stock */
    @GetMapping(path = "/execution-reports/{id}/export", produces = OfficialTable.XLSX)
    @Allow(IndustrialPermissions.READ)
    ResponseEntity<byte[]> export(@PathVariable UUID id, @RequestParam(defaultValue = "ways") String part) {
        var report = reports.get(id);
        return switch (part) {
            case "ways" -> noted(WAYS, report).download(tables, report.content().ways());
            case "wastes" ->
                noted(WASTES, report).download(tables, report.content().wastes());
            default -> throw new Problem(IndustrialProblem.TABLE_UNKNOWN, Map.of("part", part));
        };
    }

    private static <T> OfficialTable<T> noted(OfficialTable<T> table, Report report) {
        var note = "单位：" + report.content().unitName() + "    统一社会信用代码："
                + report.content().unitCode() + "    许可证编号："
                + report.content().permitNo() + "    报告期：" + report.span().title() + " 第 " + report.no() + " 版    "
                + (report.state() == State.SUBMITTED ? "已提交" : "草稿") + "    数据截至："
                + report.preparedAt()
                        .atZone(Days.ZONE)
                        .toLocalDateTime()
                        .withNano(0)
                        .toString()
                        .replace('T', ' ');
        return new OfficialTable<>(new Tables.Head(table.head().title(), note), table.cells());
    }

    private Span span(Integer year, Integer quarter) {
        var check = new Check(clock);
        int wanted = check.year("year", year, 0);
        int part = quarter == null ? 0 : quarter;
        if (part < 0 || part > 4) check.wrong("quarter", "out-of-range", "季度须为 1 至 4；年报留空");
        check.done();
        return new Span(wanted, part);
    }

    private Statement checked(Statement said) {
        var words = said == null ? new Statement(null, null, null, null, null, null) : said;
        var check = new Check(clock).in("statement");
        var kept = new Statement(
                check.textOr("facilities", words.facilities(), Check.NOTE),
                check.textOr("entrusted", words.entrusted(), Check.NOTE),
                check.textOr("suspension", words.suspension(), Check.NOTE),
                check.textOr("reason", words.reason(), Check.NOTE),
                check.textOr("measures", words.measures(), Check.NOTE),
                check.textOr("filler", words.filler(), Check.SHORT));
        check.done();
        return kept;
    }

    private ResponseEntity<ReportView> answer(HttpStatus status, Report report) {
        LocalDate today = Days.today(clock);
        return ResponseEntity.status(status)
                .eTag(Etag.of(report.version()))
                .body(new ReportView(
                        report.id(),
                        report.unitId(),
                        report.county(),
                        report.year(),
                        report.quarter(),
                        report.no(),
                        report.state(),
                        report.content(),
                        report.statement(),
                        report.preparedAt(),
                        report.preparedBy(),
                        report.submittedAt(),
                        report.submittedBy(),
                        report.version(),
                        ExecutionReports.steps(report, today, Caller.current())));
    }
}
