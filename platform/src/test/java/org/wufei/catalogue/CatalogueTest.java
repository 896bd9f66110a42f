package org.wufei.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.testkit.WufeiTest;

@WufeiTest
class CatalogueTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @Autowired
    Catalogue catalogue;

    @Test
    void thirty_five_solid_classes_and_forty_six_hazardous_categories_are_shipped() {
        assertThat(catalogue.classes())
                .filteredOn(c -> c.code().startsWith("SW"))
                .hasSize(35);
        assertThat(catalogue.classes())
                .filteredOn(c -> c.code().startsWith("HW"))
                .hasSize(46);
        assertThat(catalogue.classes().getFirst().code()).isEqualTo("SW01");
        assertThat(catalogue.classes().getLast().code()).isEqualTo("HW50");
    }

    @Test
    void all_hazardous_wastes_of_2021_are_shipped_with_their_properties() {
        assertThat(catalogue.wastes(LocalDate.of(2021, 1, 1), null, null, 10_000))
                .filteredOn(waste -> waste.code().hazardous() && waste.list().equals("hazardous-waste-2021"))
                .hasSize(467);
        assertThat(catalogue
                        .get(new WasteCode("900-214-08"), LocalDate.of(2022, 5, 1))
                        .properties())
                .isEqualTo("T/I");
    }

    @Test
    void what_a_mine_a_heating_plant_and_a_sewage_plant_need_is_there() {
        for (var code : new String[] {"091-001-S05", "900-099-S59", "900-001-S02", "900-001-S03", "462-001-S90"}) {
            assertThat(catalogue.waste(new WasteCode(code), TODAY)).as(code).isPresent();
        }
    }

    @Test
    void a_code_that_no_list_of_the_day_has_is_refused() {
        assertThatThrownBy(() -> catalogue.get(new WasteCode("999-999-S99"), TODAY))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.type().slug()).isEqualTo("catalogue/waste-unknown"));
    }

    @Test
    void stock_older_than_the_first_list_is_judged_by_the_first_list() {
        assertThat(catalogue.waste(new WasteCode("091-001-S05"), LocalDate.of(2010, 1, 1)))
                .isPresent();
    }

    @Test
    void a_point_is_found_in_its_county_and_nowhere_outside_the_prefecture() {
        for (var county : catalogue.counties()) {
            assertThat(catalogue
                            .countyAt(county.seatLongitude(), county.seatLatitude())
                            .map(Catalogue.Region::code))
                    .as(county.name())
                    .contains(county.code());
        }
        assertThat(catalogue.countyAt(91.11, 29.65)).as("Lhasa").isEmpty();
        assertThat(catalogue.countyAt(0, 0)).isEmpty();
    }

    @Test
    void a_county_has_its_townships() {
        assertThat(catalogue.counties()).hasSize(7);
        assertThat(catalogue.within(new RegionCode("542523")))
                .extracting(Catalogue.Region::name)
                .contains("狮泉河镇", "门士乡");
    }

    @Test
    void a_density_is_in_force_with_its_unit_and_source() {
        var density = catalogue.factor("density/SW05", TODAY).orElseThrow();
        assertThat(density.unit()).isEqualTo("g/m3");
        assertThat(density.source()).isNotBlank();
        assertThat(catalogue.method("R5")).isPresent();
    }
}
