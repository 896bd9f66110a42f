package org.wufei.industrial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
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
import org.wufei.ledger.Entry;
import org.wufei.ledger.Ledger;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;

/** A mine and a brickworks live through their months, over HTTP, with all that goes wrong. */
@WufeiTest
class IndustrialStoryTest {
    private static final String API = "/api/v1/industrial/";
    private static final String SLAG = "900-001-S03";
    private static final String TAILINGS = "091-001-S05";

    private final LocalDate today = LocalDate.now(Days.ZONE);
    private final YearMonth month = YearMonth.from(today).minusMonths(1);
    private final String morning = month.atDay(5) + "T02:00:00Z";
    private final String noon = month.atDay(6) + "T04:00:00Z";

    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Autowired
    Ledger ledger;

    @Autowired
    Findings findings;

    @Autowired
    Watch watch;

    Registry.Unit plant;
    Registry.Unit works;
    UUID yard;
    As.Browser clerk;
    As.Browser receiver;

    @BeforeEach
    void a_heating_plant_and_a_brickworks() {
        plant = Firms.inGar(registry, "HEATING");
        works = Firms.at(registry, "542524", 79.70, 33.40, "BRICKWORKS");
        yard = system(() -> registry.places(plant.id()).getFirst().id());
        clerk = as.clerk(plant.id());
        receiver = as.clerk(works.id());
    }

    @Test
    void a_month_is_filed_and_closed_and_every_gram_of_it_adds_up() {
        generate("100000000");
        var exit = ship("31200000", Map.of("ticket", ticket("T-1", "45200000", "14000000", "31200000")));
        receive(exit, Map.of("massG", "31150000", "bookDifference", true));
        ok(clerk.post(API + "treatments", treatment("20000000", "USE", "R5")), 201);

        var line = month().json().get("lines").get(0);

        assertThat(grams(line, "openingG")).isZero();
        assertThat(grams(line, "generatedG")).isEqualTo(100_000_000);
        assertThat(grams(line, "outG")).isEqualTo(31_200_000);
        assertThat(grams(line, "entrustedUseG")).isEqualTo(31_200_000);
        assertThat(grams(line, "ownUseG")).isEqualTo(20_000_000);
        assertThat(grams(line, "closingG")).isEqualTo(48_800_000);
        assertThat(grams(line, "inTransitG"))
                .as("the difference is booked, nothing is on the road")
                .isZero();
        assertThat(month().json().get("missing").toString())
                .contains("not-on-list")
                .contains("no-stocktake");

        var closed = ok(clerk.post(API + "units/" + plant.id() + "/months/" + month + "/close", Map.of()), 200);
        assertThat(closed.json().get("state").asString()).isEqualTo("CLOSED");
        var again = ok(clerk.post(API + "units/" + plant.id() + "/months/" + month + "/close", Map.of()), 200);
        assertThat(again.json().get("closedAt").asString())
                .isEqualTo(closed.json().get("closedAt").asString());
        assertThat(clerk.post(API + "generations", generation("1000")).problem())
                .isEqualTo("ledger/month-closed");

        var late = with(generation("1000"), "late", true);
        ok(clerk.post(API + "generations", late), 201);
        assertThat(grams(month().json().get("lines").get(0), "generatedG"))
                .as("a closed month stays as it was")
                .isEqualTo(100_000_000);
    }

    @Test
    void a_county_officer_sees_who_has_not_closed_in_the_county_and_not_the_partners_of_its_firms() {
        generate("5000000");
        receive(ship("2000000", Map.of()), Map.of("massG", "2000000"));
        var sent = ok(as.countyOfficer(plant.county().digits()).get(API + "months?month=" + month), 200);
        assertThat(sent.text())
                .contains(plant.id().toString())
                .doesNotContain(works.id().toString());
        var came = ok(as.countyOfficer(works.county().digits()).get(API + "months?month=" + month), 200);
        assertThat(came.text())
                .contains(works.id().toString())
                .doesNotContain(plant.id().toString());
    }

    @Test
    void two_people_who_close_the_same_month_at_once_close_it_once() throws Exception {
        generate("5000000");
        var manager = as.manager(plant.id());
        var path = API + "units/" + plant.id() + "/months/" + month + "/close";
        try (var pool = Executors.newFixedThreadPool(4)) {
            var acts = new ArrayList<Callable<As.Reply>>();
            for (int i = 0; i < 4; i++) {
                var who = i % 2 == 0 ? clerk : manager;
                acts.add(() -> who.post(path, Map.of()));
            }
            var times = new ArrayList<String>();
            for (var reply : pool.invokeAll(acts)) {
                times.add(ok(reply.get(), 200).json().get("closedAt").asString());
            }
            assertThat(times).hasSize(4);
            assertThat(times.stream().distinct()).as("one close, one time").hasSize(1);
        }
    }

