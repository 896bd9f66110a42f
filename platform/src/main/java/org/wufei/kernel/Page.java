package org.wufei.kernel;

import java.util.List;
import java.util.function.Function;

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

    /** The same page with each row as an answer shows it. */
    public <R> Page<R> map(Function<? super T, ? extends R> shown) {
        return new Page<>(items.stream().<R>map(shown).toList(), next, total);
    }

    public static int size(Integer asked) {
        return asked == null ? SIZE_DEFAULT : Math.clamp(asked, 1, SIZE_MAX);
    }
}
