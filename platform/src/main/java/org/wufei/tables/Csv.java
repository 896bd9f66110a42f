package org.wufei.tables;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wufei.kernel.Problem;

/** 逗号分隔: RFC 4180 in UTF-8, UTF-16 with its mark, or GB 18030, with commas, semicolons or tabs between. */
class Csv {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private Csv() {}

    static void read(byte[] bytes, Reading reading) {
        var text = text(bytes);
        char separator = separator(text);
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        int number = 1;
        int line = 1;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') line++;
            if (quoted) {
                if (c != '"') cell.append(c);
                else if (i + 1 < text.length() && text.charAt(i + 1) == '"') cell.append(text.charAt(i++));
                else quoted = false;
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (c == separator) {
                end(cells, cell);
            } else if (c == '\n' || c == '\r') {
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') continue;
                end(cells, cell);
                reading.row(number, cells);
                cells = new ArrayList<>();
                number = line;
            } else {
                cell.append(c);
            }
            if (cell.length() > Tables.CELL_LENGTH_MAX)
                throw new Problem(TablesProblem.NOT_A_TABLE, Map.of("line", line));
        }
        if (quoted) throw new Problem(TablesProblem.DAMAGED, Map.of("line", line));
        if (!cells.isEmpty() || !cell.isEmpty()) {
            end(cells, cell);
            reading.row(number, cells);
        }
    }

    private static void end(List<String> cells, StringBuilder cell) {
        if (cells.size() < Tables.COLUMNS_MAX) cells.add(cell.toString());
        cell.setLength(0);
    }

    private static String text(byte[] bytes) {
        if (bytes.length == 0) throw new Problem(TablesProblem.NO_ROWS, Map.of());
        String text = null;
        if (starts(bytes, 0xFF, 0xFE)) text = decoded(bytes, 2, StandardCharsets.UTF_16LE);
        else if (starts(bytes, 0xFE, 0xFF)) text = decoded(bytes, 2, StandardCharsets.UTF_16BE);
        else if (starts(bytes, 0xEF, 0xBB, 0xBF)) text = decoded(bytes, 3, StandardCharsets.UTF_8);
        else {
            text = decoded(bytes, 0, StandardCharsets.UTF_8);
            if (text == null) text = decoded(bytes, 0, GB18030);
        }
        if (text == null || !writing(text)) throw new Problem(TablesProblem.NOT_A_TABLE, Map.of());
        return text;
    }

    /** Letters and breaks only; a picture, a PDF or a web page saved as .xls is none. */
    private static boolean writing(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f) return false;
        }
        var start = text.substring(0, Math.min(text.length(), 64)).strip().toLowerCase(Locale.ROOT);
        return !start.startsWith("<") && !start.startsWith("%pdf") && !start.startsWith("{\\rtf");
    }

    private static String decoded(byte[] bytes, int from, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The one that the first lines use most. */
    private static char separator(String text) {
        var start = text.substring(0, Math.min(text.length(), 4096));
        char best = ',';
        for (char c : new char[] {'\t', ';'}) {
            char one = c;
            char former = best;
            if (start.chars().filter(x -> x == one).count()
                    > start.chars().filter(x -> x == former).count()) best = c;
        }
        return best;
    }

    private static boolean starts(byte[] bytes, int... first) {
        if (bytes.length < first.length) return false;
        for (int i = 0; i < first.length; i++) if ((bytes[i] & 0xff) != first[i]) return false;
        return true;
    }
}
