package org.wufei.survey;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Rows;

@Component
class SurveyStore {
    /** States and stages in the order in which they come about, not of their letters. */
    private static final Map<String, String> SORTS = sorts(
            "name", "name",
            "no", "no",
            "county", "county",
            "foundOn", "found_on",
            "massG", "mass_g",
            "volumeM3", "volume_m3",
            "waste", "waste",
            "startedYear", "started_year",
            "riskLevel", "array_position(array['LOW', 'MEDIUM', 'HIGH'], risk_level)",
            "state",
                    "array_position(array['DRAFT', 'RETURNED', 'SUBMITTED', 'ACCEPTED', 'WITHDRAWN', 'DISCARDED'], state)",
            "remediation",
                    "array_position(array['FOUND', 'ASSESSED', 'PLANNED', 'UNDER_WAY', 'COMPLETED'], remediation)");

    private static Map<String, String> sorts(String... namesAndColumns) {
        var sorts = new HashMap<String, String>();
        for (int i = 0; i < namesAndColumns.length; i += 2) sorts.put(namesAndColumns[i], namesAndColumns[i + 1]);
        return Map.copyOf(sorts);
    }

    private final JdbcClient db;

    SurveyStore(JdbcClient db) {
        this.db = db;
    }

    // --- campaigns

    Campaign insert(Campaign campaign) {
        return db.sql("""
                insert into survey.campaign (name, year, starts_on, ends_on, basis, counties)
                values (:name, :year, :startsOn, :endsOn, :basis, cast(:counties as text[])) returning *
                """)
                .params(Rows.params(campaign))
                .query(Rows.of(Campaign.class))
                .single();
    }

    Campaign update(Campaign campaign) {
        return db.sql("""
                update survey.campaign set name = :name, year = :year, starts_on = :startsOn, ends_on = :endsOn,
                    basis = :basis, counties = cast(:counties as text[]), state = :state, version = version + 1
                where id = :id returning *
                """)
                .params(Rows.params(campaign))
                .query(Rows.of(Campaign.class))
                .single();
    }

    Optional<Campaign> campaign(UUID id) {
        return db.sql("select * from survey.campaign where id = :id")
                .param("id", id)
                .query(Rows.of(Campaign.class))
                .optional();
    }

    List<Campaign> campaigns(List<UUID> ids) {
        if (ids.isEmpty()) return List.of();
        return db.sql("select * from survey.campaign where id = any(cast(:ids as uuid[]))")
                .params(Rows.params("ids", ids))
                .query(Rows.of(Campaign.class))
                .list();
    }

    Page<Campaign> campaigns(String state, Asked asked) {
        return Rows.page(
                db,
                "*",
                """
                survey.campaign where (cast(:state as text) is null or state = :state)
                    and (cast(:q as text) is null or name ilike :q)
                """,
                asked.order(Map.of("name", "name", "year", "year", "startsOn", "starts_on"), "id desc"),
                Rows.params("state", state, "q", asked.pattern()),
                asked,
                Campaign.class);
    }

    void report(UUID campaign, RegionCode county, int expected, String note) {
        db.sql("""
                insert into survey.county_list (campaign_id, county, expected, state, note, reported_at)
                values (:campaign, :county, :expected, 'REPORTED', :note, clock_timestamp())
                on conflict (campaign_id, county) do update
                    set expected = excluded.expected, state = 'REPORTED', note = excluded.note, reported_at = excluded.reported_at
                """)
                .params(Rows.params("campaign", campaign, "county", county, "expected", expected, "note", note))
                .update();
    }

    /** A county that gets a new record after it reported has something to do again. */
    void reopen(UUID campaign, RegionCode county) {
        db.sql("""
                update survey.county_list set state = 'ASSIGNED', reported_at = null
                where campaign_id = :campaign and county = :county and state = 'REPORTED'
                """).params(Rows.params("campaign", campaign, "county", county)).update();
    }

    List<Tally> tallies(UUID campaign) {
        return db.sql("""
                select c.county, coalesce(l.expected, 0) as expected,
                    count(r.id) filter (where r.state = 'DRAFT') as draft,
                    count(r.id) filter (where r.state = 'SUBMITTED') as submitted,
                    count(r.id) filter (where r.state = 'RETURNED') as returned,
                    count(r.id) filter (where r.state = 'ACCEPTED') as accepted,
                    coalesce(sum(r.mass_g) filter (where r.state = 'ACCEPTED'), 0)::bigint as mass_g,
                    count(r.id) filter (where r.state = 'ACCEPTED' and r.risk_level = 'HIGH') as high_risk,
                    count(r.id) filter (where r.state = 'ACCEPTED' and r.risk_level = 'HIGH'
                        and r.remediation in ('FOUND', 'ASSESSED')) as unremedied,
                    count(r.id) filter (where r.state = 'ACCEPTED' and r.remediation = 'COMPLETED') as completed,
                    coalesce(l.state, 'ASSIGNED') as state, coalesce(l.note, '') as note, l.reported_at
                from survey.campaign s cross join lateral unnest(s.counties) as c(county)
                    left join survey.county_list l on l.campaign_id = s.id and l.county = c.county
                    left join survey.record r on r.campaign_id = s.id and r.county = c.county
                where s.id = :campaign
                group by c.county, l.expected, l.state, l.note, l.reported_at order by c.county
                """)
                .param("campaign", campaign)
                .query(Rows.of(Tally.class))
                .list();
    }

