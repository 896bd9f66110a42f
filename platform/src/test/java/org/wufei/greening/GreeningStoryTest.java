package org.wufei.greening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.findings.Findings;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;

/** A mine of Gar from the review of its project to the list of green mines, over HTTP, with all that goes wrong. */
@WufeiTest
class GreeningStoryTest {
    private static final String API = "/api/v1/greening/";
    private static final String GAR = "542523";
    private static final String RUTOG = "542524";
    private static final String TAILINGS = "091-001-S05";

    private final LocalDate today = LocalDate.now(Days.ZONE);

    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Autowired
    Findings findings;

    @Autowired
    GreeningWatch watch;

    @Autowired
    CleanProduction audits;

    @Autowired
    GreenMines mines;

    Registry.Unit mine;
    As.Browser bureau;
    As.Browser gar;
    As.Browser rutog;
    As.Browser clerk;
    As.Browser stranger;

    @BeforeEach
    void a_mine_of_gar_and_those_who_look_at_it() {
        mine = Firms.inGar(registry, "MINE");
        bureau = as.bureauOfficer();
        gar = as.countyOfficer(GAR);
        rutog = as.countyOfficer(RUTOG);
        clerk = as.clerk(mine.id());
        stranger = as.clerk(Firms.inGar(registry, "MINE").id());
    }

    // ---- 项目准入 (task 6)

    @Test
    void a_project_is_reviewed_built_and_accepted_only_once_its_conditions_are_confirmed() {
        var filed = ok(gar.post(API + "projects", project(Map.of())), 201);
        assertThat(filed.json().get("unitName").asString()).isEqualTo(mine.name());
        assertThat(words(filed, "steps")).containsExactly("REVIEWING");
        assertThat(words(filed, "acts")).containsExactlyInAnyOrder("CHANGE", "OBLIGE");
        var path = API + "projects/" + id(filed, "project");
        var changed = ok(gar.put(path, project(Map.of("eiaNo", "阿环审〔2026〕7号")), "If-Match", filed.header("ETag")), 200);

        var reviewing = ok(step(gar, path, changed, "REVIEWING", today), 200);
        var approved = ok(step(bureau, path, reviewing, "APPROVED", today), 200);
        assertThat(words(approved, "acts")).as("what was reviewed is sealed").containsExactly("OBLIGE");
        assertThat(gar.put(path, project(Map.of()), "If-Match", approved.header("ETag"))
                        .problem())
                .isEqualTo("greening/project-sealed");
        var condition = ok(gar.post(path + "/conditions", condition(today.plusDays(90))), 201);
        assertThat(condition.json().get("projectName").asString()).isEqualTo("选矿扩能");
        assertThat(words(condition, "acts")).containsExactly("FULFIL");
        var building = ok(step(gar, path, approved, "BUILDING", today), 200);

        assertThat(words(building, "steps")).as("a condition is open").isEmpty();
        assertThat(step(gar, path, building, "ACCEPTED", today).problem()).isEqualTo("greening/conditions-open");

        var fulfilled = ok(clerk.post(fulfilment(condition), said("防渗膜已铺设")), 200);
        assertThat(fulfilled.json().get("acts"))
                .as("a firm does not judge itself")
                .isEmpty();
        assertThat(gar.post(fulfilment(condition), said("再报一次")).problem()).isEqualTo("greening/step-not-open");
        var decision = API + "conditions/" + fulfilled.json().get("id").asString() + "/decision";
        assertThat(fields(gar.post(decision, Map.of("note", "看过了")))).containsExactly("accept");
        assertThat(fields(gar.post(decision, Map.of("accept", false)))).containsExactly("note");
        var back = ok(gar.post(decision, Map.of("accept", false, "note", "缺检测报告")), 200);
        assertThat(back.json().get("state").asString()).isEqualTo("OPEN");
        ok(clerk.post(fulfilment(condition), said("检测报告已补")), 200);
        ok(gar.post(decision, Map.of("accept", true)), 200);
        assertThat(ok(clerk.get(API + "conditions/" + id(condition)), 200)
                        .json()
                        .get("history"))
                .extracting(line -> line.get("step").asString())
                .containsExactly("OPEN", "FULFILLED", "REOPENED", "FULFILLED", "CONFIRMED");

        assertThat(words(ok(gar.get(path), 200), "steps")).containsExactly("ACCEPTED");
        var accepted = ok(step(gar, path, building, "ACCEPTED", today), 200);
        assertThat(accepted.json().get("steps")).isEmpty();
        assertThat(accepted.json().get("acts")).isEmpty();
        assertThat(gar.post(path + "/conditions", condition(today.plusDays(9))).problem())
                .isEqualTo("greening/step-not-open");
        assertThat(accepted.json().get("history"))
                .extracting(line -> line.get("step").asString())
                .containsExactly("FILED", "REVIEWING", "APPROVED", "BUILDING", "ACCEPTED");
    }

