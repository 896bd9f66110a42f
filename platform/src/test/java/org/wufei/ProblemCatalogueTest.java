package org.wufei;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.wufei.kernel.ProblemType;

/** Every refusal of every module, read from its enum: what is on the wire, what a person reads, and who gives it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemCatalogueTest {
    private static final Path SOURCES = Path.of("src/main/java/org/wufei");
    private static final Path CATALOGUE = Path.of("../docs/problems.md");
    private static final Pattern FACT = Pattern.compile("\\{[a-zA-Z]+}");

    /** @param givenBy the classes that name it */
    record Line(String module, String constant, ProblemType type, List<String> givenBy) {}

    List<Line> lines;

    @BeforeAll
    void what_the_enums_say() throws Exception {
        Map<String, String> sources = new TreeMap<>();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.put(SOURCES.relativize(file).toString(), Files.readString(file));
            }
        }
        lines = new ArrayList<>();
        for (var source : sources.entrySet()) {
            if (!source.getValue().contains("implements ProblemType")) continue;
            var name = source.getKey().replace(".java", "").replace('/', '.');
            var type = Class.forName("org.wufei." + name);
            assertThat(type).as(name).matches(Class::isEnum, "is an enum");
            var module = name.substring(0, name.indexOf('.'));
            for (var constant : type.getEnumConstants()) {
                var word = ((Enum<?>) constant).name();
                lines.add(new Line(module, word, (ProblemType) constant, givenBy(sources, type.getSimpleName(), word)));
            }
        }
        lines.sort(Comparator.comparing((Line line) -> line.type().slug()));
        assertThat(lines).hasSizeGreaterThan(150);
    }

    private static List<String> givenBy(Map<String, String> sources, String type, String constant) {
        var qualified = Pattern.compile("\\b" + type + "\\." + constant + "\\b");
        var bare = Pattern.compile("(?<![.\\w])" + constant + "\\b");
        return sources.entrySet().stream()
                .filter(source -> !source.getKey().endsWith("/" + type + ".java"))
                .filter(source -> qualified.matcher(source.getValue()).find()
                        || source.getValue().contains("import static org.wufei.")
                                && source.getValue().contains("." + type + ".")
                                && bare.matcher(source.getValue()).find())
                .map(source -> source.getKey().replaceAll(".*/|\\.java", ""))
                .toList();
    }

    @Test
    void a_slug_is_its_modules_and_nobody_elses() {
        var seen = new LinkedHashMap<String, Line>();
        for (var line : lines) {
            var home = line.module().equals("kernel") ? "common" : line.module();
            assertThat(line.type().slug()).matches(home + "/[a-z][a-z0-9-]+");
            assertThat(seen.put(line.type().slug(), line))
                    .as(line.type().slug())
                    .isNull();
            assertThat(line.type().status()).as(line.type().slug()).isBetween(400, 599);
        }
    }

    @Test
    void every_sentence_is_chinese_and_says_what_to_do() {
        var silent = lines.stream()
                .filter(line -> !line.type().title().matches("(?s).*\\p{IsHan}.*")
                        || !line.type().title().matches("(?s).*[请须].*"))
                .map(line -> line.type().slug() + ": " + line.type().title())
                .toList();
        assertThat(silent)
                .as("sentences that leave a person alone: say what to do (请…、须…)")
                .isEmpty();
    }

    @Test
    void nothing_is_listed_that_nobody_gives() {
        var unused = lines.stream()
                .filter(line -> line.givenBy().isEmpty())
                .map(line -> line.type().slug())
                .toList();
        assertThat(unused).as("remove them, or give them").isEmpty();
    }

    @Test
    void the_catalogue_is_as_committed() throws IOException {
        var written = new StringBuilder("# 问题目录\n\n平台的每一种拒绝，由 `ProblemCatalogueTest` 从代码生成；`-Dgolden=write` 更新。")
                .append("回答按 RFC 9457，`type` 为 `/problems/` 加代码，`title` 为下面的话（花括号处填入该次的事实），")
                .append("`fields` 逐项指出填错的地方。代码一经发布不改名、不另作他用。\n");
        var modules = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.type().slug().replaceFirst("/.*", ""), TreeMap::new, Collectors.toList()));
        modules.forEach((module, of) -> {
            written.append("\n## ").append(module).append("\n\n| 代码 | HTTP | 说明和办法 | 由谁给出 |\n|---|---|---|---|\n");
            for (var line : of) {
                var title = FACT.matcher(line.type().title()).replaceAll(fact -> "`" + fact.group() + "`");
                written.append("| `%s` | %d | %s | %s |\n"
                        .formatted(line.type().slug(), line.type().status(), title, String.join("、", line.givenBy())));
            }
        });
        if ("write".equals(System.getProperty("golden"))) Files.writeString(CATALOGUE, written);
        assertThat(written.toString()).as("renew with -Dgolden=write").isEqualTo(Files.readString(CATALOGUE));
    }
}