    @Test
    void a_load_forty_kilograms_short_in_a_tonne_stays_in_transit_until_an_officer_decides() {
        generate("5000000");
        var exit = ship("1000000", Map.of());
        var after = receive(exit, Map.of("massG", "960000", "bookDifference", true));

        assertThat(after.json().get("state").asString()).isEqualTo("Differing");
        assertThat(grams(month().json().get("lines").get(0), "inTransitG"))
                .as("the missing 40 kg stay visible")
                .isEqualTo(40_000);
        watch.lookAtTouched();
        assertThat(open(Kinds.RECEIVER_DIFFERS, works.id())).containsExactly("industrial.receiver-differs/" + exit);

        var settle = Map.of("as", "LOST", "reason", "双方过磅单核对后认定为途中撒漏");
        assertThat(clerk.post(API + "exits/" + exit + "/difference", settle).problem())
                .isEqualTo("industrial/difference-beyond-tolerance");
        ok(as.bureauOfficer().post(API + "exits/" + exit + "/difference", settle), 200);
        watch.lookAtTouched();
        assertThat(open(Kinds.RECEIVER_DIFFERS, works.id())).isEmpty();
    }

    @Test
    void a_difference_is_booked_on_the_day_the_parties_agreed_which_is_not_before_the_receipt() {
        generate("5000000");
        var exit = ship("1000000", Map.of());
        receive(exit, Map.of("massG", "960000"));
        var officer = as.bureauOfficer();
        var path = API + "exits/" + exit + "/difference";

        var early = officer.post(path, settlement("LOST", morning));
        assertThat(early.problem()).isEqualTo("common/input-invalid");
        assertThat(early.json().get("fields").get(0).get("field").asString()).isEqualTo("at");
        assertThat(early.json().get("fields").get(0).get("code").asString()).isEqualTo("before-receipt");
        assertThat(officer.post(path, settlement("LOST", today.plusDays(2) + "T00:00:00Z"))
                        .json()
                        .get("fields")
                        .get(0)
                        .get("field")
                        .asString())
                .as("nor tomorrow")
                .isEqualTo("at");
        assertThat(ok(clerk.get(API + "exits/" + exit), 200).json().get("state").asString())
                .as("nothing half done")
                .isEqualTo("Differing");

        var agreed = month.atDay(9) + "T06:30:00Z";
        ok(officer.post(path, settlement("LOST", agreed)), 200);
        var loss = entry(exit, "settle");
        assertThat(loss.occurredAt()).isEqualTo(Instant.parse(agreed));
        assertThat(loss.month()).isEqualTo(month);
        assertThat(loss.adjusts()).isNull();
        assertThat(grams(month().json().get("lines").get(0), "inTransitG")).isZero();
    }

    @Test
    void a_difference_without_a_time_is_settled_now() {
        generate("5000000");
        var exit = ship("1000000", Map.of());
        receive(exit, Map.of("massG", "960000"));
        var before = Instant.now().minusSeconds(1);
        ok(
                as.bureauOfficer()
                        .post(API + "exits/" + exit + "/difference", Map.of("as", "RETURNED", "reason", "未装车，仍在堆场")),
                200);
        assertThat(entry(exit, "settle").occurredAt()).isBetween(before, Instant.now());
    }

    @Test
    void a_difference_agreed_in_a_month_closed_since_adjusts_it_in_an_open_one() {
        generate("5000000");
        var exit = ship("1000000", Map.of());
        receive(exit, Map.of("massG", "960000"));
        ok(clerk.post(API + "units/" + plant.id() + "/months/" + month + "/close", Map.of()), 200);
        var closed = month().json().get("lines").get(0);

        ok(
                as.bureauOfficer()
                        .post(
                                API + "exits/" + exit + "/difference",
                                settlement("RETURNED", month.atDay(9) + "T06:30:00Z")),
                200);

        var line = month().json().get("lines").get(0);
        for (var column : List.of("returnedG", "outG", "lostG", "closingG", "inTransitG")) {
            assertThat(line.get(column))
                    .as("the book of a closed month stays as it was: %s", column)
                    .isEqualTo(closed.get(column));
        }
        var back = entry(exit, "settle");
        assertThat(back.adjusts()).isEqualTo(month);
        assertThat(back.month()).isEqualTo(month.plusMonths(1));
    }