    record Tally(
            RegionCode county,
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
            Instant reportedAt) {
        /** What a county must settle before it reports. */
        int unsettled() {
            return draft + submitted + returned;
        }
    }

    /** Of the records that the caller sees. */
    List<Sum> sums(List<UUID> campaigns) {
        if (campaigns.isEmpty()) return List.of();
        return db.sql("""
                select s.id as campaign_id,
                    (select count(*) from survey.county_list l where l.campaign_id = s.id and l.state = 'REPORTED') as reported,
                    count(r.id) filter (where r.state not in ('WITHDRAWN', 'DISCARDED')) as found,
                    count(r.id) filter (where r.state in ('DRAFT', 'RETURNED')) as draft,
                    count(r.id) filter (where r.state = 'SUBMITTED') as submitted,
                    count(r.id) filter (where r.state = 'ACCEPTED') as accepted,
                    coalesce(sum(r.mass_g) filter (where r.state = 'ACCEPTED'), 0)::bigint as mass_g
                from survey.campaign s left join survey.record r on r.campaign_id = s.id
                where s.id = any(cast(:campaigns as uuid[])) group by s.id
                """)
                .params(Rows.params("campaigns", campaigns))
                .query(Rows.of(Sum.class))
                .list();
    }

    /** How far a campaign has come. */
    record Sum(UUID campaignId, int reported, int found, int draft, int submitted, int accepted, Mass massG) {}

    // --- records

    String nextNo(RegionCode county, int year) {
        long serial =
                db.sql("select nextval('survey.record_no')").query(Long.class).single();
        return "PC%d-%s-%05d".formatted(year, county.digits(), serial);
    }

    SurveyRecord insert(SurveyRecord record) {
        return db.sql("""
                insert into survey.record (no, campaign_id, name, kind, unit_id, historical, county, waste, longitude, latitude,
                    address, found_on, started_year, area_m2, volume_m3, density_g_per_m3, density_source, mass_g, risk_level,
                    risks, note, evidence)
                values (:no, :campaignId, :name, :kind, :unitId, :historical, :county, :waste, :longitude, :latitude,
                    :address, :foundOn, :startedYear, :areaM2, :volumeM3, :densityGPerM3, :densitySource, :massG, :riskLevel,
                    cast(:risks as text[]), :note, cast(:evidence as uuid[])) returning *
                """)
                .params(Rows.params(record))
                .query(Rows.of(SurveyRecord.class))
                .single();
    }

    SurveyRecord update(SurveyRecord record) {
        return db.sql("""
                update survey.record set name = :name, kind = :kind, unit_id = :unitId, historical = :historical,
                    county = :county, waste = :waste, longitude = :longitude, latitude = :latitude, address = :address,
                    found_on = :foundOn, started_year = :startedYear, area_m2 = :areaM2, volume_m3 = :volumeM3,
                    density_g_per_m3 = :densityGPerM3, density_source = :densitySource, mass_g = :massG,
                    risk_level = :riskLevel, risks = cast(:risks as text[]), note = :note,
                    evidence = cast(:evidence as uuid[]), version = version + 1
                where id = :id returning *
                """)
                .params(Rows.params(record))
                .query(Rows.of(SurveyRecord.class))
                .single();
    }

    SurveyRecord state(UUID id, RecordState state) {
        return db.sql("update survey.record set state = :state, version = version + 1 where id = :id returning *")
                .params(Rows.params("id", id, "state", state))
                .query(Rows.of(SurveyRecord.class))
                .single();
    }

    SurveyRecord booked(SurveyRecord record, Measured measured, long entryNo, int revision, Instant occurredAt) {
        var params = Rows.params(record);
        params.putAll(Rows.params(measured));
        params.putAll(Rows.params(
                "massG", measured.mass(), "entryNo", entryNo, "revision", revision, "occurredAt", occurredAt));
        return db.sql("""
                update survey.record set state = 'ACCEPTED', keeper_id = :keeperId, place_id = :placeId, entry_no = :entryNo,
                    revision = :revision, occurred_at = :occurredAt, volume_m3 = :volumeM3, density_g_per_m3 = :densityGPerM3,
                    density_source = :densitySource, mass_g = :massG, version = version + 1
                where id = :id returning *
                """).params(params).query(Rows.of(SurveyRecord.class)).single();
    }

