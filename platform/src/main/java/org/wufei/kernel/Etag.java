package org.wufei.kernel;

import java.util.Map;

/** 版本标记: the version of a changeable object on the wire ({@code ETag: "3"}), and the guard that a change names the one it saw. */
public final class Etag {
    private Etag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * @throws Problem {@link CommonProblem#PRECONDITION_MISSING} without {@code If-Match},
     *     {@link CommonProblem#CHANGED_MEANWHILE} where it names another version
     */
    public static void require(String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) throw new Problem(CommonProblem.PRECONDITION_MISSING, Map.of());
        if (!ifMatch.strip().equals(of(version))) {
            throw new Problem(CommonProblem.CHANGED_MEANWHILE, Map.of("given", ifMatch, "current", of(version)));
        }
    }
}
