package org.wufei.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.findings.Findings;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Ledger;
import org.wufei.ledger.Spot;
import org.wufei.ledger.Stage;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;
import tools.jackson.databind.JsonNode;

/** A campaign from its opening to the last heap put right, over HTTP, with all that goes wrong. */
@WufeiTest
class SurveyStoryTest {
    private static final String API = "/api/v1/survey/";
    private static final String TAILINGS = "091-001-S05";

    private final LocalDate today = LocalDate.now(Days.ZONE);

    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Autowired
    Ledger ledger;

    @Autowired
    Findings findings;

    @Autowired
    SurveyWatch watch;

    As.Browser bureau;
    As.Browser gar;
    String campaign;

    @BeforeEach
    void a_campaign_in_two_counties() {
        bureau = as.bureauOfficer();
        gar = as.countyOfficer("542523");
        campaign = id(ok(bureau.post(API + "campaigns", campaign("542523", "542524")), 201));
    }

    @Test
    void a_forgotten_heap_is_found_measured_accepted_and_stands_in_the_countys_book_to_the_gram() {
        var found = ok(gar.post(API + "records", heap(Map.of("volumeM3", "1234.567"))), 201);
        assertThat(found.json().get("state").asString()).isEqualTo("DRAFT");
        assertThat(found.json().get("county").asString())
                .as("from the point, not typed")
                .isEqualTo("542523");
        assertThat(found.json().get("massG").asString())
                .as("1234.567 m³ × 1.6 t/m³ of the catalogue's density for tailings")
                .isEqualTo("1975307200");
        assertThat(steps(found)).contains("submit", "change").doesNotContain("accept");

        var submitted = ok(step(gar, found, "submit"), 200);
        var returned = ok(step(bureau, submitted, "return", Map.of("reason", "请补充现场照片")), 200);
        assertThat(steps(returned)).contains("remedy");
        var changed = ok(
                gar.put(
                        API + "records/" + id(found),
                        heap(Map.of("volumeM3", "1000.001", "densityGPerM3", "1500000.5", "densitySource", "环刀法三点平均")),
                        "If-Match",
                        returned.header("ETag")),
                200);
        assertThat(changed.json().get("massG").asString())
                .as("1000.001 × 1500000.5 = 1500002000.0005, half up")
                .isEqualTo("1500002000");
        var accepted = ok(step(bureau, ok(step(gar, changed, "submit"), 200), "accept"), 200);

        assertThat(accepted.json().get("state").asString()).isEqualTo("ACCEPTED");
        assertThat(held(accepted)).isEqualTo(new Mass(1_500_002_000L));
        var keeper = system(() -> registry.unit(place(accepted).unit()));
        assertThat(keeper.traits()).contains("CUSTODIAN");
        assertThat(step(bureau, accepted, "accept").problem())
                .as("it is accepted once")
                .isEqualTo("survey/step-not-open");
        var progress = county(bureau, "542523");
        assertThat(progress.get("accepted").asInt()).isEqualTo(1);
        assertThat(progress.get("massG").asString()).isEqualTo("1500002000");
        assertThat(gar.get(API + "records/" + id(found) + "/history").json())
                .extracting(line -> line.get("step").asString())
                .containsExactly("FOUND", "SUBMITTED", "RETURNED", "SUBMITTED", "ACCEPTED");
    }

    @Test
    void a_better_measurement_takes_the_first_entry_back_and_both_stay_in_the_book() {
        var accepted = accepted(heap(Map.of("volumeM3", "100")));
        var same = bureau.post(
                API + "records/" + id(accepted) + "/correct",
                Map.of("volumeM3", "100", "reason", "复测"),
                "If-Match",
                accepted.header("ETag"));
        assertThat(same.problem()).isEqualTo("survey/nothing-changed");

        var corrected = ok(step(bureau, accepted, "correct", Map.of("volumeM3", "80.5", "reason", "无人机复测")), 200);

        assertThat(held(corrected)).isEqualTo(Mass.ofTonnes("128.8"));
        assertThat(system(() -> ledger.ofDocument(FoundPosting.KIND, UUID.fromString(id(accepted)))))
                .as("found, taken back, found again")
                .hasSize(3);
        var withdrawn = ok(step(bureau, corrected, "withdraw", Map.of("reason", "与企业自报重复")), 200);
        assertThat(held(withdrawn)).isEqualTo(Mass.ZERO);
        assertThat(withdrawn.json().get("steps")).isEmpty();
    }

