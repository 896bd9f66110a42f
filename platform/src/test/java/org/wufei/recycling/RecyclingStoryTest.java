package org.wufei.recycling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.findings.Findings;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Scope;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Flow;
import org.wufei.ledger.Ledger;
import org.wufei.ledger.Spot;
import org.wufei.ledger.Stage;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;

/** Sludge, old vehicles, batteries, and what is made of waste: each from its first paper to its end, with what goes wrong. */
@WufeiTest
class RecyclingStoryTest {
    private static final String API = "/api/v1/recycling/";
    private static final String SLUDGE = "462-001-S90";
    private static final String CAR = "900-001-S63";
    private static final String METAL = "900-003-S62";
    private static final String BATTERY = "900-012-S17";
    private static final String SLAG = "900-001-S03";

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
    RecyclingWatch watch;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    Registry.Unit plant;
    Registry.Unit works;
    As.Browser keeper;
    As.Browser brickmaker;
    As.Browser bureau;
    As.Browser gar;

    @BeforeEach
    void a_plant_in_gar_and_a_brickworks_in_rutog() {
        plant = Firms.inGar(registry, "SEWAGE", "ELV_DISMANTLER");
        works = Firms.at(registry, "542524", 79.70, 33.40, "BRICKWORKS", "RECYCLER");
        keeper = as.clerk(plant.id());
        brickmaker = as.clerk(works.id());
        bureau = as.bureauOfficer();
        gar = as.countyOfficer("542523");
    }

    // --- sludge

    @Test
    void a_plants_sludge_is_registered_by_the_day_dried_sent_and_confirmed_and_the_rate_follows() {
        var day = ok(keeper.post(API + "sludge/days", day(3, "10000000")), 201);
        assertThat(day.json().get("dryG").asString()).isEqualTo("2000000");
        assertThat(day.json().get("unitName").asString()).isEqualTo(plant.name());
        assertThat(steps(day)).containsExactly("void");
        assertThat(keeper.post(API + "sludge/days", day(3, "1")).problem()).isEqualTo("recycling/day-exists");

        var drying = ok(keeper.post(API + "sludge/dryings", drying("10000000")), 201);
        assertThat(drying.json().get("lostG").asString())
                .as("10 t at 80 % to 60 %: 5 t of water go")
                .isEqualTo("5000000");
        assertThat(stored(plant, SLUDGE)).isEqualTo(Mass.ofTonnes("5"));

        var sent = ok(keeper.post(API + "sludge/deliveries", delivery("5000000")), 201);
        assertThat(sent.json().get("receiverName").asString()).isEqualTo(works.name());
        assertThat(steps(sent)).as("who sent it may take it back").containsExactly("void");
        assertThat(steps(brickmaker.get(API + "sludge/deliveries/" + id(sent)), "delivery"))
                .containsExactly("receive");
        assertThat(steps(gar.get(API + "sludge/deliveries/" + id(sent)), "delivery"))
                .isEmpty();
        assertThat(keeper.post(API + "sludge/deliveries/" + id(sent) + "/receipt", receipt("5000000"))
                        .problem())
                .isEqualTo("recycling/not-receiver");

        var received = ok(brickmaker.post(API + "sludge/deliveries/" + id(sent) + "/receipt", receipt("4990000")), 200);
        assertThat(received.json().get("state").asString())
                .as("10 kg of 5 t are within 3 ‰")
                .isEqualTo("RECEIVED");
        assertThat(transit(SLUDGE)).isEqualTo(Mass.ZERO);
        assertThat(end(works, SLUDGE, "R5")).isEqualTo(new Mass(4_990_000L));
        assertThat(bureau.get(API + "sludge/deliveries/" + id(sent)).json().get("history"))
                .extracting(step -> step.get("step").asString())
                .containsExactly("SENT", "RECEIVED");
    }

