package org.wufei.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** An opaque place in a list: the sort key of the last row shown. */
final class Cursor {
    private Cursor() {}

    static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    static String decode(String cursor) {
        if (cursor == null || cursor.isBlank()) return null;
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw People.wrong("cursor", "翻页标记无效，请从第一页重新查询");
        }
    }
}
