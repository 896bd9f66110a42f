package org.wufei.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hand-written platform of a few lines stands in for the real one: it breaks in the ways that matter to a client. */
class ApiTest {
    private HttpServer server;
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger signIns = new AtomicInteger();

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/identity/session", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "wufei=s" + signIns.incrementAndGet() + "; HttpOnly");
            answer(exchange, 200, "{\"csrf\":\"c\"}");
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private Api api() {
        return new Api(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void note(HttpExchange exchange) throws IOException {
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void a_platform_that_dies_and_comes_back_is_asked_again_with_the_same_key_and_content() {
        var tries = new AtomicInteger();
        server.createContext("/docs", exchange -> {
            note(exchange);
            switch (tries.incrementAndGet()) {
                case 1 -> exchange.close(); // the connection breaks without an answer
                case 2 -> answer(exchange, 503, "{\"type\":\"/problems/common/busy\"}");
                case 3 -> answer(exchange, 429, "{\"type\":\"/problems/common/too-many-requests\"}");
                default -> answer(exchange, 201, "{\"id\":\"1\"}");
            }
        });
        var reply = api().send(Person.of("a", "b"), "POST", "/docs", new Api.Body.Json(Map.of("n", 1)), "k-1", null);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(keys).hasSizeGreaterThanOrEqualTo(4).containsOnly("k-1");
        assertThat(Set.copyOf(bodies)).containsExactly("{\"n\":1}");
    }

    @Test
    void a_session_that_has_ended_is_opened_again() {
        server.createContext("/docs", exchange -> {
            note(exchange);
            boolean fresh = exchange.getRequestHeaders().getFirst("Cookie").equals("wufei=s2");
            answer(exchange, fresh ? 200 : 401, "{\"type\":\"/problems/common/not-signed-in\"}");
        });
        var reply = api().send(Person.of("a", "b"), "GET", "/docs", new Api.Body.Nothing(), null, null);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(signIns).hasValue(2);
    }

    @Test
    void a_refusal_is_an_answer_and_is_not_asked_again() {
        server.createContext("/docs", exchange -> {
            note(exchange);
            answer(exchange, 409, "{\"type\":\"/problems/ledger/insufficient-stock\"}");
        });
        var reply = api().send(Person.of("a", "b"), "POST", "/docs", new Api.Body.Json(Map.of()), "k", null);
        assertThat(reply.problem()).isEqualTo("ledger/insufficient-stock");
        assertThat(keys).hasSize(1);
    }

    @Test
    void acts_wait_for_those_they_come_after_and_a_refused_act_is_named() {
        server.createContext("/docs", exchange -> {
            note(exchange);
            answer(exchange, bodies.getLast().contains("bad") ? 422 : 201, "{\"id\":\"" + bodies.size() + "\"}");
        });
        var life = new Life(api(), "run");
        life.knows("someone", Person.of("a", "b"));
        life.live(List.of(
                new Act(
                        0,
                        "first",
                        Set.of(),
                        d -> d.remember(
                                "x",
                                d.post("someone", "/docs", Map.of()).get("id").asString())),
                new Act(1, "second", Set.of(0), d -> assertThat(d.id("x")).isEqualTo("1"))));
        assertThat(life.done()).isEqualTo(2);
        assertThatThrownBy(() -> life.live(List.of(
                        new Act(7, "third", Set.of(), d -> d.post("someone", "/docs", Map.of("bad", 1))))))
                .hasMessageContaining("act 7 (third)")
                .hasMessageContaining("422");
    }

    @Test
    void a_six_digit_code_is_that_of_rfc_6238() {
        // Appendix B: the secret "12345678901234567890", at 59 s 94287082 and at 1111111109 s 07081804, last six digits
        var secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assertThat(Person.totp(secret, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(Person.totp(secret, Instant.ofEpochSecond(1111111109L))).isEqualTo("081804");
    }
}