    @Test
    void what_a_receiver_sends_back_is_in_the_senders_stock_again() {
        generate("5000000");
        var part = receive(ship("2000000", Map.of()), Map.of("massG", "1500000", "returnedG", "500000"));
        assertThat(part.json().get("state").asString()).isEqualTo("PartlyReceived");
        var refused = ship("1000000", Map.of());
        var reply = receiver.post(
                API + "exits/" + refused + "/refusal", Map.of("at", noon, "reason", "含水率过高", "handler", "次仁"));
        assertThat(ok(reply, 200).json().get("state").asString()).isEqualTo("Refused");
        var line = month().json().get("lines").get(0);
        assertThat(grams(line, "returnedG")).isEqualTo(1_500_000);
        assertThat(grams(line, "closingG")).isEqualTo(3_500_000);
    }

    @Test
    void what_comes_back_after_the_close_leaves_the_closed_month_as_it_was() {
        generate("9000000");
        var used = ship("3000000", Map.of());
        ship("2000000", Map.of("way", "DISPOSAL", "method", "D1"));
        var path = API + "units/" + plant.id() + "/months/";
        ok(clerk.post(path + month + "/close", Map.of()), 200);
        var refusal = Map.of("at", Instant.now().toString(), "reason", "含水率过高", "handler", "次仁");
        ok(receiver.post(API + "exits/" + used + "/refusal", refusal), 200);

        var closed = month().json().get("lines").get(0);
        assertThat(grams(closed, "entrustedUseG")).isEqualTo(3_000_000);
        assertThat(grams(closed, "entrustedDisposalG")).isEqualTo(2_000_000);
        var after = ok(clerk.get(path + month.plusMonths(1)), 200)
                .json()
                .get("lines")
                .get(0);
        assertThat(grams(after, "returnedG")).isEqualTo(3_000_000);
        assertThat(grams(after, "entrustedUseG")).isEqualTo(-3_000_000);
        assertThat(grams(after, "entrustedDisposalG")).isZero();
        assertThat(grams(after, "closingG")).isEqualTo(7_000_000);
    }

    @Test
    void a_load_taken_back_before_it_arrives_leaves_no_trace_in_stock_and_frees_its_ticket() {
        generate("5000000");
        var weighed = ticket("T-9", "3000000", "1000000", "2000000");
        var exit = ship("2000000", Map.of("ticket", weighed));
        var twice = clerk.post(API + "exits", exit("2000000", Map.of("ticket", weighed)));
        assertThat(twice.problem()).isEqualTo("industrial/ticket-used");
        ok(clerk.post(API + "exits/" + exit + "/void", Map.of("reason", "车辆故障返回")), 200);
        assertThat(grams(month().json().get("lines").get(0), "closingG")).isEqualTo(5_000_000);
        ship("2000000", Map.of("ticket", weighed));
        var late = receiver.post(API + "exits/" + exit + "/receipt", receipt(Map.of("massG", "2000000")));
        assertThat(late.problem()).isEqualTo("industrial/step-not-allowed");
    }

    @Test
    void a_draft_waits_can_be_changed_by_who_saw_it_and_holds_the_month_open() {
        generate("5000000");
        var draft = ok(clerk.post(API + "exits", exit("1000000", Map.of("ship", false))), 201);
        var id = draft.json().get("id").asString();
        assertThat(draft.json().get("steps").toString()).contains("ship");
        var close = clerk.post(API + "units/" + plant.id() + "/months/" + month + "/close", Map.of());
        assertThat(close.problem()).isEqualTo("industrial/month-not-ready");
        assertThat(clerk.put(API + "exits/" + id, exit("900000", Map.of())).problem())
                .isEqualTo("common/precondition-missing");
        var changed =
                ok(clerk.put(API + "exits/" + id, exit("900000", Map.of()), "If-Match", draft.header("ETag")), 200);
        var stale = clerk.put(API + "exits/" + id, exit("800000", Map.of()), "If-Match", draft.header("ETag"));
        assertThat(stale.problem()).isEqualTo("common/changed-meanwhile");
        var shipped = ok(clerk.post(API + "exits/" + id + "/ship", Map.of()), 200);
        assertThat(shipped.json().get("massG").asString())
                .isEqualTo(changed.json().get("massG").asString());
    }

