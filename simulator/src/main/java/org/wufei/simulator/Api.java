package org.wufei.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 客户端: how every simulated person speaks to the platform. A network that drops, a platform that is killed, a database
 * that restarts: the same request is sent again with the same Idempotency-Key until it is answered, for as long as a
 * patient person would wait.
 */
final class Api {
    /** A platform or database that was killed comes back well within this. */
    static final Duration PATIENCE = Duration.ofMinutes(3);
    /** A defect (500) may be a database going away; one that stays is a defect. */
    private static final Duration PATIENCE_WITH_DEFECT = Duration.ofSeconds(40);
    /** One answer; a year's figures need far less. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** A session that ends three times within one request is not a session that ran out. */
    private static final int SIGN_INS_MAX = 3;

    /** Long enough for some requests to arrive, short enough for some not to. */
    private static final long PAUSE_BEFORE_HANGING_UP_MS = 4;

    private static final long PAUSE_FIRST_MS = 100;
    private static final long PAUSE_MAX_MS = 2_000;

    static final JsonMapper JSON = JsonMapper.shared();

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    final AtomicLong sent = new AtomicLong();
    final AtomicLong retried = new AtomicLong();

    Api(URI base) {
        this.base = base;
    }

    /** A refusal that nobody expected. */
    static final class Refused extends RuntimeException {
        final transient Reply reply;

        Refused(String what, Reply reply) {
            super(what + " → " + reply.status + " " + shortened(reply.text));
            this.reply = reply;
        }

        private static String shortened(String text) {
            return text.length() <= 600 ? text : text.substring(0, 600) + "…";
        }
    }

    /** @param body {@code null} where it is not JSON */
    record Reply(int status, JsonNode body, String text, byte[] bytes, String etag) {
        boolean ok() {
            return status < 400;
        }

        /** {@code industrial/exit-unknown} of a refusal, empty of an answer. */
        String problem() {
            if (ok() || body == null || !body.has("type")) return "";
            return body.get("type").asString().replaceFirst("^.*/problems/", "");
        }
    }

    /** What is sent: JSON, or a file as a form. */
    sealed interface Body {
        record Nothing() implements Body {}

        record Json(Object value) implements Body {}

        record File(String field, String name, byte[] content, Map<String, String> fields) implements Body {}
    }

    /** One request of one person; answered with the reply, whatever its status, once there is one. */
    Reply send(Person who, String method, String path, Body body, String key, String ifMatch) {
        long pause = PAUSE_FIRST_MS;
        Instant giveUp = null;
        Instant giveUpDefect = null;
        int signIns = 0;
        while (true) {
            String trouble;
            try {
                var reply = signedIn(who);
                if (reply == null) {
                    reply = once(who, method, path, body, key, ifMatch);
                    if (reply.status == 401 && who != null && signIns++ < SIGN_INS_MAX) {
                        who.signOut();
                        continue;
                    }
                    if (reply.status != 429 && reply.status < 500) return reply;
                }
                trouble = reply.status + " " + reply.text;
                if (reply.status == 500) {
                    if (giveUpDefect == null) giveUpDefect = Instant.now().plus(PATIENCE_WITH_DEFECT);
                    if (Instant.now().isAfter(giveUpDefect)) return reply;
                }
            } catch (IOException e) {
                trouble = e.getClass().getSimpleName() + " " + e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            if (giveUp == null) giveUp = Instant.now().plus(PATIENCE);
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException(
                        "no answer within " + PATIENCE.toMinutes() + " min: " + method + " " + path + ": " + trouble);
            }
            retried.incrementAndGet();
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            pause = Math.min(PAUSE_MAX_MS, pause * 2);
        }
    }

    /**
     * Sees to it that a person is signed in; {@code null} where they are.
     *
     * @return the answer of a platform that is busy, counting attempts or without its database, and is to be asked again
     */
    private Reply signedIn(Person who) throws IOException, InterruptedException {
        if (who == null || who.isSignedIn()) return null;
        var signed = who.signIn(this);
        if (signed.ok()) return null;
        if (signed.status != 429 && signed.status < 500) throw new Refused("sign in as " + who.login, signed);
        return signed;
    }

    private HttpRequest request(Person who, String method, String path, Body body, String key, String ifMatch) {
        var request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).header("Accept", "*/*");
        switch (body) {
            case Body.Nothing _ -> request.method(method, HttpRequest.BodyPublishers.noBody());
            case Body.Json json -> {
                request.header("Content-Type", "application/json");
                request.method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(json.value)));
            }
            case Body.File file -> {
                // the boundary is made from the key: the same request sent again is the same to the byte
                var boundary =
                        "wufei-" + Integer.toHexString(String.valueOf(key).hashCode());
                request.header("Content-Type", "multipart/form-data; boundary=" + boundary);
                request.method(method, HttpRequest.BodyPublishers.ofByteArray(form(file, boundary)));
            }
        }
        if (key != null) request.header("Idempotency-Key", key);
        if (ifMatch != null) request.header("If-Match", ifMatch);
        if (who != null) who.identify(request);
        return request.build();
    }

    private Reply once(Person who, String method, String path, Body body, String key, String ifMatch)
            throws IOException, InterruptedException {
        sent.incrementAndGet();
        var response =
                http.send(request(who, method, path, body, key, ifMatch), HttpResponse.BodyHandlers.ofByteArray());
        if (who != null) who.remember(response);
        var text = new String(response.body(), StandardCharsets.UTF_8);
        return new Reply(
                response.statusCode(),
                json(response, text),
                text,
                response.body(),
                response.headers().firstValue("ETag").orElse(null));
    }

    private static JsonNode json(HttpResponse<?> response, String text) {
        if (!response.headers().firstValue("Content-Type").orElse("").contains("json")) return null;
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static byte[] form(Body.File file, String boundary) {
        var out = new java.io.ByteArrayOutputStream();
        file.fields.forEach((name, value) -> out.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        out.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + file.field + "\"; filename=\""
                        + file.name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(file.content);
        out.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** Sends a request and breaks the connection before the answer; whether it arrived nobody knows. */
    void sendAndHangUp(Person who, String path, Body body, String key) {
        try {
            if (!who.isSignedIn()) return;
            var request = request(who, "POST", path, body, key, null);
            sent.incrementAndGet();
            var answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
            Thread.sleep(PAUSE_BEFORE_HANGING_UP_MS);
            answer.cancel(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Signs in; the cookies of the answer go into the jar. */
    Reply signIn(Object body, Person.Jar jar) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve("/api/v1/identity/session"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        sent.incrementAndGet();
        var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        Person.Jar.read(response, jar.cookies);
        var text = new String(response.body(), StandardCharsets.UTF_8);
        return new Reply(response.statusCode(), json(response, text), text, response.body(), null);
    }

    /** The answer to a question. @throws Refused where there is none */
    JsonNode get(Person who, String path) {
        var reply = send(who, "GET", path, new Body.Nothing(), null, null);
        if (!reply.ok()) throw new Refused("GET " + path, reply);
        return reply.body;
    }
}
