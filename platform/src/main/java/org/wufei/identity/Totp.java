package org.wufei.identity;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** 动态码: six digits that change every 30 seconds. Source: RFC 6238 with HMAC-SHA-1, as every authenticator app has it. */
final class Totp {
    static final int SECRET_BYTES = 20;
    private static final long STEP_SECONDS = 30;
    /** A telephone's clock may be one step off. */
    private static final int DRIFT_STEPS = 1;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static long step(Instant at) {
        return at.getEpochSecond() / STEP_SECONDS;
    }

    /** The step that {@code code} belongs to, if it is near now and after the last one used. */
    static OptionalLong accept(byte[] secret, String code, Instant now, long lastUsed) {
        for (long step = step(now) - DRIFT_STEPS; step <= step(now) + DRIFT_STEPS; step++) {
            if (step > lastUsed && Tokens.same(code(secret, step), code)) return OptionalLong.of(step);
        }
        return OptionalLong.empty();
    }

    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = buffer << 8 | b & 0xff;
            bits += 8;
            while (bits >= 5) {
                text.append(BASE32.charAt(buffer >> bits - 5 & 31));
                bits -= 5;
            }
        }
        if (bits > 0) text.append(BASE32.charAt(buffer << 5 - bits & 31));
        return text.toString();
    }

    /** What an authenticator app reads from the picture. */
    static String uri(String login, byte[] secret) {
        return "otpauth://totp/" + URLEncoder.encode("无废", StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(login, StandardCharsets.UTF_8) + "?secret=" + base32(secret) + "&issuer="
                + URLEncoder.encode("无废", StandardCharsets.UTF_8) + "&algorithm=SHA1&digits=6&period=30";
    }
}
