package org.wufei.survey;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
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
import org.wufei.kernel.Asked;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.tables.OfficialTable;
import org.wufei.tables.Tables;

@RestController
@RequestMapping("/api/v1/survey")
class SurveyController {
    private static final OfficialTable<SurveyRecord> TABLE = OfficialTable.<SurveyRecord>titled(
                    "工业固体废物堆存场所排查表", "重量单位：吨；体积单位：立方米；坐标：WGS-84")
            .with("no", "编号", SurveyRecord::no)
            .with("county", "县（代码）", SurveyRecord::county)
            .with("name", "堆存场所名称", SurveyRecord::name)
            .with("kind", "类型", record -> record.kind().title)
            .with("historical", "历史遗留", record -> record.historical() ? "是" : "否")
            .with("waste", "废物代码", SurveyRecord::waste)
            .with("longitude", "经度", SurveyRecord::longitude)
            .with("latitude", "纬度", SurveyRecord::latitude)
            .with("address", "地址", SurveyRecord::address)
            .with("foundOn", "排查日期", SurveyRecord::foundOn)
            .with("startedYear", "起始年份", SurveyRecord::startedYear)
            .with("areaM2", "占地面积（平方米）", SurveyRecord::areaM2)
            .with("volumeM3", "体积（立方米）", SurveyRecord::volumeM3)
            .with("densityGPerM3", "密度（克/立方米）", SurveyRecord::densityGPerM3)
            .with("densitySource", "密度依据", SurveyRecord::densitySource)
            .with("mass", "堆存量（吨）", record -> new BigDecimal(record.massG().tonnes()))
            .with("riskLevel", "风险等级", record -> record.riskLevel().title)
            .with("state", "审核状态", record -> record.state().title)
            .with("remediation", "整治阶段", record -> record.remediation().title)
            .with("note", "备注", SurveyRecord::note);

    private final Surveys surveys;
    private final SurveyWatch watch;
    private final Tables tables;

    SurveyController(Surveys surveys, SurveyWatch watch, Tables tables) {
        this.surveys = surveys;
        this.watch = watch;
        this.tables = tables;
    }

    // --- campaigns

    @Allow("survey.read")
    @GetMapping("/campaigns")
    Page<Campaign> campaigns(@RequestParam(required = false) Campaign.State state, Asked asked) {
        return surveys.campaigns(state == null ? null : state.name(), asked);
    }

    @Allow("survey.lead")
    @PostMapping("/campaigns")
    ResponseEntity<Campaign> open(@RequestBody Surveys.CampaignBody body) {
        return answer(HttpStatus.CREATED, surveys.open(body));
    }

    @Allow("survey.read")
    @GetMapping("/campaigns/{id}")
    ResponseEntity<Campaign> campaign(@PathVariable UUID id) {
        return answer(HttpStatus.OK, surveys.campaign(id));
    }

