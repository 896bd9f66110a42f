package org.wufei.registry;

import java.math.BigInteger;
import org.wufei.kernel.RegionCode;

/**
 * 平台代码: stands in for the credit code of a unit that has none (herders' cooperative, village point): {@code WF}, county 6,
 * serial 8, check 2 (ISO 7064 MOD 97-10 over the 14 digits). 18 characters, so that it fits wherever a credit code does; never
 * a valid credit code form in the official register, and marked as the platform's own wherever shown.
 */
final class PlatformCode {
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private PlatformCode() {}

    static String of(RegionCode county, long serial) {
        var digits = county.digits() + "%08d".formatted(serial);
        return "WF" + digits + check(digits);
    }

    static boolean isValid(String text) {
        return text != null
                && text.matches("WF\\d{16}")
                && check(text.substring(2, 16)).equals(text.substring(16));
    }

    private static String check(String digits) {
        var rest = new BigInteger(digits + "00").mod(NINETY_SEVEN).intValue();
        return "%02d".formatted(98 - rest);
    }
}
