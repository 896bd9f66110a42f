package org.wufei.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y43",
                "914403001922038216",
                "91330100799655058B",
                "9144030071526726XG",
                "9111000071093123XX"
            })
    void a_real_credit_code_is_accepted_and_one_with_a_slip_is_not(String code) {
        assertThat(CreditCode.isValid(code)).isTrue();
        for (int i = 0; i < 18; i++) {
            char other = code.charAt(i) == '7' ? '4' : '7';
            assertThat(CreditCode.isValid(code.substring(0, i) + other + code.substring(i + 1)))
                    .isFalse();
        }
    }

    @Test
    void a_waste_code_knows_its_class() {
        assertThat(new WasteCode("900-001-S17").wasteClass()).isEqualTo("SW17");
        assertThat(new WasteCode("900-214-08").wasteClass()).isEqualTo("HW08");
        assertThat(new WasteCode("900-214-08").hazardous()).isTrue();
    }

    @Test
    void a_village_lies_in_its_county() {
        assertThat(new RegionCode("542523100201").county()).isEqualTo(new RegionCode("542523"));
    }
}
