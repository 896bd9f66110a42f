package org.wufei.survey;

import java.util.Map;
import java.util.Set;
import org.wufei.kernel.Problem;

/** 记录状态: where a record stands between the person who found it and the book. */
enum RecordState {
    DRAFT,
    SUBMITTED,
    RETURNED,
    ACCEPTED,
    WITHDRAWN;

    Set<RecordState> next() {
        return switch (this) {
            case DRAFT, RETURNED -> Set.of(SUBMITTED);
            case SUBMITTED -> Set.of(ACCEPTED, RETURNED);
            case ACCEPTED -> Set.of(WITHDRAWN);
            case WITHDRAWN -> Set.of();
        };
    }

    boolean changeable() {
        return this == DRAFT || this == RETURNED;
    }

    void requireNext(RecordState wanted) {
        if (!next().contains(wanted)) {
            throw new Problem(SurveyProblem.STEP_NOT_OPEN, Map.of("state", name(), "asked", wanted.name()));
        }
    }
}
