package org.wufei.testkit;

import java.util.stream.LongStream;

/** Seeds for a property test: forty fixed ones, or the single one named by {@code -Dseed=…} to replay a failure. */
public final class Seeds {
    private Seeds() {}

    public static LongStream forty() {
        Long one = Long.getLong("seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, 40);
    }
}
