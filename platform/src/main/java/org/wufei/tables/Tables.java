package org.wufei.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.springframework.stereotype.Service;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Problem;

/**
 * 表格: the module's one door: reads an official table (xlsx or csv) into rows of text, writes one with its official head,
 * and writes back a file whose bad cells are marked and explained. Bounded against bombs, macros and disguises.
 */
@Service
public class Tables {
    /** Rows an import may hold. */
    public static final int ROWS_MAX = 50_000;

    /** A file may have; the gate's limit for one upload. 50,000 rows of twenty columns are under 10 MB. */
    static final int BYTES_MAX = 20 * 1024 * 1024;

    /** Columns that are looked at; the widest official table has under forty. */
    static final int COLUMNS_MAX = 200;

    /** What Excel lets a cell hold. */
    static final int CELL_LENGTH_MAX = 32_767;

    /** Characters that a table may hold in all, so that memory stays bounded: a thousand a row at the most rows. */
    static final long TEXT_LENGTH_MAX = 50_000_000;

    /** Above the head stand a title, a note, a legend; further down nobody looks for it. */
    static final int HEAD_SOUGHT_ROWS = 30;

    /** The last column of a marked file; it is passed over where the mended file comes in again. */
    static final String PROBLEM_TITLE = "问题";

    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Clock clock;

    Tables(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads the first visible sheet (or the csv), whatever the file's name says. Columns are matched by the {@link Column}'s
     * title or any of its other names; rows above the head are passed over, and so are empty ones. A column that nobody asked
     * for is kept under a name that begins with {@code #}, so that a marked file is still the person's own.
     *
     * @throws Problem {@code tables/…}: not a table, macro file, encrypted, too large, bomb, damaged, columns missing or twice
     */
    public Sheet read(String fileName, InputStream content, List<Column> columns) {
        byte[] bytes;
        try {
            bytes = content.readNBytes(BYTES_MAX + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.length > BYTES_MAX) throw new Problem(TablesProblem.TOO_LARGE, Map.of("bytesMax", BYTES_MAX));
        var reading = new Reading(columns);
        if (Workbooks.isWorkbook(bytes)) Workbooks.read(bytes, reading);
        else Csv.read(bytes, reading);
        return reading.sheet();
    }

    /**
     * Writes rows under the official head as xlsx, streaming. A value may be text, a number, a {@code Mass} (shown in
     * tonnes), a date or an instant (shown in Beijing time); text is written as text, whatever it begins with. Who takes it
     * away, and when, stands under the title and at the foot of each printed page.
     */
    public void write(OutputStream out, Head head, List<Column> columns, Iterable<? extends List<?>> rows) {
        Writing.write(out, head, mark(), columns, rows);
    }

    /** An empty table to fill in: the official head, and under each column its rule. */
    public void writeTemplate(OutputStream out, Head head, List<Column> columns) {
        Writing.template(out, head, columns);
    }

    /**
     * Writes the sheet back with each bad cell marked red and explained in a comment and in a last column 问题. Every row stands
     * where it stood in the person's file.
     */
    public void writeMarked(OutputStream out, Head head, Sheet sheet, List<CellProblem> problems) {
        Writing.marked(out, head, mark(), sheet, problems);
    }

    /** 水印: who took it away, and when; empty for the platform's own files. */
    private String mark() {
        return Caller.find()
                .filter(caller -> caller.via() != Caller.Via.SYSTEM)
                .map(caller -> "导出人：" + caller.name() + "　导出时间："
                        + TO_THE_MINUTE.format(clock.instant().atZone(Days.ZONE)))
                .orElse("");
    }

    /** Reads rows one by one as something's new form; what {@code read} says of a row's cells goes to the problems. */
    public static <T> List<T> each(
            Sheet sheet, List<CellProblem> problems, BiFunction<Row, List<CellProblem>, T> read) {
        return sheet.rows().stream()
                .map(row -> {
                    int before = problems.size();
                    var wanted = read.apply(row, problems);
                    return problems.size() == before ? wanted : null;
                })
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /**
     * @param title official head of the column; @param also other heads it is met under; @param hint rule in one
     * line, shown in the template
     */
    public record Column(String name, String title, List<String> also, boolean required, String hint) {}

    /** @param title 表名; @param note line under it (单位、年度、填表人) */
    public record Head(String title, String note) {}

    /** @param headRow the head's row number in the person's file, from 1; @param rows cell text by column name, trimmed */
    public record Sheet(int headRow, List<Column> columns, List<Row> rows) {}

    /** @param number the row's number in the person's file, from 1 */
    public record Row(int number, Map<String, String> cells) {
        /** The cell's text; empty where there is none. */
        public String get(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    public record CellProblem(int row, String column, String code, String message) {}
}
