package org.wufei.survey;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.catalogue.Catalogue;
import org.wufei.evidence.Evidences;
import org.wufei.findings.Findings;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Inputs;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Ledger;
import org.wufei.registry.Registry;

/**
 * 底数排查: the module's one door (plan task 11). A campaign lists counties; each stockpile found is written down with what
 * was measured, judged by an officer, and on acceptance enters the book as FOUND → STORED at its own registered
 * stockpile. What happens to it afterwards is kept as remediation stages.
 *
 * <p>Masses are grams: m³ × g/m³, half up. Problems: {@code survey/…} of {@link SurveyProblem}, those of the ledger and the
 * registry, {@code common/…}.
 *
 * @see <a href="https://flk.npc.gov.cn">固体废物污染环境防治法 (2020) 第四十二条: 尾矿、煤矸石、废石等的贮存和封场</a>
 */
@Service
public class Surveys {
    static final int VOLUME_SCALE = 3;

    private final SurveyStore store;
    private final Catalogue catalogue;
    private final Registry registry;
    private final Ledger ledger;
    private final Evidences evidences;
    private final Findings findings;
    private final Audit audit;
    private final Clock clock;

    Surveys(
            SurveyStore store,
            Catalogue catalogue,
            Registry registry,
            Ledger ledger,
            Evidences evidences,
            Findings findings,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.registry = registry;
        this.ledger = ledger;
        this.evidences = evidences;
        this.findings = findings;
        this.audit = audit;
        this.clock = clock;
    }

    // --- campaigns

    record CampaignBody(
            String name, Integer year, LocalDate startsOn, LocalDate endsOn, String basis, List<RegionCode> counties) {}

    @Transactional
    Campaign open(CampaignBody body) {
        var campaign = store.insert(checked(body, null));
        audit.record("survey.campaign.open", "campaign", campaign.id().toString(), null, campaign);
        return campaign;
    }

    @Transactional
    Campaign change(UUID id, String ifMatch, CampaignBody body) {
        var before = campaign(id);
        Etag.require(ifMatch, before.version());
        requireOpen(before);
        var after = store.update(checked(body, before));
        audit.record("survey.campaign.change", "campaign", id.toString(), before, after);
        return after;
    }

    @Transactional
    Campaign close(UUID id, String ifMatch) {
        var before = campaign(id);
        Etag.require(ifMatch, before.version());
        requireOpen(before);
        var after = store.update(new Campaign(
                id,
                before.name(),
                before.year(),
                before.startsOn(),
                before.endsOn(),
                before.basis(),
                before.counties(),
                Campaign.State.CLOSED,
                before.version(),
                before.createdAt()));
        audit.record("survey.campaign.close", "campaign", id.toString(), before, after);
        return after;
    }

    private Campaign checked(CampaignBody body, Campaign before) {
        var in = new Inputs();
        var name = in.text("name", body.name(), 100);
        var basis = in.maybe("basis", body.basis(), 500);
        in.present("year", body.year());
        in.must(
                body.year() == null || body.year() >= 2000 && body.year() <= 2060,
                "year",
                "out-of-range",
                "年度须在 2000 至 2060 之间");
        var starts = in.day("startsOn", body.startsOn(), Days.EARLIEST, Inputs.LATEST);
        var ends = in.day("endsOn", body.endsOn(), Days.EARLIEST, Inputs.LATEST);
        in.must(starts == null || ends == null || !ends.isBefore(starts), "endsOn", "before-start", "结束日期不能早于开始日期");
        var counties = in.list("counties", body.counties(), 20);
        in.must(!counties.isEmpty(), "counties", "missing", "请至少选择一个县");
        var known = catalogue.counties().stream().map(Catalogue.Region::code).toList();
        in.must(known.containsAll(counties), "counties", "unknown", "含有阿里地区以外的县");
        in.done();
        return new Campaign(
                before == null ? null : before.id(),
                name,
                body.year(),
                starts,
                ends,
                basis,
                counties,
                before == null ? Campaign.State.OPEN : before.state(),
                before == null ? 1 : before.version(),
                null);
    }