    @Test
    void what_arrives_short_stays_in_transit_until_an_officer_says_what_became_of_it() {
        var sent = sent("5000000");
        var short_ = ok(brickmaker.post(API + "sludge/deliveries/" + sent + "/receipt", receipt("4600000")), 200);
        assertThat(short_.json().get("state").asString()).isEqualTo("DIFFERING");
        assertThat(transit(SLUDGE)).isEqualTo(new Mass(400_000L));
        assertThat(open("recycling.sludge-differs", plant)).containsExactly("recycling.sludge-differs/" + sent);
        assertThat(steps(gar.get(API + "sludge/deliveries/" + sent), "delivery"))
                .containsExactly("settle");
        assertThat(steps(keeper.get(API + "sludge/deliveries/" + sent), "delivery"))
                .isEmpty();
        assertThat(fields(settle(gar, sent, "FOUND"))).containsExactly("as");

        ok(settle(gar, sent, "RETURNED"), 200);
        assertThat(transit(SLUDGE)).isEqualTo(Mass.ZERO);
        assertThat(stored(plant, SLUDGE)).isEqualTo(new Mass(400_000L));
        assertThat(open("recycling.sludge-differs", plant)).isEmpty();
        assertThat(settle(gar, sent, "LOST").problem()).isEqualTo("recycling/state-unfit");
    }

    @Test
    void what_arrives_in_surplus_is_in_no_book_until_an_officer_finds_it_there_and_then_it_is() {
        var sent = sent("5000000");
        var more = ok(brickmaker.post(API + "sludge/deliveries/" + sent + "/receipt", receipt("5500000")), 200);
        assertThat(more.json().get("state").asString()).isEqualTo("DIFFERING");
        assertThat(more.json().get("surplusG").asString()).isEqualTo("500000");
        assertThat(end(works, SLUDGE, "R5")).as("no more than was sent").isEqualTo(new Mass(5_000_000L));
        assertThat(open("recycling.sludge-differs", plant)).hasSize(1);
        assertThat(fields(settle(bureau, sent, "LOST"))).containsExactly("as");

        ok(settle(bureau, sent, "FOUND"), 200);
        assertThat(end(works, SLUDGE, "R5")).isEqualTo(new Mass(5_500_000L));
        assertThat(found(works)).as("it came from no one's generation").isEqualTo(new Mass(500_000L));
        assertThat(ok(gar.get(API + "sludge/deliveries/" + sent), 200).json().get("history"))
                .extracting(step -> step.get("step").asString())
                .containsExactly("SENT", "DIFFERING", "SETTLED");

        var other = sent("3000000");
        ok(brickmaker.post(API + "sludge/deliveries/" + other + "/receipt", receipt("3500000")), 200);
        ok(settle(bureau, other, "AS_SENT"), 200);
        assertThat(end(works, SLUDGE, "R5")).as("the sender's scale was right").isEqualTo(new Mass(8_500_000L));
    }

    @Test
    void a_surplus_between_two_good_scales_is_booked_at_once() {
        var sent = sent("5000000");
        var received = ok(brickmaker.post(API + "sludge/deliveries/" + sent + "/receipt", receipt("5010000")), 200);
        assertThat(received.json().get("state").asString()).isEqualTo("RECEIVED");
        assertThat(end(works, SLUDGE, "R5"))
                .as("the book shows what the receiver weighed")
                .isEqualTo(new Mass(5_010_000L));
        assertThat(open("recycling.sludge-differs", plant)).isEmpty();
    }

    @Test
    void mistakes_in_a_day_or_a_drying_are_voided_and_the_stock_is_as_before() {
        var day = ok(keeper.post(API + "sludge/days", day(2, "8000000")), 201);
        var drying = ok(keeper.post(API + "sludge/dryings", drying("8000000")), 201);
        assertThat(keeper.post(API + "sludge/days/" + id(day) + "/void", Map.of("reason", "重复"))
                        .problem())
                .as("part of it is gone")
                .isEqualTo("ledger/insufficient-stock");
        var undone = ok(keeper.post(API + "sludge/dryings/" + id(drying) + "/void", Map.of("reason", "含水率填错")), 200);
        assertThat(undone.json().get("state").asString()).isEqualTo("VOIDED");
        assertThat(steps(undone)).isEmpty();
        assertThat(ok(gar.get(API + "sludge/dryings/" + id(drying)), 200).json().get("history"))
                .extracting(step -> step.get("step").asString())
                .containsExactly("BOOKED", "VOIDED");
        assertThat(ok(gar.get(API + "sludge/days/" + id(day)), 200)
                        .json()
                        .at("/day/unitName")
                        .asString())
                .isEqualTo(plant.name());
        assertThat(stored(plant, SLUDGE)).isEqualTo(new Mass(8_000_000L));
        ok(keeper.post(API + "sludge/days/" + id(day) + "/void", Map.of("reason", "重复")), 200);
        assertThat(stored(plant, SLUDGE)).isEqualTo(Mass.ZERO);
        ok(keeper.post(API + "sludge/days", day(2, "7000000")), 201);
    }

