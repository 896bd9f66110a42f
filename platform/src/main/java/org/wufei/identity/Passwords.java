package org.wufei.identity;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;

/** 密码: the policy, and Argon2id with 19 MiB and two passes (OWASP). Source: GB/T 22239-2019 8.1.4.1 (身份鉴别 a). */
@Component
class Passwords {
    static final int LENGTH_MIN = 10;
    static final int LENGTH_MAX = 128;
    private static final int LENGTH_FREE = 16;
    /** Each hash takes 19 MiB: more at once wait, so that a storm of sign-ins cannot take the memory. */
    private static final int HASHES_MAX = 4;

    private static final Set<String> COMMON = Set.of(
            "password",
            "passw0rd",
            "p@ssword",
            "p@ssw0rd",
            "admin",
            "qwerty",
            "asdfgh",
            "zxcvbn",
            "123456",
            "111111",
            "000000",
            "abc123",
            "iloveyou",
            "letmein",
            "welcome",
            "woaini",
            "1qaz2wsx");

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore hashes = new Semaphore(HASHES_MAX, true);
    private final String nobody = argon2.encode(Tokens.fresh());

    /** @throws Problem {@link IdentityProblem#PASSWORD_WEAK} */
    static void require(String login, String password) {
        if (!strong(login, password)) {
            throw new Problem(
                    IdentityProblem.PASSWORD_WEAK,
                    Map.of("lengthMin", LENGTH_MIN, "lengthMax", LENGTH_MAX),
                    List.of(new Problem.Field("password", "password-weak", IdentityProblem.PASSWORD_WEAK.title())));
        }
    }

    static boolean strong(String login, String password) {
        if (password == null
                || password.codePointCount(0, password.length()) < LENGTH_MIN
                || password.length() > LENGTH_MAX) return false;
        var plain = password.toLowerCase(Locale.ROOT);
        if (login.length() >= 3 && plain.contains(login.toLowerCase(Locale.ROOT))) return false;
        if (password.codePoints().distinct().count() < 5) return false;
        // A common word with figures and signs around it, or among its letters, is still that word.
        var core = plain.replaceAll("^[^a-z]+|[^a-z]+$", "");
        var letters = plain.replaceAll("[^a-z]", "");
        if (COMMON.contains(core)
                || COMMON.contains(letters)
                || COMMON.stream().anyMatch(word -> plain.startsWith(word) && plain.length() < word.length() + 4))
            return false;
        int kinds = 0;
        if (password.codePoints().anyMatch(Character::isUpperCase)) kinds++;
        if (password.codePoints().anyMatch(Character::isLowerCase)) kinds++;
        if (password.codePoints().anyMatch(Character::isDigit)) kinds++;
        // 汉字, བོད་ཡིག: letters without a case are a kind of their own
        if (password.codePoints().anyMatch(c -> Character.isLetter(c) && !cased(c))) kinds++;
        if (password.codePoints().anyMatch(c -> !Character.isLetterOrDigit(c))) kinds++;
        return kinds >= 3 || password.length() >= LENGTH_FREE;
    }

    private static boolean cased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c);
    }

    String hash(String password) {
        return one(() -> argon2.encode(password));
    }

    /** Takes as long where there is no such person, so that time tells nothing. */
    boolean matches(String password, String hash) {
        if (password.length() > LENGTH_MAX) return false;
        return one(() -> argon2.matches(password, hash == null ? nobody : hash)) && hash != null;
    }

    private <T> T one(Supplier<T> work) {
        try {
            if (!hashes.tryAcquire(20, java.util.concurrent.TimeUnit.SECONDS)) {
                throw new Problem(CommonProblem.BUSY, Map.of("retryAfterSeconds", 5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(CommonProblem.BUSY, Map.of("retryAfterSeconds", 5));
        }
        try {
            return work.get();
        } finally {
            hashes.release();
        }
    }
}
