package org.wufei.industrial;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import org.wufei.kernel.Allow;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;

/** What a unit declares ahead, over HTTP: yearly lists, processes and their months, approvals across provinces. */
@RestController
@RequestMapping("/api/v1/industrial")
class DeclarationController {
    private static final int PARTS_MAX = 20;

    private final YearlyLists lists;
    private final Processes processes;
    private final Approvals approvals;
    private final Clock clock;

    DeclarationController(YearlyLists lists, Processes processes, Approvals approvals, Clock clock) {
        this.lists = lists;
        this.processes = processes;
        this.approvals = approvals;
        this.clock = clock;
    }

    record LineBody(
            String waste,
            String name,
            String category,
            String link,
            String form,
            String components,
            String characteristics,
            String yearlyG) {
        YearlyLists.Line read(Check check) {
            return new YearlyLists.Line(
                    check.waste("waste", waste),
                    check.textOr("name", name, Check.LINE),
                    check.choice("category", category, YearlyLists.Category.class),
                    check.text("link", link, Check.LINE),
                    check.choice("form", form, YearlyLists.Form.class),
                    check.textOr("components", components, Check.LINE),
                    check.textOr("characteristics", characteristics, Check.LINE),
                    check.mass("yearlyG", yearlyG));
        }
    }

    record ListBody(UUID unitId, Integer year, List<LineBody> lines) {}

    record ProcessBody(
            UUID unitId,
            String name,
            String input,
            List<String> products,
            List<String> wastes,
            String lowRatio,
            String highRatio) {
        Processes.NewProcess read(Check check) {
            var low = check.ratio("lowRatio", lowRatio);
            var high = check.ratio("highRatio", highRatio);
            if (high.compareTo(low) < 0) check.wrong("highRatio", "below-low", "上限不能小于下限");
            var names = products == null ? List.<String>of() : products;
            var codes = wastes == null ? List.<String>of() : wastes;
            if (codes.isEmpty()) check.wrong("wastes", "required", "请至少选择一种产生的废物");
            if (codes.size() > PARTS_MAX) check.wrong("wastes", "too-many", "最多 " + PARTS_MAX + " 种");
            if (names.size() > PARTS_MAX) check.wrong("products", "too-many", "最多 " + PARTS_MAX + " 种");
            return new Processes.NewProcess(
                    check.needed("unitId", unitId),
                    check.text("name", name, Check.SHORT),
                    check.text("input", input, Check.SHORT),
                    names.stream()
                            .map(one -> check.text("products", one, Check.SHORT))
                            .toList(),
                    codes.stream()
                            .map(one -> check.waste("wastes", one))
                            .distinct()
                            .toList(),
                    low,
                    high);
        }
    }

    record ProductBody(String name, String massG) {}

    record RunBody(UUID processId, String month, String inputG, List<ProductBody> products, String note) {}

    record ApprovalBody(
            UUID unitId,
            String kind,
            String no,
            String authority,
            String waste,
            String way,
            String receiver,
            String province,
            String massG,
            LocalDate validFrom,
            LocalDate validTo,
            List<UUID> evidence) {}

    @GetMapping("/lists")
    @Allow(IndustrialPermissions.READ)
    Page<YearlyLists.YearlyList> lists(
            @RequestParam(required = false) UUID unitId, @RequestParam(required = false) Integer year) {
        return new Page<>(lists.list(unitId, year), null, null);
    }

    @PostMapping("/lists")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<YearlyLists.YearlyList> declare(@RequestBody ListBody body) {
        var check = new Check(clock);
        var unit = check.needed("unitId", body.unitId());
        int year = check.year("year", body.year(), 1);
        var lines = new ArrayList<YearlyLists.Line>();
        var asked = body.lines() == null ? List.<LineBody>of() : body.lines();
        if (asked.isEmpty() || asked.size() > YearlyLists.LINES_MAX) {
            check.wrong("lines", "size", "清单须有 1 到 " + YearlyLists.LINES_MAX + " 行");
        } else {
            var seen = new HashSet<String>();
            for (int i = 0; i < asked.size(); i++) {
                var line = asked.get(i);
                if (line == null) {
                    check.wrong("lines[" + i + "]", "required", "不能为空");
                    continue;
                }
                lines.add(line.read(check.in("lines[" + i + "]")));
                if (!seen.add(line.waste() + "/" + line.link())) {
                    check.wrong("lines[" + i + "].waste", "twice", "同一废物、同一产生环节只填一行");
                }
            }
        }
        check.done();
        return ResponseEntity.status(HttpStatus.CREATED).body(lists.declare(unit, year, lines));
    }

    @GetMapping("/units/{unitId}/lists/{year}")
    @Allow(IndustrialPermissions.READ)
    YearlyLists.YearlyList current(@PathVariable UUID unitId, @PathVariable int year) {
        return lists.current(unitId, year);
    }