    @Test
    void sludge_that_waits_over_a_month_is_found_until_it_leaves() {
        ok(keeper.post(API + "sludge/days", day(31, "1000000")), 201);
        ok(keeper.post(API + "sludge/days", day(30, "1000000")), 201);
        watch.now();
        assertThat(open("recycling.sludge-undisposed", plant)).hasSize(1);
        ok(keeper.post(API + "sludge/deliveries", delivery("1000000")), 201);
        watch.now();
        assertThat(open("recycling.sludge-undisposed", plant))
                .as("the oldest went first, the rest is thirty days old")
                .isEmpty();
    }

    @Test
    void a_load_that_nobody_confirms_for_ten_days_is_found_and_ends_with_the_receipt() {
        var fresh = sent("1000000", 10);
        var old = sent("1000000", 11);
        watch.now();
        assertThat(open("recycling.unreceived", plant)).containsExactly("recycling.unreceived/" + old);
        ok(brickmaker.post(API + "sludge/deliveries/" + old + "/receipt", receipt("1000000")), 200);
        assertThat(open("recycling.unreceived", plant)).isEmpty();
        assertThat(fresh).isNotEqualTo(old);
    }

    // --- end-of-life vehicles

    @Test
    void a_vehicle_is_taken_in_once_and_becomes_materials_to_the_gram() {
        var vin = vin();
        var taken = ok(keeper.post(API + "vehicles", vehicle(vin, "1500000")), 201);
        assertThat(steps(taken)).containsExactly("dismantle", "void");
        assertThat(steps(bureau.get(API + "vehicles/" + id(taken)), "vehicle")).isEmpty();
        assertThat(brickmaker.post(API + "vehicles", vehicle(vin, "1", works)).problem())
                .as("elsewhere too")
                .isEqualTo("recycling/vin-known");
        assertThat(fields(keeper.post(API + "vehicles", vehicle("LSV0O000000000000", "1"))))
                .containsExactly("vin");

        var batch = ok(keeper.post(API + "dismantlings", batch(List.of(id(taken)), "1480000")), 201);
        assertThat(batch.json().get("inBand").asBoolean()).isTrue();
        assertThat(batch.json().get("lossG").asString()).isEqualTo("20000");
        assertThat(stored(plant, METAL)).isEqualTo(new Mass(1_480_000L));
        assertThat(stored(plant, CAR)).isEqualTo(Mass.ZERO);
        assertThat(keeper.post(API + "dismantlings", batch(List.of(id(taken)), "1"))
                        .problem())
                .isEqualTo("recycling/vehicle-unfit");
        var detail = ok(gar.get(API + "dismantlings/" + id(batch)), 200).json();
        assertThat(detail.at("/vehicles/0/vin").asString()).isEqualTo(vin);
        assertThat(gar.get(API + "vehicles/" + id(taken)).json().get("history"))
                .extracting(step -> step.get("step").asString())
                .containsExactly("RECEIVED", "DISMANTLED");
    }

    @Test
    void a_balance_out_of_band_leaves_the_rest_in_stock_until_an_officer_settles_it() {
        var taken = id(ok(keeper.post(API + "vehicles", vehicle(vin(), "1000000")), 201));
        var batch = ok(keeper.post(API + "dismantlings", batch(List.of(taken), "880000")), 201);
        assertThat(batch.json().get("inBand").asBoolean()).isFalse();
        assertThat(stored(plant, CAR)).as("nothing vanishes").isEqualTo(new Mass(120_000L));
        assertThat(open("recycling.elv-out-of-band", plant)).containsExactly("recycling.elv-out-of-band/" + id(batch));
        assertThat(keeper.post(API + "dismantlings/" + id(batch) + "/settle", Map.of("reason", "说明"))
                        .status())
                .as("a firm does not judge itself")
                .isEqualTo(403);
        var settled = ok(gar.post(API + "dismantlings/" + id(batch) + "/settle", Map.of("reason", "称重记录遗失，现场核实")), 200);
        assertThat(settled.json().get("lossG").asString()).isEqualTo("120000");
        assertThat(steps(settled)).isEmpty();
        assertThat(stored(plant, CAR)).isEqualTo(Mass.ZERO);
        assertThat(open("recycling.elv-out-of-band", plant)).isEmpty();
    }

