package org.wufei.kernel;

import java.util.List;
import java.util.Map;

/**
 * 列表请求: what a list of a register was asked for: words to look for, an order, and from where. For registers of
 * thousands of rows; a list that grows with every document pages by key instead.
 *
 * @param sort name of a column, {@code -} before it for the other way round
 * @param cursor the former page's {@code next}
 */
public record Asked(String q, String sort, String cursor, Integer size) {
    /** Rows that an export holds at most; as many as an import. */
    public static final int EXPORT_MAX = 50_000;

    private static final int WORDS_MAX = 100;

    public Asked {
        if (q != null && q.length() > WORDS_MAX) q = q.substring(0, WORDS_MAX);
    }

    /** The words as a pattern for {@code ilike}, or {@code null}: whatever a person types is looked for as it stands. */
    public String pattern() {
        if (q == null || q.isBlank()) return null;
        return "%" + q.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** The order, from a fixed list of columns, so that nothing a person sends becomes SQL. */
    public String order(Map<String, String> columns, String otherwise) {
        if (sort == null || sort.isBlank()) return otherwise;
        boolean down = sort.startsWith("-");
        var column = columns.get(down ? sort.substring(1) : sort);
        if (column == null) {
            throw new Problem(
                    CommonProblem.INPUT_INVALID, Map.of(), List.of(new Problem.Field("sort", "unknown", "不能按此列排序")));
        }
        return column + (down ? " desc nulls last, " : " nulls last, ") + otherwise;
    }

    public int offset() {
        if (cursor == null || cursor.isBlank()) return 0;
        try {
            int offset = Integer.parseInt(cursor, Character.MAX_RADIX);
            if (offset < 0) throw new NumberFormatException(cursor);
            return offset;
        } catch (NumberFormatException e) {
            throw new Problem(
                    CommonProblem.INPUT_INVALID,
                    Map.of(),
                    List.of(new Problem.Field("cursor", "unreadable", "翻页位置无效，请从第一页重新查询")));
        }
    }

    public int limit() {
        return size != null && size == EXPORT_MAX ? EXPORT_MAX : Page.size(size);
    }

    /** The same list as an export: everything, from the start. */
    public Asked whole() {
        return new Asked(q, sort, null, EXPORT_MAX);
    }

    /** A page from rows read with {@link #limit()} and {@link #offset()}. */
    public <T> Page<T> page(List<T> rows, long total) {
        int end = offset() + rows.size();
        return new Page<>(rows, end < total ? Integer.toString(end, Character.MAX_RADIX) : null, total);
    }
}
