package org.wufei.bench;

import java.util.Locale;

/** 指标: one line of a bench. {@code holds} is {@code null} for what is only stated. */
record Figure(String name, String figure, String goal, Boolean holds) {
    static Figure atLeast(String name, double value, double goal, String unit, String more) {
        return new Figure(name, text(value, unit) + more, "≥ " + text(goal, unit), value >= goal);
    }

    static Figure atMost(String name, double value, double goal, String unit, String more) {
        return new Figure(name, text(value, unit) + more, "≤ " + text(goal, unit), value <= goal);
    }

    static Figure below(String name, double value, double goal, String unit, String more) {
        return new Figure(name, text(value, unit) + more, "< " + text(goal, unit), value < goal);
    }

    static Figure stated(String name, String figure) {
        return new Figure(name, figure, "stated", null);
    }

    boolean fallsShort() {
        return Boolean.FALSE.equals(holds);
    }

    String line() {
        return String.join(" | ", name, figure, goal, holds == null ? "stated" : holds ? "holds" : "falls short");
    }

    private static String text(double value, String unit) {
        var number = Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : Math.abs(value) >= 100
                        ? String.format(Locale.ROOT, "%.0f", value)
                        : String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