    @Transactional(readOnly = true)
    Campaign campaign(UUID id) {
        return store.campaign(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND, Map.of("campaign", id)));
    }

    @Transactional(readOnly = true)
    Page<Campaign> campaigns(String state, Asked asked) {
        return store.campaigns(state, asked);
    }

    /** How far each county that the caller sees has come. */
    record Progress(Campaign campaign, List<CountyProgress> counties) {}

    record CountyProgress(
            RegionCode county,
            String name,
            int expected,
            int draft,
            int submitted,
            int returned,
            int accepted,
            Mass massG,
            int highRisk,
            int unremedied,
            int completed,
            String state,
            String note,
            Instant reportedAt,
            List<String> acts) {}

    /** What the caller may do with a county's list now. */
    private static List<String> acts(Campaign campaign, SurveyStore.Tally tally) {
        var caller = Caller.current();
        boolean may = caller.may("survey.accept")
                && campaign.state() == Campaign.State.OPEN
                && caller.scope().sees(tally.county(), null)
                && tally.unsettled() == 0;
        return may ? List.of("report") : List.of();
    }

    /** What the caller may do with a campaign now. */
    static List<String> acts(Campaign campaign) {
        return campaign.state() == Campaign.State.OPEN && Caller.current().may("survey.lead")
                ? List.of("change", "close")
                : List.of();
    }

    @Transactional(readOnly = true)
    Map<UUID, SurveyStore.Sum> sums(List<Campaign> campaigns) {
        return store.sums(campaigns.stream().map(Campaign::id).toList()).stream()
                .collect(Collectors.toMap(SurveyStore.Sum::campaignId, sum -> sum));
    }

    @Transactional(readOnly = true)
    Progress progress(UUID id) {
        var scope = Caller.current().scope();
        var campaign = campaign(id);
        return new Progress(
                campaign,
                store.tallies(id).stream()
                        .filter(tally -> scope.all() || !scope.units().isEmpty() || scope.sees(tally.county(), null))
                        .map(tally -> new CountyProgress(
                                tally.county(),
                                catalogue
                                        .region(tally.county())
                                        .map(Catalogue.Region::name)
                                        .orElse(tally.county().digits()),
                                tally.expected(),
                                tally.draft(),
                                tally.submitted(),
                                tally.returned(),
                                tally.accepted(),
                                tally.massG(),
                                tally.highRisk(),
                                tally.unremedied(),
                                tally.completed(),
                                tally.state(),
                                tally.note(),
                                tally.reportedAt(),
                                acts(campaign, tally)))
                        .toList());
    }

    /** The county says its list is complete. */
    @Transactional
    Progress report(UUID id, RegionCode county, int expected, String note) {
        var campaign = campaign(id);
        requireOpen(campaign);
        requireSeen(county, null);
        if (!campaign.counties().contains(county)) {
            throw new Problem(SurveyProblem.COUNTY_NOT_IN_CAMPAIGN, Map.of("county", county.digits()));
        }
        var in = new Inputs();
        in.must(expected >= 0 && expected <= 100_000, "expected", "out-of-range", "堆存点数须在 0 至 100000 之间");
        var kept = in.maybe("note", note, 500);
        in.done();
        var tally = store.tallies(id).stream()
                .filter(one -> one.county().equals(county))
                .findFirst()
                .orElseThrow();
        if (tally.unsettled() > 0) {
            throw new Problem(
                    SurveyProblem.COUNTY_NOT_SETTLED,
                    Map.of("draft", tally.draft() + tally.returned(), "submitted", tally.submitted()));
        }
        store.report(id, county, expected, kept);
        audit.record(
                "survey.county.report",
                "campaign",
                id + "/" + county,
                null,
                Map.of("expected", expected, "note", kept));
        return progress(id);
    }

    // --- records

    record RecordBody(
            UUID campaignId,
            String name,
            SurveyRecord.Kind kind,
            UUID unitId,
            Boolean historical,
            WasteCode waste,
            Double longitude,
            Double latitude,
            String address,
            LocalDate foundOn,
            Integer startedYear,
            BigDecimal areaM2,
            BigDecimal volumeM3,
            BigDecimal densityGPerM3,
            String densitySource,
            SurveyRecord.RiskLevel riskLevel,
            List<SurveyRecord.Risk> risks,
            String note,
            List<UUID> evidence) {}

    record Wanted(
            UUID campaignId,
            RegionCode county,
            RecordState state,
            SurveyRecord.RiskLevel risk,
            Remediation remediation,
            UUID unitId,
            SurveyRecord.Kind kind,
            Boolean historical,
            Boolean ownerless,
            Boolean overdue,
            Double longitude,
            Double latitude,
            Integer withinM) {}

    @Transactional
    SurveyRecord find(RecordBody body) {
        var record = store.insert(checked(body, null));
        store.reopen(record.campaignId(), record.county());
        note(record, "FOUND", record.foundOn(), "登记", record.evidence());
        audit.record("survey.record.find", "survey-record", record.id().toString(), null, record);
        return record;
    }

    @Transactional
    SurveyRecord change(UUID id, String ifMatch, RecordBody body) {
        var before = locked(id, ifMatch);
        if (!before.state().changeable()) {
            throw new Problem(
                    SurveyProblem.STEP_NOT_OPEN, Map.of("state", before.state().name()));
        }
        var after = store.update(checked(body, before));
        audit.record("survey.record.change", "survey-record", id.toString(), before, after);
        return after;
    }

    private SurveyRecord checked(RecordBody body, SurveyRecord before) {
        var in = new Inputs();
        in.present("campaignId", body.campaignId());
        var name = in.text("name", body.name(), 100);
        in.present("kind", body.kind());
        in.present("historical", body.historical());
        in.present("waste", body.waste());
        in.present("longitude", body.longitude());
        in.present("latitude", body.latitude());
        in.present("riskLevel", body.riskLevel());
        var address = in.maybe("address", body.address(), 200);
        var note = in.maybe("note", body.note(), 1000);
        var foundOn = in.happened("foundOn", body.foundOn(), clock);
        in.must(
                body.startedYear() == null
                        || body.startedYear() >= 1900 && foundOn != null && body.startedYear() <= foundOn.getYear(),
                "startedYear",
                "out-of-range",
                "起始年份须在 1900 年至发现年份之间");
        in.maybeNumber("areaM2", body.areaM2(), "0.01", "999999999", 2);
        in.number("volumeM3", body.volumeM3(), "0.001", "9999999999", VOLUME_SCALE);
        in.maybeNumber("densityGPerM3", body.densityGPerM3(), "1000", "25000000", 2);
        var source = in.maybe("densitySource", body.densitySource(), 200);
        in.must(body.densityGPerM3() == null || !source.isEmpty(), "densitySource", "missing", "采用实测密度时请写明测定依据");
        var risks = in.list("risks", body.risks(), SurveyRecord.Risk.values().length);
        var evidence = in.list("evidence", body.evidence(), 20);
        in.must(
                evidence.isEmpty()
                        || evidence.size() == evidences.list(evidence).size(),
                "evidence",
                "unknown",
                "有照片不存在或不在您的查看范围内");
        var firm = Caller.current().unit();
        in.must(firm == null || firm.equals(body.unitId()), "unitId", "not-own", "企业只能登记本单位的堆存点");
        in.done();

        var campaign = campaign(body.campaignId());
        requireOpen(campaign);
        var county = catalogue
                .countyAt(body.longitude(), body.latitude())
                .map(Catalogue.Region::code)
                .orElseThrow(() -> new Problem(
                        SurveyProblem.POINT_OUTSIDE,
                        Map.of("longitude", body.longitude(), "latitude", body.latitude())));
        if (!campaign.counties().contains(county)) {
            throw new Problem(SurveyProblem.COUNTY_NOT_IN_CAMPAIGN, Map.of("county", county.digits()));
        }
        requireSeen(county, body.unitId());
        if (body.unitId() != null) registry.unit(body.unitId());
        catalogue.get(body.waste(), foundOn);
        var measured = measured(body.waste(), foundOn, body.volumeM3(), body.densityGPerM3(), source);
        return new SurveyRecord(
                before == null ? null : before.id(),
                before == null ? store.nextNo(county, campaign.year()) : before.no(),
                campaign.id(),
                name,
                body.kind(),
                body.unitId(),
                body.historical(),
                county,
                body.waste(),
                body.longitude(),
                body.latitude(),
                address,
                foundOn,
                body.startedYear(),
                body.areaM2(),
                measured.volumeM3(),
                measured.densityGPerM3(),
                measured.densitySource(),
                measured.mass(),
                body.riskLevel(),
                risks,
                note,
                evidence,
                before == null ? RecordState.DRAFT : before.state(),
                Remediation.FOUND,
                null,
                null,
                null,
                null,
                0,
                null,
                0,
                null);
    }

    /** A measured density stands as it is; otherwise the catalogue's for the waste, then for its class, of the day it was found. */
    private Measured measured(WasteCode waste, LocalDate on, BigDecimal volume, BigDecimal density, String source) {
        if (density != null) return new Measured(volume, density, source);
        var factor = catalogue
                .factor("density/" + waste.text(), on)
                .or(() -> catalogue.factor("density/" + waste.wasteClass(), on))
                .orElseThrow(() -> new Problem(SurveyProblem.DENSITY_MISSING, Map.of("waste", waste.text())));
        return new Measured(volume, factor.value(), factor.source());
    }

    @Transactional
    SurveyRecord submit(UUID id, String ifMatch) {
        return step(id, ifMatch, RecordState.SUBMITTED, "提交审核");
    }

    @Transactional
    SurveyRecord giveBack(UUID id, String ifMatch, String reason) {
        return step(id, ifMatch, RecordState.RETURNED, reason(reason));
    }

    /** A record written down by mistake: it never entered the book and counts nowhere, but its trail stays. */
    @Transactional
    SurveyRecord discard(UUID id, String ifMatch, String reason) {
        record(id);
        return step(id, ifMatch, RecordState.DISCARDED, reason(reason));
    }

    private SurveyRecord step(UUID id, String ifMatch, RecordState wanted, String why) {
        var before = locked(id, ifMatch);
        before.state().requireNext(wanted);
        requireOpen(campaign(before.campaignId()));
        var after = store.state(id, wanted);
        note(after, wanted.name(), Days.today(clock), why, List.of());
        audit.record(
                "survey.record." + wanted.name().toLowerCase(java.util.Locale.ROOT),
                "survey-record",
                id.toString(),
                before,
                after);
        return after;
    }

    /** Registers the stockpile and books what was found. Asked again, it is refused: the first stands. */
    @Transactional
    SurveyRecord accept(UUID id, String ifMatch) {
        var before = locked(id, ifMatch);
        before.state().requireNext(RecordState.ACCEPTED);
        var keeper = before.unitId() != null ? before.unitId() : custodian(before.county());
        var place = before.placeId() != null
                ? before.placeId()
                : registry.registerStockpile(new Registry.NewStockpile(
                                keeper,
                                before.name(),
                                before.county(),
                                before.longitude(),
                                before.latitude(),
                                before.areaM2(),
                                before.volumeM3()))
                        .id();
        var kept = kept(before, keeper, place);
        var occurredAt = Days.booked(before.foundOn(), clock);
        int revision = before.revision() + 1;
        var entry = ledger.post(
                FoundPosting.draft(kept, before.measured(), occurredAt, adjusts(keeper, before.foundOn()), revision));
        var after = store.booked(kept, before.measured(), entry.no(), revision, occurredAt);
        note(after, "ACCEPTED", Days.today(clock), "审核通过并入账 " + after.massG().tonnes() + " 吨", List.of());
        audit.record("survey.record.accept", "survey-record", id.toString(), before, after);
        watch(after);
        return after;
    }

    record CorrectionBody(BigDecimal volumeM3, BigDecimal densityGPerM3, String densitySource, String reason) {}

    /** Takes the entry back and books what a better measurement says. Both entries stay and name each other. */
    @Transactional
    SurveyRecord correct(UUID id, String ifMatch, CorrectionBody body) {
        var before = locked(id, ifMatch);
        if (before.state() != RecordState.ACCEPTED) {
            throw new Problem(
                    SurveyProblem.STEP_NOT_OPEN, Map.of("state", before.state().name()));
        }
        var in = new Inputs();
        in.number("volumeM3", body.volumeM3(), "0.001", "9999999999", VOLUME_SCALE);
        in.maybeNumber("densityGPerM3", body.densityGPerM3(), "1000", "25000000", 2);
        var source = in.maybe("densitySource", body.densitySource(), 200);
        in.must(body.densityGPerM3() == null || !source.isEmpty(), "densitySource", "missing", "采用实测密度时请写明测定依据");
        var reason = in.text("reason", body.reason(), 500);
        in.done();
        var measured = measured(before.waste(), before.foundOn(), body.volumeM3(), body.densityGPerM3(), source);
        if (measured.mass().equals(before.massG())) {
            throw new Problem(
                    SurveyProblem.NOTHING_CHANGED,
                    Map.of("massG", before.massG().wire()));
        }
        int revision = before.revision() + 1;
        ledger.reverse(before.entryNo(), FoundPosting.key(before, "reverse", before.revision()), reason);
        var entry = ledger.post(FoundPosting.draft(
                before, measured, before.occurredAt(), adjusts(before.keeperId(), before.foundOn()), revision));
        var after = store.booked(before, measured, entry.no(), revision, before.occurredAt());
        note(
                after,
                "CORRECTED",
                Days.today(clock),
                before.massG().tonnes() + " 吨更正为 " + after.massG().tonnes() + " 吨：" + reason,
                List.of());
        audit.record("survey.record.correct", "survey-record", id.toString(), before, after);
        return after;
    }

    /** An accepted record that should not have been: its entry is taken back, the stockpile stays registered. */
    @Transactional
    SurveyRecord withdraw(UUID id, String ifMatch, String why) {
        var before = locked(id, ifMatch);
        before.state().requireNext(RecordState.WITHDRAWN);
        var reason = reason(why);
        ledger.reverse(before.entryNo(), FoundPosting.key(before, "reverse", before.revision()), reason);
        var after = store.state(id, RecordState.WITHDRAWN);
        note(after, "WITHDRAWN", Days.today(clock), reason, List.of());
        audit.record("survey.record.withdraw", "survey-record", id.toString(), before, after);
        watch(after);
        return after;
    }

    record RemediationBody(Remediation stage, LocalDate on, String note, List<UUID> evidence) {}

    @Transactional
    SurveyRecord remedy(UUID id, String ifMatch, RemediationBody body) {
        var before = locked(id, ifMatch);
        var in = new Inputs();
        in.present("stage", body.stage());
        in.happened("on", body.on(), clock);
        var note = in.maybe("note", body.note(), 1000);
        var evidence = in.list("evidence", body.evidence(), 20);
        in.must(
                evidence.isEmpty()
                        || evidence.size() == evidences.list(evidence).size(),
                "evidence",
                "unknown",
                "有材料不存在或不在您的查看范围内");
        var earliest = before.remediationOn() != null ? before.remediationOn() : before.foundOn();
        in.must(body.on() == null || !body.on().isBefore(earliest), "on", "before-former", "不能早于上一阶段日期 " + earliest);
        in.done();
        if (!before.state().standing()) {
            throw new Problem(
                    SurveyProblem.STEP_NOT_OPEN, Map.of("state", before.state().name()));
        }
        before.remediation().requireNext(body.stage());
        var after = store.remediation(id, body.stage(), body.on());
        note(after, "REMEDIATION_" + body.stage().name(), body.on(), note, evidence);
        audit.record("survey.record.remedy", "survey-record", id.toString(), before, after);
        watch(after);
        return after;
    }

    @Transactional(readOnly = true)
    SurveyRecord record(UUID id) {
        return store.find(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND, Map.of("record", id)));
    }

    @Transactional(readOnly = true)
    Page<SurveyRecord> records(Wanted wanted, Asked asked) {
        return store.records(wanted, Days.today(clock), asked);
    }

    @Transactional(readOnly = true)
    List<SurveyStore.Step> history(UUID id) {
        record(id);
        return store.steps(id);
    }

    /**
     * What a screen shows beside records.
     *
     * @param units names of owners and keepers
     * @param wastes names of codes
     * @param returned why records were given back
     */
    record Around(
            Map<UUID, Campaign> campaigns,
            Map<UUID, String> units,
            Map<WasteCode, String> wastes,
            Map<RegionCode, String> counties,
            Map<UUID, String> returned,
            LocalDate today) {}

    @Transactional(readOnly = true)
    Around around(List<SurveyRecord> records) {
        var campaigns = store
                .campaigns(records.stream()
                        .map(SurveyRecord::campaignId)
                        .distinct()
                        .toList())
                .stream()
                .collect(Collectors.toMap(Campaign::id, campaign -> campaign));
        var units = new HashMap<UUID, String>();
        registry.names(records.stream()
                        .flatMap(record -> Stream.of(record.unitId(), record.keeperId()))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList())
                .forEach(unit -> units.put(unit.id(), unit.name()));
        var wastes = new HashMap<WasteCode, String>();
        for (var record : records) {
            if (!wastes.containsKey(record.waste())) {
                catalogue
                        .waste(record.waste(), record.foundOn())
                        .ifPresent(waste -> wastes.put(record.waste(), waste.name()));
            }
        }
        var counties =
                catalogue.counties().stream().collect(Collectors.toMap(Catalogue.Region::code, Catalogue.Region::name));
        var returned = store.returned(records.stream()
                .filter(record -> record.state() == RecordState.RETURNED)
                .map(SurveyRecord::id)
                .toList());
        return new Around(campaigns, units, wastes, counties, returned, Days.today(clock));
    }

    /** What the caller may do with it now, so that a screen copies no rule. */
    static List<String> steps(SurveyRecord record, Campaign campaign) {
        var caller = Caller.current();
        boolean running = campaign.state() == Campaign.State.OPEN;
        var open = new ArrayList<String>();
        if (caller.may("survey.write")) {
            if (record.state().changeable() && running) open.addAll(List.of("change", "submit", "discard"));
            if (record.state().standing() && record.remediation() != Remediation.COMPLETED) open.add("remedy");
        }
        if (caller.may("survey.accept")) {
            if (record.state() == RecordState.SUBMITTED) {
                open.add("accept");
                if (running) open.add("return");
            }
            if (record.state() == RecordState.ACCEPTED) open.addAll(List.of("correct", "withdraw"));
        }
        return open;
    }

    // --- findings

    /** Looks at every accepted stockpile of high risk. Runs as the platform, see {@link SurveyWatch}. */
    @Transactional
    Map<String, Findings.Reconciled> watchAll() {
        var today = Days.today(clock);
        var overdue = store.highRisks().stream()
                .filter(record -> atRisk(record, today))
                .map(this::raised)
                .toList();
        return Map.of(RiskUnremedied.CODE, findings.reconcile(RiskUnremedied.CODE, overdue, "已制定整治方案或记录已撤回"));
    }

    private void watch(SurveyRecord record) {
        if (atRisk(record, Days.today(clock))) findings.raise(raised(record));
        else findings.cleared(RiskUnremedied.CODE + "/" + record.id(), "已制定整治方案或记录已撤回");
    }

    /** The last day for a plan of a stockpile of high risk that has none; {@code null} where none is due. */
    static LocalDate planBy(SurveyRecord record) {
        return record.state().standing() && record.riskLevel() == SurveyRecord.RiskLevel.HIGH
                ? record.remediation().planBy(record.foundOn())
                : null;
    }

    static boolean atRisk(SurveyRecord record, LocalDate today) {
        return record.state() == RecordState.ACCEPTED
                && record.riskLevel() == SurveyRecord.RiskLevel.HIGH
                && record.remediation().overdue(record.foundOn(), today);
    }

    private Findings.Raised raised(SurveyRecord record) {
        return new Findings.Raised(
                RiskUnremedied.CODE + "/" + record.id(),
                RiskUnremedied.CODE,
                "LATE",
                record.keeperId(),
                record.county(),
                record.foundOn().plusDays(Remediation.PLAN_WITHIN_DAYS + 1L),
                clock.instant(),
                record.name() + "风险高，尚无整治方案",
                Map.of(
                        "编号",
                        record.no(),
                        "发现日期",
                        record.foundOn().toString(),
                        "堆存量",
                        record.massG().tonnes() + " 吨",
                        "整治阶段",
                        record.remediation().title),
                "/survey/records/" + record.id());
    }

    // --- what several use

    private SurveyRecord locked(UUID id, String ifMatch) {
        var record = store.locked(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND, Map.of("record", id)));
        Etag.require(ifMatch, record.version());
        return record;
    }

    private void note(SurveyRecord record, String step, LocalDate on, String text, List<UUID> evidence) {
        store.step(record, step, on, text, evidence, Caller.current().name());
    }

    private static String reason(String reason) {
        var in = new Inputs();
        var kept = in.text("reason", reason, 500);
        in.done();
        return kept;
    }

    private static void requireOpen(Campaign campaign) {
        if (campaign.state() == Campaign.State.CLOSED) {
            throw new Problem(SurveyProblem.CAMPAIGN_CLOSED, Map.of("campaign", campaign.name()));
        }
    }

    private static void requireSeen(RegionCode county, UUID unit) {
        if (!Caller.current().scope().sees(county, unit)) {
            throw new Problem(SurveyProblem.COUNTY_NOT_YOURS, Map.of("county", county.digits()));
        }
    }

    private UUID custodian(RegionCode county) {
        return registry.units(county, "CUSTODIAN", 1).stream()
                .findFirst()
                .orElseThrow(() -> new Problem(SurveyProblem.CUSTODIAN_MISSING, Map.of("county", county.digits())))
                .id();
    }

    private YearMonth adjusts(UUID unit, LocalDate day) {
        var month = YearMonth.from(day);
        Set<YearMonth> closed = ledger.closedMonths(unit);
        return closed.contains(month) ? month : null;
    }

    private static SurveyRecord kept(SurveyRecord r, UUID keeper, UUID place) {
        return new SurveyRecord(
                r.id(),
                r.no(),
                r.campaignId(),
                r.name(),
                r.kind(),
                r.unitId(),
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
                keeper,
                place,
                r.entryNo(),
                r.revision(),
                r.occurredAt(),
                r.version(),
                r.createdAt());
    }
}
