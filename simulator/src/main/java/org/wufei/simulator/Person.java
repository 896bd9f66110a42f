package org.wufei.simulator;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 人员: someone who signs in and acts. Keeps cookies as a browser does, and signs in again where the session has ended.
 */
final class Person {
    private static final int TOTP_STEP_S = 30;

    final String login;
    private final String password;
    private final String totpSecret;
    private final String token;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String csrf;
    private boolean signedIn;

    private Person(String login, String password, String totpSecret, String token) {
        this.login = login;
        this.password = password;
        this.totpSecret = totpSecret;
        this.token = token;
    }

    static Person of(String login, String password) {
        return new Person(login, password, null, null);
    }

    static Person of(String login, String password, String totpSecret) {
        return new Person(login, password, totpSecret, null);
    }

    /** An API client with a token instead of a session. */
    static Person client(String token) {
        return new Person("client", null, null, token);
    }

    boolean isSignedIn() {
        if (token != null) return true;
        synchronized (this) {
            return signedIn;
        }
    }

    void signOut() {
        synchronized (this) {
            signedIn = false;
        }
    }

    void identify(HttpRequest.Builder request) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
            return;
        }
        synchronized (this) {
            request.header("Cookie", cookieLine());
            if (csrf != null) request.header("X-CSRF-Token", csrf);
        }
    }

    /** Signs in unless another thread just has; gives the platform's answer. */
    Api.Reply signIn(Api api) throws java.io.IOException, InterruptedException {
        var body = new LinkedHashMap<String, String>();
        body.put("login", login);
        body.put("password", password);
        if (totpSecret != null) body.put("totp", totp(totpSecret, Instant.now()));
        var jar = new Jar();
        var reply = api.signIn(body, jar);
        if (!reply.ok()) return reply;
        synchronized (this) {
            cookies.clear();
            cookies.putAll(jar.cookies);
            if (reply.body() != null && reply.body().has("csrf")) {
                csrf = reply.body().get("csrf").asString();
            }
            signedIn = true;
        }
        return reply;
    }

    void remember(HttpResponse<?> response) {
        if (token != null) return;
        synchronized (this) {
            Jar.read(response, cookies);
        }
    }

    private String cookieLine() {
        return cookies.entrySet().stream()
                .map(c -> c.getKey() + "=" + c.getValue())
                .collect(Collectors.joining("; "));
    }

    /** The cookies of one answer. */
    static final class Jar {
        final Map<String, String> cookies = new LinkedHashMap<>();

        static void read(HttpResponse<?> response, Map<String, String> into) {
            for (var line : response.headers().allValues("Set-Cookie")) {
                var pair = line.split(";", 2)[0].split("=", 2);
                if (pair.length == 2) into.put(pair[0].strip(), pair[1].strip());
            }
        }
    }

    /** RFC 6238: six digits, SHA-1, 30 s. */
    static String totp(String base32, Instant at) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(base32(base32), "HmacSHA1"));
            var digest = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(at.getEpochSecond() / TOTP_STEP_S)
                    .array());
            int offset = digest[digest.length - 1] & 0xf;
            int number = ByteBuffer.wrap(digest, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] base32(String text) {
        var out = new java.io.ByteArrayOutputStream();
        int bits = 0;
        int value = 0;
        for (char c : text.replace("=", "").toUpperCase(java.util.Locale.ROOT).toCharArray()) {
            value = value << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.write(value >> bits & 0xff);
            }
        }
        return out.toByteArray();
    }
}
