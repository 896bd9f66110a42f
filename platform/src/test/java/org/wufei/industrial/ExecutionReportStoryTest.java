package org.wufei.industrial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;
import tools.jackson.databind.JsonNode;

/** A heating plant reports on its permit for the quarter that has just ended, over HTTP, with all that goes wrong. */
@WufeiTest
class ExecutionReportStoryTest {
    private static final String API = "/api/v1/industrial/";
    private static final String SLAG = "900-001-S03";

    private final LocalDate today = LocalDate.now(Days.ZONE);
    /** The first month of the quarter before this one. */
    private final YearMonth first = YearMonth.of(today.getYear(), (today.getMonthValue() - 1) / 3 * 3 + 1)
            .minusMonths(3);

    private final int year = first.getYear();
    private final int quarter = (first.getMonthValue() + 2) / 3;

    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    Registry.Unit plant;
    Registry.Unit works;
    UUID yard;
    As.Browser clerk;

    @BeforeEach
    void a_heating_plant_that_used_more_than_it_may() {
        plant = Firms.inGar(registry, "HEATING");
        works = Firms.at(registry, "542524", 79.70, 33.40, "BRICKWORKS");
        yard = system(() -> registry.places(plant.id()).getFirst().id());
        clerk = as.clerk(plant.id());
        permit(plant);
        generate(first, "9000000");
        ok(
                clerk.post(
                        API + "exits",
                        Map.ofEntries(
                                Map.entry("unitId", plant.id()),
                                Map.entry("placeId", yard),
                                Map.entry("waste", SLAG),
                                Map.entry("massG", "1000001"),
                                Map.entry("shippedAt", first.atDay(6) + "T02:00:00Z"),
                                Map.entry("handler", "扎西"),
                                Map.entry("carrier", "狮泉河运输队"),
                                Map.entry("plate", "藏F12345"),
                                Map.entry("transport", "ROAD"),
                                Map.entry("receiverId", works.id()),
                                Map.entry("flow", "IN_PROVINCE"),
                                Map.entry("way", "USE"))),
                201);
        ok(
                clerk.post(
                        API + "treatments",
                        Map.of(
                                "unitId",
                                plant.id(),
                                "placeId",
                                yard,
                                "waste",
                                SLAG,
                                "massG",
                                "2000000",
                                "kind",
                                "USE",
                                "method",
                                "R5",
                                "treatedAt",
                                first.plusMonths(1).atDay(7) + "T02:00:00Z")),
                201);
    }

