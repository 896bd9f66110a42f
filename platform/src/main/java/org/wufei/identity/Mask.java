package org.wufei.identity;

/** 脱敏: enough of a number to recognise one's own. */
final class Mask {
    private Mask() {}

    /** {@code 138****5678} */
    static String phone(String phone) {
        return middle(phone, 3, 4);
    }

    /** {@code 542523********001X} */
    static String idNumber(String number) {
        return middle(number, 6, 4);
    }

    private static String middle(String text, int head, int tail) {
        if (text == null) return null;
        if (text.length() <= head + tail) return "*".repeat(text.length());
        return text.substring(0, head) + "*".repeat(text.length() - head - tail) + text.substring(text.length() - tail);
    }
}
