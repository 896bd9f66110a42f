package org.wufei.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.identity.Enrolment;
import org.wufei.identity.People;
import org.wufei.kernel.Caller;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Role;
import org.wufei.kernel.Scope;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Someone at a browser, over HTTP: {@code @Autowired As as;} then {@code as.clerk(unit).post("/api/v1/…", body)}. The
 * person is made in the database and signed in already; writes carry the CSRF header and a fresh idempotency key.
 */
@Component
public class As {
    public static final String PASSWORD = "Wufei-test-2026";

    private final Environment environment;
    private final People people;
    private final JdbcClient db;
    private final Enrolment enrolment;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newHttpClient();

    As(
            Environment environment,
            People people,
            JdbcClient db,
            Enrolment enrolment,
            PlatformTransactionManager transactions,
            JsonMapper json) {
        this.environment = environment;
        this.people = people;
        this.db = db;
        this.enrolment = enrolment;
        this.transaction = new TransactionTemplate(transactions);
        this.json = json;
    }

    public Browser clerk(UUID unit) {
        return person(Role.FIRM_CLERK, firm(unit), Scope.ofUnits(Set.of(unit)));
    }

    public Browser manager(UUID unit) {
        return person(Role.FIRM_MANAGER, firm(unit), Scope.ofUnits(Set.of(unit)));
    }

    public Browser countyOfficer(String county) {
        var code = new RegionCode(county);
        return person(Role.COUNTY_OFFICER, People.Workplace.county("县" + county, code), Scope.ofCounties(Set.of(code)));
    }

    public Browser bureauOfficer() {
        return person(Role.BUREAU_OFFICER, People.Workplace.department("地区生态环境局"), Scope.ALL);
    }

    public Browser departmentOfficer() {
        return person(Role.DEPARTMENT_OFFICER, People.Workplace.department("地区住房城乡建设局"), Scope.ALL);
    }

    public Browser leader() {
        return person(Role.LEADER, People.Workplace.prefecture(), Scope.ALL);
    }

    public Browser administrator() {
        return person(Role.ADMINISTRATOR, People.Workplace.department("地区生态环境局"), Scope.ALL);
    }

    public Browser of(Role role, UUID unit, String county) {
        return switch (role) {
            case ADMINISTRATOR -> administrator();
            case LEADER -> leader();
            case BUREAU_OFFICER -> bureauOfficer();
            case DEPARTMENT_OFFICER -> departmentOfficer();
            case COUNTY_OFFICER -> countyOfficer(county);
            case FIRM_MANAGER -> manager(unit);
            case FIRM_CLERK -> clerk(unit);
        };
    }

    /** Nobody: no cookie. */
    public Browser stranger() {
        return new Browser(null, null, null);
    }

    public Browser person(Role role, People.Workplace workplace, Scope scope) {
        var login = "t" + UUID.randomUUID().toString().replace("-", "");
        var id = people.ensurePerson(login, role.title(), PASSWORD, role, workplace, scope);
        var token = UUID.randomUUID().toString() + UUID.randomUUID();
        Caller.system("test")
                .run(() -> transaction.executeWithoutResult(status -> {
                    enrolment.of(id);
                    db.sql("""
                    insert into identity.session (digest, person_id, created_at, seen_at, ends_at, address, agent)
                    values (?, ?, now(), now(), now() + interval '1 hour', 'test', 'test')
                    """).params(sha256(token), id).update();
                }));
        return new Browser(id, login, token);
    }

    private static People.Workplace firm(UUID unit) {
        return People.Workplace.unit("测试单位" + unit.toString().substring(0, 8), new RegionCode("542523"), unit);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Reply(int status, Map<String, List<String>> headers, byte[] bytes, JsonNode json) {
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst()
                    .orElse(null);
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** {@code ledger/insufficient-stock}, or {@code null} where it is no problem. */
        public String problem() {
            return json != null && json.has("type") && status >= 400
                    ? json.get("type").asString().replaceFirst("^/problems/", "")
                    : null;
        }
    }

    /** One person's browser. @param id the person; {@code null} for a stranger */
    public final class Browser {
        public final UUID id;
        public final String login;
        private final String token;

        private Browser(UUID id, String login, String token) {
            this.id = id;
            this.login = login;
            this.token = token;
        }

        /** The same person with a cookie given by a sign-in. */
        public Browser with(String cookieToken) {
            return new Browser(id, login, cookieToken);
        }

        public Reply get(String path) {
            return send("GET", path, null);
        }

        public Reply post(String path, Object body, String... headers) {
            return send("POST", path, body, headers);
        }

        public Reply put(String path, Object body, String... headers) {
            return send("PUT", path, body, headers);
        }

        public Reply delete(String path, String... headers) {
            return send("DELETE", path, null, headers);
        }

        /**
         * @param body a record or map written as JSON, a string sent as it is, or {@code null}; @param headers name,
         * value, … override ours
         */
        public Reply send(String method, String path, Object body, String... headers) {
            var all = new ArrayList<>(List.of(headers));
            byte[] bytes = null;
            if (body != null) {
                bytes = body instanceof String text
                        ? text.getBytes(StandardCharsets.UTF_8)
                        : json.writeValueAsBytes(body);
                if (!named(all, "Content-Type")) all.addAll(List.of("Content-Type", "application/json"));
            }
            return send(method, path, bytes, all);
        }

        /** Sends one file as {@code multipart/form-data}. */
        public Reply upload(String path, String part, String fileName, byte[] content, Map<String, String> fields) {
            var boundary = "----wufei" + UUID.randomUUID();
            var body = new java.io.ByteArrayOutputStream();
            fields.forEach(
                    (name, value) -> body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                                    + name + "\"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n" + value + "\r\n")
                            .getBytes(StandardCharsets.UTF_8)));
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\""
                            + fileName + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
            body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
            return send(
                    "POST",
                    path,
                    body.toByteArray(),
                    new ArrayList<>(List.of("Content-Type", "multipart/form-data; boundary=" + boundary)));
        }

        private Reply send(String method, String path, byte[] body, List<String> headers) {
            return send(
                    method,
                    path,
                    body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body),
                    headers);
        }

        /** Sends a body of any length, as it comes. */
        public Reply send(String method, String path, HttpRequest.BodyPublisher body, List<String> headers) {
            var request = HttpRequest.newBuilder(uri(path)).method(method, body);
            boolean write = !method.equals("GET") && !method.equals("HEAD");
            if (token != null && !named(headers, "Authorization")) {
                request.header("Cookie", "wufei_session=" + token);
                if (write && !named(headers, "X-CSRF-Token")) request.header("X-CSRF-Token", csrf());
            }
            if (write && !named(headers, "Idempotency-Key"))
                request.header("Idempotency-Key", UUID.randomUUID().toString());
            for (int i = 0; i < headers.size(); i += 2)
                if (!headers.get(i + 1).isEmpty()) request.header(headers.get(i), headers.get(i + 1));
            try {
                var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                var type = response.headers().firstValue("Content-Type").orElse("");
                return new Reply(
                        response.statusCode(),
                        response.headers().map(),
                        response.body(),
                        type.contains("json") && response.body().length > 0 ? json.readTree(response.body()) : null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** The lines of a request by which this person is known, for a request written by hand. */
        public String cookie() {
            return "Cookie: wufei_session=" + token + "\r\nX-CSRF-Token: " + csrf() + "\r\n";
        }

        public String csrf() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("csrf:" + token));
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path);
    }

    private static boolean named(List<String> headers, String name) {
        for (int i = 0; i < headers.size(); i += 2) if (headers.get(i).equalsIgnoreCase(name)) return true;
        return false;
    }
}
