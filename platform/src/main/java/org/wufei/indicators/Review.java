package org.wufei.indicators;

import java.time.Instant;
import java.util.UUID;

/** 审核: the bureau's word on a report. @param reason why it was returned; empty where approved */
public record Review(State state, String reason, UUID by, String byName, Instant at) {
    /** 审核状态 of a report. */
    public enum State {
        PENDING,
        APPROVED,
        RETURNED
    }

    /** Nobody has said anything yet. */
    static final Review NONE = new Review(State.PENDING, null, null, null, null);
}
