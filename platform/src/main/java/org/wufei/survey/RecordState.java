package org.wufei.survey;

import java.util.Map;
import java.util.Set;
import org.wufei.kernel.Problem;

/** 记录状态: where a record stands between the person who found it and the book. */
enum RecordState {
    DRAFT("草稿"),
    SUBMITTED("待审核"),
    RETURNED("已退回"),
    ACCEPTED("已入账"),
    WITHDRAWN("已撤回"),
    DISCARDED("已作废");

    final String title;

    RecordState(String title) {
        this.title = title;
    }

    Set<RecordState> next() {
        return switch (this) {
            case DRAFT, RETURNED -> Set.of(SUBMITTED, DISCARDED);
            case SUBMITTED -> Set.of(ACCEPTED, RETURNED);
            case ACCEPTED -> Set.of(WITHDRAWN);
            case WITHDRAWN, DISCARDED -> Set.of();
        };
    }

    /** Whether it still counts as a stockpile found: neither taken back nor thrown away. */
    boolean standing() {
        return this != WITHDRAWN && this != DISCARDED;
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