    @Test
    void two_officers_who_accept_at_once_book_it_once() throws Exception {
        var submitted =
                ok(step(gar, ok(gar.post(API + "records", heap(Map.of("volumeM3", "10"))), 201), "submit"), 200);
        try (var pool = Executors.newFixedThreadPool(4)) {
            var acts = new ArrayList<Callable<As.Reply>>();
            for (int i = 0; i < 4; i++) acts.add(() -> step(bureau, submitted, "accept"));
            var statuses = new ArrayList<Integer>();
            for (var reply : pool.invokeAll(acts)) statuses.add(reply.get().status());
            assertThat(statuses).containsOnlyOnce(200);
        }
        assertThat(held(ok(bureau.get(API + "records/" + id(submitted)), 200))).isEqualTo(Mass.ofTonnes("16"));
    }

    @Test
    void a_high_risk_heap_without_a_plan_for_thirty_days_is_found_and_cleared_by_the_plan() {
        var old = accepted(
                heap(Map.of("riskLevel", "HIGH", "foundOn", today.minusDays(31).toString())));
        var fresh = accepted(
                heap(Map.of("riskLevel", "HIGH", "foundOn", today.minusDays(30).toString())));
        var key = RiskUnremedied.CODE + "/" + id(old);
        var keeper = place(old).unit();
        watch.now();
        watch.now();
        assertThat(open(keeper)).contains(key).doesNotContain(RiskUnremedied.CODE + "/" + id(fresh));

        assertThat(remedy(old, "PLANNED", today).problem()).as("assessed first").isEqualTo("survey/step-not-open");
        assertThat(remedy(old, "ASSESSED", today.minusDays(40)).problem())
                .as("not before it was found")
                .isEqualTo("common/input-invalid");
        var assessed = ok(remedy(old, "ASSESSED", today), 200);
        watch.now();
        assertThat(open(keeper)).contains(key);
        var planned = ok(remedy(assessed, "PLANNED", today), 200);
        assertThat(open(keeper)).doesNotContain(key);
        var done = ok(remedy(ok(remedy(planned, "UNDER_WAY", today), 200), "COMPLETED", today), 200);
        assertThat(steps(done)).doesNotContain("remedy");
        watch.now();
        assertThat(open(keeper)).doesNotContain(key);
        assertThat(county(gar, "542523").get("completed").asInt()).isEqualTo(1);
        assertThat(county(gar, "542523").get("unremedied").asInt()).isEqualTo(1);
    }

    @Test
    void a_county_reports_only_once_everything_is_settled_and_a_new_heap_opens_its_list_again() {
        var found = ok(gar.post(API + "records", heap(Map.of())), 201);
        var path = API + "campaigns/" + campaign + "/counties/542523/report";
        assertThat(gar.post(path, Map.of("expected", 1)).problem()).isEqualTo("survey/county-not-settled");
        ok(step(bureau, ok(step(gar, found, "submit"), 200), "accept"), 200);
        ok(gar.post(path, Map.of("expected", 1, "note", "全县走访完毕")), 200);
        assertThat(county(gar, "542523").get("state").asString()).isEqualTo("REPORTED");
        ok(gar.post(API + "records", heap(Map.of())), 201);
        assertThat(county(gar, "542523").get("state").asString()).isEqualTo("ASSIGNED");
        assertThat(as.countyOfficer("542524").post(path, Map.of("expected", 1)).status())
                .as("another county's list")
                .isEqualTo(403);
    }