    @Test
    void only_the_two_ends_of_a_load_see_it_and_each_does_only_its_own_part() {
        generate("5000000");
        var exit = ship("1000000", Map.of());
        var stranger = as.clerk(Firms.inGar(registry, "MINE").id());
        assertThat(stranger.get(API + "exits/" + exit).problem()).isEqualTo("industrial/document-unknown");
        assertThat(stranger.post(API + "exits/" + exit + "/void", Map.of("reason", "试试"))
                        .status())
                .isEqualTo(404);
        assertThat(receiver.post(API + "exits/" + exit + "/void", Map.of("reason", "试试"))
                        .problem())
                .isEqualTo("industrial/not-the-sender");
        assertThat(clerk.post(API + "exits/" + exit + "/receipt", receipt(Map.of("massG", "1000000")))
                        .problem())
                .isEqualTo("industrial/not-the-receiver");
        assertThat(stranger.post(API + "generations", generation("1000")).problem())
                .isEqualTo("registry/unit-unknown");
        assertThat(as.countyOfficer("542524").get(API + "exits/" + exit).status())
                .as("the receiver's county sees what comes to it")
                .isEqualTo(200);
        assertThat(as.countyOfficer("542521").get(API + "exits/" + exit).status())
                .isEqualTo(404);
    }

    @Test
    void more_than_there_is_does_not_leave_and_nothing_of_it_is_kept() {
        generate("1000000");
        assertThat(clerk.post(API + "exits", exit("1000001", Map.of("batchNo", "X-1")))
                        .problem())
                .isEqualTo("ledger/insufficient-stock");
        assertThat(clerk.get(API + "exits?unitId=" + plant.id()).json().get("items"))
                .isEmpty();
    }

    @Test
    void an_exit_across_provinces_runs_down_its_approval_and_not_a_gram_further() {
        generate("9000000");
        var outside = Map.of("name", "格尔木某建材公司", "province", "630000");
        var across =
                new HashMap<String, Object>(Map.of("outside", outside, "flow", "ACROSS_PROVINCES", "receiverId", ""));
        across.remove("receiverId");
        assertThat(clerk.post(API + "exits", outside("3000000", across)).problem())
                .isEqualTo("industrial/approval-missing");
        var body = new HashMap<String, Object>(Map.of(
                "unitId",
                plant.id(),
                "kind",
                "FILING",
                "no",
                "藏固备" + UUID.randomUUID(),
                "authority",
                "自治区生态环境厅",
                "waste",
                SLAG,
                "way",
                "USE",
                "receiver",
                "格尔木某建材公司",
                "province",
                "630000",
                "massG",
                "4000000"));
        body.put("validFrom", today.minusMonths(6).toString());
        body.put("validTo", today.plusMonths(6).toString());
        assertThat(clerk.post(API + "approvals", body).problem()).isEqualTo("common/not-allowed");
        var filing = ok(as.bureauOfficer().post(API + "approvals", body), 201)
                .json()
                .get("id")
                .asString();
        across.put("approvalId", filing);
        var exit = ok(clerk.post(API + "exits", outside("3000000", across)), 201)
                .json()
                .get("id")
                .asString();
        var over = clerk.post(API + "exits", outside("1000001", across));
        assertThat(over.problem()).isEqualTo("industrial/approval-exceeded");
        assertThat(over.json().get("leftG").asString()).isEqualTo("1000000");
        var wrongWay = with(outside("1000", across), "way", "DISPOSAL");
        wrongWay.put("method", "D1");
        assertThat(clerk.post(API + "exits", wrongWay).problem()).isEqualTo("industrial/approval-unfit");
        var delivered = clerk.post(
                API + "exits/" + exit + "/delivery", Map.of("deliveredAt", noon, "massG", "3000000", "handler", "格桑"));
        assertThat(ok(delivered, 200).json().get("receipt").get("into").asString())
                .isEqualTo("EXPORTED");
    }

    @Test
    void the_same_batch_sent_twice_is_one_document_and_other_content_is_refused() {
        var body = with(generation("1000000"), "batchNo", "B-7");
        var first = ok(clerk.post(API + "generations", body), 201);
        var again = ok(clerk.post(API + "generations", body), 200);
        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(clerk.post(API + "generations", with(body, "massG", "2000000"))
                        .problem())
                .isEqualTo("industrial/batch-conflict");
        assertThat(grams(month().json().get("lines").get(0), "generatedG")).isEqualTo(1_000_000);

        var ticket = with(new HashMap<>(ticket("W-1", "3000", "1000", "2000")), "unitId", plant.id());
        ok(clerk.post(API + "tickets", ticket), 201);
        ok(clerk.post(API + "tickets", ticket), 200);
        var other = with(with(ticket, "grossG", "3001"), "netG", "2001");
        assertThat(clerk.post(API + "tickets", other).problem()).isEqualTo("industrial/ticket-conflict");

        var officials = as.bureauOfficer()
                .get(API + "tickets?unitId=" + plant.id())
                .json()
                .get("items");
        assertThat(officials.get(0).get("unitName").asString())
                .as("whoever reads the tickets of several units is told whose each is")
                .isEqualTo(plant.name());
    }

