package org.wufei.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.findings.FindingKind;
import org.wufei.findings.Findings;
import org.wufei.identity.People;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Role;
import org.wufei.kernel.Scope;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.WufeiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is sent, nothing breaks: every operation of the API description gets bodies and parameters with something absurd
 * in one place. The same every time; {@code -Dseed=17} tries others.
 */
@WufeiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTest {
    private static final long SEED = Long.getLong("seed", 20261126L);
    private static final int BODIES_EACH = 8;
    private static final int QUERIES_EACH = 5;
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As JSON. What a wrong screen, a wrong device and a wicked person send. */
    private static final List<String> ABSURD = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.0000001",
            "1e30",
            "1e308",
            "1e-300",
            "1e2147483647",
            "99999999999999999999999999",
            "-9223372036854775808",
            "\"\"",
            "\"   \"",
            "\"null\"",
            "\"-1\"",
            "\"1e30\"",
            "\"1e999999999\"",
            "\"NaN\"",
            "\"9223372036854775808\"",
            "\"0.0000001\"",
            "\"2026-02-30\"",
            "\"0000-00-00\"",
            "\"-999999999-01-01\"",
            "\"+999999999-12-31\"",
            "\"9999-12-31T23:59:59.999999999+18:00\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"1900-01-01\"",
            "\"2099-12-31\"",
            "\"2099-12\"",
            "\"\\u0000\"",
            "\"a\\u0007b\\u001b[31m\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"𠮷𰻝🏔️\\u202e\"",
            "\"'; drop table registry.unit; --\"",
            "\"<script>alert(1)</script>{{7*7}}${7*7}\"",
            "\"%s%n%x\\\\\"",
            "\"../../etc/passwd\"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "\"" + "长".repeat(70_000) + "\"",
            "[]",
            "[null]",
            "[[[[1]]]]",
            "{}",
            "{\"a\":{\"b\":null}}",
            "[" + "1,".repeat(5_000) + "1]",
            "[".repeat(400) + "]".repeat(400));

    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Autowired
    Findings findings;

    @Autowired
    List<FindingKind> kinds;

    @Autowired
    List<Permissions> modules;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    record Operation(String method, String path, JsonNode of) {}

    final List<Operation> operations = new ArrayList<>();
    final List<As.Browser> people = new ArrayList<>();
    Belongings belongings;
    Map<String, String> made;
    int turn;

    @BeforeAll
    void everything_there_is_and_people_who_may_do_it() throws IOException {
        JSON.readTree(Files.readString(Path.of("../docs/openapi.json")))
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                operation.getValue()))));
        belongings = new Belongings(as, registry, findings, kinds);
        made = belongings.make();
        var code = "ALL_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        var all = new TreeSet<String>();
        modules.forEach(
                module -> module.permissions().stream().map(Permission::code).forEach(all::add));
        assertThat(as.administrator()
                        .post("/api/v1/identity/roles", Map.of("code", code, "title", "测试 " + code, "permissions", all))
                        .status())
                .isEqualTo(201);
        for (int i = 0; i < 12; i++) {
            var browser = as.person(Role.BUREAU_OFFICER, People.Workplace.department("地区生态环境局"), Scope.ALL);
            Caller.system("test")
                    .run(() -> new TransactionTemplate(transactions)
                            .executeWithoutResult(
                                    status -> db.sql("update identity.person set roles = array[?] where id = ?")
                                            .params(code, browser.id)
                                            .update()));
            people.add(browser);
        }
    }

    /** In turn, so that nobody meets the limit of requests. */
    private As.Browser next() {
        return people.get(turn++ % people.size());
    }

    @Test
    void a_body_with_something_absurd_in_it_is_refused_with_a_sentence_or_taken_and_never_breaks_anything() {
        var wrong = new ArrayList<String>();
        int tried = 0;
        for (var operation : operations) {
            var example = operation.of().at("/requestBody/content/application~1json/example");
            if (example.isMissingNode() || leaves(operation)) continue;
            var random = random(operation);
            for (int i = 0; i < BODIES_EACH; i++) {
                var body = real(example.deepCopy());
                var absurd = ABSURD.get(random.nextInt(ABSURD.size()));
                var text = i == 0 ? absurd : spoiled(body, absurd, random);
                tried++;
                judge(
                        operation,
                        next().send(operation.method(), address(operation.path()), text, "If-Match", "\"1\""),
                        text,
                        wrong);
            }
        }
        assertThat(tried).isGreaterThan(600);
        assertThat(wrong).as("-Dseed=%d", SEED).isEmpty();
    }

    @Test
    void a_question_with_something_absurd_in_it_gets_an_answer_and_never_breaks_anything() {
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            if (!operation.method().equals("GET") || operation.of().get("parameters") == null) continue;
            var random = random(operation);
            for (int i = 0; i < QUERIES_EACH; i++) {
                var query = new LinkedHashMap<String, String>();
                var named = new ArrayList<String>();
                operation.of().get("parameters").forEach(parameter -> {
                    if (!parameter.get("in").asString().equals("query")) return;
                    var name = parameter.get("name").asString();
                    named.add(name);
                    if (parameter.path("required").asBoolean()) query.put(name, fit(name, parameter.get("schema")));
                });
                if (named.isEmpty()) break;
                var name = named.get(random.nextInt(named.size()));
                var absurd = plain(ABSURD.get(random.nextInt(ABSURD.size())));
                query.put(name, absurd);
                var address = new StringBuilder(address(operation.path())).append('?');
                query.forEach((key, value) -> address.append(key)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .append('&'));
                judge(operation, next().get(address.toString()), name + "=" + absurd, wrong);
            }
        }
        assertThat(wrong).as("-Dseed=%d", SEED).isEmpty();
    }

    @Test
    void an_address_with_something_absurd_in_it_is_not_found_and_never_breaks_anything() {
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            if (!operation.method().equals("GET") || !operation.path().contains("{")) continue;
            for (var absurd : List.of("0", "%00", "%F0%9F%8F%94", "%27%3B--", "9".repeat(30), "2026-13")) {
                var address = VARIABLE.matcher(operation.path()).replaceFirst(absurd);
                judge(operation, next().get(address(address)), absurd, wrong);
            }
            judge(operation, next().get(address(operation.path())), "", wrong);
        }
        assertThat(wrong).isEmpty();
    }

    /** An operation's own: a new one beside it changes nothing of what it is sent. */
    private static Random random(Operation operation) {
        return new Random(SEED * 31 + (operation.method() + operation.path()).hashCode());
    }

    private static void judge(Operation operation, As.Reply reply, String sent, List<String> wrong) {
        var shown = sent.length() > 200 ? sent.substring(0, 200) + "…" : sent;
        var said = "%s %s: %d %s for %s"
                .formatted(operation.method(), operation.path(), reply.status(), reply.problem(), shown);
        if (reply.status() >= 500) wrong.add(said);
        else if (reply.status() >= 400
                && (reply.problem() == null
                        || !reply.json().path("title").asString("").matches("(?s).*\\p{IsHan}.*"))) {
            wrong.add("no sentence: " + said);
        }
    }

    /** Signs its caller out, or away. */
    private static boolean leaves(Operation operation) {
        return operation.path().endsWith("/identity/session")
                || operation.path().contains("/identity/me/");
    }

    /** A body with one place changed, as text; the absurd need not be what a JSON library would write. */
    private static String spoiled(JsonNode body, String absurd, Random random) {
        var places = new ArrayList<Runnable>();
        var mark = "@" + random.nextLong() + "@";
        collect(body, mark, places);
        if (places.isEmpty()) return absurd;
        places.get(random.nextInt(places.size())).run();
        return body.toString().replace("\"" + mark + "\"", absurd);
    }

    private static void collect(JsonNode node, String mark, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            for (var name : List.copyOf(object.propertyNames())) {
                places.add(() -> object.put(name, mark));
                collect(object.get(name), mark, places);
            }
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                places.add(() -> array.set(at, JSON.getNodeFactory().stringNode(mark)));
                collect(array.get(i), mark, places);
            }
        }
    }

    /** The example with real things of the firm's in the places where it names things. */
    private JsonNode real(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (var name : List.copyOf(object.propertyNames())) {
                switch (name) {
                    case "unitId", "unit" ->
                        object.put(name, belongings.firm.id().toString());
                    case "placeId" -> object.put(name, made.get("/api/v1/registry/places/"));
                    case "receiverId", "toUnitId" ->
                        object.put(name, belongings.works.id().toString());
                    case "evidence" -> object.putArray(name);
                    case "waste" -> object.put(name, Belongings.SLAG);
                    default -> real(object.get(name));
                }
            }
        }
        if (node instanceof ArrayNode array) array.forEach(this::real);
        return node;
    }

    private String address(String pattern) {
        var filled = new StringBuilder();
        var found = VARIABLE.matcher(pattern);
        while (found.find()) {
            var prefix = pattern.substring(0, found.start());
            var value = Belongings.SHARED.getOrDefault(prefix, made.getOrDefault(prefix, "542523"));
            found.appendReplacement(filled, value);
        }
        return found.appendTail(filled).toString();
    }

    private static String fit(String name, JsonNode schema) {
        var format = schema.path("format").asString("");
        if (format.equals("date")) return name.equals("from") ? "2026-01-01" : "2026-06-30";
        if (name.equals("expression")) return "1";
        return "2026-06";
    }

    private static String plain(String json) {
        var text = json.startsWith("\"") ? JSON.readTree(json).asString() : json;
        text = text.replaceAll("[\\ud800-\\udfff]", "?");
        return text.length() > 2_000 ? text.substring(0, 2_000) : text;
    }
}
