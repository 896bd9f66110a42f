package org.wufei.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What a handler says of itself: the first sentence of its Javadoc, or its name in words where that says enough. */
final class Spoken {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Map<Class<?>, String> READ = new ConcurrentHashMap<>();

    private Spoken() {}

    static String of(Method handler) {
        var source = READ.computeIfAbsent(handler.getDeclaringClass(), Spoken::read);
        var found = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[^\\n]*\\n\\s*(?:[^@\\n;{}]*\\)\\s*\\n\\s*)?)*[\\w<>\\[\\]., ?]+ "
                                + handler.getName() + "\\(",
                        Pattern.DOTALL)
                .matcher(source);
        if (!found.find()) return words(handler.getName());
        var text = found.group(1)
                .replaceAll("(?m)^\\s*\\*", " ")
                .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
        if (text.startsWith("@")) return words(handler.getName());
        int tag = text.indexOf(" @");
        if (tag >= 0) text = text.substring(0, tag).strip();
        int end = text.indexOf(". ");
        return end < 0 ? text.replaceFirst("\\.$", "") : text.substring(0, end);
    }

    private static String words(String name) {
        var words = name.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String read(Class<?> type) {
        try {
            return Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
