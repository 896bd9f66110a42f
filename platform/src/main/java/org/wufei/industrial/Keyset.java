package org.wufei.industrial;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;

/**
 * 排序与翻页: by what a list goes, which way, and after which row it goes on; ids decide between equals. Without a word the
 * newest come first.
 */
record Keyset(By by, boolean rising, Instant at, long grams, UUID id) {
    /** What a list of documents can go by: when it happened, or how much. */
    enum By {
        TIME,
        MASS
    }

    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Before everything: the first page, the newest first. */
    static final Keyset START = new Keyset(LATEST, LAST);

    Keyset(Instant at, UUID id) {
        this(By.TIME, false, at, 0, id);
    }

    static Keyset of(String cursor) {
        return of(cursor, null, "", "");
    }

    /** @param sort {@code time} or {@code mass} as the list names them, with a minus in front for the largest first */
    static Keyset of(String cursor, String sort, String time, String mass) {
        var start = start(sort, time, mass);
        if (cursor == null || cursor.isBlank()) return start;
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|", 2);
            if (parts.length == 2) {
                var id = UUID.fromString(parts[1]);
                return start.by() == By.TIME
                        ? new Keyset(By.TIME, start.rising(), Instant.parse(parts[0]), 0, id)
                        : new Keyset(By.MASS, start.rising(), null, Long.parseLong(parts[0]), id);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // said below
        }
        throw wrong("cursor", "cursor-invalid", "翻页标记无效，请从第一页开始");
    }

    private static Keyset start(String sort, String time, String mass) {
        if (sort == null || sort.isBlank()) return START;
        boolean rising = !sort.startsWith("-");
        var name = rising ? sort : sort.substring(1);
        if (name.equals(time)) return new Keyset(By.TIME, rising, rising ? EARLIEST : LATEST, 0, rising ? FIRST : LAST);
        if (name.equals(mass)) {
            return new Keyset(By.MASS, rising, null, rising ? Long.MIN_VALUE : Long.MAX_VALUE, rising ? FIRST : LAST);
        }
        throw wrong("sort", "unknown-value", "不能按此列排序");
    }

    /** The same order, going on after another row. */
    Keyset after(Instant rowAt, Mass rowMass, UUID rowId) {
        return by == By.TIME
                ? new Keyset(By.TIME, rising, rowAt, 0, rowId)
                : new Keyset(By.MASS, rising, null, rowMass.grams(), rowId);
    }

    /** The end of a query: what comes after {@code :at} and {@code :id} in this order, {@code :limit} of it. */
    String sql(String timeColumn, String massColumn) {
        var column = by == By.TIME ? timeColumn : massColumn;
        var way = rising ? "" : " desc";
        return " and (%s, id) %s (:at, :id) order by %s%s, id%s limit :limit"
                .formatted(column, rising ? ">" : "<", column, way, way);
    }

    /** What {@code :at} stands for. */
    Object value() {
        return by == By.TIME ? YardStore.time(at) : (Object) grams;
    }

    String cursor() {
        var text = (by == By.TIME ? at.toString() : Long.toString(grams)) + "|" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One page out of {@code size + 1} rows. */
    static <T> Page<T> page(List<T> rows, int size, Function<T, Keyset> key) {
        if (rows.size() <= size) return new Page<>(rows, null, null);
        var items = rows.subList(0, size);
        return new Page<>(items, key.apply(items.getLast()).cursor(), null);
    }

    private static Problem wrong(String field, String code, String message) {
        return new Problem(CommonProblem.INPUT_INVALID, Map.of(), List.of(new Problem.Field(field, code, message)));
    }
}
