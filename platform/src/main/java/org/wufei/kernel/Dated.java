package org.wufei.kernel;

import java.time.LocalDate;
import java.util.TreeMap;

/** A figure that a regulation changes over time: the one in force on a day is the newest not after it. */
public final class Dated<T> {
    private final TreeMap<LocalDate, T> values = new TreeMap<>();

    private Dated() {}

    public static <T> Dated<T> from(String day, T value) {
        return new Dated<T>().then(day, value);
    }

    public Dated<T> then(String day, T value) {
        var next = new Dated<T>();
        next.values.putAll(values);
        if (next.values.put(LocalDate.parse(day), value) != null) {
            throw new IllegalArgumentException("two values from " + day);
        }
        return next;
    }

    /** @throws IllegalArgumentException on a day before the first value */
    public T on(LocalDate day) {
        var entry = values.floorEntry(day);
        if (entry == null) throw new IllegalArgumentException("nothing in force on " + day);
        return entry.getValue();
    }
}