    @Test
    void a_condition_past_its_day_is_found_once_and_ends_when_it_is_kept() {
        var filed = ok(gar.post(API + "projects", project(Map.of())), 201);
        var conditions = API + "projects/" + id(filed, "project") + "/conditions";
        var late = ok(gar.post(conditions, condition(today.minusDays(1))), 201);
        var onTime = ok(gar.post(conditions, condition(today)), 201);
        watch.watch();
        watch.watch();
        assertThat(open(GreeningKinds.CONDITION_OVERDUE))
                .containsExactly(GreeningKinds.CONDITION_OVERDUE + "/" + id(late));
        assertThat(ids(gar.get(API + "conditions?overdue=true&projectId=" + id(filed, "project"))))
                .containsExactly(id(late))
                .doesNotContain(id(onTime));
        ok(clerk.post(fulfilment(late), said("已建成")), 200);
        assertThat(open(GreeningKinds.CONDITION_OVERDUE)).isEmpty();
        ok(gar.post(API + "conditions/" + id(late) + "/decision", Map.of("accept", false, "note", "未见实物")), 200);
        assertThat(open(GreeningKinds.CONDITION_OVERDUE))
                .as("sent back, it is late again")
                .containsExactly(GreeningKinds.CONDITION_OVERDUE + "/" + id(late));
    }