    @Test
    void a_vehicle_sold_to_two_desks_at_once_is_dismantled_once() throws Exception {
        var taken = id(ok(keeper.post(API + "vehicles", vehicle(vin(), "1000000")), 201));
        try (var pool = Executors.newFixedThreadPool(4)) {
            var acts = new ArrayList<Callable<As.Reply>>();
            for (int i = 0; i < 4; i++)
                acts.add(() -> keeper.post(API + "dismantlings", batch(List.of(taken), "990000")));
            var statuses = new ArrayList<Integer>();
            for (var reply : pool.invokeAll(acts)) statuses.add(reply.get().status());
            assertThat(statuses).containsOnlyOnce(201);
        }
        assertThat(stored(plant, METAL)).isEqualTo(new Mass(990_000L));
    }

    // --- emerging wastes

    @Test
    void a_battery_is_followed_by_its_code_from_its_holder_through_the_channel_to_its_end() {
        var producer = duty("宁湖电池厂" + plant.code(), today.getYear(), 10, "50");
        var code = code();
        var retired = ok(
                keeper.post(API + "items", battery(code.toLowerCase(Locale.ROOT), Map.of("producerId", producer))),
                201);
        assertThat(retired.json().get("code").asString()).isEqualTo(code);
        assertThat(retired.json().get("producerName").asString()).startsWith("宁湖电池厂");
        assertThat(steps(retired)).containsExactly("send", "void");
        assertThat(keeper.post(API + "items", battery(code, Map.of())).problem())
                .isEqualTo("recycling/code-known");

        var channel = channel();
        var way = ok(keeper.get(API + "items/" + id(retired)), 200).json();
        assertThat(way.at("/channels/0/toUnitName").asString()).isEqualTo(works.name());
        var sent = ok(item(keeper, retired, "send", Map.of("channelId", channel, "on", today.toString())), 200);
        assertThat(transit(BATTERY)).isEqualTo(new Mass(300_000L));
        assertThat(steps(sent)).containsExactly("recall");
        assertThat(item(keeper, retired, "receipt", Map.of("on", today.toString()))
                        .problem())
                .isEqualTo("recycling/not-receiver");
        assertThat(recovered(producer)).isZero();
        ok(item(brickmaker, retired, "receipt", Map.of("on", today.toString())), 200);
        assertThat(recovered(producer)).isOne();
        assertThat(fields(item(
                        brickmaker,
                        retired,
                        "treatment",
                        Map.of("on", today.toString(), "kind", "DISPOSAL", "method", "R5"))))
                .containsExactly("method");
        var done = ok(
                item(
                        brickmaker,
                        retired,
                        "treatment",
                        Map.of("on", today.toString(), "kind", "RECYCLING", "method", "R5")),
                200);
        assertThat(done.json().get("state").asString()).isEqualTo("TREATED");
        assertThat(end(works, BATTERY, "R5")).isEqualTo(new Mass(300_000L));
        assertThat(keeper.get(API + "items/" + id(retired)).json().get("history"))
                .as("its holder sees how it ended")
                .extracting(step -> step.get("step").asString())
                .containsExactly("RETIRED", "SENT", "RECEIVED", "RECYCLING");
    }

    @Test
    void an_item_turned_away_at_the_gate_is_called_back_and_can_be_sent_again() {
        var retired = ok(keeper.post(API + "items", battery(code(), Map.of())), 201);
        var send = Map.of("channelId", channel(), "on", today.toString());
        ok(item(keeper, retired, "send", send), 200);
        var back = ok(item(keeper, retired, "recall", Map.of("reason", "对方停产检修，拒收")), 200);
        assertThat(back.json().get("state").asString()).isEqualTo("STORED");
        assertThat(back.json().get("receiverId").isNull()).isTrue();
        assertThat(stored(plant, BATTERY)).isEqualTo(new Mass(300_000L));
        ok(item(keeper, retired, "send", send), 200);
        assertThat(transit(BATTERY)).isEqualTo(new Mass(300_000L));
        ok(item(keeper, retired, "recall", Map.of("reason", "再次拒收")), 200);
        ok(item(keeper, retired, "void", Map.of("reason", "编码录错")), 200);
        assertThat(stored(plant, BATTERY)).isEqualTo(Mass.ZERO);
        ok(keeper.post(API + "items", battery(retired.json().get("code").asString(), Map.of())), 201);
    }

