package org.wufei.findings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.wufei.kernel.RegionCode;

/**
 * 发现: one matter that looks wrong.
 *
 * @param severity {@code LATE} (wrong) or {@code RISK} (due)
 * @param heldOn Beijing day on which the condition first held
 * @param facts both sides of the matter as shown, in the order given
 * @param reason why it ended, in the words of whoever decided; or what cleared it
 */
public record Finding(
        UUID id,
        String key,
        String kind,
        String kindTitle,
        String severity,
        UUID unitId,
        String unitName,
        RegionCode county,
        LocalDate heldOn,
        String title,
        Map<String, String> facts,
        String link,
        State state,
        Instant firstSeen,
        Instant lastSeen,
        UUID takenBy,
        String takenByName,
        String decidedByName,
        Instant endedAt,
        String reason,
        long version) {

    /** 状态: where a finding is in its life. */
    public enum State {
        OPEN("待办"),
        TAKEN("办理中"),
        CONFIRMED("属实"),
        DISMISSED("不属实"),
        REMEDIED("已整改"),
        CLEARED("自行消除");

        private final String title;

        State(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        boolean ended() {
            return this != OPEN && this != TAKEN;
        }

        boolean decided() {
            return this == CONFIRMED || this == DISMISSED || this == REMEDIED;
        }
    }

    Finding named(String kindName, String unit) {
        return new Finding(
                id,
                key,
                kind,
                kindName,
                severity,
                unitId,
                unit,
                county,
                heldOn,
                title,
                facts,
                link,
                state,
                firstSeen,
                lastSeen,
                takenBy,
                takenByName,
                decidedByName,
                endedAt,
                reason,
                version);
    }
}
