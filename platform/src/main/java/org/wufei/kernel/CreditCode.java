package org.wufei.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/**
 * 统一社会信用代码: 18 characters with a check character, GB 32100-2015. Refused with
 * {@link CommonProblem#CODE_INVALID} where the alphabet, length or check character is wrong.
 */
public record CreditCode(@JsonValue String text) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    @JsonCreator
    public CreditCode {
        if (!isValid(text)) {
            throw new Problem(CommonProblem.CODE_INVALID, Map.of("given", String.valueOf(text), "kind", "统一社会信用代码"));
        }
    }

    public static boolean isValid(String text) {
        return text != null
                && text.length() == 18
                && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
                && text.charAt(17) == check(text.substring(0, 17));
    }

    /** The check character of the first 17: 31 − (Σ weight × value mod 31), where 31 stands for 0. */
    public static char check(String first17) {
        int sum = 0;
        for (int i = 0; i < 17; i++) sum += WEIGHTS[i] * ALPHABET.indexOf(first17.charAt(i));
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    @Override
    public String toString() {
        return text;
    }
}