    @Test
    void codes_pieces_and_channels_that_do_not_fit_are_refused_with_the_field() {
        for (var code : List.of("ABC", code().substring(1), code() + "A", "短".repeat(24)))
            assertThat(fields(keeper.post(API + "items", battery(code, Map.of()))))
                    .as(code)
                    .contains("code");
        assertThat(fields(keeper.post(API + "items", battery(code(), Map.of("pieces", 2)))))
                .containsExactly("pieces");
        ok(
                keeper.post(
                        API + "items",
                        battery("PV-" + code().substring(0, 8), Map.of("item", "PV_MODULE", "pieces", 20))),
                201);
        var retired = ok(keeper.post(API + "items", battery(code(), Map.of())), 201);
        var pv = channel(Map.of("item", "PV_MODULE"));
        assertThat(item(keeper, retired, "send", Map.of("channelId", pv, "on", today.toString()))
                        .problem())
                .isEqualTo("recycling/channel-unfit");
        var ended = channel(Map.of("validTo", today.minusDays(1).toString()));
        assertThat(item(keeper, retired, "send", Map.of("channelId", ended, "on", today.toString()))
                        .problem())
                .isEqualTo("recycling/channel-unfit");
        assertThat(ok(keeper.get(API + "items/" + id(retired)), 200).json().get("channels"))
                .as("a screen offers no channel that would be refused")
                .isEmpty();
    }

    @Test
    void an_item_sent_and_never_received_is_found_until_it_is_called_back() {
        var retired = ok(
                keeper.post(
                        API + "items",
                        battery(code(), Map.of("retiredOn", today.minusDays(20).toString()))),
                201);
        ok(
                item(
                        keeper,
                        retired,
                        "send",
                        Map.of("channelId", channel(), "on", today.minusDays(11).toString())),
                200);
        watch.now();
        assertThat(open("recycling.unreceived", plant)).containsExactly("recycling.unreceived/" + id(retired));
        ok(item(keeper, retired, "recall", Map.of("reason", "车辆返回")), 200);
        assertThat(open("recycling.unreceived", plant)).isEmpty();
    }

    @Test
    void a_producer_short_of_its_duty_when_the_year_is_over_is_found() {
        int year = today.getYear();
        var missed = duty("去年光伏厂" + plant.code(), year - 1, 3, "40");
        var running = duty("今年光伏厂" + plant.code(), year, 3, "40");
        var none = duty("无目标厂" + plant.code(), year - 1, 3, "0");
        var shown = ok(gar.get(API + "producers/" + missed), 200).json();
        assertThat(shown.get("targetPieces").asInt())
                .as("40 % of 3, a part counts whole")
                .isEqualTo(2);
        assertThat(shown.get("shortPieces").asInt()).isEqualTo(2);
        watch.now();
        assertThat(openIn("recycling.duty-short"))
                .contains("recycling.duty-short/" + missed)
                .doesNotContain("recycling.duty-short/" + running, "recycling.duty-short/" + none);
    }

    @Test
    void a_county_writes_only_its_own_producers_and_reads_no_other() {
        var own = duty("噶尔电池厂" + plant.code(), today.getYear(), 10, "50");
        var rutog = as.countyOfficer("542524");
        assertThat(rutog.get(API + "producers/" + own).status()).isEqualTo(404);
        assertThat(ids(ok(rutog.get(API + "producers?size=500"), 200))).doesNotContain(own);
        assertThat(ids(ok(gar.get(API + "producers?size=500"), 200))).contains(own);
        var strayed = rutog.post(API + "producers", producer("越界厂" + plant.code(), today.getYear(), 1, "1"));
        assertThat(strayed.problem()).as("Gar is not this officer's county").isEqualTo("common/not-allowed");
        assertThat(fields(bureau.post(
                        API + "producers", with(producer("外地厂", today.getYear(), 1, "1"), "county", "540102"))))
                .containsExactly("county");
        assertThat(ok(brickmaker.get(API + "producer-names?item=BATTERY"), 200).text())
                .as("a holder elsewhere still says whose battery it was")
                .contains(own);
        var seen = scoped(
                Scope.ofCounties(Set.of(new RegionCode("542524"))),
                () -> db.sql("select count(*) from recycling.producer where id = ?::uuid")
                        .param(own)
                        .query(Integer.class)
                        .single());
        assertThat(seen).as("the database itself refuses the row").isZero();
    }