    @Test
    void a_refused_project_says_why_and_owes_nothing_more() {
        var filed = ok(gar.post(API + "projects", project(Map.of())), 201);
        var path = API + "projects/" + id(filed, "project");
        var late = ok(gar.post(path + "/conditions", condition(today.minusDays(3))), 201);
        assertThat(open(GreeningKinds.CONDITION_OVERDUE)).hasSize(1);
        var reviewing = ok(step(gar, path, filed, "REVIEWING", today), 200);
        assertThat(fields(step(bureau, path, reviewing, "REFUSED", today)))
                .as("without a reason nobody is refused")
                .containsExactly("note");
        var refused = ok(
                bureau.post(
                        path + "/steps",
                        Map.of("to", "REFUSED", "on", today.toString(), "note", "尾矿去向不落实"),
                        "If-Match",
                        reviewing.header("ETag")),
                200);
        assertThat(refused.json().get("steps")).isEmpty();
        assertThat(refused.json().get("conditions").get(0).get("acts")).isEmpty();
        assertThat(gar.get(API + "conditions?projectId=" + id(filed, "project"))
                        .json()
                        .get("items")
                        .get(0)
                        .get("projectState")
                        .asString())
                .as("a list of conditions tells which are owed no more")
                .isEqualTo("REFUSED");
        watch.watch();
        assertThat(open(GreeningKinds.CONDITION_OVERDUE)).isEmpty();
        assertThat(clerk.post(fulfilment(late), said("已建成")).problem()).isEqualTo("greening/step-not-open");
        assertThat(gar.get(API + "conditions?overdue=true&projectId=" + id(filed, "project"))
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void a_project_that_proves_to_be_another_firms_takes_its_conditions_with_it() {
        var filed = ok(gar.post(API + "projects", project(Map.of())), 201);
        var path = API + "projects/" + id(filed, "project");
        var condition = ok(gar.post(path + "/conditions", condition(today.plusDays(30))), 201);
        var other = Firms.inGar(registry, "MINE");
        ok(gar.put(path, project(Map.of("unitId", other.id())), "If-Match", filed.header("ETag")), 200);
        assertThat(clerk.get(path).status()).isEqualTo(404);
        assertThat(clerk.post(fulfilment(condition), said("已建成")).status()).isEqualTo(404);
        ok(as.clerk(other.id()).post(fulfilment(condition), said("已建成")), 200);
    }

    @Test
    void a_county_writes_in_its_own_county_and_a_firm_only_says_what_it_did() {
        assertThat(rutog.post(API + "projects", project(Map.of())).status())
                .as("Gar is not this officer's county")
                .isEqualTo(403);
        assertThat(rutog.post(API + "projects", project(Map.of("county", RUTOG)))
                        .problem())
                .as("a firm of Gar is not to be seen from Rutog")
                .isEqualTo("registry/unit-unknown");
        var filed = ok(gar.post(API + "projects", project(Map.of())), 201);
        var path = API + "projects/" + id(filed, "project");
        var condition = ok(gar.post(path + "/conditions", condition(today.plusDays(30))), 201);
        for (var who : List.of(rutog, stranger)) {
            assertThat(who.get(path).status()).isEqualTo(404);
            assertThat(who.get(API + "conditions/" + id(condition)).status()).isEqualTo(404);
            assertThat(who.get(API + "conditions?projectId=" + id(filed, "project"))
                            .json()
                            .get("items"))
                    .isEmpty();
        }
        assertThat(rutog.post(path + "/conditions", condition(today)).status()).isEqualTo(404);
        assertThat(step(rutog, path, filed, "REVIEWING", today).status()).isEqualTo(404);
        assertThat(step(clerk, path, filed, "REVIEWING", today).status()).isEqualTo(403);
        assertThat(clerk.post(API + "projects", project(Map.of())).status()).isEqualTo(403);
        assertThat(as.leader().post(API + "projects", project(Map.of())).status())
                .isEqualTo(403);
        assertThat(as.stranger().get(path).status()).isEqualTo(401);
        for (var who : List.of(clerk, as.leader())) {
            var seen = ok(who.get(path), 200);
            assertThat(seen.json().get("steps"))
                    .as("nothing is offered that would be refused")
                    .isEmpty();
            assertThat(seen.json().get("acts")).isEmpty();
        }
        assertThat(words(ok(clerk.get(path), 200).json().get("conditions").get(0), "acts"))
                .containsExactly("FULFIL");
        assertThat(as.leader().get(path).json().get("conditions").get(0).get("acts"))
                .isEmpty();
    }

    @Test
    void wrong_input_is_named_field_by_field() {
        var waste = new HashMap<>(waste());
        waste.put("yearlyG", "0");
        waste.put("waste", "999-999-S99");
        waste.put("measure", "");
        var reply =
                gar.post(API + "projects", project(Map.of("name", "", "county", "999999", "wastes", List.of(waste))));
        assertThat(fields(reply))
                .containsExactlyInAnyOrder(
                        "name", "county", "wastes[0].waste", "wastes[0].yearlyG", "wastes[0].measure");
        assertThat(fields(gar.post(API + "projects", project(Map.of("wastes", List.of())))))
                .containsExactly("wastes");
        for (var mass : List.of("-1", "1e30", "1.5", "abc", "999999999999999999999")) {
            waste.put("yearlyG", mass);
            assertThat(gar.post(API + "projects", project(Map.of("wastes", List.of(waste))))
                            .status())
                    .as(mass)
                    .isBetween(400, 422);
        }
        assertThat(fields(gar.post(
                        API + "projects",
                        project(Map.of("evidence", List.of(UUID.randomUUID().toString()))))))
                .as("a paper that is not there")
                .containsExactly("evidence");
        ok(gar.post(API + "projects", project(Map.of("name", "𠮷矿🏔️'; drop table greening.project;--<b>"))), 201);
        var filed = ok(gar.post(API + "projects", project(Map.of())), 201);
        var path = API + "projects/" + id(filed, "project");
        assertThat(fields(step(gar, path, filed, "REVIEWING", today.plusDays(1))))
                .containsExactly("on");
        assertThat(gar.post(path + "/steps", Map.of("to", "REVIEWING", "on", today.toString()))
                        .problem())
                .isEqualTo("common/precondition-missing");
        var reviewing = ok(step(gar, path, filed, "REVIEWING", today), 200);
        assertThat(step(gar, path, filed, "APPROVED", today).problem()).isEqualTo("common/changed-meanwhile");
        assertThat(step(gar, path, reviewing, "APPROVED", today.minusDays(1)).problem())
                .isEqualTo("greening/step-before-former");
        assertThat(step(gar, path, reviewing, "ACCEPTED", today).problem()).isEqualTo("greening/step-not-open");
    }

    @Test
    void two_officers_who_take_the_same_step_at_once_take_it_once() throws Exception {
        var filed = ok(gar.post(API + "projects", project(Map.of())), 201);
        var path = API + "projects/" + id(filed, "project");
        try (var pool = Executors.newFixedThreadPool(4)) {
            var acts = new ArrayList<Callable<As.Reply>>();
            for (int i = 0; i < 4; i++) {
                var who = i % 2 == 0 ? bureau : gar;
                acts.add(() -> step(who, path, filed, "REVIEWING", today));
            }
            var statuses = new ArrayList<Integer>();
            for (var reply : pool.invokeAll(acts)) statuses.add(reply.get().status());
            assertThat(statuses).containsOnlyOnce(200);
        }
        assertThat(ok(gar.get(path), 200).json().get("history")).hasSize(2);
    }

    // ---- 清洁生产审核 (task 7)

    @Test
    void a_listed_firm_plans_and_audits_and_an_officer_says_whether_it_passed() {
        var listed = ok(gar.post(API + "clean-productions", listing(Map.of())), 201);
        assertThat(listed.json().get("unitName").asString()).isEqualTo(mine.name());
        assertThat(listed.json().get("listed").get("dueOn").asString())
                .as("a mandatory audit ends within a year of the list")
                .isEqualTo(today.minusDays(20).plusYears(1).toString());
        assertThat(gar.post(API + "clean-productions", listing(Map.of())).problem())
                .isEqualTo("greening/already-listed");
        var path = API + "clean-productions/" + id(listed, "listed");
        assertThat(words(ok(clerk.get(path), 200), "steps")).containsExactly("PLANNED");

        var planned = ok(step(clerk, path, listed, "PLANNED", today.minusDays(15)), 200);
        var audited = ok(
                clerk.post(
                        path + "/steps",
                        Map.of(
                                "to",
                                "AUDITED",
                                "on",
                                today.minusDays(9).toString(),
                                "auditor",
                                "拉萨清洁生产中心",
                                "carbonAudited",
                                true,
                                "carbonNote",
                                "核算范围一、二",
                                "carbonCutT",
                                "12.5",
                                "wasteCutG",
                                "3000000"),
                        "If-Match",
                        planned.header("ETag")),
                200);
        assertThat(audited.json().get("steps")).as("the firm has done its part").isEmpty();
        assertThat(step(clerk, path, audited, "PASSED", today).problem()).isEqualTo("common/not-allowed");
        assertThat(step(rutog, path, audited, "PASSED", today).status()).isEqualTo(404);
        assertThat(fields(step(gar, path, audited, "FAILED", today.minusDays(8))))
                .as("nobody fails without a reason")
                .containsExactly("note");
        var failed = ok(
                gar.post(
                        path + "/steps",
                        Map.of("to", "FAILED", "on", today.minusDays(8).toString(), "note", "无物料平衡"),
                        "If-Match",
                        audited.header("ETag")),
                200);
        var again = ok(step(clerk, path, failed, "AUDITED", today.minusDays(6)), 200);
        assertThat(again.json().get("listed").get("auditor").asString())
                .as("what was said before stays")
                .isEqualTo("拉萨清洁生产中心");
        var passed = ok(step(gar, path, again, "PASSED", today.minusDays(5)), 200);
        var accepted = ok(step(gar, path, passed, "ACCEPTED", today.minusDays(4)), 200);
        assertThat(accepted.json().get("steps")).isEmpty();
        assertThat(accepted.json().get("acts")).isEmpty();
        assertThat(gar.put(
                                path,
                                Map.of(
                                        "reason",
                                        "ENERGY",
                                        "dueOn",
                                        today.plusDays(9).toString()),
                                "If-Match",
                                accepted.header("ETag"))
                        .problem())
                .as("what is over is not rewritten")
                .isEqualTo("greening/step-not-open");
        assertThat(ok(gar.get(API + "clean-productions?unitId=" + mine.id()), 200)
                        .json()
                        .get("items")
                        .get(0)
                        .get("unitName")
                        .asString())
                .isEqualTo(mine.name());
    }

    @Test
    void the_share_of_firms_that_passed_is_the_same_for_ever_for_a_day_and_what_was_known_then() {
        var of = new org.wufei.kernel.RegionCode("542527");
        var firm = Firms.at(registry, of.digits(), 85.16, 31.02, "MINE");
        var before = share(of, today, null);
        var start = Instant.now();
        var listed = ok(bureau.post(API + "clean-productions", listing(Map.of("unitId", firm.id()))), 201);
        var path = API + "clean-productions/" + id(listed, "listed");
        assertThat(share(of, today, null).listed()).isEqualTo(before.listed() + 1);
        assertThat(share(of, today, start)).as("not known then").isEqualTo(before);
        assertThat(share(of, today.minusDays(21), null).listed())
                .as("listed the day after")
                .isEqualTo(share(of, today.minusDays(21), start).listed());
        var last = listed;
        for (var to : List.of("PLANNED", "AUDITED")) last = ok(step(bureau, path, last, to, today.minusDays(10)), 200);
        var notYet = Instant.now();
        last = ok(step(bureau, path, last, "PASSED", today.minusDays(3)), 200);
        assertThat(share(of, today, null).passed()).isEqualTo(before.passed() + 1);
        assertThat(share(of, today, notYet).passed()).isEqualTo(before.passed());
        assertThat(share(of, today.minusDays(4), null).passed())
                .as("the day before it passed")
                .isEqualTo(share(of, today.minusDays(4), start).passed());

        var removed = Firms.at(registry, of.digits(), 85.16, 31.02, "MINE");
        var wrong = ok(bureau.post(API + "clean-productions", listing(Map.of("unitId", removed.id()))), 201);
        assertThat(share(of, today, null).listed()).isEqualTo(before.listed() + 2);
        var steps = API + "clean-productions/" + id(wrong, "listed") + "/steps";
        ok(
                bureau.post(
                        steps,
                        Map.of("to", "REMOVED", "on", today.toString(), "note", "企业已停产注销"),
                        "If-Match",
                        wrong.header("ETag")),
                200);
        assertThat(share(of, today, null).listed()).as("removed").isEqualTo(before.listed() + 1);
        assertThat(share(of, today.minusDays(1), null).listed())
                .as("yesterday it stood on the list")
                .isEqualTo(share(of, today.minusDays(1), start).listed() + 2);
    }

    @Test
    void a_firm_is_listed_for_a_reason_that_fits_the_kind_of_its_audit() {
        for (var unfit : List.of(
                Map.<String, Object>of("reason", "WILLING"),
                Map.<String, Object>of("kind", "VOLUNTARY"),
                Map.<String, Object>of("kind", "VOLUNTARY", "reason", "ENERGY"))) {
            assertThat(fields(gar.post(API + "clean-productions", listing(unfit))))
                    .as(unfit.toString())
                    .containsExactly("reason");
        }
        var listed =
                ok(gar.post(API + "clean-productions", listing(Map.of("kind", "VOLUNTARY", "reason", "WILLING"))), 201);
        var path = API + "clean-productions/" + id(listed, "listed");
        assertThat(fields(gar.put(path, Map.of("reason", "TOXIC"), "If-Match", listed.header("ETag"))))
                .containsExactly("reason");
        ok(gar.put(path, Map.of("reason", "WILLING", "industry", "铜矿采选"), "If-Match", listed.header("ETag")), 200);
    }

    @Test
    void an_audit_past_its_day_is_found_and_ends_when_it_has_passed() {
        var listed = ok(
                gar.post(
                        API + "clean-productions",
                        listing(Map.of("dueOn", today.minusDays(1).toString()))),
                201);
        var key = GreeningKinds.AUDIT_OVERDUE + "/" + id(listed, "listed");
        watch.watch();
        watch.watch();
        assertThat(open(GreeningKinds.AUDIT_OVERDUE)).containsExactly(key);
        var late = API + "clean-productions?overdue=true&unitId=" + mine.id();
        assertThat(ids(gar.get(late))).containsExactly(id(listed, "listed"));
        assertThat(ids(rutog.get(late)))
                .as("another county's is none of its own")
                .isEmpty();
        var path = API + "clean-productions/" + id(listed, "listed");
        var last = ok(step(clerk, path, listed, "PLANNED", today), 200);
        last = ok(step(clerk, path, last, "AUDITED", today), 200);
        watch.watch();
        assertThat(open(GreeningKinds.AUDIT_OVERDUE))
                .as("audited, not yet passed")
                .containsExactly(key);
        ok(step(gar, path, last, "PASSED", today), 200);
        assertThat(open(GreeningKinds.AUDIT_OVERDUE)).isEmpty();
        assertThat(ids(gar.get(late))).isEmpty();
        assertThat(fields(gar.post(
                        API + "clean-productions",
                        listing(Map.of("dueOn", today.minusDays(30).toString(), "year", 1999)))))
                .containsExactlyInAnyOrder("dueOn", "year");
        assertThat(rutog.post(API + "clean-productions", listing(Map.of())).problem())
                .as("a firm of another county")
                .isEqualTo("registry/unit-unknown");
    }

    // ---- 园区循环化改造 (task 8)

    @Test
    void a_park_plans_its_transformation_and_its_projects_come_and_go() {
        assertThat(rutog.post(API + "parks", park(Map.of())).status()).isEqualTo(403);
        var bare = ok(gar.post(API + "parks", park(Map.of("planName", ""))), 201);
        var path = API + "parks/" + id(bare, "park");
        assertThat(bare.json().get("operatorName").asString()).isEqualTo(mine.name());
        assertThat(bare.json().get("steps")).as("no plan, no step").isEmpty();
        assertThat(fields(step(gar, path, bare, "DRAFTED", today))).containsExactly("planName");
        var named = ok(gar.put(path, park(Map.of()), "If-Match", bare.header("ETag")), 200);
        assertThat(words(named, "steps")).containsExactly("DRAFTED");
        var last = named;
        for (var to : List.of("DRAFTED", "APPROVED", "UNDER_WAY", "DONE"))
            last = ok(step(gar, path, last, to, today), 200);
        assertThat(last.json().get("history"))
                .extracting(line -> line.get("step").asString())
                .containsExactly("NO_PLAN", "DRAFTED", "APPROVED", "UNDER_WAY", "DONE");

        var body = Map.of(
                "name",
                "尾矿制砖线",
                "kind",
                "UTILISATION",
                "unitId",
                mine.id(),
                "waste",
                TAILINGS,
                "capacityG",
                "20000000000");
        assertThat(rutog.post(path + "/projects", body).status()).isEqualTo(404);
        var project = ok(gar.post(path + "/projects", body), 201);
        assertThat(project.json().get("unitName").asString()).isEqualTo(mine.name());
        assertThat(words(project, "steps")).containsExactlyInAnyOrder("BUILDING", "STOPPED");
        var of = API + "park-projects/" + id(project);
        assertThat(step(rutog, of, project, "BUILDING", today).status()).isEqualTo(404);
        var building = ok(step(gar, of, project, "BUILDING", today), 200);
        assertThat(step(gar, of, building, "PLANNED", today).problem()).isEqualTo("greening/step-not-open");
        ok(step(gar, of, building, "RUNNING", today), 200);
        var seen = ok(clerk.get(path), 200);
        assertThat(seen.json().get("steps")).isEmpty();
        assertThat(seen.json().get("acts")).isEmpty();
        assertThat(seen.json().get("projects").get(0).get("steps")).isEmpty();
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(fields(gar.post(
                        API + "parks", park(Map.of("useGoalPercent", "100.01", "areaKm2", "0", "level", "STATE")))))
                .containsExactlyInAnyOrder("useGoalPercent", "areaKm2");
    }

    // ---- 绿色矿山 (task 10)

    @Test
    void a_mine_assesses_itself_is_assessed_listed_withdrawn_and_must_be_assessed_again() {
        var standard = standard();
        var registered = ok(gar.post(API + "mines", greenMine(Map.of())), 201);
        assertThat(registered.json().get("unitName").asString()).isEqualTo(mine.name());
        var path = API + "mines/" + id(registered, "mine");
        assertThat(words(registered, "acts")).containsExactlyInAnyOrder("CHANGE", "FACTS", "ASSESS", "SELF_ASSESS");
        assertThat(words(ok(clerk.get(path), 200), "acts")).containsExactly("SELF_ASSESS");
        assertThat(list(gar, path, registered, true, today, "").problem()).isEqualTo("greening/mine-not-assessed");

        var self =
                ok(clerk.post(path + "/assessments", assessed(standard, "SELF", today.minusDays(9), "60", "40")), 201);
        assertThat(self.json().get("passed").asBoolean()).isTrue();
        assertThat(list(gar, path, registered, true, today, "").problem())
                .as("its own word is not enough")
                .isEqualTo("greening/mine-not-assessed");
        assertThat(clerk.post(path + "/assessments", assessed(standard, "THIRD_PARTY", today, "60", "40"))
                        .problem())
                .isEqualTo("common/not-allowed");
        assertThat(stranger.post(path + "/assessments", assessed(standard, "SELF", today, "1", "1"))
                        .status())
                .isEqualTo(404);
        assertThat(gar.post(path + "/assessments", assessed(standard, "THIRD_PARTY", today, "60.01", "40"))
                        .problem())
                .isEqualTo("greening/scores-unfit");
        assertThat(fields(gar.post(
                        path + "/assessments", assessed(standard, "THIRD_PARTY", today.minusDays(61), "60", "40"))))
                .as("the standard did not hold yet")
                .containsExactly("on");
        var vetoed = ok(
                gar.post(path + "/assessments", assessed(standard, "THIRD_PARTY", today.minusDays(8), "0", "40")), 201);
        assertThat(vetoed.json().get("passed").asBoolean()).as("一票否决").isFalse();
        ok(gar.post(path + "/assessments", assessed(standard, "THIRD_PARTY", today.minusDays(6), "50", "30.5")), 201);

        assertThat(words(ok(gar.get(path), 200), "acts")).contains("LIST");
        var listed = ok(list(gar, path, registered, true, today.minusDays(5), ""), 200);
        assertThat(words(listed, "acts")).contains("WITHDRAW").doesNotContain("LIST");
        assertThat(list(gar, path, listed, true, today, "").problem()).isEqualTo("greening/step-not-open");
        assertThat(fields(list(gar, path, listed, false, today.minusDays(4), "")))
                .containsExactly("reason");
        var withdrawn = ok(list(gar, path, listed, false, today.minusDays(4), "复核不达标"), 200);
        assertThat(list(gar, path, withdrawn, true, today, "").problem())
                .as("the assessment from before the withdrawal does not count")
                .isEqualTo("greening/mine-not-assessed");
        ok(gar.post(path + "/assessments", assessed(standard, "THIRD_PARTY", today.minusDays(2), "60", "40")), 201);
        ok(list(gar, path, withdrawn, true, today.minusDays(1), ""), 200);
    }

    @Test
    void green_mines_are_counted_as_they_were_on_a_day_and_as_was_known() {
        var of = new org.wufei.kernel.RegionCode("542526");
        var firm = Firms.at(registry, of.digits(), 84.06, 32.30, "MINE");
        var start = Instant.now();
        var before = counts(of, today, null);
        var registered = ok(
                bureau.post(
                        API + "mines",
                        greenMine(Map.of(
                                "unitId",
                                firm.id(),
                                "county",
                                of.digits(),
                                "on",
                                today.minusDays(30).toString()))),
                201);
        var path = API + "mines/" + id(registered, "mine");
        assertThat(counts(of, today, null).counted()).isEqualTo(before.counted() + 1);
        assertThat(counts(of, today, start)).as("not known then").isEqualTo(before);
        ok(
                bureau.post(
                        path + "/assessments", assessed(standard(), "THIRD_PARTY", today.minusDays(20), "60", "40")),
                201);
        var listed = ok(list(bureau, path, registered, true, today.minusDays(15), ""), 200);
        assertThat(counts(of, today, null).listed()).isEqualTo(before.listed() + 1);
        assertThat(counts(of, today.minusDays(16), null).listed())
                .as("the day before it was listed")
                .isEqualTo(before.listed());
        var small = ok(
                bureau.post(
                        path + "/facts",
                        Map.of(
                                "scale",
                                "SMALL",
                                "status",
                                "PRODUCING",
                                "on",
                                today.minusDays(5).toString()),
                        "If-Match",
                        listed.header("ETag")),
                200);
        assertThat(counts(of, today, null))
                .as("a small mine is not counted, listed or not")
                .isEqualTo(before);
        assertThat(counts(of, today.minusDays(6), null).listed()).isEqualTo(before.listed() + 1);
        assertThat(fields(bureau.post(
                        path + "/facts",
                        Map.of(
                                "scale",
                                "LARGE",
                                "status",
                                "CLOSED",
                                "on",
                                today.minusDays(6).toString()),
                        "If-Match",
                        small.header("ETag"))))
                .as("the past is not rewritten")
                .containsExactly("on");
    }

    @Test
    void a_standard_holds_for_the_prefecture_so_a_county_does_not_publish_it() {
        var body = standardBody("LS-" + UUID.randomUUID());
        assertThat(gar.post(API + "standards", body).problem()).isEqualTo("common/not-allowed");
        ok(bureau.post(API + "standards", body), 201);
        assertThat(bureau.post(API + "standards", body).problem()).isEqualTo("greening/standard-exists");
        var twice = new HashMap<>(standardBody("LS-" + UUID.randomUUID()));
        twice.put(
                "items",
                List.of(
                        Map.of("code", "1", "title", "环境", "score", "60", "veto", true),
                        Map.of("code", " 1", "title", "利用", "score", "10", "veto", false)));
        assertThat(fields(bureau.post(API + "standards", twice)))
                .as("one code twice, and a mark above the whole")
                .containsExactlyInAnyOrder("items[1].code", "passScore");
        assertThat(rutog.post(API + "mines", greenMine(Map.of())).status()).isEqualTo(403);
        assertThat(rutog.post(API + "mines", greenMine(Map.of("county", RUTOG))).problem())
                .isEqualTo("registry/unit-unknown");
    }

    // ---- 新技术 (task 13)

    @Test
    void a_technology_goes_from_idea_to_use_with_what_came_of_it() {
        assertThat(rutog.post(API + "technologies", technology(Map.of())).status())
                .isEqualTo(403);
        var proposed = ok(gar.post(API + "technologies", technology(Map.of())), 201);
        var path = API + "technologies/" + id(proposed, "technology");
        assertThat(proposed.json().get("unitName").asString()).isEqualTo(mine.name());
        assertThat(words(proposed, "steps")).containsExactlyInAnyOrder("RESEARCH", "ENDED");
        var last = ok(step(gar, path, proposed, "RESEARCH", today.minusDays(3)), 200);
        last = ok(step(gar, path, last, "PILOT", today.minusDays(2)), 200);
        assertThat(step(gar, path, last, "APPLIED", today).problem())
                .as("demonstrated first")
                .isEqualTo("greening/step-not-open");
        var result = Map.of("kind", "PATENT", "title", "一种尾矿免烧砖", "on", today.toString());
        assertThat(clerk.post(path + "/results", result).status()).isEqualTo(403);
        assertThat(rutog.post(path + "/results", result).status()).isEqualTo(404);
        ok(gar.post(path + "/results", result), 201);
        var seen = ok(clerk.get(path), 200);
        assertThat(seen.json().get("results")).hasSize(1);
        assertThat(seen.json().get("steps")).isEmpty();
        assertThat(seen.json().get("acts")).isEmpty();
        assertThat(seen.json().get("history"))
                .extracting(line -> line.get("step").asString())
                .containsExactly("PROPOSED", "RESEARCH", "PILOT");
        assertThat(fields(gar.put(
                        path,
                        technology(Map.of(
                                "county", RUTOG, "endsOn", today.minusYears(3).toString())),
                        "If-Match",
                        last.header("ETag"))))
                .containsExactlyInAnyOrder("county", "endsOn");
        assertThat(stranger.get(path).status()).isEqualTo(404);
    }

    // ---- tables

    @Test
    void each_register_leaves_as_an_official_table() {
        ok(gar.post(API + "projects", project(Map.of())), 201);
        for (var table : List.of("projects", "conditions", "clean-productions", "parks", "mines", "technologies")) {
            var reply = gar.get(API + table + ".xlsx");
            assertThat(reply.status()).as(table).isEqualTo(200);
            assertThat(new String(reply.bytes(), 0, 2, java.nio.charset.StandardCharsets.US_ASCII))
                    .as("%s is a workbook", table)
                    .isEqualTo("PK");
        }
    }

    private CleanProduction.Share share(org.wufei.kernel.RegionCode county, LocalDate day, Instant known) {
        return system(() -> audits.share(county, day, known));
    }

    private GreenMines.Counts counts(org.wufei.kernel.RegionCode county, LocalDate day, Instant known) {
        return system(() -> mines.counts(county, day, known));
    }

    private String standard() {
        return id(ok(bureau.post(API + "standards", standardBody("LS-" + UUID.randomUUID())), 201));
    }

    private Map<String, Object> standardBody(String code) {
        return Map.of(
                "code",
                code,
                "name",
                "绿色矿山评价指标",
                "validFrom",
                today.minusDays(60).toString(),
                "passScore",
                "80",
                "items",
                List.of(
                        Map.of("code", "1", "title", "矿区环境", "score", "60", "veto", true),
                        Map.of("code", "2", "title", "综合利用", "score", "40", "veto", false)));
    }

    private static Map<String, Object> assessed(
            String standard, String kind, LocalDate on, String first, String second) {
        return Map.of(
                "standardId",
                standard,
                "kind",
                kind,
                "body",
                "西藏地质环境评估中心",
                "on",
                on.toString(),
                "scores",
                Map.of("1", first, "2", second));
    }

    private static As.Reply list(
            As.Browser who, String path, As.Reply mine, boolean listed, LocalDate on, String reason) {
        return who.post(
                path + "/listing",
                Map.of("listed", listed, "on", on.toString(), "reason", reason),
                "If-Match",
                mine.header("ETag"));
    }

    private static Map<String, Object> waste() {
        return Map.of(
                "waste",
                TAILINGS,
                "category",
                "II",
                "yearlyG",
                "120000000000",
                "measure",
                "尾矿库防渗堆存",
                "way",
                "STORAGE",
                "destination",
                "尾矿库");
    }

    private Map<String, Object> project(Map<String, Object> more) {
        return with(
                Map.of(
                        "name",
                        "选矿扩能",
                        "unitId",
                        mine.id(),
                        "developer",
                        mine.name(),
                        "county",
                        GAR,
                        "kind",
                        "EXPANSION",
                        "eiaKind",
                        "REPORT",
                        "wastes",
                        List.of(waste())),
                more);
    }

    private static Map<String, Object> condition(LocalDate due) {
        return Map.of("text", "建成防渗尾矿库", "kind", "FACILITY", "dueOn", due.toString());
    }

    private Map<String, Object> said(String note) {
        return Map.of("on", today.toString(), "note", note);
    }

    private static String fulfilment(As.Reply condition) {
        return API + "conditions/" + id(condition) + "/fulfilment";
    }

    private Map<String, Object> listing(Map<String, Object> more) {
        var listedOn = today.minusDays(20);
        return with(
                Map.of(
                        "year",
                        today.getYear(),
                        "unitId",
                        mine.id(),
                        "kind",
                        "MANDATORY",
                        "reason",
                        "LISTED",
                        "listedOn",
                        listedOn.toString()),
                more);
    }

    private Map<String, Object> park(Map<String, Object> more) {
        return with(
                Map.of(
                        "name",
                        "狮泉河产业园",
                        "county",
                        GAR,
                        "level",
                        "COUNTY",
                        "operatorId",
                        mine.id(),
                        "planName",
                        "狮泉河产业园循环化改造方案",
                        "areaKm2",
                        "1.25",
                        "useGoalPercent",
                        "60"),
                more);
    }

    private Map<String, Object> greenMine(Map<String, Object> more) {
        return with(
                Map.of(
                        "unitId",
                        mine.id(),
                        "name",
                        "一号铜矿",
                        "county",
                        GAR,
                        "mineral",
                        "铜矿",
                        "scale",
                        "LARGE",
                        "status",
                        "PRODUCING",
                        "on",
                        today.minusDays(30).toString()),
                more);
    }

    private Map<String, Object> technology(Map<String, Object> more) {
        return with(
                Map.of(
                        "name",
                        "尾矿免烧砖",
                        "county",
                        GAR,
                        "unitId",
                        mine.id(),
                        "lead",
                        mine.name(),
                        "partners",
                        "西藏大学",
                        "waste",
                        TAILINGS,
                        "startsOn",
                        today.minusDays(90).toString(),
                        "fundingYuan",
                        "350000"),
                more);
    }

    private static As.Reply step(As.Browser who, String path, As.Reply before, String to, LocalDate on) {
        return who.post(path + "/steps", Map.of("to", to, "on", on.toString()), "If-Match", before.header("ETag"));
    }

    private Set<String> open(String kind) {
        return system(() -> findings.openKeys(kind, mine.id()));
    }

    private static <T> T system(java.util.function.Supplier<T> work) {
        return Caller.system("test").call(work);
    }

    private static Map<String, Object> with(Map<String, Object> body, Map<String, Object> more) {
        var other = new HashMap<>(body);
        other.putAll(more);
        return other;
    }

    private static Set<String> words(As.Reply reply, String field) {
        return words(reply.json(), field);
    }

    private static Set<String> words(tools.jackson.databind.JsonNode node, String field) {
        var words = new TreeSet<String>();
        node.get(field).forEach(word -> words.add(word.asString()));
        return words;
    }

    private static List<String> ids(As.Reply page) {
        var ids = new ArrayList<String>();
        ok(page, 200).json().get("items").forEach(item -> ids.add(item.get("id").asString()));
        return ids;
    }

    private static String id(As.Reply reply) {
        return reply.json().get("id").asString();
    }

    private static String id(As.Reply reply, String of) {
        return reply.json().get(of).get("id").asString();
    }

    private static List<String> fields(As.Reply reply) {
        assertThat(reply.problem()).as(reply.text()).isEqualTo("common/input-invalid");
        var fields = new ArrayList<String>();
        reply.json()
                .get("fields")
                .forEach(field -> fields.add(field.get("field").asString()));
        return fields;
    }

    private static As.Reply ok(As.Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        return reply;
    }
}
