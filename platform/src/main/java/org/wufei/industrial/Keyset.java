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
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;

/** 翻页: where a list by time goes on; the newest first, ids deciding between equals. */
record Keyset(Instant at, UUID id) {
    /** Before everything: the first page. */
    static final Keyset START = new Keyset(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    static Keyset of(String cursor) {
        if (cursor == null || cursor.isBlank()) return START;
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|", 2);
            if (parts.length == 2) return new Keyset(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException e) {
            // said below
        }
        throw new Problem(
                CommonProblem.INPUT_INVALID,
                Map.of(),
                List.of(new Problem.Field("cursor", "cursor-invalid", "翻页标记无效，请从第一页开始")));
    }

    String cursor() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + "|" + id).getBytes(StandardCharsets.UTF_8));
    }

    /** One page out of {@code size + 1} rows. */
    static <T> Page<T> page(List<T> rows, int size, Function<T, Keyset> key) {
        if (rows.size() <= size) return new Page<>(rows, null, null);
        var items = rows.subList(0, size);
        return new Page<>(items, key.apply(items.getLast()).cursor(), null);
    }
}
