package org.wufei.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;

/** Where a page of a list ended: the sort value and id of its last row. Opaque to whoever carries it. */
record Cursor(String value, UUID id) {
    private static final int LENGTH_MAX = 2000;

    static Cursor parse(String text) {
        if (text == null || text.isBlank()) return null;
        try {
            if (text.length() > LENGTH_MAX) throw new IllegalArgumentException("length");
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\u0001", 2);
            return new Cursor(parts[0], UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new Problem(
                    CommonProblem.INPUT_INVALID,
                    Map.of(),
                    List.of(new Problem.Field("cursor", "unreadable", "翻页位置无效，请回到第一页")));
        }
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((value + "\u0001" + id).getBytes(StandardCharsets.UTF_8));
    }
}