    // --- products and credits

    @Test
    void a_tax_claim_is_judged_by_the_checked_entry_of_the_official_list() {
        var benefit = "T-" + plant.code().substring(10);
        assertThat(gar.post(API + "benefits", benefit(benefit, "70", "70")).status())
                .as("the list is the prefecture's")
                .isEqualTo(403);
        var listed = unchecked(benefit, "70", "70");
        var product = ok(keeper.post(API + "products", product(listed)), 201);
        assertThat(steps(product)).containsExactly("claim");
        var path = API + "products/" + id(product) + "/claims";
        var before = YearMonth.from(today).minusMonths(14);
        assertThat(keeper.post(path, claim(before, "8000", "10000", "5")).problem())
                .as("before the entry held")
                .isEqualTo("recycling/benefit-not-valid");
        var month = YearMonth.from(today).minusMonths(1);
        assertThat(keeper.post(path, claim(month, "6999", "10000", "5")).problem())
                .isEqualTo("recycling/share-too-low");
        assertThat(keeper.post(path, claim(month, "8000", "10000", "9.11")).problem())
                .as("70 % of 13 yuan are 9.10")
                .isEqualTo("recycling/claim-too-high");
        var claimed = ok(keeper.post(path, claim(month, "8000", "10000", "9.10")), 201);
        assertThat(steps(claimed)).isEmpty();
        assertThat(keeper.post(path, claim(month, "8000", "10000", "1")).problem())
                .isEqualTo("recycling/claim-overlaps");
        var seen = ok(gar.get(API + "claims/" + id(claimed)), 200);
        assertThat(steps(seen, "claim")).containsExactly("APPROVED", "REFUSED");
        assertThat(seen.json().at("/standing/bookedG").asString())
                .as("the book knows of no use in that month: an officer sees both sides")
                .isEqualTo("0");
        assertThat(decide(gar, claimed, "APPROVED").problem()).isEqualTo("recycling/benefit-unchecked");

        ok(bureau.post(API + "benefits", benefit(benefit, "85", "70")), 200);
        assertThat(decide(gar, claimed, "APPROVED").problem())
                .as("the official list asks for more than ours said")
                .isEqualTo("recycling/share-too-low");
        ok(bureau.post(API + "benefits", benefit(benefit, "80", "70")), 200);
        var approved = ok(decide(gar, claimed, "APPROVED"), 200);
        assertThat(decide(gar, claimed, "REFUSED").problem()).isEqualTo("common/changed-meanwhile");
        assertThat(steps(approved)).containsExactly("PAID");
        ok(decide(gar, approved, "PAID"), 200);
        assertThat(keeper.get(API + "claims/" + id(claimed)).json().get("history"))
                .extracting(step -> step.get("step").asString())
                .containsExactly("SUBMITTED", "APPROVED", "PAID");
    }

    @Test
    void a_claim_against_an_entry_that_ended_is_refused() {
        var benefit = "E-" + plant.code().substring(10);
        ok(
                bureau.post(
                        API + "benefits",
                        with(
                                benefit(benefit, "70", "70"),
                                "validTo",
                                today.minusMonths(3).toString())),
                200);
        var product = ok(keeper.post(API + "products", product(benefit)), 201);
        var path = API + "products/" + id(product) + "/claims";
        assertThat(keeper.post(path, claim(YearMonth.from(today), "8000", "10000", "5"))
                        .problem())
                .isEqualTo("recycling/benefit-not-valid");
        ok(keeper.post(path, claim(YearMonth.from(today).minusMonths(4), "8000", "10000", "5")), 201);
    }

    // --- bodies

    private Map<String, Object> day(int daysAgo, String grams) {
        return map(
                "unitId",
                plant.id(),
                "placeId",
                site(plant).id(),
                "waste",
                SLUDGE,
                "on",
                today.minusDays(daysAgo).toString(),
                "massG",
                grams,
                "waterPercent",
                "80");
    }