    @Test
    void a_report_is_prepared_from_the_ledger_completed_in_words_submitted_and_stays_as_it_was() {
        var path = API + "units/" + plant.id() + "/execution-reports";
        var preview = ok(
                        clerk.get(
                                API + "units/" + plant.id() + "/execution-report?year=" + year + "&quarter=" + quarter),
                        200)
                .json();
        var stock = preview.get("wastes").get(0);
        assertThat(stock.get("openingG").asString()).isEqualTo("0");
        assertThat(stock.get("generatedG").asString()).isEqualTo("9000000");
        assertThat(stock.get("ownUseG").asString()).isEqualTo("2000000");
        assertThat(stock.get("outG").asString()).isEqualTo("1000001");
        assertThat(stock.get("closingG").asString()).isEqualTo("5999999");
        assertThat(way(preview, "ENTRUSTED_USE").get("excessG").asString())
                .as("one gram over the year's tonne")
                .isEqualTo("1");
        assertThat(way(preview, "OWN_USE").get("state").asString()).isEqualTo("NOT_PERMITTED");
        assertThat(way(preview, "STORE").get("toDateG").asString()).isEqualTo("5999999");
        assertThat(preview.get("missing")).hasSize(3);
        assertThat(ok(clerk.get(API + "permits?state=OVER&year=" + year), 200)
                        .json()
                        .get("items"))
                .as("among the permits of all units: what lies in the yard is beyond the chapter too")
                .extracting(line -> line.get("way").asString())
                .contains("STORE", "ENTRUSTED_USE");

        var drafted = ok(clerk.post(path, body("")), 201);
        assertThat(drafted.json().get("content")).isEqualTo(preview);
        assertThat(drafted.json().get("no").asInt()).isEqualTo(1);
        assertThat(drafted.json().get("steps").toString()).contains("change", "submit");
        assertThat(clerk.post(path, body("")).problem()).isEqualTo("industrial/report-draft-open");
        var of = API + "execution-reports/" + drafted.json().get("id").asString();
        assertThat(fields(submit(clerk, of, drafted)))
                .as("over the permit, three months open: say why, and who says so")
                .containsExactlyInAnyOrder("statement.filler", "statement.reason");

        var said = ok(change(clerk, of, drafted, "供暖期延长，已申请变更许可证"), 200);
        generate(first.plusMonths(2), "500000");
        assertThat(submit(clerk, of, said).problem())
                .as("not what the person saw")
                .isEqualTo("industrial/report-stale");
        for (int month = 0; month < 3; month++) {
            ok(
                    clerk.post(API + "units/" + plant.id() + "/months/" + first.plusMonths(month) + "/close", Map.of()),
                    200);
        }
        var renewed = ok(change(clerk, of, said, "供暖期延长，已申请变更许可证"), 200);
        assertThat(renewed.json().get("content").get("missing")).isEmpty();
        assertThat(submit(clerk, of, said).problem()).isEqualTo("common/changed-meanwhile");
        var submitted = ok(submit(clerk, of, renewed), 200);
        assertThat(submitted.json().get("state").asString()).isEqualTo("SUBMITTED");
        assertThat(submitted.json().get("steps").toString()).isEqualTo("[\"correct\"]");

        assertThat(change(clerk, of, submitted, "改一改").problem()).isEqualTo("industrial/step-not-allowed");
        var second = ok(clerk.post(path, body("更正说明")), 201);
        assertThat(second.json().get("no").asInt()).isEqualTo(2);
        assertThat(ok(clerk.get(of), 200).json().get("content"))
                .as("the first version stays as it was submitted")
                .isEqualTo(renewed.json().get("content"));
        assertThat(ok(clerk.get(API + "execution-reports?unitId=" + plant.id() + "&year=" + year), 200)
                        .json()
                        .get("items"))
                .extracting(
                        line -> line.get("no").asInt(),
                        line -> line.get("exceedances").asInt())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2, 3), org.assertj.core.groups.Tuple.tuple(1, 3));
        assertThat(versions("quarter=" + quarter)).containsExactly(2, 1);
        assertThat(versions("quarter=0")).isEmpty();
        assertThat(versions("state=DRAFT")).containsExactly(2);
        assertThat(versions("over=true&sort=preparedAt")).containsExactly(1, 2);
        assertThat(versions("q=" + plant.name())).containsExactly(2, 1);
        assertThat(versions("q=%25")).as("a sign of the pattern is a sign").isEmpty();
        var page = ok(clerk.get(API + "execution-reports?size=1"), 200).json();
        assertThat(page.get("total").asInt()).isEqualTo(2);
        assertThat(versions("size=1&cursor=" + page.get("next").asString())).containsExactly(1);
        assertThat(fields(clerk.get(API + "execution-reports?sort=content"))).containsExactly("sort");
    }

    @Test
    void a_submitted_report_is_not_changed_even_past_the_platform() {
        var drafted = ok(clerk.post(API + "units/" + plant.id() + "/execution-reports", body("说明")), 201);
        var id = drafted.json().get("id").asString();
        ok(submit(clerk, API + "execution-reports/" + id, drafted), 200);
        assertThatThrownBy(() -> system(() -> new TransactionTemplate(transactions)
                        .execute(status -> db.sql(
                                        "update industrial.execution_report set statement = '{}' where id = cast(? as uuid)")
                                .param(id)
                                .update())))
                .hasMessageContaining("not changed");
    }

    @Test
    void a_running_quarter_can_be_drafted_but_not_submitted_and_one_to_come_neither() {
        int running = (today.getMonthValue() + 2) / 3;
        var path = API + "units/" + plant.id() + "/execution-reports";
        var drafted = ok(
                clerk.post(path, Map.of("year", today.getYear(), "quarter", running, "statement", words("说明"))), 201);
        assertThat(drafted.json().get("steps").toString()).isEqualTo("[\"change\"]");
        assertThat(submit(
                                clerk,
                                API + "execution-reports/"
                                        + drafted.json().get("id").asString(),
                                drafted)
                        .problem())
                .isEqualTo("industrial/report-period-running");
        assertThat(fields(clerk.post(path, Map.of("year", today.getYear() + 1))))
                .containsExactly("year");
        assertThat(fields(clerk.post(path, Map.of("year", year, "quarter", 5)))).containsExactly("quarter");
        var whole = ok(clerk.post(path, Map.of("year", year)), 201);
        assertThat(whole.json().get("content").get("from").asString()).isEqualTo(year + "-01-01");
    }

    @Test
    void two_people_who_begin_the_same_report_at_once_begin_one() throws Exception {
        var manager = as.manager(plant.id());
        var path = API + "units/" + plant.id() + "/execution-reports";
        try (var pool = Executors.newFixedThreadPool(4)) {
            var acts = new ArrayList<Callable<As.Reply>>();
            for (int i = 0; i < 4; i++) {
                var who = i % 2 == 0 ? clerk : manager;
                acts.add(() -> who.post(path, body("说明")));
            }
            var statuses = new ArrayList<Integer>();
            for (var reply : pool.invokeAll(acts)) statuses.add(reply.get().status());
            assertThat(statuses).containsOnlyOnce(201);
            assertThat(statuses.stream().filter(status -> status == 409)).hasSize(3);
        }
    }

    @Test
    void the_unit_writes_its_officers_read_and_nobody_else_sees_it() {
        var path = API + "units/" + plant.id() + "/execution-reports";
        var drafted = ok(clerk.post(path, body("说明")), 201);
        var of = API + "execution-reports/" + drafted.json().get("id").asString();
        var county = as.countyOfficer("542523");
        for (var who : List.of(as.bureauOfficer(), county, as.leader())) {
            assertThat(ok(who.get(of), 200).json().get("steps")).isEmpty();
            assertThat(who.post(path, body("")).status()).isEqualTo(403);
            assertThat(submit(who, of, drafted).status()).isEqualTo(403);
        }
        for (var who : List.of(as.clerk(works.id()), as.countyOfficer("542524"))) {
            assertThat(who.get(of).status()).isEqualTo(404);
            assertThat(who.get(of + "/export").status()).isEqualTo(404);
            assertThat(who.get(API + "execution-reports?unitId=" + plant.id())
                            .json()
                            .get("items"))
                    .isEmpty();
        }
        assertThat(as.clerk(works.id()).post(path, body("")).status()).isEqualTo(404);
        assertThat(submit(as.clerk(works.id()), of, drafted).status()).isEqualTo(404);
        var bare = as.clerk(works.id()).post(API + "units/" + works.id() + "/execution-reports", body(""));
        assertThat(bare.problem()).isEqualTo("industrial/permit-missing");
        for (var part : List.of("ways", "wastes")) {
            var sheet = clerk.get(of + "/export?part=" + part);
            assertThat(sheet.status()).as(part).isEqualTo(200);
            assertThat(new String(sheet.bytes(), 0, 2, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("PK");
        }
        assertThat(clerk.get(of + "/export?part=all").problem()).isEqualTo("industrial/table-unknown");
    }

    private List<Integer> versions(String query) {
        var items =
                ok(clerk.get(API + "execution-reports?" + query), 200).json().get("items");
        return items.valueStream().map(line -> line.get("no").asInt()).toList();
    }

    private void permit(Registry.Unit unit) {
        system(() -> registry.register(new Registry.NewPermit(
                unit.id(),
                "DISCHARGE",
                unit.code() + "001P",
                "阿里地区生态环境局",
                today.minusYears(3),
                today.plusYears(2),
                List.of(
                        new Registry.NewPermitLine(SLAG, "ENTRUSTED_USE", "1000000"),
                        new Registry.NewPermitLine(SLAG, "STORE", "5000000")))));
    }

    private void generate(YearMonth month, String grams) {
        ok(
                clerk.post(
                        API + "generations",
                        Map.of(
                                "unitId",
                                plant.id(),
                                "placeId",
                                yard,
                                "waste",
                                SLAG,
                                "massG",
                                grams,
                                "generatedAt",
                                month.atDay(5) + "T02:00:00Z",
                                "link",
                                "锅炉")),
                201);
    }

    private Map<String, Object> body(String reason) {
        return Map.of("year", year, "quarter", quarter, "statement", words(reason));
    }

    private static Map<String, Object> words(String reason) {
        return reason.isEmpty()
                ? Map.of("facilities", "锅炉渣场防渗完好")
                : Map.of("facilities", "锅炉渣场防渗完好", "reason", reason, "filler", "扎西");
    }

    private static As.Reply change(As.Browser who, String of, As.Reply seen, String reason) {
        return who.put(of, Map.of("statement", words(reason)), "If-Match", seen.header("ETag"));
    }

    private static As.Reply submit(As.Browser who, String of, As.Reply seen) {
        return who.post(of + "/submit", null, "If-Match", seen.header("ETag"));
    }

    private static JsonNode way(JsonNode content, String way) {
        for (var row : content.get("ways")) if (row.get("way").asString().equals(way)) return row;
        throw new AssertionError("no " + way + " in " + content);
    }

    private static <T> T system(java.util.function.Supplier<T> work) {
        return Caller.system("test").call(work);
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
