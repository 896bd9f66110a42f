package org.wufei.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.testkit.Callers;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;

@WufeiTest
class RegistryTest {
    private static final RegionCode GAR = new RegionCode("542523");

    @Autowired
    Registry registry;

    @Autowired
    Units units;

    @Autowired
    History history;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    List<Permissions> permissions;

    private static Registry.NewUnit unit(String code, String name, String county) {
        return new Registry.NewUnit(code, name, new RegionCode(county), null, "", "", List.of("MINE"), "", null);
    }

    private static void refusedAs(String slug, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.type().slug()).as(p.toString()).isEqualTo(slug));
    }

    @Test
    void a_firm_sees_itself_and_of_another_only_the_name() {
        var mine = Firms.inGar(registry, "MINE");
        var works = Firms.inGar(registry, "BRICKWORKS");
        Callers.clerk(mine.id(), permissions).run(() -> {
            assertThat(registry.unit(mine.id()).name()).isEqualTo(mine.name());
            refusedAs("registry/unit-unknown", () -> registry.unit(works.id()));
            assertThat(registry.places(works.id())).isEmpty();
            assertThat(registry.names(Set.of(works.id())))
                    .extracting(Registry.UnitName::name)
                    .containsExactly(works.name());
            assertThat(registry.receivingPlace(works.id()).county()).isEqualTo(GAR);
            assertThat(registry.receivers(works.name(), 5))
                    .extracting(Registry.UnitName::id)
                    .containsExactly(works.id());
        });
    }

    @Test
    void a_county_officer_sees_and_registers_only_in_the_county() {
        var mine = Firms.inGar(registry, "MINE");
        Callers.countyOfficer("542521", permissions).run(() -> {
            refusedAs("registry/unit-unknown", () -> registry.unit(mine.id()));
            refusedAs(
                    "registry/unit-outside-scope",
                    () -> registry.register(unit(Firms.freshCode(), "噶尔县某矿业公司", "542523")));
            assertThat(registry.register(unit(Firms.freshCode(), "普兰县某矿业公司" + UUID.randomUUID(), "542521"))
                            .county()
                            .digits())
                    .isEqualTo("542521");
        });
    }

    @Test
    void a_wrong_check_character_a_taken_code_and_a_self_made_platform_code_are_refused() {
        var mine = Firms.inGar(registry, "MINE");
        Callers.bureauOfficer(permissions).run(() -> {
            refusedAs("common/input-invalid", () -> registry.register(unit("915425230000000000", "某矿业", "542523")));
            refusedAs("registry/unit-exists", () -> registry.register(unit(mine.code(), "另一家", "542523")));
            refusedAs("common/input-invalid", () -> registry.register(unit("WF54252300000099", "某合作社", "542523")));
        });
    }

    @Test
    void a_taken_code_is_refused_even_where_its_unit_is_not_seen() {
        var mine = Firms.inGar(registry, "MINE");
        Callers.countyOfficer("542521", permissions)
                .run(() -> refusedAs(
                        "registry/unit-exists", () -> registry.register(unit(mine.code(), "普兰矿业", "542521"))));
    }

    @Test
    void a_cooperative_without_a_credit_code_gets_a_checked_platform_code() {
        var cooperative = Callers.bureauOfficer(permissions)
                .call(() -> registry.register(unit("", "门士乡牧民合作社" + UUID.randomUUID(), "542523")));
        assertThat(cooperative.platformCode()).isTrue();
        assertThat(PlatformCode.isValid(cooperative.code())).isTrue();
        assertThat(cooperative.code()).startsWith("WF542523");
    }

    @Test
    void rare_characters_emoji_html_and_sql_in_a_name_are_just_text() {
        var name = "𠮷𡋤䶮矿业😀<script>alert(1)</script>'; drop table registry.unit;--";
        Callers.bureauOfficer(permissions).run(() -> {
            var kept = registry.register(unit(Firms.freshCode(), name, "542523"));
            assertThat(registry.unit(kept.id()).name()).isEqualTo(name);
            refusedAs(
                    "common/input-invalid",
                    () -> registry.register(unit(Firms.freshCode(), "矿\u0000业\u202e", "542523")));
        });
    }

    @Test
    void a_site_takes_its_county_from_its_point_and_is_refused_outside_the_prefecture() {
        var mine = Firms.inGar(registry, "MINE");
        Callers.clerk(mine.id(), permissions).run(() -> {
            var rutog = Firms.site(registry, mine.id(), 79.729836, 33.384657);
            assertThat(rutog.county().digits()).isEqualTo("542524");
            refusedAs("registry/point-outside-prefecture", () -> Firms.site(registry, mine.id(), 91.11, 29.65));
        });
    }

    @Test
    void a_firm_may_not_register_a_site_of_another() {
        var mine = Firms.inGar(registry, "MINE");
        var other = Firms.inGar(registry, "MINE");
        Callers.clerk(mine.id(), permissions)
                .run(() -> refusedAs("registry/unit-unknown", () -> Firms.site(registry, other.id(), 80.10, 32.50)));
    }

    @Test
    void units_are_found_by_part_pinyin_initials_and_code() {
        var tag = Firms.freshCode();
        var kept = Callers.bureauOfficer(permissions)
                .call(() -> registry.register(unit(tag, "措勤县扎日南木错盐业" + tag.substring(12), "542527")));
        for (var q : new String[] {
            "扎日南木", "zharinan", "cqxzrnmc", tag.substring(6), tag.toLowerCase(), "盐业 " + tag.substring(12)
        }) {
            var found = Callers.bureauOfficer(permissions)
                    .call(() -> transaction.execute(
                            status -> units.list(new UnitStore.Filter(q, null, null, null), null, null, 500)));
            assertThat(found.items()).as(q).extracting(UnitStore.Row::id).contains(kept.id());
        }
        var none = Callers.bureauOfficer(permissions)
                .call(() -> transaction.execute(
                        status -> units.list(new UnitStore.Filter("%_%", null, null, null), null, null, 500)));
        assertThat(none.items()).as("wildcards are text").isEmpty();
    }

    @Test
    void pages_of_a_list_meet_without_gap_or_overlap() {
        for (int i = 0; i < 7; i++) Firms.at(registry, "542525", 81.14, 32.39, "FARM");
        Callers.countyOfficer("542525", permissions)
                .run(() -> transaction.executeWithoutResult(status -> {
                    for (var sort :
                            List.of("name", "-name", "code", "-county", "industry", "-validFrom", "-updatedAt")) {
                        var seen = new java.util.ArrayList<UUID>();
                        String cursor = null;
                        long total;
                        do {
                            var page = units.list(new UnitStore.Filter(null, null, null, null), sort, cursor, 3);
                            page.items().forEach(unit -> seen.add(unit.id()));
                            cursor = page.next();
                            total = page.total();
                        } while (cursor != null);
                        assertThat(seen).as(sort).doesNotHaveDuplicates().hasSize((int) total);
                    }
                }));
    }

    @Test
    void two_people_changing_the_same_unit_the_later_is_told() {
        var mine = Firms.inGar(registry, "MINE");
        var draft = unit(mine.code(), mine.name() + "改", "542523");
        Callers.bureauOfficer(permissions).run(() -> {
            transaction.executeWithoutResult(status -> units.change(mine.id(), draft, "\"1\""));
            refusedAs(
                    "common/changed-meanwhile",
                    () -> transaction.executeWithoutResult(status -> units.change(mine.id(), draft, "\"1\"")));
            refusedAs(
                    "common/precondition-missing",
                    () -> transaction.executeWithoutResult(status -> units.change(mine.id(), draft, null)));
            var versions = transaction.execute(status -> history.of(mine.id(), mine.id(), 10));
            assertThat(versions).extracting(History.Entry::act).containsExactly("change", "register");
            assertThat(versions.getLast().content()).containsEntry("name", mine.name());
        });
    }

    @Test
    void likely_duplicates_are_shown_by_code_and_by_name() {
        var code = Firms.freshCode();
        Callers.bureauOfficer(permissions)
                .run(() -> transaction.executeWithoutResult(status -> {
                    var kept = registry.register(unit(code, "西藏阿里革吉聂尔错硼镁矿业有限责任公司", "542525"));
                    assertThat(units.duplicates(null, "革吉聂尔错硼镁矿业公司", null))
                            .extracting(Units.Duplicate::id)
                            .contains(kept.id());
                    assertThat(units.duplicates(code, null, null))
                            .extracting(Units.Duplicate::reason)
                            .containsExactly("CODE");
                    assertThat(units.duplicates(null, "札达县土林供热站", null))
                            .extracting(Units.Duplicate::id)
                            .doesNotContain(kept.id());
                }));
    }

    @Test
    void a_merged_unit_leads_to_the_one_it_was_merged_into_and_keeps_its_number() {
        var old = Firms.inGar(registry, "MINE");
        var into = Firms.inGar(registry, "MINE");
        Callers.bureauOfficer(permissions).run(() -> {
            transaction.executeWithoutResult(status -> units.merge(old.id(), into.id(), "\"1\""));
            assertThat(registry.unit(old.id()).id()).isEqualTo(into.id());
            assertThat(registry.merged(into.id())).containsExactly(old.id());
            assertThat(registry.names(Set.of(old.id()))).hasSize(1);
            refusedAs(
                    "registry/unit-closed",
                    () -> transaction.executeWithoutResult(status -> units.merge(into.id(), old.id(), "\"1\"")));
            refusedAs(
                    "registry/merge-refused",
                    () -> transaction.executeWithoutResult(status -> units.merge(into.id(), into.id(), "\"1\"")));
        });
    }

    @Test
    void a_discharge_permit_carries_the_units_code_and_its_chapter_is_found_by_day() {
        var mine = Firms.inGar(registry, "MINE");
        Callers.clerk(mine.id(), permissions).run(() -> {
            var permit = permit(mine, mine.code() + "001V", "2025-01-01", "2029-12-31", "1000000");
            registry.register(permit);
            assertThat(registry.dischargePermit(mine.id(), LocalDate.of(2026, 3, 1))
                            .orElseThrow()
                            .solidWaste())
                    .singleElement()
                    .satisfies(line -> assertThat(line.gramsPerYear()).isEqualTo(1_000_000));
            assertThat(registry.dischargePermit(mine.id(), LocalDate.of(2024, 12, 31)))
                    .isEmpty();
            refusedAs("registry/permit-overlaps", () -> registry.register(permit));
            refusedAs(
                    "common/input-invalid",
                    () -> registry.register(permit(mine, Firms.freshCode() + "001V", "2030-01-01", "2031-01-01", "1")));
            refusedAs(
                    "common/input-invalid",
                    () -> registry.register(permit(mine, mine.code() + "002V", "2031-01-01", "2030-01-01", "1")));
            refusedAs(
                    "common/input-invalid",
                    () -> registry.register(permit(mine, mine.code() + "002V", "2030-01-01", "2031-01-01", "1e36")));
            refusedAs(
                    "common/input-invalid",
                    () -> registry.register(permit(mine, mine.code() + "002V", "1900-01-01", "2099-01-01", "1")));
        });
    }

    private static Registry.NewPermit permit(Registry.Unit unit, String no, String from, String to, String grams) {
        return new Registry.NewPermit(
                unit.id(),
                "DISCHARGE",
                no,
                "阿里地区生态环境局",
                LocalDate.parse(from),
                LocalDate.parse(to),
                List.of(new Registry.NewPermitLine("091-001-S05", "STORE", grams)));
    }

    @Test
    void each_county_has_a_custodian_for_stockpiles_without_an_owner() {
        Callers.bureauOfficer(permissions).run(() -> {
            var custodian = registry.custodian(GAR);
            assertThat(PlatformCode.isValid(custodian.code())).isTrue();
            var stockpile = registry.registerStockpile(new Registry.NewStockpile(
                    custodian.id(), "狮泉河历史渣堆", GAR, 80.10, 32.50, null, new java.math.BigDecimal("1200.5")));
            assertThat(stockpile.kind()).isEqualTo("STOCKPILE");
            assertThat(stockpile.county()).isEqualTo(GAR);
        });
    }

    @Test
    void outside_a_transaction_of_someones_nothing_is_seen() {
        var mine = Firms.inGar(registry, "MINE");
        refusedAs("registry/unit-unknown", () -> registry.unit(mine.id()));
    }
}
