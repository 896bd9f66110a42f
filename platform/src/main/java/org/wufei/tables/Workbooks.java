package org.wufei.tables;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.wufei.kernel.Problem;

/**
 * xlsx in: the archive is measured as it is opened before anything believes it, then the first visible sheet is read row by
 * row. Numbers come as the cell shows them, dates in ISO form.
 */
class Workbooks {
    /** All parts of a workbook, unpacked: 50,000 rows of twenty columns take about 60 MB of XML. */
    static final long UNPACKED_BYTES_MAX = 200L * 1024 * 1024;
    /** How much larger a part may be than its packed form. Sheets of very alike rows reach 1 : 60. */
    static final int RATIO_MAX = 200;
    /** Below this a ratio says nothing: a page of blanks packs to next to nothing. */
    static final long RATIO_MATTERS_BYTES = 1024 * 1024;
    /** Shared strings are held in memory. */
    static final long STRINGS_BYTES_MAX = 64L * 1024 * 1024;

    static final int PARTS_MAX = 1000;
    /** Cells of a sheet: the most rows by the most columns anybody fills. */
    static final int CELLS_MAX = 3_000_000;
    /** Rows with or without content; some programs write formatted empty rows to the end of the sheet. */
    static final int SHEET_ROWS_MAX = 1_048_576;

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] ZIP_EMPTY = {'P', 'K', 5, 6};
    private static final byte[] OLE = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };
    private static final byte[] ENCRYPTED_PACKAGE = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    /** What Excel shows of a number at most. */
    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);

    private static final Pattern PADDED = Pattern.compile("0{2,18}");
    private static final Pattern NOT_LETTERS = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*]|_.|\\*.");

    private Workbooks() {}

    /** Whether the bytes are a workbook of some kind; the name is not asked. */
    static boolean isWorkbook(byte[] bytes) {
        return starts(bytes, ZIP) || starts(bytes, ZIP_EMPTY) || starts(bytes, OLE);
    }

    static void read(byte[] bytes, Reading reading) {
        if (starts(bytes, OLE)) {
            throw new Problem(
                    contains(bytes, ENCRYPTED_PACKAGE) ? TablesProblem.ENCRYPTED : TablesProblem.OLD_FORMAT, Map.of());
        }
        try {
            measure(bytes);
            rows(bytes, reading);
        } catch (IOException | XMLStreamException | ExcelReaderException e) {
            throw new Problem(TablesProblem.DAMAGED, Map.of());
        } catch (IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | NullPointerException
                | ArithmeticException
                | java.util.NoSuchElementException e) { // how the reader meets parts that contradict each other
            throw new Problem(TablesProblem.DAMAGED, Map.of());
        }
    }

    /** Unpacks every part once, counting, and looks at each sheet's addresses; nothing is kept. */
    private static void measure(byte[] bytes) throws IOException, XMLStreamException {
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .get()) {
            var parts = Collections.list(zip.getEntries());
            if (parts.size() > PARTS_MAX) throw new Problem(TablesProblem.BOMB, Map.of("partsMax", PARTS_MAX));
            judge(parts);
            long whole = 0;
            for (var part : parts) {
                if (part.isDirectory()) continue;
                var name = part.getName().toLowerCase(java.util.Locale.ROOT);
                try (var content = zip.getInputStream(part)) {
                    var counted = new Counted(content, whole, packed(part, bytes.length), name);
                    if (name.endsWith(".xml") || name.endsWith(".rels")) walk(counted, name.contains("worksheets/"));
                    counted.transferTo(java.io.OutputStream.nullOutputStream());
                    whole = counted.whole;
                }
            }
        }
    }

    private static long packed(ZipArchiveEntry part, int bytes) {
        return Math.clamp(part.getCompressedSize(), 1, bytes);
    }

    private static void judge(List<ZipArchiveEntry> parts) {
        if (parts.stream().anyMatch(part -> part.getGeneralPurposeBit().usesEncryption())) {
            throw new Problem(TablesProblem.ENCRYPTED, Map.of());
        }
        var names = parts.stream()
                .map(part -> part.getName().toLowerCase(java.util.Locale.ROOT))
                .toList();
        if (names.stream().anyMatch(name -> name.endsWith("vbaproject.bin") || name.contains("xl/macrosheets/"))) {
            throw new Problem(TablesProblem.MACRO, Map.of());
        }
        if (names.stream().anyMatch(name -> name.endsWith("xl/workbook.bin"))) {
            throw new Problem(TablesProblem.OLD_FORMAT, Map.of());
        }
        if (names.stream().noneMatch(name -> name.endsWith("[content_types].xml"))
                || names.stream().noneMatch(name -> name.contains("worksheets/"))) {
            throw new Problem(TablesProblem.NOT_A_TABLE, Map.of());
        }
    }

    /** No document type, no address beyond the sheet: the reader makes room for whatever column a cell names. */
    private static void walk(InputStream part, boolean sheet) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var xml = factory.createXMLStreamReader(part);
        int cells = 0;
        int rows = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) throw new Problem(TablesProblem.NOT_A_TABLE, Map.of());
            if (event != XMLStreamConstants.START_ELEMENT) continue;
            if (macro(xml)) throw new Problem(TablesProblem.MACRO, Map.of());
            if (!sheet) continue;
            switch (xml.getLocalName()) {
                case "row" -> {
                    if (++rows > SHEET_ROWS_MAX) throw new Problem(TablesProblem.BOMB, Map.of());
                    var r = xml.getAttributeValue(null, "r");
                    if (r != null && !r.matches("[1-9][0-9]{0,6}")) throw new Problem(TablesProblem.DAMAGED, Map.of());
                }
                case "c" -> {
                    if (++cells > CELLS_MAX) throw new Problem(TablesProblem.BOMB, Map.of("cellsMax", CELLS_MAX));
                    var r = xml.getAttributeValue(null, "r");
                    if (r != null && !r.matches("[A-Z]{1,3}[1-9][0-9]{0,6}")) {
                        throw new Problem(TablesProblem.DAMAGED, Map.of());
                    }
                }
                default -> {}
            }
        }
    }

    private static boolean macro(XMLStreamReader xml) {
        var type = xml.getAttributeValue(null, "ContentType");
        return type != null && (type.contains("macroEnabled") || type.contains("vbaProject"));
    }

    private static void rows(byte[] bytes, Reading reading) throws IOException {
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(true, true))) {
            Sheet sheet = workbook.getSheets()
                    .filter(one -> one.getVisibility() == SheetVisibility.VISIBLE)
                    .findFirst()
                    .orElseGet(workbook::getFirstSheet);
            try (var rows = sheet.openStream()) {
                rows.forEach(row -> reading.row(row.getRowNum(), cells(row, workbook.isDate1904())));
            }
        }
    }

    private static List<String> cells(Row row, boolean since1904) {
        int count = Math.min(row.getCellCount(), Tables.COLUMNS_MAX);
        var cells = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            var cell = row.getCell(i);
            cells.add(cell == null ? "" : text(cell, since1904));
        }
        return cells;
    }

    private static String text(Cell cell, boolean since1904) {
        var raw = cell.getType() == CellType.STRING ? cell.getText() : cell.getRawValue();
        if (raw == null || cell.getType() == CellType.EMPTY) return "";
        if (raw.length() > Tables.CELL_LENGTH_MAX) throw new Problem(TablesProblem.BOMB, Map.of());
        return switch (cell.getType()) {
            case NUMBER -> number(raw, cell, since1904);
            case FORMULA -> cell.getValue() instanceof BigDecimal ? number(raw, cell, since1904) : raw;
            case BOOLEAN -> raw.equals("1") ? "是" : "否";
            case STRING, ERROR, EMPTY -> raw;
        };
    }

    /** The figure without the noise of binary fractions; a date where the cell shows one. */
    private static String number(String raw, Cell cell, boolean since1904) {
        if (raw.length() > 64) return raw;
        BigDecimal exact;
        try {
            exact = new BigDecimal(raw);
        } catch (NumberFormatException e) {
            return raw;
        }
        if (exact.precision() - (long) exact.scale() > 30 || exact.scale() > 330) return raw;
        if (dated(cell)) {
            var date = date(exact, since1904);
            if (date != null) return date;
        }
        var shown = exact.signum() == 0
                ? "0"
                : exact.round(SHOWN).stripTrailingZeros().toPlainString();
        var format = cell.getDataFormatString();
        if (format != null
                && PADDED.matcher(format).matches()
                && shown.matches("\\d+")
                && shown.length() < format.length()) {
            return "0".repeat(format.length() - shown.length()) + shown;
        }
        return shown;
    }

    private static boolean dated(Cell cell) {
        var id = cell.getDataFormatId();
        if (id != null
                && (id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58)) {
            return true;
        }
        var format = cell.getDataFormatString();
        if (format == null || format.equals("General") || format.equals("@")) return false;
        return NOT_LETTERS.matcher(format).replaceAll("").matches("(?is).*[ymdhs年月日时].*");
    }

    private static String date(BigDecimal serial, boolean since1904) {
        if (serial.signum() < 0 || serial.compareTo(BigDecimal.valueOf(2_958_466)) >= 0) return null;
        long day = serial.longValue();
        long seconds = serial.subtract(BigDecimal.valueOf(day))
                .multiply(BigDecimal.valueOf(86_400))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        if (day == 0 && seconds > 0 && seconds < 86_400)
            return LocalTime.ofSecondOfDay(seconds).toString();
        // Excel believes that 1900 was a leap year: its day 60 never was.
        LocalDateTime at = (since1904
                        ? LocalDate.of(1904, 1, 1).plusDays(day)
                        : LocalDate.of(1899, 12, day < 60 ? 31 : 30).plusDays(day))
                .atStartOfDay()
                .plus(seconds, ChronoUnit.SECONDS);
        return at.toLocalTime().equals(LocalTime.MIDNIGHT) ? at.toLocalDate().toString() : at.toString();
    }

    private static boolean starts(byte[] bytes, byte[] first) {
        return bytes.length >= first.length && java.util.Arrays.equals(bytes, 0, first.length, first, 0, first.length);
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        outer:
        for (int i = 0; i <= bytes.length - wanted.length; i++) {
            for (int j = 0; j < wanted.length; j++) if (bytes[i + j] != wanted[j]) continue outer;
            return true;
        }
        return false;
    }

    /** Bytes of a part as they come out; stops where there are more than any table has. */
    private static final class Counted extends FilterInputStream {
        private final long packed;
        private final long max;
        private long part;
        private long whole;

        Counted(InputStream in, long before, long packed, String name) {
            super(in);
            this.whole = before;
            this.packed = packed;
            this.max = name.endsWith("sharedstrings.xml") ? STRINGS_BYTES_MAX : UNPACKED_BYTES_MAX;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) count(1);
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            if (n > 0) count(n);
            return n;
        }

        /** Left open: an XML reader closes at the document's end, and what follows is to be counted too. */
        @Override
        public void close() {}

        private void count(int n) {
            part += n;
            whole += n;
            if (part > max || whole > UNPACKED_BYTES_MAX || part > RATIO_MATTERS_BYTES && part / packed > RATIO_MAX) {
                throw new Problem(TablesProblem.BOMB, Map.of("bytesMax", max));
            }
        }
    }
}
