package org.wufei.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.wufei.findings.FindingKind;
import org.wufei.findings.Findings;
import org.wufei.identity.People;
import org.wufei.kernel.Allow;
import org.wufei.kernel.AllowAnyone;
import org.wufei.kernel.AllowSignedIn;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Role;
import org.wufei.kernel.Scope;
import org.wufei.kernel.Unkeyed;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;

/**
 * Every endpoint × every role × own and foreign, read from the handlers themselves: an endpoint added tomorrow is in it, and
 * one whose address names a kind of thing that {@link Belongings} cannot make fails the build until it can.
 */
@WufeiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsMatrixTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
    private static final String API = "/api/v1/";
    private static final String ELSEWHERE = "542527";

    /** What answers with nothing in it where there is nothing, and why that is no 404. */
    private static final Map<String, String> EMPTY = Map.of(
            "GET /api/v1/ledger/documents/{kind}/{id}/entries",
            "a document that has not been booked has no entry yet",
            "GET /api/v1/ledger/units/{unit}/months",
            "the ledger knows no units, and one that has not booked has no month yet");

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
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    /** One way to call one handler. */
    record Endpoint(String method, String path, HandlerMethod handler) {
        boolean reads() {
            return method.equals("GET");
        }

        boolean unkeyed() {
            return handler.hasMethodAnnotation(Unkeyed.class);
        }

        boolean anyone() {
            return handler.hasMethodAnnotation(AllowAnyone.class);
        }

        boolean allows(Set<String> held) {
            if (anyone() || handler.hasMethodAnnotation(AllowSignedIn.class)) return true;
            for (var permission : handler.getMethodAnnotation(Allow.class).value())
                if (held.contains(permission)) return true;
            return false;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Endpoint> endpoints;
    Map<String, JsonNode> examples = new HashMap<>();
    Belongings belongings;
    Map<String, String> made;
    Registry.Unit neighbour;
    List<As.Browser> foreigners;

    @BeforeAll
    void what_there_is() throws IOException {
        endpoints = new ArrayList<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (!handler.getBeanType().getName().startsWith("org.wufei.")) return;
            for (var path : info.getPatternValues()) {
                if (!path.startsWith("/api/")) continue;
                for (var method : info.getMethodsCondition().getMethods()) {
                    endpoints.add(new Endpoint(method.name(), path, handler));
                }
            }
        });
        endpoints.sort(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method));
        var paths = new ObjectMapper()
                .readTree(Path.of("../docs/openapi.json").toFile())
                .get("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    var body = operation.getValue().at("/requestBody/content/application~1json/example");
                    examples.put(operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(), body);
                }));
        belongings = new Belongings(as, registry, findings, kinds);
        made = belongings.make();
        neighbour = Firms.at(registry, ELSEWHERE, 85.16, 31.02, "MINE", "BRICKWORKS", "SEWAGE", "ELV_DISMANTLER");
        foreigners = List.of(
                almighty(
                        Role.COUNTY_OFFICER,
                        People.Workplace.county("县" + ELSEWHERE, new RegionCode(ELSEWHERE)),
                        Scope.ofCounties(Set.of(new RegionCode(ELSEWHERE)))),
                almighty(
                        Role.FIRM_MANAGER,
                        People.Workplace.unit(neighbour.name(), new RegionCode(ELSEWHERE), neighbour.id()),
                        Scope.ofUnits(Set.of(neighbour.id()))));
    }

    /** Someone with every permission there is: what still stops them is whose rows they see. */
    private As.Browser almighty(Role role, People.Workplace workplace, Scope scope) {
        var code = "ALL_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        var all = new TreeSet<String>();
        modules.forEach(
                module -> module.permissions().stream().map(Permission::code).forEach(all::add));
        var added = as.administrator()
                .post(API + "identity/roles", Map.of("code", code, "title", "测试 " + code, "permissions", all));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        var browser = as.person(role, workplace, scope);
        Caller.system("test")
                .run(() -> new TransactionTemplate(transactions)
                        .executeWithoutResult(
                                status -> db.sql("update identity.person set roles = array[?] where id = ?")
                                        .params(code, browser.id)
                                        .update()));
        return browser;
    }

    @Test
    void whoever_lacks_the_permission_is_refused_and_whoever_has_it_is_not() throws Exception {
        var wrong = new ArrayList<String>();
        var held = new EnumMap<Role, Set<String>>(Role.class);
        for (var role : Role.values()) held.put(role, held(role));
        try (var pool = Executors.newFixedThreadPool(4)) {
            var work = new ArrayList<Callable<List<String>>>();
            for (var role : Role.values()) work.add(() -> asked(role, held.get(role)));
            work.add(this::strangers);
            for (var found : pool.invokeAll(work)) wrong.addAll(found.get());
        }
        assertThat(wrong).as("endpoints that let in the wrong people").isEmpty();
    }

    private Set<String> held(Role role) {
        var held = new TreeSet<String>();
        for (var module : modules) {
            module.permissions().stream()
                    .filter(permission -> permission.defaults().contains(role))
                    .map(Permission::code)
                    .forEach(held::add);
        }
        return held;
    }

    private List<String> asked(Role role, Set<String> held) {
        var who = as.of(role, belongings.firm.id(), "542523");
        var spare = as.of(role, belongings.firm.id(), "542523");
        var wrong = new ArrayList<String>();
        for (var endpoint : endpoints) {
            boolean may = endpoint.allows(held);
            var reply = probe(endpoint.unkeyed() && may ? spare : who, endpoint);
            boolean fits = may
                    ? endpoint.reads() || endpoint.unkeyed()
                            ? reply.status() != 401 && reply.status() != 403 && reply.status() < 500
                            : "common/idempotency-key-missing".equals(reply.problem())
                    : reply.status() == 403 && "common/not-allowed".equals(reply.problem());
            if (!fits) wrong.add("%s %s: %d %s".formatted(role, endpoint, reply.status(), reply.problem()));
            if (endpoint.unkeyed() && may) spare = as.of(role, belongings.firm.id(), "542523");
        }
        return wrong;
    }

    private List<String> strangers() {
        var who = as.stranger();
        var wrong = new ArrayList<String>();
        for (var endpoint : endpoints) {
            var reply = probe(who, endpoint);
            boolean fits = endpoint.anyone()
                    ? reply.status() != 401 && reply.status() != 403 && reply.status() < 500
                    : reply.status() == 401 && "common/not-signed-in".equals(reply.problem());
            if (!fits) wrong.add("stranger %s: %d %s".formatted(endpoint, reply.status(), reply.problem()));
        }
        return wrong;
    }

    /** Asks without doing: a write comes without its key, which is missed only after the rule let the caller pass. */
    private static As.Reply probe(As.Browser who, Endpoint endpoint) {
        var path = VARIABLE.matcher(endpoint.path())
                .replaceAll(found -> UUID.randomUUID().toString());
        if (endpoint.reads()) return who.get(path);
        if (file(endpoint)) {
            var form = "multipart/form-data; boundary=b";
            return who.send(endpoint.method(), path, "--b--\r\n", "Content-Type", form, "Idempotency-Key", "");
        }
        return who.send(endpoint.method(), path, "{", "Idempotency-Key", "");
    }

    @Test
    void what_belongs_to_others_answers_as_what_does_not_exist_and_stays_as_it_was() {
        var wrong = new ArrayList<String>();
        var before = owners();
        for (var endpoint : endpoints) {
            var own = new LinkedHashMap<String, String>();
            var real = filled(endpoint.path(), false, own);
            if (own.isEmpty()) continue;
            for (var foreigner : foreigners) {
                var random = filled(endpoint.path(), true, null);
                var theirs = tried(foreigner, endpoint, real);
                var nothing = tried(foreigner, endpoint, random);
                var told = words(theirs, real, own.values());
                var untold = words(nothing, random, List.of());
                if (!told.equals(untold)) wrong.add("%s: %s, but nothing: %s".formatted(endpoint, told, untold));
                if (nothing.status() != 404 && !EMPTY.containsKey(endpoint.toString()))
                    wrong.add("%s: nothing is %s".formatted(endpoint, untold));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(owners()).as("what the owners see").isEqualTo(before);
    }

    /** What the owners read of all that is theirs. */
    private Map<String, String> owners() {
        var seen = new TreeMap<String, String>();
        for (var endpoint : endpoints) {
            if (!endpoint.reads()) continue;
            var own = new LinkedHashMap<String, String>();
            var path = filled(endpoint.path(), false, own);
            if (own.isEmpty()) continue;
            var reply = List.of(belongings.manager, belongings.clerk, belongings.county, as.administrator()).stream()
                    .map(owner -> tried(owner, endpoint, path))
                    .filter(answer -> answer.status() == 200)
                    .findFirst();
            assertThat(reply).as("somebody sees " + path).isPresent();
            if (!endpoint.path().endsWith("/export")) seen.put(path, reply.get().text());
        }
        return seen;
    }

    private String filled(String pattern, boolean random, Map<String, String> own) {
        var filled = new StringBuilder();
        var found = VARIABLE.matcher(pattern);
        while (found.find()) {
            var prefix = pattern.substring(0, found.start());
            var value = Belongings.SHARED.get(prefix);
            if (value == null) {
                value = made.get(prefix);
                assertThat(value)
                        .as(
                                "%s names something whose owner nobody here knows: add a maker for \"%s\" to Belongings (or to SHARED, with"
                                        + " the reason, where it belongs to nobody)",
                                pattern, prefix)
                        .isNotNull();
                if (own != null) own.put(prefix, value);
                if (random)
                    value = value.matches("\\d+")
                            ? "9000000000000"
                            : UUID.randomUUID().toString();
            }
            found.appendReplacement(filled, value);
        }
        return found.appendTail(filled).toString();
    }

    private As.Reply tried(As.Browser who, Endpoint endpoint, String path) {
        if (endpoint.reads()) return who.get(path + needed(endpoint));
        if (file(endpoint)) return who.upload(path, "file", "a.csv", "代码\n".getBytes(StandardCharsets.UTF_8), Map.of());
        var body = belongings.body(endpoint.toString());
        if (body == null) {
            var example = examples.get(endpoint.toString());
            body = example == null || example.isMissingNode() ? "{}" : example.toString();
        }
        return who.send(endpoint.method(), path, body, "If-Match", "\"1\"");
    }

    private static boolean file(Endpoint endpoint) {
        for (var parameter : endpoint.handler().getMethodParameters())
            if (parameter.hasParameterAnnotation(RequestPart.class)) return true;
        return false;
    }

    /** Parameters that a read cannot do without. */
    private String needed(Endpoint endpoint) {
        var query = new ArrayList<String>();
        for (var parameter : endpoint.handler().getMethodParameters()) {
            var asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked == null || !asked.required() || !asked.defaultValue().startsWith("\n\t")) continue;
            query.add(name(parameter, asked) + "=" + value(parameter, name(parameter, asked)));
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private static String name(MethodParameter parameter, RequestParam asked) {
        return asked.name().isEmpty() ? parameter.getParameter().getName() : asked.name();
    }

    private String value(MethodParameter parameter, String name) {
        var today = LocalDate.now(Days.ZONE);
        boolean first = name.equals("from");
        if (parameter.getParameterType() == LocalDate.class) return (first ? today.minusDays(60) : today).toString();
        if (parameter.getParameterType() == YearMonth.class || name.equals("period"))
            return YearMonth.from(first ? today.minusMonths(2) : today).toString();
        if (parameter.getParameterType() == int.class || name.equals("expression") || name.equals("q")) return "1";
        if (name.equals("year")) return Integer.toString(today.getYear());
        if (name.equals("ids")) return belongings.firm.id().toString();
        if (name.equals("longitude")) return "80.1";
        if (name.equals("latitude")) return "32.5";
        throw new AssertionError("a value for the parameter " + name + " of " + parameter.getMethod());
    }

    private static String words(As.Reply reply, String path, Iterable<String> ids) {
        var text = reply.text().replace(path, "…");
        for (var part : path.split("/")) if (part.length() > 30) text = text.replace(part, "…");
        for (var id : ids) text = text.replace(id, "…");
        return reply.status() + " " + text.replace("9000000000000", "…");
    }

    /** Lists that show others' units on purpose. */
    private static final Map<String, String> OPEN_LISTS = Map.of(
            API + "registry/receivers",
            "whom one may send to: name, code and county of every unit, for the form of an exit",
            API + "registry/counterparties",
            "with whom one may have a contract: name, code and county, for the form of a contract",
            API + "registry/names",
            "the name of any unit for its id, where a document names it",
            API + "recycling/producer-names",
            "whose goods an item may be: name, kind and year of every producer, for the form of an item");

    @Test
    void no_list_shows_a_foreign_unit_or_anything_of_it() {
        var marks = new LinkedHashMap<String, String>();
        made.forEach((prefix, id) -> {
            if (id.length() > 30) marks.put(id, prefix);
        });
        marks.put(belongings.firm.name(), "the unit's name");
        marks.put(belongings.firm.code(), "the unit's code");
        var wrong = new ArrayList<String>();
        var shown = new TreeSet<String>();
        for (var endpoint : endpoints) {
            if (!endpoint.reads() || endpoint.path().contains("{") || OPEN_LISTS.containsKey(endpoint.path())) continue;
            for (var query : new TreeSet<>(List.of("", filter(endpoint)))) {
                var path = endpoint.path() + joined(needed(endpoint), query);
                for (var foreigner : foreigners) {
                    var reply = foreigner.get(path);
                    if (reply.status() != 200 && reply.status() != 404)
                        wrong.add("%s: %d %s".formatted(path, reply.status(), reply.problem()));
                    var text = text(reply);
                    marks.forEach((mark, what) -> {
                        if (text.contains(mark)) wrong.add("%s shows %s (%s)".formatted(path, mark, what));
                    });
                }
                if (!made.containsKey(endpoint.path() + "/")) continue;
                for (var owner : List.of(belongings.clerk, belongings.manager, belongings.county)) {
                    var text = text(owner.get(path));
                    marks.forEach((mark, what) -> {
                        if (text.contains(mark)) shown.add(endpoint.path() + "/");
                    });
                }
            }
        }
        assertThat(wrong).isEmpty();
        var lists = endpoints.stream()
                .filter(Endpoint::reads)
                .map(endpoint -> endpoint.path() + "/")
                .filter(made::containsKey)
                .toList();
        assertThat(lists).as("lists of what was made").hasSizeGreaterThan(25);
        assertThat(shown).as("the owners see theirs in the same lists").containsAll(lists);
    }

    private String filter(Endpoint endpoint) {
        for (var parameter : endpoint.handler().getMethodParameters()) {
            var asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked == null) continue;
            var name = name(parameter, asked);
            if (Set.of("unit", "unitId").contains(name)) return name + "=" + belongings.firm.id();
            if (name.equals("county")) return name + "=542523";
        }
        return "";
    }

    private static String joined(String needed, String more) {
        if (more.isEmpty()) return needed;
        return needed.isEmpty() ? "?" + more : needed + "&" + more;
    }

    /** What a person reads in an answer; of a workbook, its parts. */
    private static String text(As.Reply reply) {
        if (reply.bytes().length < 4 || reply.bytes()[0] != 'P' || reply.bytes()[1] != 'K') return reply.text();
        var text = new StringBuilder();
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(reply.bytes()))
                .get()) {
            for (var part : Collections.list(zip.getEntries())) {
                text.append(new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
