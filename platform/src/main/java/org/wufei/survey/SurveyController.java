package org.wufei.survey;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
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
    private static final OfficialTable<View> TABLE = OfficialTable.<View>titled(
                    "工业固体废物堆存场所排查表", "重量单位：吨；体积单位：立方米；坐标：WGS-84")
            .with("no", "编号", View::no)
            .with("county", "县", View::countyName)
            .with("name", "堆存场所名称", View::name)
            .with("kind", "类型", record -> record.kind().title)
            .with("unit", "责任单位", record -> record.unitName() == null ? "无主" : record.unitName())
            .with("historical", "历史遗留", record -> record.historical() ? "是" : "否")
            .with("waste", "废物代码", View::waste)
            .with("wasteName", "废物名称", View::wasteName)
            .with("longitude", "经度", View::longitude)
            .with("latitude", "纬度", View::latitude)
            .with("address", "地址", View::address)
            .with("foundOn", "排查日期", View::foundOn)
            .with("startedYear", "起始年份", View::startedYear)
            .with("areaM2", "占地面积（平方米）", View::areaM2)
            .with("volumeM3", "体积（立方米）", View::volumeM3)
            .with("densityGPerM3", "密度（克/立方米）", View::densityGPerM3)
            .with("densitySource", "密度依据", View::densitySource)
            .with("mass", "堆存量（吨）", record -> new BigDecimal(record.massG().tonnes()))
            .with("riskLevel", "风险等级", record -> record.riskLevel().title)
            .with(
                    "risks",
                    "风险因素",
                    record -> record.risks().stream().map(risk -> risk.title).collect(Collectors.joining("、")))
            .with("state", "审核状态", record -> record.state().title)
            .with("remediation", "整治阶段", record -> record.remediation().title)
            .with("remediationOn", "阶段日期", View::remediationOn)
            .with("keeper", "入账单位", View::keeperName)
            .with("entryNo", "凭证号", View::entryNo)
            .with("note", "备注", View::note);

    private final Surveys surveys;
    private final SurveyWatch watch;
    private final Tables tables;

    SurveyController(Surveys surveys, SurveyWatch watch, Tables tables) {
        this.surveys = surveys;
        this.watch = watch;
        this.tables = tables;
    }

    // --- campaigns

    /** A campaign as a screen shows it: how far it has come within the reader's sight, and what they may do with it. */
    record CampaignView(
            UUID id,
            String name,
            int year,
            LocalDate startsOn,
            LocalDate endsOn,
            String basis,
            List<RegionCode> counties,
            Campaign.State state,
            int reported,
            int found,
            int draft,
            int submitted,
            int accepted,
            Mass massG,
            List<String> acts,
            long version,
            Instant createdAt) {
        static CampaignView of(Campaign c, SurveyStore.Sum sum) {
            return new CampaignView(
                    c.id(),
                    c.name(),
                    c.year(),
                    c.startsOn(),
                    c.endsOn(),
                    c.basis(),
                    c.counties(),
                    c.state(),
                    sum.reported(),
                    sum.found(),
                    sum.draft(),
                    sum.submitted(),
                    sum.accepted(),
                    sum.massG(),
                    Surveys.acts(c),
                    c.version(),
                    c.createdAt());
        }
    }

    private List<CampaignView> campaignViews(List<Campaign> campaigns) {
        var sums = surveys.sums(campaigns);
        return campaigns.stream()
                .map(campaign -> CampaignView.of(campaign, sums.get(campaign.id())))
                .toList();
    }

    @Allow("survey.read")
    @GetMapping("/campaigns")
    Page<CampaignView> campaigns(@RequestParam(required = false) Campaign.State state, Asked asked) {
        var page = surveys.campaigns(state == null ? null : state.name(), asked);
        return new Page<>(campaignViews(page.items()), page.next(), page.total());
    }

    @Allow("survey.lead")
    @PostMapping("/campaigns")
    ResponseEntity<CampaignView> open(@RequestBody Surveys.CampaignBody body) {
        return answer(HttpStatus.CREATED, surveys.open(body));
    }

    @Allow("survey.read")
    @GetMapping("/campaigns/{id}")
    ResponseEntity<CampaignView> campaign(@PathVariable UUID id) {
        return answer(HttpStatus.OK, surveys.campaign(id));
    }

    @Allow("survey.lead")
    @PutMapping("/campaigns/{id}")
    ResponseEntity<CampaignView> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody Surveys.CampaignBody body) {
        return answer(HttpStatus.OK, surveys.change(id, ifMatch, body));
    }

    @Allow("survey.lead")
    @PostMapping("/campaigns/{id}/close")
    ResponseEntity<CampaignView> close(
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
            String campaignName,
            String name,
            SurveyRecord.Kind kind,
            UUID unitId,
            String unitName,
            boolean historical,
            RegionCode county,
            String countyName,
            WasteCode waste,
            String wasteName,
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
            String returnedFor,
            Remediation remediation,
            LocalDate remediationOn,
            LocalDate planBy,
            boolean overdue,
            UUID keeperId,
            String keeperName,
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
        var campaign = around.campaigns().get(r.campaignId());
        return new View(
                r.id(),
                r.no(),
                r.campaignId(),
                campaign.name(),
                r.name(),
                r.kind(),
                r.unitId(),
                around.units().get(r.unitId()),
                r.historical(),
                r.county(),
                around.counties().getOrDefault(r.county(), r.county().digits()),
                r.waste(),
                around.wastes().get(r.waste()),
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
                around.returned().get(r.id()),
                r.remediation(),
                r.remediationOn(),
                Surveys.planBy(r),
                Surveys.atRisk(r, around.today()),
                r.keeperId(),
                around.units().get(r.keeperId()),
                r.placeId(),
                r.entryNo(),
                r.revision(),
                Surveys.steps(r, campaign),
                r.version(),
                r.createdAt());
    }

    /** Stockpiles, filtered; with a point those that lie within {@code withinM} metres of it, so that none is written down twice. */
    @Allow("survey.read")
    @GetMapping("/records")
    Page<View> records(
            @RequestParam(required = false) UUID campaignId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) RecordState state,
            @RequestParam(required = false) SurveyRecord.RiskLevel risk,
            @RequestParam(required = false) Remediation remediation,
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) SurveyRecord.Kind kind,
            @RequestParam(required = false) Boolean historical,
            @RequestParam(required = false) Boolean ownerless,
            @RequestParam(required = false) Boolean overdue,
            @RequestParam(required = false) Double longitude,
            @RequestParam(required = false) Double latitude,
            @RequestParam(defaultValue = "500") int withinM,
            Asked asked) {
        var wanted = new Surveys.Wanted(
                campaignId,
                county,
                state,
                risk,
                remediation,
                unitId,
                kind,
                historical,
                ownerless,
                overdue,
                longitude,
                latitude,
                withinM);
        var page = surveys.records(wanted, asked);
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
            @RequestParam(required = false) SurveyRecord.Kind kind,
            @RequestParam(required = false) Boolean historical,
            @RequestParam(required = false) Boolean ownerless,
            @RequestParam(required = false) Boolean overdue,
            Asked asked) {
        var wanted = new Surveys.Wanted(
                campaignId,
                county,
                state,
                risk,
                remediation,
                unitId,
                kind,
                historical,
                ownerless,
                overdue,
                null,
                null,
                null);
        return TABLE.download(
                tables, views(surveys.records(wanted, asked.whole()).items()));
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

    @Allow("survey.write")
    @PostMapping("/records/{id}/discard")
    ResponseEntity<View> discard(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody ReasonBody body) {
        return answer(HttpStatus.OK, surveys.discard(id, ifMatch, body.reason()));
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

    private ResponseEntity<CampaignView> answer(HttpStatus status, Campaign campaign) {
        return ResponseEntity.status(status)
                .eTag(Etag.of(campaign.version()))
                .body(campaignViews(List.of(campaign)).getFirst());
    }
}
