package org.wufei.survey;

import java.time.LocalDate;
import java.util.Map;
import org.wufei.kernel.Problem;

/** 整治阶段: found, assessed, planned, under way, accepted after works; one after the other. */
enum Remediation {
    FOUND("已发现"),
    ASSESSED("已评估"),
    PLANNED("已定方案"),
    UNDER_WAY("整治中"),
    COMPLETED("已完成");

    final String title;

    Remediation(String title) {
        this.title = title;
    }

    /** A high risk must have a plan within this many days of being found. A management figure of the bureau, not of the law. */
    static final int PLAN_WITHIN_DAYS = 30;

    void requireNext(Remediation wanted) {
        if (wanted.ordinal() != ordinal() + 1) {
            throw new Problem(SurveyProblem.STEP_NOT_OPEN, Map.of("stage", name(), "asked", wanted.name()));
        }
    }

    /** The last day for a plan, {@code null} once there is one. */
    LocalDate planBy(LocalDate foundOn) {
        return ordinal() < PLANNED.ordinal() ? foundOn.plusDays(PLAN_WITHIN_DAYS) : null;
    }

    /** Whether a stockpile of high risk has been left too long without a plan. */
    boolean overdue(LocalDate foundOn, LocalDate today) {
        var planBy = planBy(foundOn);
        return planBy != null && today.isAfter(planBy);
    }
}
