package org.wufei.kernel;

import java.util.List;

/**
 * One page of a list.
 *
 * @param next opaque cursor of the next page, or {@code null} on the last
 * @param total number of rows that match, where counting is cheap; otherwise {@code null}
 */
public record Page<T>(List<T> items, String next, Long total) {
    public static final int SIZE_DEFAULT = 50;
    /** A page larger than this is an export, which has its own door. */
    public static final int SIZE_MAX = 500;

    public Page {
        items = List.copyOf(items);
    }

    public static int size(Integer asked) {
        return asked == null ? SIZE_DEFAULT : Math.clamp(asked, 1, SIZE_MAX);
    }
}