    @Test
    void a_batch_is_booked_whole_or_not_at_all() {
        var good = generation("1000");
        var bad = with(generation("1000"), "placeId", UUID.randomUUID());
        var reply = clerk.post(API + "generations/batch", Map.of("items", List.of(good, bad)));
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(clerk.get(API + "generations?unitId=" + plant.id()).json().get("items"))
                .isEmpty();
        var three = ok(clerk.post(API + "generations/batch", Map.of("items", List.of(good, good, good))), 201);
        assertThat(three.json().get("items"))
                .extracting(item -> item.get("batchNo").asString())
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void a_list_goes_by_time_or_mass_either_way_and_page_by_page_without_losing_a_row() {
        for (var mass : List.of("3000", "1000", "2000", "2000", "5000")) generate(mass);
        assertThat(masses("massG")).containsExactly("1000", "2000", "2000", "3000", "5000");
        assertThat(masses("-massG")).containsExactly("5000", "3000", "2000", "2000", "1000");
        assertThat(masses("occurredAt"))
                .as("either way holds every row once")
                .containsExactlyInAnyOrderElementsOf(masses("-occurredAt"))
                .hasSize(5);
        var unknown = clerk.get(API + "generations?sort=handler");
        assertThat(unknown.json().get("fields").get(0).get("field").asString()).isEqualTo("sort");
        var byMass = clerk.get(API + "generations?sort=massG&size=2&unitId=" + plant.id());
        var mixed = clerk.get(
                API + "generations?size=2&cursor=" + byMass.json().get("next").asString());
        assertThat(mixed.problem()).as("a cursor of another order").isEqualTo("common/input-invalid");
    }

    @Test
    void bad_input_is_named_field_by_field_and_nothing_is_a_defect() {
        for (var mass : List.of("0", "-1", "1e30", "1.5", "abc", "", "999999999999999999999", "NaN")) {
            assertThat(clerk.post(API + "generations", generation(mass)).problem())
                    .as("mass %s", mass)
                    .isEqualTo("common/input-invalid");
        }
        for (var at : List.of("1900-01-01T00:00:00Z", "2099-01-01T00:00:00Z")) {
            var reply = clerk.post(API + "generations", with(generation("1"), "generatedAt", at));
            assertThat(reply.problem()).as(at).isEqualTo("common/input-invalid");
            assertThat(reply.json().get("fields").get(0).get("field").asString())
                    .isEqualTo("generatedAt");
        }
        var wrong = new HashMap<>(generation("0"));
        wrong.put("waste", "12-3");
        wrong.put("note", "x".repeat(2000));
        assertThat(clerk.post(API + "generations", wrong).json().get("fields")).hasSize(3);
        assertThat(clerk.post(API + "generations", with(generation("1"), "waste", "900-214-08"))
                        .problem())
                .isEqualTo("industrial/waste-not-industrial");
        assertThat(clerk.post(API + "generations", with(generation("1"), "waste", "999-999-S03"))
                        .status())
                .as("a code that no list of the day has")
                .isBetween(400, 499);
        assertThat(clerk.post(API + "generations", with(generation("1"), "note", "a\u0000b"))
                        .problem())
                .isEqualTo("common/input-invalid");
        var rare = "𠮷𡋤<script>alert(1)</script>'; drop table industrial.exit;-- 😀";
        var kept = ok(clerk.post(API + "generations", with(generation("1"), "note", rare)), 201);
        assertThat(kept.json().get("note").asString()).isEqualTo(rare);
        assertThat(clerk.post(API + "exits", exit("1000", Map.of("ticket", ticket("N-1", "3000", "1000", "1999"))))
                        .problem())
                .isEqualTo("industrial/ticket-net-wrong");
        assertThat(clerk.post(API + "exits", exit("1001", Map.of("ticket", ticket("N-2", "3000", "1000", "2000"))))
                        .problem())
                .isEqualTo("industrial/mass-differs-from-ticket");
        assertThat(clerk.get(API + "exits?cursor=zzz").problem()).isEqualTo("common/input-invalid");
        assertThat(clerk.get(API + "units/" + plant.id() + "/months/2026-13").problem())
                .isEqualTo("common/input-invalid");
        assertThat(clerk.get(API + "generations?from=0001-01-01&to=9999-12-31").status())
                .isEqualTo(200);
    }

    @Test
    void a_count_is_held_against_the_book_of_its_own_day_and_its_gap_is_booked_by_a_person() {
        generate("1000000");
        ok(
                clerk.post(
                        API + "generations", with(generation("500000"), "generatedAt", month.atDay(20) + "T04:00:00Z")),
                201);
        var count = new HashMap<String, Object>(Map.of(
                "unitId",
                plant.id(),
                "placeId",
                yard,
                "waste",
                SLAG,
                "countedAt",
                month.atDay(10) + "T04:00:00Z",
                "countedG",
                "990000"));
        var counted = ok(clerk.post(API + "stocktakes", count), 201);
        assertThat(counted.json().get("bookG").asString()).isEqualTo("1000000");
        assertThat(counted.json().get("gapG").asString()).isEqualTo("-10000");
        var book = API + "stocktakes/" + counted.json().get("id").asString() + "/book";
        ok(clerk.post(book, Map.of("reason", "含水率变化")), 200);
        assertThat(clerk.post(book, Map.of("reason", "含水率变化")).problem()).isEqualTo("industrial/gap-booked");
        assertThat(grams(month().json().get("lines").get(0), "lostG")).isEqualTo(10_000);

        var more = ok(
                clerk.post(
                        API + "stocktakes",
                        with(with(count, "countedG", "2490000"), "countedAt", month.atDay(21) + "T04:00:00Z")),
                201);
        ok(clerk.post(API + "stocktakes/" + more.json().get("id").asString() + "/book", Map.of("reason", "漏记")), 200);
        watch.lookAtTouched();
        assertThat(open(Kinds.NO_ORIGIN, plant.id()))
                .containsExactly("industrial.no-origin/" + more.json().get("id").asString());
    }

    @Test
    void a_heap_counted_twice_loses_its_gap_once() {
        generate("1000000");
        var count = new HashMap<String, Object>(Map.of(
                "unitId", plant.id(), "placeId", yard, "waste", SLAG, "countedAt", month.atDay(10) + "T04:00:00Z"));
        count.put("countedG", "990000");
        var first = stocktake(count);
        var second = stocktake(with(count, "countedAt", month.atDay(10) + "T05:00:00Z"));
        var reason = Map.of("reason", "含水率变化");
        assertThat(clerk.post(first, reason).problem()).isEqualTo("industrial/gap-superseded");
        ok(clerk.post(second, reason), 200);
        assertThat(clerk.post(first, reason).problem()).isEqualTo("industrial/gap-superseded");
        assertThat(grams(month().json().get("lines").get(0), "lostG")).isEqualTo(10_000);
    }

    /** The address at which the gap of a count is booked. */
    private String stocktake(Map<String, Object> count) {
        var id = ok(clerk.post(API + "stocktakes", count), 201).json().get("id").asString();
        return API + "stocktakes/" + id + "/book";
    }

    @Test
    void stock_from_before_the_books_ages_by_the_year_it_was_generated_in() {
        int old = today.getYear() - 5;
        var opening = new HashMap<String, Object>(Map.of(
                "unitId",
                plant.id(),
                "placeId",
                yard,
                "waste",
                SLAG,
                "massG",
                "700000",
                "lotYear",
                old,
                "on",
                month.atDay(1).toString()));
        ok(clerk.post(API + "opening-stocks", opening), 201);
        ok(clerk.post(API + "opening-stocks", with(with(opening, "waste", TAILINGS), "massG", "800000")), 201);
        watch.lookAtTouched();
        assertThat(open(Kinds.OVER_AGE_STOCK, plant.id()))
                .as("tailings have no limit")
                .containsExactly("industrial.over-age-stock/%s/%s/%s/%d".formatted(plant.id(), yard, SLAG, old));
        generate("1000000");
        assertThat(clerk.post(API + "opening-stocks", with(opening, "lotYear", old - 1))
                        .problem())
                .isEqualTo("industrial/opening-not-first");
        ok(clerk.post(API + "treatments", treatment("700000", "USE", "R5")), 201);
        watch.lookAtTouched();
        assertThat(open(Kinds.OVER_AGE_STOCK, plant.id()))
                .as("oldest first: the old heap is gone")
                .isEmpty();
    }

    @Test
    void a_process_whose_outputs_do_not_add_up_is_found_with_both_sides_and_cleared_once_they_do() {
        var process = ok(
                        clerk.post(
                                API + "processes",
                                Map.of(
                                        "unitId",
                                        plant.id(),
                                        "name",
                                        "供暖锅炉",
                                        "input",
                                        "燃煤",
                                        "wastes",
                                        List.of(SLAG),
                                        "lowRatio",
                                        "0.20",
                                        "highRatio",
                                        "0.30")),
                        201)
                .json()
                .get("id")
                .asString();
        generate("10000000");
        var run = new HashMap<String, Object>(
                Map.of("processId", process, "month", month.toString(), "inputG", "100000000"));
        var said = ok(clerk.post(API + "process-runs", run), 201);
        assertThat(said.json().get("ratio").asDouble()).isEqualTo(0.1);
        watch.lookAtTouched();
        assertThat(open(Kinds.BALANCE_OUT_OF_BAND, plant.id()))
                .containsExactly("industrial.balance-out-of-band/" + process + "/" + month);
        generate("15000000");
        watch.lookAtTouched();
        assertThat(open(Kinds.BALANCE_OUT_OF_BAND, plant.id())).isEmpty();
    }

    @Test
    void what_the_permit_does_not_have_and_what_goes_beyond_it_are_two_findings() {
        system(() -> registry.register(new Registry.NewPermit(
                plant.id(),
                "DISCHARGE",
                plant.code() + "001P",
                "阿里地区生态环境局",
                today.minusYears(1),
                today.plusYears(3),
                List.of(new Registry.NewPermitLine(SLAG, "ENTRUSTED_USE", "1000000")))));
        generate("9000000");
        ship("1000001", Map.of());
        ok(clerk.post(API + "treatments", treatment("1000", "USE", "R5")), 201);
        var lines = clerk.get(API + "units/" + plant.id() + "/permit").json().get("lines");
        assertThat(lines)
                .extracting(line -> line.get("state").asString())
                .containsExactlyInAnyOrder("OVER", "NOT_PERMITTED");
        for (var who : List.of(as.bureauOfficer(), as.countyOfficer("542523"))) {
            var all = ok(who.get(API + "permits?q=" + plant.name()), 200).json().get("items");
            assertThat(all)
                    .extracting(
                            line -> line.get("state").asString(),
                            line -> line.get("doneG").asString())
                    .as("what is over stands before what is not permitted")
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("OVER", "1000001"),
                            org.assertj.core.groups.Tuple.tuple("NOT_PERMITTED", "1000"));
        }
        assertThat(ok(clerk.get(API + "permits?state=OVER"), 200).json().get("items"))
                .as("a firm sees its own")
                .hasSize(1);
        assertThat(ok(as.countyOfficer("542524").get(API + "permits?q=" + plant.name()), 200)
                        .json()
                        .get("items"))
                .as("another county's officer does not, though the load goes there")
                .isEmpty();
        watch.lookAtTouched();
        var key = "/" + plant.id() + "/" + month.getYear() + "/" + SLAG + "/";
        assertThat(open(Kinds.OVER_PERMIT, plant.id()))
                .containsExactly("industrial.over-permit" + key + "ENTRUSTED_USE");
        assertThat(open(Kinds.NOT_PERMITTED, plant.id())).containsExactly("industrial.not-permitted" + key + "OWN_USE");
    }