    @Test
    void a_closed_campaign_takes_nothing_more() {
        var found = ok(gar.post(API + "records", heap(Map.of())), 201);
        var version = bureau.get(API + "campaigns/" + campaign).header("ETag");
        ok(bureau.post(API + "campaigns/" + campaign + "/close", null, "If-Match", version), 200);
        assertThat(gar.post(API + "records", heap(Map.of())).problem()).isEqualTo("survey/campaign-closed");
        assertThat(step(gar, found, "submit").problem()).isEqualTo("survey/campaign-closed");
        assertThat(steps(ok(gar.get(API + "records/" + id(found)), 200)))
                .as("a screen offers no step that would be refused")
                .doesNotContain("submit", "change");
    }

    @Test
    void wrong_points_counties_and_figures_are_refused_with_the_field() {
        assertThat(gar.post(API + "records", heap(Map.of("longitude", 32.5, "latitude", 80.1)))
                        .problem())
                .as("longitude and latitude the wrong way round")
                .isEqualTo("survey/point-outside");
        assertThat(bureau.post(API + "records", heap(Map.of("longitude", 84.06, "latitude", 32.30)))
                        .problem())
                .isEqualTo("survey/county-not-in-campaign");
        assertThat(gar.post(API + "records", heap(Map.of("longitude", 79.70, "latitude", 33.40)))
                        .problem())
                .as("Rutog is not this officer's county")
                .isEqualTo("survey/county-not-yours");
        assertThat(gar.post(API + "records", heap(Map.of("waste", "900-012-S17")))
                        .problem())
                .as("no density in the catalogue for it")
                .isEqualTo("survey/density-missing");
        var bare = gar.post(API + "records", heap(Map.of("densityGPerM3", "1700000")));
        assertThat(fields(bare)).contains("densitySource");
        for (var volume : List.of("0", "-1", "1.2345", "1e30"))
            assertThat(fields(gar.post(API + "records", heap(Map.of("volumeM3", volume)))))
                    .as(volume)
                    .contains("volumeM3");
        for (var day : List.of("1900-01-01", "2099-01-01"))
            assertThat(fields(gar.post(API + "records", heap(Map.of("foundOn", day)))))
                    .as(day)
                    .contains("foundOn");
        assertThat(gar.post(API + "records", heap(Map.of("name", "𠮷堆🏔️'; drop table survey.record;--<b>")))
                        .status())
                .as("rare characters, SQL and HTML are a name like any other")
                .isEqualTo(201);
    }

    @Test
    void a_firm_registers_only_its_own_heap_and_sees_no_other() {
        var firm = Firms.inGar(registry, "MINE");
        var clerk = as.clerk(firm.id());
        assertThat(fields(clerk.post(API + "records", heap(Map.of())))).contains("unitId");
        var own = ok(clerk.post(API + "records", heap(Map.of("unitId", firm.id(), "historical", false))), 201);
        assertThat(step(clerk, own, "accept").status())
                .as("a firm does not judge itself")
                .isEqualTo(403);
        var accepted = ok(step(gar, ok(step(clerk, own, "submit"), 200), "accept"), 200);
        assertThat(place(accepted).unit()).as("in its own book").isEqualTo(firm.id());
        var other = as.clerk(Firms.inGar(registry, "MINE").id());
        assertThat(other.get(API + "records/" + id(own)).status()).isEqualTo(404);
        assertThat(as.countyOfficer("542524").get(API + "records/" + id(own)).status())
                .isEqualTo(404);
        assertThat(step(other, own, "submit").status()).isEqualTo(404);
        assertThat(as.leader().post(API + "records", heap(Map.of())).status()).isEqualTo(403);
        assertThat(as.stranger().get(API + "records").status()).isEqualTo(401);
    }

    @Test
    void a_heap_partly_used_cannot_be_withdrawn_as_if_it_had_never_been() {
        var firm = Firms.inGar(registry, "MINE");
        var accepted = accepted(heap(Map.of("unitId", firm.id(), "volumeM3", "10")));
        var use = Map.of(
                "unitId",
                firm.id(),
                "placeId",
                place(accepted).id(),
                "waste",
                TAILINGS,
                "massG",
                "1",
                "kind",
                "USE",
                "method",
                "R5",
                "treatedAt",
                today.minusDays(0) + "T00:00:01+08:00");
        ok(as.clerk(firm.id()).post("/api/v1/industrial/treatments", use), 201);
        assertThat(step(bureau, accepted, "withdraw", Map.of("reason", "重复")).problem())
                .isEqualTo("ledger/insufficient-stock");
        assertThat(ok(bureau.get(API + "records/" + id(accepted)), 200)
                        .json()
                        .get("state")
                        .asString())
                .as("nothing half done")
                .isEqualTo("ACCEPTED");
    }

