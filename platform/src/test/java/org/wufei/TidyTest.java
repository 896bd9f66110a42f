package org.wufei;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the sources: what the house's style promises and a compiler does not check. */
class TidyTest {
    private static final int LINE_MAX = 140;
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:abstract |final |sealed |non-sealed )*(?:class|record|interface|enum|@interface) (\\w+)",
            Pattern.MULTILINE);

    @Test
    void every_public_type_has_its_row_in_the_glossary() throws IOException {
        var glossary = Files.readString(HOME.resolve("docs/glossary.md"));
        var missing = new ArrayList<String>();
        for (var source : sources("platform/src/main/java")) {
            var found = PUBLIC_TYPE.matcher(Files.readString(source));
            if (found.find() && !glossary.contains("`" + found.group(1) + "`")) missing.add(name(source));
        }
        assertThat(missing).as("public types without a row in docs/glossary.md").isEmpty();
    }

    @Test
    void no_line_is_longer_than_a_screen_and_nothing_is_promised_in_a_comment() throws IOException {
        var found = new ArrayList<String>();
        for (var root : List.of("platform/src", "simulator/src", "bench/src")) {
            for (var source : sources(root)) {
                if (source.endsWith("TidyTest.java")) continue;
                var lines = Files.readAllLines(source);
                for (int i = 0; i < lines.size(); i++) {
                    var line = lines.get(i);
                    if (line.length() > LINE_MAX)
                        found.add("%s:%d: %d characters".formatted(name(source), i + 1, line.length()));
                    if (line.matches(".*\\b(TODO|FIXME|XXX)\\b.*"))
                        found.add("%s:%d: %s".formatted(name(source), i + 1, line.strip()));
                    if (line.matches("\\s*\\* @(param|return|throws) *\\w*\\s*")) {
                        found.add("%s:%d: empty tag".formatted(name(source), i + 1));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void streams_do_not_know_each_other() throws IOException {
        var streams = List.of("industrial", "survey", "greening", "recycling");
        var found = new ArrayList<String>();
        for (var stream : streams) {
            for (var source : sources("platform/src/main/java/org/wufei/" + stream)) {
                var text = Files.readString(source);
                streams.stream()
                        .filter(other -> !other.equals(stream) && text.contains("org.wufei." + other + "."))
                        .forEach(other -> found.add(name(source) + " knows " + other));
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<Path> sources(String root) throws IOException {
        try (Stream<Path> paths = Files.walk(HOME.resolve(root))) {
            return paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String name(Path source) {
        return HOME.relativize(source).toString();
    }
}
