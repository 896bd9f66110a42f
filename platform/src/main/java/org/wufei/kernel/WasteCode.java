package org.wufei.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * 废物代码: industry 3 digits, serial 3 digits, then {@code S} and the class for solid waste
 * ({@code 900-001-S17}, 固体废物分类与代码目录 公告2024年第4号) or the category's two digits for hazardous waste
 * ({@code 900-214-08}, 国家危险废物名录).
 */
public record WasteCode(@JsonValue String text) {
    private static final Pattern FORM = Pattern.compile("\\d{3}-\\d{3}-(S\\d{2}|\\d{2})");

    @JsonCreator
    public WasteCode {
        if (text == null || !FORM.matcher(text).matches()) {
            throw new Problem(CommonProblem.CODE_INVALID, Map.of("given", String.valueOf(text), "kind", "废物代码"));
        }
    }

    public boolean hazardous() {
        return text.charAt(8) != 'S';
    }

    /** The class it belongs to: {@code SW17} of solid waste, {@code HW08} of hazardous waste. */
    public String wasteClass() {
        return hazardous() ? "HW" + text.substring(8) : "SW" + text.substring(9);
    }

    @Override
    public String toString() {
        return text;
    }
}
