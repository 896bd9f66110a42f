package org.wufei.findings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.wufei.kernel.RegionCode;

/**
 * 发现: the module's one door. A module that sees something wrong raises it here; the same {@code key} raised again is the
 * same finding, brought up to date. A person decides what becomes of it, and why.
 */
@Service
public class Findings {
    /** Raises a finding, or brings the open one with the same key up to date. A decided one stays decided unless {@code facts} changed. */
    public UUID raise(Raised finding) {
        throw new UnsupportedOperationException();
    }

    /** The condition no longer holds: an undecided finding is closed by itself, with the reason; a decided one is left. */
    public void cleared(String key, String reason) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param key stable: {@code industrial.late-month/<unit>/2026-09}
     * @param kind {@code industrial.late-month}; titles and articles come from {@link FindingKind} beans
     * @param severity {@code LATE} (wrong, vermilion) or {@code RISK} (due, saffron)
     * @param on the day that the condition first held
     * @param facts both sides of the matter, as shown: names to values
     * @param link path in the web application that shows the matter
     */
    public record Raised(
            String key,
            String kind,
            String severity,
            UUID unit,
            RegionCode county,
            LocalDate on,
            Instant seenAt,
            String title,
            Map<String, String> facts,
            String link) {}
}
