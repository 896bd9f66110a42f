package org.wufei.registry;

import java.util.Map;

/**
 * The order of a list: a column's value as text, so that a cursor can carry it, and the row's id within equal ones.
 *
 * @param value SQL of the value, from a fixed list, so that nothing a person sends becomes SQL; never null
 */
record Order(String value, boolean down) {
    /** Reads {@code name}, or {@code -name} for the other way round; a name that no list has is refused. */
    static Order of(Map<String, String> columns, String asked, String otherwise) {
        var name = asked == null || asked.isBlank() ? otherwise : asked.strip();
        boolean down = name.startsWith("-");
        var value = columns.get(down ? name.substring(1) : name);
        if (value == null) {
            var wrongs = new Wrongs();
            wrongs.add("sort", "unknown-value", "不能按此列排序");
            wrongs.refuse();
        }
        return new Order(value, down);
    }

    /** A condition with two parameters: rows behind the one whose value and id a cursor carries. */
    String behind(String id) {
        return " and (" + value + ", " + id + ") " + (down ? "<" : ">") + " (?, ?)";
    }

    String clause(String id) {
        return " order by " + value + (down ? " desc, " : ", ") + id + (down ? " desc" : "");
    }
}
