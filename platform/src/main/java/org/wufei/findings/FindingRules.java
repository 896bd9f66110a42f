package org.wufei.findings;

import java.util.Map;
import org.wufei.findings.Finding.State;

/** What becomes of a finding that is raised again or whose condition is gone; decided apart from any database. */
final class FindingRules {
    private FindingRules() {}

    /** What raising does: nothing but "seen again", an update of what is shown, or a new life. */
    enum Again {
        SEEN,
        UPDATED,
        REOPENED
    }

    /**
     * A person's conclusion stands for the facts it was about; other facts are another matter. One that cleared by
     * itself comes back whenever its condition does.
     */
    static Again again(State state, Map<String, String> before, Map<String, String> now) {
        boolean same = before.equals(now);
        return switch (state) {
            case OPEN, TAKEN -> same ? Again.SEEN : Again.UPDATED;
            case CONFIRMED, DISMISSED, REMEDIED -> same ? Again.SEEN : Again.REOPENED;
            case CLEARED -> Again.REOPENED;
        };
    }

    /** Only a finding that nobody has decided clears by itself. */
    static boolean clears(State state) {
        return !state.ended();
    }
}