    @GetMapping("/processes")
    @Allow(IndustrialPermissions.READ)
    Page<Processes.Process> processes(@RequestParam(required = false) UUID unitId) {
        return new Page<>(processes.list(unitId), null, null);
    }

    @GetMapping("/processes/{id}")
    @Allow(IndustrialPermissions.READ)
    ResponseEntity<Processes.Process> process(@PathVariable UUID id) {
        return answer(HttpStatus.OK, processes.get(id));
    }

    @PostMapping("/processes")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<Processes.Process> declareProcess(@RequestBody ProcessBody body) {
        var check = new Check(clock);
        var wanted = body.read(check);
        check.done();
        return answer(HttpStatus.CREATED, processes.declare(wanted));
    }

    @PutMapping("/processes/{id}")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<Processes.Process> changeProcess(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody ProcessBody body) {
        var check = new Check(clock);
        var wanted = body.read(check);
        check.done();
        return answer(HttpStatus.OK, processes.change(id, ifMatch, wanted));
    }

    @GetMapping("/process-runs")
    @Allow(IndustrialPermissions.READ)
    Page<Processes.Run> runs(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) UUID processId,
            @RequestParam(required = false) String month) {
        var check = new Check(clock);
        var wanted = month == null || month.isBlank() ? null : check.month("month", month);
        check.done();
        return new Page<>(processes.runs(unitId, processId, wanted), null, null);
    }

    @PostMapping("/process-runs")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<Processes.Run> run(@RequestBody RunBody body) {
        var check = new Check(clock);
        var products = new ArrayList<Processes.Product>();
        var asked = body.products() == null ? List.<ProductBody>of() : body.products();
        if (asked.size() > PARTS_MAX) check.wrong("products", "too-many", "最多 " + PARTS_MAX + " 种");
        for (int i = 0; i < Math.min(asked.size(), PARTS_MAX); i++) {
            var at = check.in("products[" + i + "]");
            var one = asked.get(i) == null ? new ProductBody(null, null) : asked.get(i);
            products.add(new Processes.Product(
                    at.text("name", one.name(), Check.SHORT), at.massOr("massG", one.massG(), Mass.ZERO)));
        }
        var wanted = new Processes.NewRun(
                check.needed("processId", body.processId()),
                check.month("month", body.month()),
                check.positive("inputG", body.inputG()),
                products,
                check.textOr("note", body.note(), Check.NOTE));
        check.done();
        return ResponseEntity.status(HttpStatus.CREATED).body(processes.run(wanted));
    }

    @GetMapping("/approvals")
    @Allow(IndustrialPermissions.READ)
    Page<Approvals.Approval> approvals(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        return approvals.list(unitId, q, Keyset.of(cursor), Page.size(size));
    }

    @GetMapping("/approvals/{id}")
    @Allow(IndustrialPermissions.READ)
    Approvals.Approval approval(@PathVariable UUID id) {
        return approvals.get(id);
    }

    @PostMapping("/approvals")
    @Allow(IndustrialPermissions.APPROVE)
    ResponseEntity<Approvals.Approval> register(@RequestBody ApprovalBody body) {
        var check = new Check(clock);
        var kind = check.choice("kind", body.kind(), Approvals.Kind.class);
        var way = check.choice("way", body.way(), Exit.Way.class);
        if ((kind == Approvals.Kind.FILING) != (way == Exit.Way.USE)) {
            check.wrong("kind", "kind-unfit", "跨省利用为备案，跨省贮存、处置为审批（固废法第二十二条）");
        }
        if (body.province() == null || !body.province().matches("\\d{2}0000")) {
            check.wrong("province", "code-invalid", "须为 6 位省级行政区划代码，如 630000");
        } else if (body.province().equals(Exits.PROVINCE)) {
            check.wrong("province", "inside", "接收省份不能是西藏自治区");
        }
        var from = check.day("validFrom", body.validFrom());
        var to = check.day("validTo", body.validTo());
        if (to.isBefore(from)) check.wrong("validTo", "before-from", "截止日期不能早于起始日期");
        var wanted = new Approvals.NewApproval(
                check.needed("unitId", body.unitId()),
                kind,
                check.text("no", body.no(), Check.SHORT),
                check.text("authority", body.authority(), Check.LINE),
                check.waste("waste", body.waste()),
                way,
                check.text("receiver", body.receiver(), Check.LINE),
                body.province(),
                check.positive("massG", body.massG()),
                from,
                to,
                check.evidence(body.evidence()));
        check.done();
        return ResponseEntity.status(HttpStatus.CREATED).body(approvals.register(wanted));
    }

    private static ResponseEntity<Processes.Process> answer(HttpStatus status, Processes.Process process) {
        return ResponseEntity.status(status).eTag(Etag.of(process.version())).body(process);
    }
}
