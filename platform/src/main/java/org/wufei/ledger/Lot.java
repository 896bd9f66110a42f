package org.wufei.ledger;

import java.util.Map;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;

/**
 * 批次: what a stock is kept by: the year in which and the county where it was generated, and a container's code where a
 * stream keeps containers. The year makes age and 综合利用往年贮存量 fall out of the postings; the county lets a use be
 * counted for the place that generated the waste, as the statistics do.
 *
 * @param tag a container's, bag's or batch's own code; empty where the stock is loose
 */
public record Lot(int year, RegionCode origin, String tag) implements Comparable<Lot> {
    private static final int TAG_LENGTH_MAX = 64;

    public Lot {
        if (year < 1900 || year > 2999)
            throw new Problem(CommonProblem.DATE_OUT_OF_RANGE, Map.of("given", String.valueOf(year)));
        origin = origin.county();
        if (tag == null) tag = "";
        if (tag.length() > TAG_LENGTH_MAX)
            throw new Problem(CommonProblem.CODE_INVALID, Map.of("given", tag.substring(0, TAG_LENGTH_MAX)));
    }

    public static Lot of(int year, RegionCode origin) {
        return new Lot(year, origin, "");
    }

    /** Text form {@code 2026-542524} or {@code 2026-542524-TAG}; sorts oldest first. */
    public String text() {
        return year + "-" + origin.digits() + (tag.isEmpty() ? "" : "-" + tag);
    }

    public static Lot parse(String text) {
        var parts = text.split("-", 3);
        return new Lot(Integer.parseInt(parts[0]), new RegionCode(parts[1]), parts.length == 3 ? parts[2] : "");
    }

    @Override
    public int compareTo(Lot other) {
        if (year != other.year) return Integer.compare(year, other.year);
        int byOrigin = origin.compareTo(other.origin);
        return byOrigin != 0 ? byOrigin : tag.compareTo(other.tag);
    }
}