    @Test
    void a_month_left_open_and_a_load_nobody_confirms_are_found() {
        ok(
                clerk.post(
                        API + "generations",
                        with(
                                generation("1000000"),
                                "generatedAt",
                                month.minusMonths(1).atDay(3) + "T04:00:00Z")),
                201);
        var exit = ship("1000", Map.of());
        var officer = as.bureauOfficer();
        var seen = ok(officer.post(API + "watch", Map.of("unitId", plant.id())), 200);
        assertThat(seen.json().get("raised").get(Kinds.LATE_MONTH).asInt()).isGreaterThanOrEqualTo(1);
        assertThat(open(Kinds.LATE_MONTH, plant.id()))
                .contains("industrial.late-month/" + plant.id() + "/" + month.minusMonths(1));
        assertThat(open(Kinds.EXIT_UNCONFIRMED, plant.id())).containsExactly("industrial.exit-unconfirmed/" + exit);
        var out = clerk.post(API + "units/" + plant.id() + "/months/" + month + "/close", Map.of());
        assertThat(out.problem()).isEqualTo("ledger/month-out-of-order");
        ok(clerk.post(API + "units/" + plant.id() + "/months/" + month.minusMonths(1) + "/close", Map.of()), 200);
        ok(clerk.post(API + "units/" + plant.id() + "/months/" + month + "/close", Map.of()), 200);
        receive(exit, Map.of("massG", "1000"));
        watch.lookAtTouched();
        assertThat(open(Kinds.LATE_MONTH, plant.id())).isEmpty();
        assertThat(open(Kinds.EXIT_UNCONFIRMED, plant.id())).isEmpty();
        assertThat(clerk.get(API + "units/" + plant.id() + "/due").status()).isEqualTo(200);
    }

