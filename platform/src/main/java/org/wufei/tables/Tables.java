package org.wufei.tables;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * 表格: the module's one door: reads an official table (xlsx or csv) into rows of text, writes one with its official head,
 * and writes back a file whose bad cells are marked and explained. Bounded against bombs, macros and disguises.
 */
@Service
public class Tables {
    /** Rows an import may hold. */
    public static final int ROWS_MAX = 50_000;

    /**
     * Reads the first sheet (or the csv). Columns are matched by the {@link Column}'s title or any of its other names;
     * refused with {@code tables/…} problems: not a table, macro file, too large, bomb, columns missing.
     */
    public Sheet read(String fileName, InputStream content, List<Column> columns) {
        throw new UnsupportedOperationException();
    }

    /** Writes rows under the official head as xlsx, streaming. */
    public void write(OutputStream out, Head head, List<Column> columns, Iterable<? extends List<?>> rows) {
        throw new UnsupportedOperationException();
    }

    /** Writes the sheet back with each bad cell marked red and explained in a comment and in a last column 问题. */
    public void writeMarked(OutputStream out, Head head, Sheet sheet, List<CellProblem> problems) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param title official head of the column; @param also other heads it is met under; @param hint rule in one
     * line, shown in the template
     */
    public record Column(String name, String title, List<String> also, boolean required, String hint) {}

    /** @param title 表名; @param note line under it (单位、年度、填表人) */
    public record Head(String title, String note) {}

    /** @param rows cell text by column name, as the person wrote it, trimmed */
    public record Sheet(List<Column> columns, List<Row> rows) {}

    /** @param number the row's number in the person's file, from 1 */
    public record Row(int number, Map<String, String> cells) {}

    public record CellProblem(int row, String column, String code, String message) {}
}
