package org.wufei.registry;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * 号牌: a plate as printed, without the dot and blanks that people write into it: seven characters, or the eight of a new-energy
 * vehicle, whose sequence carries its letter first (small) or last (large). Letters I and O are never used.
 *
 * @see <a href="https://openstd.samr.gov.cn">GA 36-2018 中华人民共和国机动车号牌</a>
 */
final class Plate {
    private static final String PLACE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]";
    private static final Pattern SEVEN = Pattern.compile(PLACE + "[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警]");
    private static final Pattern GREEN = Pattern.compile(PLACE + "([A-HJK][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-HJK])");

    private Plate() {}

    /** The plate without what people add to it: dots, dashes, blanks, wide letters, small letters. */
    static String clean(String typed) {
        return typed == null
                ? ""
                : Normalizer.normalize(typed, Normalizer.Form.NFKC)
                        .replaceAll("[\\s·•・.‧∙\\-—]", "")
                        .toUpperCase(Locale.ROOT);
    }

    static boolean isValid(String plate) {
        return SEVEN.matcher(plate).matches() || GREEN.matcher(plate).matches();
    }
}
