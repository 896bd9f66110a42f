package org.wufei.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;

/** xlsx out: streamed, ready to print: title, note, ruled head on each page, widths that fit, landscape where wide. */
class Writing {
    /** Rows held before they go out. */
    private static final int HELD_ROWS = 500;

    private static final int WIDTH_MIN = 8;
    private static final int WIDTH_MAX = 48;
    private static final int UPRIGHT_WIDTH_MAX = 90;
    /** A double keeps fifteen digits; a longer figure is written as text rather than bent. */
    private static final int DIGITS_MAX = 15;

    private static final int COMMENTS_MAX = 10_000;
    private static final String FOOT = "宋体";
    private static final int FOOT_SIZE = 8;
    private static final String RED = "FFC7CE";
    private static final String DARK_RED = "9C0006";
    private static final String HEAD = "EDEFF2";
    private static final String GREY = "6B7280";

    private Writing() {}

    static void write(
            OutputStream out,
            Tables.Head given,
            String mark,
            List<Tables.Column> columns,
            Iterable<? extends List<?>> rows) {
        var head = marked(given, mark);
        book(out, head, mark, sheet -> {
            var first = new ArrayList<List<?>>();
            var rest = rows.iterator();
            while (rest.hasNext() && first.size() < HELD_ROWS) first.add(rest.next());
            int at = head(sheet, head, columns, 2, widths(columns, first));
            for (var row : first) row(sheet, at++, row);
            while (rest.hasNext()) {
                if (at % HELD_ROWS == 0) sheet.flush();
                row(sheet, at++, rest.next());
            }
        });
    }

    static void template(OutputStream out, Tables.Head head, List<Tables.Column> columns) {
        book(out, head, "", sheet -> {
            var starred = columns.stream()
                    .map(column -> new Tables.Column(
                            column.name(),
                            column.required() ? "*" + column.title() : column.title(),
                            column.also(),
                            column.required(),
                            column.hint()))
                    .toList();
            head(sheet, head, starred, 2, widths(starred, List.of()));
            for (int i = 0; i < columns.size(); i++) {
                if (!columns.get(i).hint().isBlank())
                    sheet.comment(2, i, columns.get(i).hint());
                sheet.range(3, i, 1002, i).style().format("@").set();
            }
        });
    }

    static void marked(
            OutputStream out, Tables.Head given, String mark, Tables.Sheet from, List<Tables.CellProblem> problems) {
        var head = marked(given, mark);
        var columns = new ArrayList<>(from.columns());
        columns.add(new Tables.Column("", Tables.PROBLEM_TITLE, List.of(), false, ""));
        var titles = new HashMap<String, String>();
        from.columns().forEach(column -> titles.put(column.name(), column.title()));
        var byRow = new TreeMap<Integer, Map<String, String>>();
        for (var problem : problems) {
            byRow.computeIfAbsent(problem.row(), _ -> new LinkedHashMap<>())
                    .merge(problem.column(), problem.message(), (a, b) -> a + "；" + b);
        }
        book(out, head, mark, sheet -> {
            int headRow = from.headRow() - 1;
            head(sheet, head, columns, headRow, widths(columns, List.of()));
            int commented = 0;
            int written = 0;
            for (var row : from.rows()) {
                int at = row.number() - 1;
                var wrong = byRow.getOrDefault(row.number(), Map.of());
                for (int i = 0; i < columns.size() - 1; i++) {
                    var name = columns.get(i).name();
                    var said = wrong.get(name);
                    text(sheet, at, i, row.get(name), said != null);
                    if (said != null && commented++ < COMMENTS_MAX) sheet.comment(at, i, said);
                }
                if (!wrong.isEmpty()) {
                    var all = new StringBuilder();
                    wrong.forEach((column, said) -> all.append(all.isEmpty() ? "" : "；")
                            .append(titles.getOrDefault(column, ""))
                            .append(titles.containsKey(column) ? "：" : "")
                            .append(said));
                    sheet.value(at, columns.size() - 1, bounded(all.toString()));
                    sheet.style(at, columns.size() - 1)
                            .fontColor(DARK_RED)
                            .wrapText(true)
                            .set();
                }
                if (++written % HELD_ROWS == 0) sheet.flush();
            }
        });
    }

    private interface Content {
        void into(Worksheet sheet) throws IOException;
    }

    /** Who took the file away stands under its title, for whoever finds it on a desk. */
    private static Tables.Head marked(Tables.Head head, String mark) {
        if (mark.isEmpty()) return head;
        boolean bare = head.note() == null || head.note().isBlank();
        return new Tables.Head(head.title(), bare ? mark : head.note() + "　" + mark);
    }

