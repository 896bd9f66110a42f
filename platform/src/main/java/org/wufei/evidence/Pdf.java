package org.wufei.evidence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.wufei.kernel.Problem;

/**
 * A PDF is kept as it is, so it must hold nothing that acts: no script, no program started, no file within, no form sent, no
 * key of its own, nothing before or after it. Names are read as a viewer reads them ({@code /Java#53cript}), also in packed
 * object streams.
 */
class Pdf {
    private static final List<String> ACTIVE = List.of(
            "/JavaScript",
            "/Launch",
            "/EmbeddedFile",
            "/RichMedia",
            "/XFA",
            "/SubmitForm",
            "/ImportData",
            "/Rendition",
            "/Movie",
            "/Sound",
            "/Encrypt");

    private static final Pattern ESCAPED = Pattern.compile("#([0-9A-Fa-f]{2})");
    private static final Pattern PACKED = Pattern.compile("/ObjStm\\b");
    /** All object streams of a file, unpacked. */
    private static final int UNPACKED_BYTES_MAX = 64 * 1024 * 1024;
    /** Between a dictionary and its stream; a longer one is none that a printer writes. */
    private static final int DICTIONARY_LENGTH_MAX = 4096;

    private static final int TAIL = 1024;

    private Pdf() {}

    static void examine(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf("%%EOF");
        if (end < 0) throw new Problem(EvidenceProblem.DAMAGED, Map.of());
        if (text.length() - end > TAIL || !text.substring(end + 5).isBlank()) refuse("trailing");
        look(text);
        int room = UNPACKED_BYTES_MAX;
        var packed = PACKED.matcher(named(text));
        if (!packed.find()) return;
        for (int from = 0; ; ) {
            int at = text.indexOf("stream", from);
            if (at < 0) return;
            from = at + 6;
            if (at >= 3 && text.startsWith("end", at - 3)) continue;
            var dictionary = dictionary(text, at);
            if (!PACKED.matcher(dictionary).find()) continue;
            int start = at + 6;
            if (start < bytes.length && bytes[start] == '\r') start++;
            if (start < bytes.length && bytes[start] == '\n') start++;
            if (dictionary.contains("/Filter")) {
                if (!dictionary.contains("/FlateDecode") || dictionary.contains("DecodeParms")) refuse("packed");
                room -= inflated(bytes, start, room);
            }
        }
    }

    private static String dictionary(String text, int stream) {
        int object = text.lastIndexOf("obj", stream);
        return named(text.substring(Math.max(object, Math.max(0, stream - DICTIONARY_LENGTH_MAX)), stream));
    }

    private static int inflated(byte[] bytes, int start, int room) {
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes, start, bytes.length - start);
            var out = new byte[64 * 1024];
            var text = new StringBuilder();
            int whole = 0;
            for (int n; (n = inflater.inflate(out)) > 0; ) {
                whole += n;
                if (whole > room) refuse("packed");
                text.append(new String(out, 0, n, StandardCharsets.ISO_8859_1));
            }
            look(text.toString());
            return whole;
        } catch (DataFormatException e) {
            throw new Problem(EvidenceProblem.DAMAGED, Map.of());
        } finally {
            inflater.end();
        }
    }

    private static void look(String text) {
        var names = named(text);
        for (var name : ACTIVE) if (names.contains(name)) refuse(name.substring(1));
    }

    private static String named(String text) {
        if (text.indexOf('#') < 0) return text;
        return ESCAPED.matcher(text).replaceAll(found -> {
            char c = (char) Integer.parseInt(found.group(1), 16);
            return c == '\\' || c == '$' ? "_" : String.valueOf(c);
        });
    }

    private static void refuse(String what) {
        throw new Problem(EvidenceProblem.ACTIVE_CONTENT, Map.of("found", what));
    }
}
