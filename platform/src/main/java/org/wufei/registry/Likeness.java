package org.wufei.registry;

import java.util.HashSet;
import java.util.Set;

/** 疑似重复: how alike two names are, once what every firm is called is left out. */
final class Likeness {
    /** From here on a person is shown the other unit before saving: one character in six may differ. */
    static final double SHOWN_FROM = 0.6;

    private static final String COMMON = "(西藏自治区|西藏|阿里地区|阿里|有限责任公司|股份有限公司|有限公司|分公司|公司|[\\s（）()·,，.。、-])";

    private Likeness() {}

    /** Share of common neighbouring pairs of characters (Dice), 0 to 1. */
    static double of(String a, String b) {
        var left = core(a);
        var right = core(b);
        if (left.equals(right)) return 1;
        var leftPairs = pairs(left);
        var rightPairs = pairs(right);
        if (leftPairs.isEmpty() || rightPairs.isEmpty()) return 0;
        var both = new HashSet<>(leftPairs);
        both.retainAll(rightPairs);
        return 2.0 * both.size() / (leftPairs.size() + rightPairs.size());
    }

    private static String core(String name) {
        var core = name.replaceAll(COMMON, "");
        return core.isEmpty() ? name : core;
    }

    private static Set<String> pairs(String text) {
        var points = text.codePoints().toArray();
        var pairs = new HashSet<String>();
        for (int i = 0; i + 1 < points.length; i++) pairs.add(new String(points, i, 2));
        return pairs;
    }
}
