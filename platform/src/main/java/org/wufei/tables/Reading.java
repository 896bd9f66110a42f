package org.wufei.tables;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.wufei.kernel.Problem;

/** Rows of text become a sheet: the head is found, columns are matched, what is empty is passed over, all of it counted. */
class Reading {
    private static final int SHOWN_MAX = 20;

    private final List<Tables.Column> asked;
    private final List<Candidate> above = new ArrayList<>();
    private final List<Tables.Row> rows = new ArrayList<>();
    private Candidate head;
    private Tables.Column[] at = {};
    private List<Tables.Column> columns = List.of();
    private long length;

    private record Candidate(int number, List<String> cells, int matched, boolean whole) {}

    Reading(List<Tables.Column> asked) {
        this.asked = asked;
    }

    /** Takes the next row of the file. @param number from 1 */
    void row(int number, List<String> cells) {
        if (cells.stream().allMatch(String::isBlank)) return;
        if (head != null) {
            keep(number, cells);
            return;
        }
        var candidate = candidate(number, cells);
        above.add(candidate);
        if (candidate.whole || above.size() == Tables.HEAD_SOUGHT_ROWS) take();
    }

    Tables.Sheet sheet() {
        if (head == null) take();
        if (rows.isEmpty()) throw new Problem(TablesProblem.NO_ROWS, Map.of("headRow", head.number));
        return new Tables.Sheet(head.number, columns, List.copyOf(rows));
    }

    private Candidate candidate(int number, List<String> cells) {
        var heads = new HashSet<String>();
        cells.forEach(cell -> heads.add(plain(cell)));
        var matched = asked.stream()
                .filter(column -> names(column).stream().anyMatch(heads::contains))
                .toList();
        return new Candidate(
                number,
                cells,
                matched.size(),
                !matched.isEmpty()
                        && asked.stream().filter(Tables.Column::required).allMatch(matched::contains));
    }

    /** The head is the row that has every needed column, or else the one that matches most: it says what is missing. */
    private void take() {
        var best = above.isEmpty() ? new Candidate(0, List.of(), 0, false) : above.getFirst();
        for (var candidate : above) {
            if (candidate.whole && !best.whole || candidate.whole == best.whole && candidate.matched > best.matched) {
                best = candidate;
            }
        }
        if (!best.whole) {
            var heads = new HashSet<String>();
            best.cells.forEach(cell -> heads.add(plain(cell)));
            var missing = asked.stream()
                    .filter(Tables.Column::required)
                    .filter(column -> names(column).stream().noneMatch(heads::contains))
                    .map(Tables.Column::title)
                    .toList();
            throw new Problem(
                    above.isEmpty() ? TablesProblem.NO_ROWS : TablesProblem.COLUMNS_MISSING,
                    Map.of("headRow", best.number, "missing", missing),
                    missing.stream()
                            .limit(SHOWN_MAX)
                            .map(title -> new Problem.Field(title, "column-missing", "缺少“" + title + "”列"))
                            .toList());
        }
        match(best);
        head = best;
        above.stream().filter(row -> row.number > head.number).forEach(row -> keep(row.number, row.cells));
        above.clear();
    }

    private void match(Candidate found) {
        var byName = new HashMap<String, Tables.Column>();
        asked.forEach(column -> names(column).forEach(name -> byName.putIfAbsent(name, column)));
        var taken = new HashSet<String>();
        var twice = new ArrayList<String>();
        var all = new ArrayList<Tables.Column>();
        at = new Tables.Column[found.cells.size()];
        for (int i = 0; i < at.length; i++) {
            var title = found.cells.get(i).strip();
            if (title.isEmpty() || title.equals(Tables.PROBLEM_TITLE)) continue;
            var column = byName.get(plain(title));
            if (column == null) column = new Tables.Column("#" + (i + 1), title, List.of(), false, "");
            else if (!taken.add(column.name())) twice.add(column.title());
            at[i] = column;
            all.add(column);
        }
        if (!twice.isEmpty()) {
            throw new Problem(
                    TablesProblem.COLUMNS_DUPLICATE,
                    Map.of("headRow", found.number, "columns", twice),
                    twice.stream()
                            .limit(SHOWN_MAX)
                            .map(title -> new Problem.Field(title, "column-duplicate", "“" + title + "”列出现多次"))
                            .toList());
        }
        columns = List.copyOf(all);
    }

    private void keep(int number, List<String> cells) {
        var kept = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(at.length, cells.size()); i++) {
            var text = cells.get(i).strip();
            if (at[i] == null || text.isEmpty()) continue;
            length += text.length();
            kept.put(at[i].name(), text);
        }
        if (kept.isEmpty()) return;
        if (length > Tables.TEXT_LENGTH_MAX) throw new Problem(TablesProblem.BOMB, Map.of());
        if (rows.size() == Tables.ROWS_MAX) {
            throw new Problem(TablesProblem.TOO_MANY_ROWS, Map.of("rowsMax", Tables.ROWS_MAX));
        }
        rows.add(new Tables.Row(number, kept));
    }

    private static Set<String> names(Tables.Column column) {
        var names = new HashSet<String>();
        names.add(plain(column.title()));
        column.also().forEach(name -> names.add(plain(name)));
        return names;
    }

    /** A head as people vary it: full width and half, spaces, line breaks and the star of a needed column make no difference. */
    private static String plain(String head) {
        return Normalizer.normalize(head, Normalizer.Form.NFKC)
                .replaceAll("[\\s*：:]+", "")
                .toLowerCase(Locale.ROOT);
    }
}