    @Test
    void a_heap_written_down_twice_is_thrown_away_before_the_book_and_holds_up_nobody() {
        var first = ok(gar.post(API + "records", heap(Map.of("volumeM3", "10"))), 201);
        var twice = ok(gar.post(API + "records", heap(Map.of("volumeM3", "10"))), 201);
        assertThat(steps(twice)).contains("discard");
        assertThat(fields(step(gar, twice, "discard", Map.of("reason", " ")))).containsExactly("reason");

        var gone = ok(step(gar, twice, "discard", Map.of("reason", "与前一条重复")), 200);

        assertThat(gone.json().get("state").asString()).isEqualTo("DISCARDED");
        assertThat(steps(gone)).isEmpty();
        assertThat(step(gar, gone, "submit").problem()).isEqualTo("survey/step-not-open");
        var accepted = ok(step(bureau, ok(step(gar, first, "submit"), 200), "accept"), 200);
        assertThat(step(gar, accepted, "discard", Map.of("reason", "重复")).problem())
                .as("what is in the book is taken back, not thrown away")
                .isEqualTo("survey/step-not-open");
        assertThat(names(county(gar, "542523").get("acts"))).containsExactly("report");
        ok(gar.post(API + "campaigns/" + campaign + "/counties/542523/report", Map.of("expected", 1)), 200);
        var seen = ok(bureau.get(API + "campaigns/" + campaign), 200).json();
        assertThat(seen.get("found").asInt()).as("the one that stands").isEqualTo(1);
        assertThat(seen.get("massG").asString()).isEqualTo("16000000");
        assertThat(seen.get("reported").asInt()).isEqualTo(1);
        assertThat(names(seen.get("acts"))).containsExactly("change", "close");
        assertThat(names(ok(gar.get(API + "campaigns/" + campaign), 200).json().get("acts")))
                .as("a county does not lead it")
                .isEmpty();
    }

    @Test
    void an_answer_says_names_and_what_is_due_and_a_list_finds_what_is_near_late_or_without_an_owner() {
        var old = accepted(heap(Map.of(
                "riskLevel", "HIGH", "foundOn", today.minusDays(31).toString(), "longitude", 80.2, "latitude", 32.5)));
        var firm = Firms.inGar(registry, "MINE");
        var owned = ok(
                gar.post(API + "records", heap(Map.of("unitId", firm.id(), "historical", false, "riskLevel", "HIGH"))),
                201);

        var said = old.json();
        assertThat(said.get("campaignName").asString()).isEqualTo("工业固体废物堆存场所排查");
        assertThat(said.get("countyName").asString()).isEqualTo("噶尔县");
        assertThat(said.get("wasteName").asString()).isNotBlank();
        assertThat(said.get("keeperName").asString()).isNotBlank();
        assertThat(said.get("planBy").asString()).isEqualTo(today.minusDays(1).toString());
        assertThat(said.get("overdue").asBoolean()).isTrue();
        assertThat(owned.json().get("overdue").asBoolean())
                .as("not yet in the book")
                .isFalse();
        assertThat(owned.json().get("unitName").asString()).isEqualTo(firm.name());

        assertThat(found("overdue=true")).containsExactly(id(old));
        assertThat(found("ownerless=false")).containsExactly(id(owned));
        assertThat(found("historical=true")).containsExactly(id(old));
        // a hundredth of a degree of longitude is 939 m at this latitude
        assertThat(found("longitude=80.21&latitude=32.5&withinM=900")).isEmpty();
        assertThat(found("longitude=80.21&latitude=32.5&withinM=950")).containsExactly(id(old));
        assertThat(found("sort=-riskLevel")).hasSize(2);
        var returned = ok(step(bureau, ok(step(gar, owned, "submit"), 200), "return", Map.of("reason", "补拍照片")), 200);
        assertThat(returned.json().get("returnedFor").asString()).isEqualTo("补拍照片");
    }

