package org.wufei.recycling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.wufei.findings.Findings;
import org.wufei.kernel.RegionCode;

/** 发出未接收: what left its holder and which no receiver confirmed: on paper it is nowhere. */
final class Unreceived {
    /** As long as an exit of industrial waste may wait; a figure of the platform, not of the law. */
    static final int DAYS = 10;

    private Unreceived() {}

    static Findings.Raised raised(
            UUID id,
            UUID unit,
            RegionCode county,
            LocalDate sentOn,
            String receiver,
            String what,
            String link,
            Instant now) {
        return new Findings.Raised(
                RecyclingKinds.UNRECEIVED + "/" + id,
                RecyclingKinds.UNRECEIVED,
                "RISK",
                unit,
                county,
                sentOn.plusDays(DAYS + 1L),
                now,
                what + "发出后未确认接收",
                Map.of(
                        "发出日期",
                        sentOn.toString(),
                        "接收单位",
                        receiver == null ? "" : receiver,
                        "确认期限（天）",
                        Integer.toString(DAYS)),
                link);
    }
}
