package org.wufei.tables;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.wufei.kernel.Mass;

/**
 * 报表样式: one register's official table: its head, its columns, and what each shows of a row. Written in a row of
 * {@link #with} calls beside the register's controller.
 */
public record OfficialTable<T>(Tables.Head head, List<Cell<T>> cells) {
    /** The media type of an xlsx file. */
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** One column and what it shows. */
    public record Cell<T>(Tables.Column column, Function<T, ?> value) {}

    public OfficialTable {
        cells = List.copyOf(cells);
    }

    public static <T> OfficialTable<T> titled(String title, String note) {
        return new OfficialTable<>(new Tables.Head(title, note), List.of());
    }

    public OfficialTable<T> with(String name, String title, Function<T, ?> value) {
        var more = new ArrayList<>(cells);
        more.add(new Cell<>(new Tables.Column(name, title, List.of(), false, ""), value));
        return new OfficialTable<>(head, more);
    }

    /** The rows as a file to download. */
    public ResponseEntity<byte[]> download(Tables tables, List<T> rows) {
        var out = new ByteArrayOutputStream();
        tables.write(
                out,
                head,
                cells.stream().map(Cell::column).toList(),
                rows.stream()
                        .map(row -> cells.stream()
                                .map(cell -> shown(cell.value().apply(row)))
                                .toList())
                        .toList());
        return file(head.title() + ".xlsx", out.toByteArray());
    }

    /** Any xlsx as a download under a Chinese name. */
    public static ResponseEntity<byte[]> file(String name, byte[] content) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content);
    }

    private static Object shown(Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number;
            case Mass mass -> mass;
            case LocalDate day -> day;
            case Instant at -> at;
            default -> value.toString();
        };
    }
}