    @Allow("survey.lead")
    @PutMapping("/campaigns/{id}")
    ResponseEntity<Campaign> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody Surveys.CampaignBody body) {
        return answer(HttpStatus.OK, surveys.change(id, ifMatch, body));
    }

    @Allow("survey.lead")
    @PostMapping("/campaigns/{id}/close")
    ResponseEntity<Campaign> close(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return answer(HttpStatus.OK, surveys.close(id, ifMatch));
    }

    @Allow("survey.read")
    @GetMapping("/campaigns/{id}/progress")
    Surveys.Progress progress(@PathVariable UUID id) {
        return surveys.progress(id);
    }

    record ReportBody(Integer expected, String note) {}

    @Allow("survey.accept")
    @PostMapping("/campaigns/{id}/counties/{county}/report")
    Surveys.Progress report(@PathVariable UUID id, @PathVariable RegionCode county, @RequestBody ReportBody body) {
        return surveys.report(id, county, body.expected() == null ? -1 : body.expected(), body.note());
    }

    // --- records

    /** A record as a screen shows it, with the steps its reader may take. */
    record View(
            UUID id,
            String no,
            UUID campaignId,
            String name,
            SurveyRecord.Kind kind,
            UUID unitId,
            String unitName,
            boolean historical,
            RegionCode county,
            WasteCode waste,
            double longitude,
            double latitude,
            String address,
            LocalDate foundOn,
            Integer startedYear,
            BigDecimal areaM2,
            BigDecimal volumeM3,
            BigDecimal densityGPerM3,
            String densitySource,
            Mass massG,
            SurveyRecord.RiskLevel riskLevel,
            List<SurveyRecord.Risk> risks,
            String note,
            List<UUID> evidence,
            RecordState state,
            Remediation remediation,
            LocalDate remediationOn,
            UUID placeId,
            Long entryNo,
            int revision,
            List<String> steps,
            long version,
            Instant createdAt) {}

    private List<View> views(List<SurveyRecord> records) {
        var around = surveys.around(records);
        return records.stream().map(record -> view(record, around)).toList();
    }

    private static View view(SurveyRecord r, Surveys.Around around) {
        return new View(
                r.id(),
                r.no(),
                r.campaignId(),
                r.name(),
                r.kind(),
                r.unitId(),
                around.units().get(r.unitId()),
                r.historical(),
                r.county(),
                r.waste(),
                r.longitude(),
                r.latitude(),
                r.address(),
                r.foundOn(),
                r.startedYear(),
                r.areaM2(),
                r.volumeM3(),
                r.densityGPerM3(),
                r.densitySource(),
                r.massG(),
                r.riskLevel(),
                r.risks(),
                r.note(),
                r.evidence(),
                r.state(),
                r.remediation(),
                r.remediationOn(),
                r.placeId(),
                r.entryNo(),
                r.revision(),
                Surveys.steps(r, around.open()),
                r.version(),
                r.createdAt());
    }

    @Allow("survey.read")
    @GetMapping("/records")
    Page<View> records(
            @RequestParam(required = false) UUID campaignId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) RecordState state,
            @RequestParam(required = false) SurveyRecord.RiskLevel risk,
            @RequestParam(required = false) Remediation remediation,
            @RequestParam(required = false) UUID unitId,
            Asked asked) {
        var page = surveys.records(new Surveys.Wanted(campaignId, county, state, risk, remediation, unitId), asked);
        return new Page<>(views(page.items()), page.next(), page.total());
    }

    @Allow("survey.read")
    @GetMapping("/records.xlsx")
    ResponseEntity<byte[]> export(
            @RequestParam(required = false) UUID campaignId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) RecordState state,
            @RequestParam(required = false) SurveyRecord.RiskLevel risk,
            @RequestParam(required = false) Remediation remediation,
            @RequestParam(required = false) UUID unitId,
            Asked asked) {
        var wanted = new Surveys.Wanted(campaignId, county, state, risk, remediation, unitId);
        return TABLE.download(tables, surveys.records(wanted, asked.whole()).items());
    }

    @Allow("survey.write")
    @PostMapping("/records")
    ResponseEntity<View> find(@RequestBody Surveys.RecordBody body) {
        return answer(HttpStatus.CREATED, surveys.find(body));
    }

    @Allow("survey.read")
    @GetMapping("/records/{id}")
    ResponseEntity<View> record(@PathVariable UUID id) {
        return answer(HttpStatus.OK, surveys.record(id));
    }

    @Allow("survey.write")
    @PutMapping("/records/{id}")
    ResponseEntity<View> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody Surveys.RecordBody body) {
        return answer(HttpStatus.OK, surveys.change(id, ifMatch, body));
    }

    @Allow("survey.write")
    @PostMapping("/records/{id}/submit")
    ResponseEntity<View> submit(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return answer(HttpStatus.OK, surveys.submit(id, ifMatch));
    }

    record ReasonBody(String reason) {}

    @Allow("survey.accept")
    @PostMapping("/records/{id}/return")
    ResponseEntity<View> giveBack(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody ReasonBody body) {
        return answer(HttpStatus.OK, surveys.giveBack(id, ifMatch, body.reason()));
    }

    @Allow("survey.accept")
    @PostMapping("/records/{id}/accept")
    ResponseEntity<View> accept(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return answer(HttpStatus.OK, surveys.accept(id, ifMatch));
    }

    @Allow("survey.accept")
    @PostMapping("/records/{id}/correct")
    ResponseEntity<View> correct(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody Surveys.CorrectionBody body) {
        return answer(HttpStatus.OK, surveys.correct(id, ifMatch, body));
    }

    @Allow("survey.accept")
    @PostMapping("/records/{id}/withdraw")
    ResponseEntity<View> withdraw(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody ReasonBody body) {
        return answer(HttpStatus.OK, surveys.withdraw(id, ifMatch, body.reason()));
    }

    @Allow("survey.write")
    @PostMapping("/records/{id}/remediation")
    ResponseEntity<View> remedy(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody Surveys.RemediationBody body) {
        return answer(HttpStatus.OK, surveys.remedy(id, ifMatch, body));
    }

    @Allow("survey.read")
    @GetMapping("/records/{id}/history")
    List<SurveyStore.Step> history(@PathVariable UUID id) {
        return surveys.history(id);
    }

    @Allow("survey.accept")
    @PostMapping("/watch")
    SurveyWatch.Watched watch() {
        return watch.now();
    }

    private ResponseEntity<View> answer(HttpStatus status, SurveyRecord record) {
        return ResponseEntity.status(status)
                .eTag(Etag.of(record.version()))
                .body(views(List.of(record)).getFirst());
    }

    private static ResponseEntity<Campaign> answer(HttpStatus status, Campaign campaign) {
        return ResponseEntity.status(status).eTag(Etag.of(campaign.version())).body(campaign);
    }
}
