package org.wufei.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * 行政区划代码: 6 digits (county or above, GB/T 2260), 9 (township) or 12 (village, statistical codes).
 *
 * @see <a href="https://www.stats.gov.cn">国家统计局统计用区划代码</a>
 */
public record RegionCode(@JsonValue String digits) implements Comparable<RegionCode> {
    private static final Pattern FORM = Pattern.compile("\\d{6}|\\d{9}|\\d{12}");

    @JsonCreator
    public RegionCode {
        if (digits == null || !FORM.matcher(digits).matches()) {
            throw new Problem(CommonProblem.CODE_INVALID, Map.of("given", String.valueOf(digits), "kind", "行政区划代码"));
        }
    }

    /** The county (6 digits) this region lies in; itself for a county. */
    public RegionCode county() {
        return digits.length() == 6 ? this : new RegionCode(digits.substring(0, 6));
    }

    @Override
    public int compareTo(RegionCode other) {
        return digits.compareTo(other.digits);
    }

    @Override
    public String toString() {
        return digits;
    }
}