    private List<String> found(String query) {
        var ids = new ArrayList<String>();
        ok(gar.get(API + "records?campaignId=" + campaign + "&" + query), 200)
                .json()
                .get("items")
                .forEach(record -> ids.add(record.get("id").asString()));
        return ids;
    }

    private static List<String> names(JsonNode list) {
        var names = new ArrayList<String>();
        list.forEach(one -> names.add(one.asString()));
        return names;
    }

    private Map<String, Object> campaign(String... counties) {
        return Map.of(
                "name",
                "工业固体废物堆存场所排查",
                "year",
                today.getYear(),
                "startsOn",
                today.minusDays(60).toString(),
                "endsOn",
                today.plusDays(60).toString(),
                "counties",
                List.of(counties));
    }

    private Map<String, Object> heap(Map<String, Object> more) {
        var body = new HashMap<String, Object>();
        body.put("campaignId", campaign);
        body.put("name", "河谷旧尾矿堆");
        body.put("kind", "TAILINGS");
        body.put("historical", true);
        body.put("waste", TAILINGS);
        body.put("longitude", 80.10);
        body.put("latitude", 32.50);
        body.put("foundOn", today.minusDays(1).toString());
        body.put("startedYear", 1998);
        body.put("volumeM3", new BigDecimal("1"));
        body.put("riskLevel", "LOW");
        body.put("risks", List.of("DUST", "NEAR_WATER"));
        body.putAll(more);
        return body;
    }

    private As.Reply accepted(Map<String, Object> body) {
        var found = ok(bureau.post(API + "records", body), 201);
        return ok(step(bureau, ok(step(bureau, found, "submit"), 200), "accept"), 200);
    }

    private As.Reply remedy(As.Reply record, String stage, LocalDate on) {
        return step(gar, record, "remediation", Map.of("stage", stage, "on", on.toString()));
    }

    private static As.Reply step(As.Browser who, As.Reply record, String step) {
        return who.post(API + "records/" + id(record) + "/" + step, null, "If-Match", record.header("ETag"));
    }

    private static As.Reply step(As.Browser who, As.Reply record, String step, Map<String, ?> body) {
        return who.post(API + "records/" + id(record) + "/" + step, body, "If-Match", record.header("ETag"));
    }

    private JsonNode county(As.Browser who, String county) {
        for (var one : ok(who.get(API + "campaigns/" + campaign + "/progress"), 200)
                .json()
                .get("counties")) {
            if (one.get("county").asString().equals(county)) return one;
        }
        throw new AssertionError("no " + county);
    }

    private Registry.Place place(As.Reply record) {
        var place = UUID.fromString(record.json().get("placeId").asString());
        return system(() -> registry.place(place));
    }

    private Mass held(As.Reply record) {
        var place = place(record);
        return system(() ->
                ledger.held(Spot.of(place.id(), place.unit(), place.county(), Stage.STORED), new WasteCode(TAILINGS)));
    }

    private java.util.Set<String> open(UUID keeper) {
        return system(() -> findings.openKeys(RiskUnremedied.CODE, keeper));
    }

    private static List<String> steps(As.Reply reply) {
        var steps = new ArrayList<String>();
        reply.json().get("steps").forEach(step -> steps.add(step.asString()));
        return steps;
    }

    private static List<String> fields(As.Reply reply) {
        assertThat(reply.problem()).as(reply.text()).isEqualTo("common/input-invalid");
        var fields = new ArrayList<String>();
        reply.json()
                .get("fields")
                .forEach(field -> fields.add(field.get("field").asString()));
        return fields;
    }

    private static String id(As.Reply reply) {
        return reply.json().get("id").asString();
    }

    private static <T> T system(java.util.function.Supplier<T> work) {
        return Caller.system("test").call(work);
    }

    private static As.Reply ok(As.Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        return reply;
    }
}