    SurveyRecord remediation(UUID id, Remediation stage, LocalDate on) {
        return db.sql("""
                update survey.record set remediation = :stage, remediation_on = :on, version = version + 1
                where id = :id returning *
                """)
                .params(Rows.params("id", id, "stage", stage, "on", on))
                .query(Rows.of(SurveyRecord.class))
                .single();
    }

    /** Locked, so that two people who accept at once do one after the other. */
    Optional<SurveyRecord> locked(UUID id) {
        return db.sql("select * from survey.record where id = :id for update")
                .param("id", id)
                .query(Rows.of(SurveyRecord.class))
                .optional();
    }

    Optional<SurveyRecord> find(UUID id) {
        return db.sql("select * from survey.record where id = :id")
                .param("id", id)
                .query(Rows.of(SurveyRecord.class))
                .optional();
    }

    Page<SurveyRecord> records(Surveys.Wanted wanted, LocalDate today, Asked asked) {
        var params = Rows.params(wanted);
        params.put("q", asked.pattern());
        params.put("planLate", today.minusDays(Remediation.PLAN_WITHIN_DAYS));
        return Rows.page(db, "*", """
                survey.record where (cast(:campaignId as uuid) is null or campaign_id = :campaignId)
                    and (cast(:county as text) is null or county = :county)
                    and (cast(:state as text) is null or state = :state)
                    and (cast(:risk as text) is null or risk_level = :risk)
                    and (cast(:remediation as text) is null or remediation = :remediation)
                    and (cast(:unitId as uuid) is null or unit_id = :unitId)
                    and (cast(:kind as text) is null or kind = :kind)
                    and (cast(:historical as boolean) is null or historical = :historical)
                    and (cast(:ownerless as boolean) is null or (unit_id is null) = :ownerless)
                    and (cast(:overdue as boolean) is null or (state = 'ACCEPTED' and risk_level = 'HIGH'
                        and remediation in ('FOUND', 'ASSESSED') and found_on < cast(:planLate as date)) = :overdue)
                    and (cast(:longitude as float8) is null or cast(:latitude as float8) is null
                        or state not in ('WITHDRAWN', 'DISCARDED')
                        and sqrt(power((longitude - :longitude) * cos(radians(:latitude)), 2) + power(latitude - :latitude, 2))
                            * 111320 <= cast(:withinM as float8))
                    and (cast(:q as text) is null or name ilike :q or no ilike :q or address ilike :q or waste ilike :q)
                """, asked.order(SORTS, "id desc"), params, asked, SurveyRecord.class);
    }

    List<SurveyRecord> highRisks() {
        return db.sql("""
                select * from survey.record where risk_level = 'HIGH' and state in ('ACCEPTED', 'WITHDRAWN')
                order by id limit 100000
                """).query(Rows.of(SurveyRecord.class)).list();
    }

    // --- steps

    void step(SurveyRecord record, String step, LocalDate on, String note, List<UUID> evidence, String actor) {
        db.sql("""
                insert into survey.step (record_id, county, unit_id, step, happened_on, note, evidence, actor_name)
                values (:record, :county, :unit, :step, :on, :note, cast(:evidence as uuid[]), :actor)
                """)
                .params(Rows.params(
                        "record",
                        record.id(),
                        "county",
                        record.county(),
                        "unit",
                        record.unitId(),
                        "step",
                        step,
                        "on",
                        on,
                        "note",
                        note,
                        "evidence",
                        evidence,
                        "actor",
                        actor))
                .update();
    }

    List<Step> steps(UUID record) {
        return db.sql("select * from survey.step where record_id = :record order by id")
                .param("record", record)
                .query(Rows.of(Step.class))
                .list();
    }

    /** Why records were given back, the last time. */
    Map<UUID, String> returned(List<UUID> records) {
        var reasons = new HashMap<UUID, String>();
        if (records.isEmpty()) return reasons;
        db.sql("""
                select distinct on (record_id) record_id, note from survey.step
                where record_id = any(cast(:records as uuid[])) and step = 'RETURNED' order by record_id, id desc
                """)
                .params(Rows.params("records", records))
                .query((row, no) -> reasons.put(row.getObject("record_id", UUID.class), row.getString("note")))
                .list();
        return reasons;
    }

    record Step(
            UUID id,
            UUID recordId,
            String step,
            LocalDate happenedOn,
            String note,
            List<UUID> evidence,
            Instant recordedAt,
            String actorName) {}
}