    @Test
    void a_yearly_list_changes_by_a_new_version_and_the_former_stays() {
        var line = Map.of("waste", SLAG, "category", "I", "link", "锅炉", "form", "SOLID", "yearlyG", "5000000000");
        var body = new HashMap<String, Object>(
                Map.of("unitId", plant.id(), "year", today.getYear(), "lines", List.of(line)));
        ok(clerk.post(API + "lists", body), 201);
        var second = ok(clerk.post(API + "lists", body), 201);
        assertThat(second.json().get("version").asInt()).isEqualTo(2);
        assertThat(clerk.get(API + "lists?unitId=" + plant.id()).json().get("items"))
                .hasSize(2);
        generate("1000");
        assertThat(month().json().get("missing").toString()).doesNotContain("not-on-list");
        var twice = with(body, "lines", List.of(line, line));
        assertThat(clerk.post(API + "lists", twice).problem()).isEqualTo("common/input-invalid");
    }

    private static Map<String, Object> settlement(String as, String at) {
        return Map.of("as", as, "reason", "双方核对磅单后商定", "at", at);
    }

    /** The entry that one step of an exit made. */
    private Entry entry(String exit, String step) {
        return system(() -> ledger.ofDocument(Postings.EXIT, UUID.fromString(exit))).stream()
                .filter(entry -> entry.key().endsWith(step))
                .reduce((_, _) -> {
                    throw new AssertionError("two entries of one step");
                })
                .orElseThrow();
    }