    private Map<String, Object> drying(String grams) {
        return map(
                "unitId",
                plant.id(),
                "placeId",
                site(plant).id(),
                "waste",
                SLUDGE,
                "on",
                today.minusDays(2).toString(),
                "massG",
                grams,
                "waterBefore",
                "80",
                "waterAfter",
                "60");
    }

    private Map<String, Object> delivery(String grams) {
        return map(
                "unitId",
                plant.id(),
                "placeId",
                site(plant).id(),
                "waste",
                SLUDGE,
                "on",
                today.minusDays(1).toString(),
                "massG",
                grams,
                "way",
                "BRICKWORKS",
                "method",
                "R5",
                "receiverId",
                works.id());
    }

    private Map<String, Object> receipt(String grams) {
        return map("on", today.toString(), "massG", grams);
    }

    private String sent(String grams) {
        return sent(grams, 1);
    }

    /** A load on its way, with the day's sludge it is of. */
    private String sent(String grams, int daysAgo) {
        var on = today.minusDays(daysAgo).toString();
        var generated = with(day(daysAgo + (int) (Math.random() * 9000) + 40, grams), "massG", grams);
        ok(keeper.post(API + "sludge/days", generated), 201);
        return id(ok(keeper.post(API + "sludge/deliveries", with(delivery(grams), "on", on)), 201));
    }

    private As.Reply settle(As.Browser who, String delivery, String as) {
        return who.post(API + "sludge/deliveries/" + delivery + "/difference", Map.of("as", as, "reason", "双方核对磅单后认定"));
    }

    private static String vin() {
        return "LSVAA" + String.format("%012d", (long) (Math.random() * 1e12));
    }

    private Map<String, Object> vehicle(String vin, String grams) {
        return vehicle(vin, grams, plant);
    }

    private Map<String, Object> vehicle(String vin, String grams, Registry.Unit unit) {
        return map(
                "unitId",
                unit.id(),
                "placeId",
                site(unit).id(),
                "certificateNo",
                "BF" + vin,
                "vin",
                vin,
                "kind",
                "CAR",
                "energy",
                "FUEL",
                "waste",
                CAR,
                "massG",
                grams,
                "receivedOn",
                today.minusDays(2).toString());
    }

    private Map<String, Object> batch(List<String> vehicles, String grams) {
        return map(
                "unitId",
                plant.id(),
                "placeId",
                site(plant).id(),
                "on",
                today.minusDays(1).toString(),
                "vehicleIds",
                vehicles,
                "outputs",
                List.of(Map.of("material", "STEEL", "waste", METAL, "massG", grams)));
    }

