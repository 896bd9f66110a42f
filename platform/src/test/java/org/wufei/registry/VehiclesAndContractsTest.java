package org.wufei.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.evidence.Evidences;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Problem;
import org.wufei.testkit.As;
import org.wufei.testkit.Callers;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;

@WufeiTest
class VehiclesAndContractsTest {
    private static final String TAILINGS = "091-001-S05";

    @Autowired
    Registry registry;

    @Autowired
    Fleet fleet;

    @Autowired
    Contracts contracts;

    @Autowired
    LookUp lookUp;

    @Autowired
    UnitStore unitStore;

    @Autowired
    History history;

    @Autowired
    Evidences evidences;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    List<Permissions> permissions;

    @Autowired
    As as;

    private static void refusedAs(String slug, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.type().slug()).as(p.toString()).isEqualTo(slug));
    }

    private static void wrongAt(String field, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.fields())
                                .as(p.toString())
                                .extracting(Problem.Field::field)
                                .containsExactly(field));
    }

    private <T> T in(java.util.function.Supplier<T> act) {
        return transaction.execute(status -> act.get());
    }

    private static String freshPlate() {
        return "藏F%05d".formatted(ThreadLocalRandom.current().nextInt(100_000));
    }

    private Fleet.Vehicle truck(Registry.Unit unit, String plate) {
        return in(() -> fleet.register(new Fleet.NewVehicle(unit.id(), plate, "TRUCK", "30000000", null)));
    }

    @Test
    void a_firm_registers_its_truck_and_nobody_else_sees_or_takes_it() {
        var mine = Firms.inGar(registry, "MINE");
        var other = Firms.inGar(registry, "CARRIER");
        var plate = freshPlate();
        Callers.clerk(mine.id(), permissions).run(() -> {
            var kept = truck(mine, plate.substring(0, 2) + "·" + plate.substring(2));
            assertThat(kept.plate()).isEqualTo(plate);
            assertThat(kept.loadG()).isEqualTo(new Mass(30_000_000));
            assertThat(kept.county()).isEqualTo(mine.county());
            refusedAs("registry/unit-unknown", () -> truck(other, freshPlate()));
        });
        Callers.clerk(other.id(), permissions).run(() -> {
            assertThat(in(() -> fleet.list(
                                    new Fleet.Filter(mine.id(), null, null, null), new Asked(null, null, null, null)))
                            .items())
                    .isEmpty();
            refusedAs("registry/plate-taken", () -> truck(other, plate));
        });
    }

    @Test
    void a_plate_given_up_by_one_unit_is_free_for_the_next_and_both_keep_their_history() {
        var seller = Firms.inGar(registry, "MINE");
        var buyer = Firms.inGar(registry, "CARRIER");
        var plate = freshPlate();
        Callers.bureauOfficer(permissions).run(() -> {
            var sold = truck(seller, plate);
            refusedAs("registry/plate-taken", () -> truck(buyer, plate));
            var closed = in(() -> fleet.close(sold.id(), null, "\"1\""));
            assertThat(closed.state()).isEqualTo("CLOSED");
            assertThat(closed.validTo()).isNotNull();
            var bought = truck(buyer, plate);
            assertThat(in(() -> history.of(seller.id(), sold.id(), 10)))
                    .extracting(History.Entry::act)
                    .containsExactly("close", "register");
            assertThat(in(() -> history.of(buyer.id(), bought.id(), 10))).hasSize(1);
        });
    }

    @Test
    void a_wrong_plate_a_load_of_nothing_and_a_stale_change_are_refused() {
        var mine = Firms.inGar(registry, "MINE");
        Callers.clerk(mine.id(), permissions).run(() -> {
            wrongAt("plate", () -> truck(mine, "藏F1234O"));
            wrongAt(
                    "loadG",
                    () -> in(() -> fleet.register(new Fleet.NewVehicle(mine.id(), freshPlate(), "TRUCK", "0", null))));
            wrongAt(
                    "kind",
                    () -> in(() -> fleet.register(new Fleet.NewVehicle(mine.id(), freshPlate(), "YAK", null, null))));
            var kept = truck(mine, freshPlate());
            var draft = new Fleet.NewVehicle(mine.id(), kept.plate(), "TANKER", null, null);
            assertThat(in(() -> fleet.change(kept.id(), draft, "\"1\"")).kind()).isEqualTo("TANKER");
            refusedAs("common/changed-meanwhile", () -> in(() -> fleet.change(kept.id(), draft, "\"1\"")));
        });
    }

    @Test
    void vehicles_are_found_by_plate_as_typed_and_by_their_units_name_in_any_order() {
        var mine = Firms.inGar(registry, "MINE");
        Callers.clerk(mine.id(), permissions).run(() -> {
            var plates = List.of(freshPlate(), freshPlate(), freshPlate());
            plates.forEach(plate -> truck(mine, plate));
            var all = new Fleet.Filter(null, null, null, null);
            assertThat(in(() -> fleet.list(
                                    all, new Asked("藏f·" + plates.getFirst().substring(2), null, null, null)))
                            .items())
                    .extracting(Fleet.Vehicle::plate)
                    .containsExactly(plates.getFirst());
            assertThat(in(() -> fleet.list(all, new Asked(mine.code(), "-plate", null, null)))
                            .items())
                    .extracting(Fleet.Vehicle::plate)
                    .containsExactlyElementsOf(plates.stream()
                            .sorted(java.util.Comparator.reverseOrder())
                            .toList());
            refusedAs(
                    "common/input-invalid",
                    () -> in(() -> fleet.list(all, new Asked(null, "load_g; drop table", null, null))));
        });
    }

    @Test
    void the_countys_officer_mends_a_vehicle_another_countys_sees_nothing_and_a_leader_only_looks() {
        var mine = Firms.inGar(registry, "MINE");
        var kept = Callers.clerk(mine.id(), permissions).call(() -> truck(mine, freshPlate()));
        var draft = new Fleet.NewVehicle(mine.id(), kept.plate(), "TANKER", "25000000", null);
        Callers.countyOfficer(mine.county().digits(), permissions).run(() -> {
            assertThat(in(() -> fleet.change(kept.id(), draft, "\"1\"")).loadG())
                    .isEqualTo(new Mass(25_000_000));
            assertThat(in(() -> history.of(mine.id(), kept.id(), 10)))
                    .extracting(History.Entry::version, History.Entry::act)
                    .containsExactly(tuple(2L, "change"), tuple(1L, "register"));
        });
        Callers.countyOfficer("542521", permissions)
                .run(() ->
                        refusedAs("registry/vehicle-unknown", () -> in(() -> fleet.change(kept.id(), draft, "\"2\""))));
        var leader = as.leader();
        assertThat(leader.get("/api/v1/registry/vehicles/" + kept.id()).status())
                .isEqualTo(200);
        assertThat(leader.put("/api/v1/registry/vehicles/" + kept.id(), draft).status())
                .isEqualTo(403);
    }

    @Test
    void a_carrier_is_offered_for_a_contract_but_not_as_a_receiver() {
        var mine = Firms.inGar(registry, "MINE");
        var carrier = Firms.at(registry, "542521", 81.17, 30.29, "CARRIER");
        Callers.clerk(mine.id(), permissions).run(() -> {
            assertThat(in(() -> unitStore.counterparties(carrier.code().toLowerCase(java.util.Locale.ROOT), 5)))
                    .extracting(Registry.UnitName::id)
                    .containsExactly(carrier.id());
            assertThat(registry.receivers(carrier.code(), 5)).isEmpty();
            assertThat(in(() -> unitStore.counterparties(mine.code(), 5)))
                    .as("who neither receives nor carries")
                    .isEmpty();
        });
    }

    private UUID paper(Registry.Unit unit) {
        var text = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
                + "trailer<</Root 1 0 R>>\n%" + UUID.randomUUID() + "\n%%EOF\n";
        return in(() -> evidences.keep("合同.pdf", text.getBytes(StandardCharsets.UTF_8), unit.id(), unit.county()))
                .id();
    }

    private Contracts.NewContract contract(Registry.Unit from, UUID to, String no, List<UUID> papers) {
        return new Contracts.NewContract(
                from.id(),
                no,
                to,
                to == null ? "拉萨某处置有限公司" : null,
                "USE",
                List.of(TAILINGS),
                "5000000000",
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 12, 31),
                papers);
    }

    @Test
    void a_contract_is_seen_by_both_parties_and_kept_by_the_one_that_entrusts() {
        var mine = Firms.inGar(registry, "MINE");
        var works = Firms.at(registry, "542521", 81.17, 30.29, "BRICKWORKS");
        var stranger = Firms.inGar(registry, "MINE");
        var kept = Callers.clerk(mine.id(), permissions)
                .call(() -> in(() -> contracts.register(contract(mine, works.id(), "2026-01", List.of(paper(mine))))));
        assertThat(kept.counterpartyName()).isEqualTo(works.name());
        Callers.clerk(works.id(), permissions).run(() -> {
            var seen = in(() -> contracts.list(
                    new Contracts.Filter(works.id(), null, null, null, null), new Asked(null, null, null, null)));
            assertThat(seen.items()).singleElement().satisfies(one -> {
                assertThat(one.unitName()).as("the other party's name").isEqualTo(mine.name());
                assertThat(one.amountG()).isEqualTo(new Mass(5_000_000_000L));
                assertThat(one.wastes()).containsExactly(TAILINGS);
            });
            refusedAs("registry/not-your-unit", () -> in(() -> contracts.end(kept.id(), null, "\"1\"")));
        });
        Callers.clerk(stranger.id(), permissions)
                .run(() -> refusedAs("registry/contract-unknown", () -> in(() -> contracts.get(kept.id()))));
        Callers.countyOfficer("542521", permissions)
                .run(() -> refusedAs("registry/contract-unknown", () -> in(() -> contracts.get(kept.id()))));
    }

    @Test
    void a_contract_without_its_paper_amount_waste_or_other_party_is_none() {
        var mine = Firms.inGar(registry, "MINE");
        var other = Firms.inGar(registry, "MINE");
        var foreign = Callers.clerk(other.id(), permissions).call(() -> paper(other));
        Callers.clerk(mine.id(), permissions).run(() -> {
            wrongAt("evidence", () -> in(() -> contracts.register(contract(mine, null, "1", List.of()))));
            wrongAt("evidence", () -> in(() -> contracts.register(contract(mine, null, "1", List.of(foreign)))));
            wrongAt(
                    "evidence",
                    () -> in(() -> contracts.register(contract(mine, null, "1", List.of(UUID.randomUUID())))));
            wrongAt(
                    "counterparty",
                    () -> in(() -> contracts.register(contract(mine, mine.id(), "1", List.of(paper(mine))))));
            wrongAt(
                    "counterparty",
                    () -> in(() -> contracts.register(contract(mine, UUID.randomUUID(), "1", List.of(paper(mine))))));
            assertThatThrownBy(() -> in(() -> contracts.register(new Contracts.NewContract(
                            mine.id(),
                            "",
                            null,
                            "",
                            "GIFT",
                            List.of("999-999-S99"),
                            "1e30",
                            LocalDate.of(2026, 1, 1),
                            LocalDate.of(2025, 1, 1),
                            null))))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            p -> assertThat(p.fields())
                                    .extracting(Problem.Field::field)
                                    .contains(
                                            "no",
                                            "counterpartyName",
                                            "way",
                                            "validTo",
                                            "wastes[0]",
                                            "amountG",
                                            "evidence"));
        });
    }

    @Test
    void a_number_is_used_once_by_a_unit_and_an_ended_contract_keeps_its_last_day() {
        var mine = Firms.inGar(registry, "MINE");
        var other = Firms.inGar(registry, "MINE");
        Callers.bureauOfficer(permissions).run(() -> {
            var kept = in(() -> contracts.register(contract(mine, null, "2026-07", List.of(paper(mine)))));
            refusedAs(
                    "registry/contract-exists",
                    () -> in(() -> contracts.register(contract(mine, null, "2026-07", List.of(paper(mine))))));
            in(() -> contracts.register(contract(other, null, "2026-07", List.of(paper(other)))));
            var ended = in(() -> contracts.end(kept.id(), LocalDate.of(2026, 6, 30), "\"1\""));
            assertThat(ended.state()).isEqualTo("ENDED");
            assertThat(ended.validTo()).isEqualTo("2026-06-30");
            assertThat(in(() -> contracts.list(
                                    new Contracts.Filter(mine.id(), null, null, null, LocalDate.of(2027, 1, 1)),
                                    new Asked(null, null, null, null)))
                            .items())
                    .as("an ended one no longer ends soon")
                    .isEmpty();
        });
    }

    @Test
    void one_search_finds_units_plates_and_contracts_and_a_firm_finds_only_its_own() {
        var mine = Firms.inGar(registry, "MINE");
        var other = Firms.inGar(registry, "MINE");
        var plate = freshPlate();
        var no = "HT-" + UUID.randomUUID();
        Callers.clerk(mine.id(), permissions).run(() -> {
            truck(mine, plate);
            in(() -> contracts.register(contract(mine, null, no, List.of(paper(mine)))));
            assertThat(in(() -> lookUp.search(no, 5)))
                    .extracting(LookUp.Hit::kind)
                    .containsExactly("contract");
            assertThat(in(() -> lookUp.search("藏F·" + plate.substring(2), 5)))
                    .contains(new LookUp.Hit("vehicle", vehicle(plate), plate, mine.name()));
            assertThat(in(() -> lookUp.search(mine.code().substring(8), 5)))
                    .extracting(LookUp.Hit::id)
                    .containsExactly(mine.id());
            assertThat(in(() -> lookUp.search("%", 5))).as("wildcards are text").isEmpty();
        });
        Callers.clerk(other.id(), permissions).run(() -> {
            assertThat(in(() -> lookUp.search(no, 5))).isEmpty();
            assertThat(in(() -> lookUp.search(mine.code().substring(8), 5))).isEmpty();
        });
    }

    private UUID vehicle(String plate) {
        return in(() -> fleet.list(new Fleet.Filter(null, null, null, null), new Asked(plate, null, null, null)))
                .items()
                .getFirst()
                .id();
    }

    @Test
    void names_are_given_for_any_unit_but_only_for_places_that_one_sees() {
        var mine = Firms.inGar(registry, "MINE");
        var other = Firms.inGar(registry, "MINE");
        var place = Callers.bureauOfficer(permissions)
                .call(() -> registry.places(other.id()).getFirst().id());
        var asked = List.of(mine.id(), other.id(), place, UUID.randomUUID());
        var seen = Callers.clerk(mine.id(), permissions).call(() -> in(() -> lookUp.names(asked)));
        assertThat(seen).extracting(LookUp.Named::id).containsExactlyInAnyOrder(mine.id(), other.id());
        assertThat(Callers.clerk(other.id(), permissions).call(() -> in(() -> lookUp.names(asked))))
                .extracting(LookUp.Named::name)
                .containsExactlyInAnyOrder(mine.name(), other.name(), "主厂区");
    }

    @Test
    void over_http_a_vehicle_carries_its_version_and_grams_as_text() {
        var mine = Firms.inGar(registry, "MINE");
        var clerk = as.clerk(mine.id());
        var made = clerk.post(
                "/api/v1/registry/vehicles",
                java.util.Map.of("unit", mine.id(), "plate", freshPlate(), "kind", "TRUCK", "loadG", "31000000"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.json().get("loadG").asString()).isEqualTo("31000000");
        assertThat(clerk.get("/api/v1/registry/names?ids=" + mine.id())
                        .json()
                        .get(0)
                        .get("name")
                        .asString())
                .isEqualTo(mine.name());
        assertThat(clerk.get("/api/v1/registry/search?q=" + mine.code())
                        .json()
                        .get(0)
                        .get("id")
                        .asString())
                .isEqualTo(mine.id().toString());
    }
}