    private static void book(OutputStream out, Tables.Head head, String mark, Content content) {
        try (var book = new Workbook(out, "Wufei", "1.0")) {
            book.setGlobalDefaultFont("宋体", 10);
            var sheet = book.newWorksheet(name(head.title()));
            sheet.paperSize(PaperSize.A4_PAPER);
            sheet.fitToWidth((short) 1);
            sheet.fitToHeight((short) 0);
            // in a page's foot an ampersand begins a command, unless there are two
            if (!mark.isEmpty()) sheet.footer(bounded(mark.replace("&", "&&")), Position.LEFT, FOOT, FOOT_SIZE);
            content.into(sheet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Title, note and the ruled head; the row where data begins. */
    private static int head(
            Worksheet sheet, Tables.Head head, List<Tables.Column> columns, int headRow, double[] widths) {
        int last = Math.max(columns.size() - 1, 0);
        double whole = 0;
        for (int i = 0; i < widths.length; i++) {
            sheet.width(i, widths[i]);
            whole += widths[i];
        }
        if (whole > UPRIGHT_WIDTH_MAX) sheet.pageOrientation("landscape");
        if (headRow >= 1) {
            sheet.value(0, 0, bounded(head.title()));
            var style = sheet.range(0, 0, 0, last).style().bold().fontSize(14).horizontalAlignment("center");
            style.set();
            if (last > 0) sheet.range(0, 0, 0, last).merge();
        }
        if (headRow >= 2 && head.note() != null && !head.note().isBlank()) {
            sheet.value(1, 0, bounded(head.note()));
            sheet.range(1, 0, 1, last).style().fontColor(GREY).set();
            if (last > 0) sheet.range(1, 0, 1, last).merge();
        }
        for (int i = 0; i < columns.size(); i++) {
            sheet.value(headRow, i, bounded(columns.get(i).title()));
            sheet.style(headRow, i)
                    .bold()
                    .fillColor(HEAD)
                    .wrapText(true)
                    .horizontalAlignment("center")
                    .verticalAlignment("center")
                    .borderStyle(BorderStyle.THIN)
                    .set();
        }
        sheet.freezePane(0, headRow + 1);
        sheet.repeatRows(headRow);
        return headRow + 1;
    }

    private static void row(Worksheet sheet, int at, List<?> values) {
        for (int i = 0; i < values.size(); i++) value(sheet, at, i, values.get(i));
    }

    private static void value(Worksheet sheet, int row, int column, Object value) {
        switch (value) {
            case null -> ruled(sheet, row, column, null);
            case Mass mass -> number(sheet, row, column, new BigDecimal(mass.tonnes()));
            case BigDecimal number -> number(sheet, row, column, number);
            case Long number -> number(sheet, row, column, BigDecimal.valueOf(number));
            case Integer number -> number(sheet, row, column, BigDecimal.valueOf(number));
            case Number number -> {
                sheet.value(row, column, number);
                ruled(sheet, row, column, null);
            }
            case LocalDate day -> {
                sheet.value(row, column, day);
                ruled(sheet, row, column, "yyyy-mm-dd");
            }
            case Instant at -> {
                sheet.value(row, column, LocalDateTime.ofInstant(at, Days.ZONE));
                ruled(sheet, row, column, "yyyy-mm-dd hh:mm");
            }
            default -> text(sheet, row, column, value.toString(), false);
        }
    }

    private static void number(Worksheet sheet, int row, int column, BigDecimal number) {
        if (number.stripTrailingZeros().precision() > DIGITS_MAX) {
            text(sheet, row, column, number.toPlainString(), false);
            return;
        }
        sheet.value(row, column, number);
        ruled(sheet, row, column, null);
    }

    private static void ruled(Worksheet sheet, int row, int column, String format) {
        var style = sheet.style(row, column).borderStyle(BorderStyle.THIN);
        if (format != null) style.format(format);
        style.set();
    }

    /** Text stays text: a cell that a spreadsheet would take for a formula is held to the text format, also when edited. */
    private static void text(Worksheet sheet, int row, int column, String text, boolean wrong) {
        var style = sheet.style(row, column).borderStyle(BorderStyle.THIN);
        if (!text.isEmpty()) {
            sheet.value(row, column, bounded(text));
            style.format("@");
        }
        if (wrong) style.fillColor(RED).fontColor(DARK_RED);
        style.set();
    }

    /** Without what XML cannot carry, and no longer than a cell holds. */
    private static String bounded(String text) {
        var clean = new StringBuilder(Math.min(text.length(), Tables.CELL_LENGTH_MAX));
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (clean.length() + Character.charCount(c) > Tables.CELL_LENGTH_MAX) break;
            boolean kept =
                    c == '\t' || c == '\n' || c >= ' ' && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF);
            if (kept) clean.appendCodePoint(c);
        }
        return clean.toString();
    }

    private static double[] widths(List<Tables.Column> columns, List<? extends List<?>> rows) {
        var widths = new double[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int most = wide(columns.get(i).title()) + 2;
            if (columns.get(i).title().equals(Tables.PROBLEM_TITLE)) most = WIDTH_MAX;
            for (var row : rows) if (i < row.size()) most = Math.max(most, wide(row.get(i)) + 1);
            widths[i] = Math.clamp(most, WIDTH_MIN, WIDTH_MAX);
        }
        return widths;
    }

    private static int wide(Object value) {
        var text = switch (value) {
            case null -> "";
            case Mass mass -> mass.tonnes();
            case Instant _ -> "2026-01-01 00:00";
            default -> value.toString();
        };
        int wide = 0;
        for (int i = 0; i < Math.min(text.length(), WIDTH_MAX); i++) wide += text.charAt(i) > 0x2E80 ? 2 : 1;
        return wide;
    }

    /** What Excel allows as a sheet's name. */
    private static String name(String title) {
        var name = title.replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
        return name.isEmpty() ? "表" : name.substring(0, Math.min(name.length(), 31));
    }
}