    private void generate(String grams) {
        ok(clerk.post(API + "generations", generation(grams)), 201);
    }

    private Map<String, Object> generation(String grams) {
        return new HashMap<>(Map.of(
                "unitId",
                plant.id(),
                "placeId",
                yard,
                "waste",
                SLAG,
                "massG",
                grams,
                "generatedAt",
                morning,
                "link",
                "锅炉"));
    }

    private Map<String, Object> treatment(String grams, String kind, String method) {
        return Map.of(
                "unitId",
                plant.id(),
                "placeId",
                yard,
                "waste",
                SLAG,
                "massG",
                grams,
                "kind",
                kind,
                "method",
                method,
                "treatedAt",
                noon);
    }

    private Map<String, Object> exit(String grams, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of(
                "unitId",
                plant.id(),
                "placeId",
                yard,
                "waste",
                SLAG,
                "massG",
                grams,
                "shippedAt",
                morning,
                "handler",
                "扎西",
                "carrier",
                "狮泉河运输队",
                "plate",
                "藏F12345",
                "transport",
                "ROAD",
                "receiverId",
                works.id()));
        body.put("flow", "IN_PROVINCE");
        body.put("way", "USE");
        body.putAll(more);
        return body;
    }

    private Map<String, Object> outside(String grams, Map<String, Object> more) {
        var body = exit(grams, more);
        body.remove("receiverId");
        return body;
    }

    private String ship(String grams, Map<String, Object> more) {
        return ok(clerk.post(API + "exits", exit(grams, more)), 201)
                .json()
                .get("id")
                .asString();
    }

    private Map<String, Object> receipt(Map<String, Object> more) {
        var body = new HashMap<String, Object>(
                Map.of("receivedAt", noon, "into", "UTILISED", "method", "R5", "handler", "次仁"));
        body.putAll(more);
        return body;
    }

    private As.Reply receive(String exit, Map<String, Object> more) {
        return ok(receiver.post(API + "exits/" + exit + "/receipt", receipt(more)), 200);
    }

    private Map<String, Object> ticket(String no, String gross, String tare, String net) {
        return Map.of(
                "ticketNo", no, "weighedAt", morning, "grossG", gross, "tareG", tare, "netG", net, "plate", "藏F12345");
    }

    private As.Reply month() {
        return ok(clerk.get(API + "units/" + plant.id() + "/months/" + month), 200);
    }

    private java.util.Set<String> open(String kind, UUID unit) {
        return system(() -> findings.openKeys(kind, unit));
    }

    private static <T> T system(java.util.function.Supplier<T> work) {
        return Caller.system("test").call(work);
    }

    private static Map<String, Object> with(Map<String, Object> body, String key, Object value) {
        var other = new HashMap<>(body);
        other.put(key, value);
        return other;
    }

    private static long grams(tools.jackson.databind.JsonNode line, String field) {
        return Long.parseLong(line.get(field).asString());
    }

    private static As.Reply ok(As.Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        return reply;
    }

    /** The masses of the plant's generations in the order asked for, fetched two at a time. */
    private List<String> masses(String sort) {
        var all = new ArrayList<String>();
        String cursor = null;
        do {
            var path = API + "generations?size=2&sort=" + sort + "&unitId=" + plant.id();
            var page = clerk.get(cursor == null ? path : path + "&cursor=" + cursor)
                    .json();
            page.get("items").forEach(item -> all.add(item.get("massG").asString()));
            cursor = page.get("next").isNull() ? null : page.get("next").asString();
        } while (cursor != null);
        return all;
    }
}
