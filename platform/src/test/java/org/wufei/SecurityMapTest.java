package org.wufei;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Holds docs/security.md to the code: a map that names what is not there leads astray. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityMapTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("(\\w+Test)\\.(\\w+)");
    private static final Pattern TYPE = Pattern.compile("([a-z]+)\\.([A-Z]\\w+)");
    private static final List<String> STATES = List.of("done", "partly", "not yet", "operator");

    /** One line of a table: its first cell, its last, and what it names in between. */
    private record Line(String what, String state, String text, List<String> named) {}

    private List<Line> lines;
    private Map<String, String> tests;

    @BeforeAll
    void the_map_and_the_tests_there_are() throws IOException {
        lines = new ArrayList<>();
        for (var line : Files.readAllLines(HOME.resolve("docs/security.md"))) {
            if (!line.startsWith("|") || line.startsWith("|---")) continue;
            var cells = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
            var state = cells[cells.length - 1].strip();
            if (state.equals("state")) continue;
            var named =
                    QUOTED.matcher(line).results().map(found -> found.group(1)).toList();
            lines.add(new Line(cells[0].strip(), state, line, named));
        }
        try (var files = Files.walk(HOME.resolve("platform/src/test/java"))) {
            tests = files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), SecurityMapTest::text));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_test_type_and_file_that_the_map_names_exists() {
        assertThat(lines).hasSizeGreaterThan(60);
        var missing = new ArrayList<String>();
        for (var line : lines) for (var name : line.named) if (!exists(name)) missing.add(line.what + ": " + name);
        assertThat(missing).isEmpty();
    }

    private boolean exists(String name) {
        var test = TEST.matcher(name);
        if (test.matches()) {
            return Pattern.compile("@(?:Test|ParameterizedTest)\\b[^;]*?void\\s+" + test.group(2) + "\\(")
                    .matcher(tests.getOrDefault(test.group(1), ""))
                    .find();
        }
        var type = TYPE.matcher(name);
        if (type.matches()) {
            return Files.exists(
                    HOME.resolve("platform/src/main/java/org/wufei/" + type.group(1) + "/" + type.group(2) + ".java"));
        }
        return !name.contains("/") || Files.exists(HOME.resolve(name));
    }

    @Test
    void every_line_says_how_it_stands_and_what_is_done_is_proven() {
        var wrong = new ArrayList<String>();
        for (var line : lines) {
            if (!STATES.contains(line.state)) wrong.add(line.what + ": says " + line.state);
            boolean proven = line.named.stream()
                    .anyMatch(name ->
                            TEST.matcher(name).matches() || name.endsWith(".test.ts") || name.startsWith(".ci/"));
            if (line.state.equals("done") && !proven) wrong.add(line.what + ": done, by which test?");
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_readmes_lead_to_it() {
        for (var readme : List.of("README.md", "README.zh-CN.md"))
            assertThat(text(HOME.resolve(readme))).as(readme).contains("(docs/security.md)");
    }

    @Test
    void every_test_of_the_gate_and_of_identity_and_audit_proves_something_on_the_map() {
        var named = lines.stream().flatMap(line -> line.named.stream()).collect(Collectors.joining("\n"));
        try (Stream<Path> files = Stream.of("gate", "identity", "audit").flatMap(SecurityMapTest::testsOf)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .filter(test -> !test.equals("ApiDescriptionTest"))
                            .filter(test -> !named.contains(test + ".")))
                    .as("tests of rights and inputs that docs/security.md does not name")
                    .isEmpty();
        }
    }

    private static Stream<Path> testsOf(String module) {
        try {
            return Files.list(HOME.resolve("platform/src/test/java/org/wufei/" + module))
                    .filter(file -> file.toString().endsWith("Test.java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
