package org.wufei.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"藏F12345", "藏F·A123B", "京A1234挂", "藏fd12345", "藏 F 12345 D", "藏FDB1234", "川Ａ１２３４５", "粤B12345K"})
    void a_plate_is_read_as_people_write_it(String typed) {
        assertThat(Plate.isValid(Plate.clean(typed))).as(Plate.clean(typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "藏F1234",
                "F12345",
                "西F12345",
                "藏I12345",
                "藏F1234O",
                "藏FI2345",
                "藏FL12345",
                "藏F123456",
                "藏FDBC234",
                "藏F12345挂",
                "'; drop",
                "藏F12挂45"
            })
    void what_no_plate_looks_like_is_none(String typed) {
        assertThat(Plate.isValid(Plate.clean(typed))).as(Plate.clean(typed)).isFalse();
    }
}