    private static String code() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 24).toUpperCase(Locale.ROOT);
    }

    private Map<String, Object> battery(String code, Map<String, ?> more) {
        var body = map(
                "unitId",
                plant.id(),
                "placeId",
                site(plant).id(),
                "item",
                "BATTERY",
                "code",
                code,
                "waste",
                BATTERY,
                "pieces",
                1,
                "massG",
                "300000",
                "retiredOn",
                today.minusDays(1).toString());
        body.putAll(more);
        return body;
    }

    private static As.Reply item(As.Browser who, As.Reply item, String step, Map<String, ?> body) {
        return who.post(API + "items/" + id(item) + "/" + step, body);
    }

    private String channel() {
        return channel(Map.of());
    }

    private String channel(Map<String, ?> more) {
        var body = map(
                "name",
                "电池点对点",
                "item",
                "BATTERY",
                "fromUnitId",
                plant.id(),
                "toUnitId",
                works.id(),
                "validFrom",
                today.minusDays(60).toString(),
                "validTo",
                today.plusDays(60).toString());
        body.putAll(more);
        return id(ok(gar.post(API + "channels", body), 201));
    }

    private Map<String, Object> producer(String name, int year, int sold, String target) {
        return map(
                "name",
                name,
                "county",
                "542523",
                "item",
                "BATTERY",
                "year",
                year,
                "soldPieces",
                sold,
                "targetPercent",
                target);
    }

    private String duty(String name, int year, int sold, String target) {
        return id(ok(gar.post(API + "producers", producer(name, year, sold, target)), 201));
    }

    private int recovered(String producer) {
        return ok(gar.get(API + "producers/" + producer), 200)
                .json()
                .get("recoveredPieces")
                .asInt();
    }

    private Map<String, Object> benefit(String code, String share, String refund) {
        return map(
                "code",
                code,
                "product",
                "免烧砖",
                "wastes",
                "炉渣",
                "shareMin",
                share,
                "refundPercent",
                refund,
                "basis",
                "测试目录",
                "validFrom",
                today.minusMonths(12).toString());
    }

    /** As the platform ships them: nobody compared the entry with the official list yet. */
    private String unchecked(String code, String share, String refund) {
        ok(bureau.post(API + "benefits", benefit(code, share, refund)), 200);
        system(() -> db.sql("update recycling.benefit set checked = false where code = ?")
                .param(code)
                .update());
        return code;
    }

    private Map<String, Object> product(String benefit) {
        return map(
                "unitId",
                plant.id(),
                "name",
                "免烧砖" + plant.code(),
                "benefitCode",
                benefit,
                "wastes",
                List.of(SLAG),
                "sharePercent",
                "80");
    }

    private Map<String, Object> claim(YearMonth month, String waste, String material, String yuan) {
        return map(
                "from",
                month.toString(),
                "to",
                month.toString(),
                "wasteG",
                waste,
                "materialG",
                material,
                "salesYuan",
                "100",
                "vatYuan",
                "13",
                "claimedYuan",
                yuan);
    }

    private As.Reply decide(As.Browser who, As.Reply claim, String to) {
        return who.post(
                API + "claims/" + id(claim) + "/steps",
                Map.of("to", to, "on", today.toString(), "note", "核对"),
                "If-Match",
                claim.header("ETag"));
    }

    // --- what stands in the book and on the desk

    private Registry.Place site(Registry.Unit unit) {
        return system(() -> registry.places(unit.id()).getFirst());
    }

    private Mass stored(Registry.Unit unit, String waste) {
        return held(unit, waste, Stage.STORED);
    }

    private Mass transit(String waste) {
        return held(plant, waste, Stage.IN_TRANSIT);
    }

    private Mass held(Registry.Unit unit, String waste, Stage stage) {
        var site = site(unit);
        return system(() -> ledger.held(Spot.of(site.id(), unit.id(), site.county(), stage), new WasteCode(waste)));
    }

    private Mass end(Registry.Unit unit, String waste, String method) {
        var site = site(unit);
        var end = Spot.of(site.id(), unit.id(), site.county(), Stage.STORED).at(Stage.UTILISED, method);
        return system(() -> ledger.held(end, new WasteCode(waste)));
    }

    /** What appeared in a unit's book today without a generation. */
    private Mass found(Registry.Unit unit) {
        var query = Flow.Query.between(today, today).unit(unit.id()).stages(Set.of(Stage.FOUND), Set.of());
        return system(() -> ledger.flows(query)).stream().map(Flow::mass).reduce(Mass.ZERO, Mass::plus);
    }

    private Set<String> open(String kind, Registry.Unit unit) {
        return system(() -> findings.openKeys(kind, unit.id()));
    }

    private Set<String> openIn(String kind) {
        return system(() -> findings.openKeys(kind, null));
    }

    private static List<String> steps(As.Reply reply) {
        return steps(reply.json());
    }

    private static List<String> steps(As.Reply reply, String part) {
        return steps(ok(reply, 200).json().get(part));
    }

    private static List<String> steps(tools.jackson.databind.JsonNode node) {
        var steps = new ArrayList<String>();
        node.get("steps").forEach(step -> steps.add(step.asString()));
        return steps;
    }

    private static List<String> ids(As.Reply reply) {
        var ids = new ArrayList<String>();
        reply.json().get("items").forEach(item -> ids.add(item.get("id").asString()));
        return ids;
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

    private static Map<String, Object> map(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return map;
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        var other = new LinkedHashMap<>(body);
        other.put(name, value);
        return other;
    }

    private <T> T scoped(Scope scope, Supplier<T> work) {
        return new Caller(UUID.randomUUID(), "试", null, null, Set.of(), Set.of(), scope, Caller.Via.BROWSER)
                .call(() -> new TransactionTemplate(transactions).execute(status -> work.get()));
    }

    private <T> T system(Supplier<T> work) {
        return Caller.system("test").call(() -> new TransactionTemplate(transactions).execute(status -> work.get()));
    }

    private static As.Reply ok(As.Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        return reply;
    }
}
