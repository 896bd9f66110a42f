package org.wufei.house;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * 命令: what the launcher was asked to do, parsed and checked.
 *
 * @param word {@code start}, {@code demo}, {@code backup}, {@code restore} or {@code train}
 * @param file the file of {@code backup} and {@code restore}
 */
record Command(String word, int port, Path data, long seed, boolean empty, Path file) {
    private static final int PORT_DEFAULT = 8080;
    private static final Map<String, String> USAGE = new TreeMap<>(Map.of(
            "start", "start [--port P] [--data DIR]",
            "demo", "demo [--port P] [--data DIR] [--seed S] [--empty]",
            "backup", "backup FILE [--data DIR]",
            "restore", "restore FILE [--data DIR]",
            "train", "train"));

    /** Words that cannot be understood; the message is the one line that says what is known. */
    static final class Misunderstood extends Exception {
        Misunderstood(String message) {
            super(message);
        }
    }

    static Command parse(List<String> words) throws Misunderstood {
        if (words.isEmpty() || !USAGE.containsKey(words.getFirst())) {
            throw new Misunderstood("wufei: known: " + String.join(" | ", USAGE.values()));
        }
        var word = words.getFirst();
        int port = PORT_DEFAULT;
        Path data = Path.of("demo".equals(word) ? "data/demo" : "data/wufei");
        long seed = 1;
        boolean empty = false;
        Path file = null;
        for (int i = 1; i < words.size(); i++) {
            var option = words.get(i);
            if (!option.startsWith("--")) {
                if (file != null || !USAGE.get(word).contains("FILE")) throw unknown(word, option);
                file = Path.of(option);
            } else if (!USAGE.get(word).contains("[" + option + "]")
                    && !USAGE.get(word).contains("[" + option + " ")) {
                throw unknown(word, option);
            } else if ("--empty".equals(option)) {
                empty = true;
            } else {
                if (i + 1 == words.size())
                    throw new Misunderstood("wufei: " + option + " wants a value: " + USAGE.get(word));
                var value = words.get(++i);
                switch (option) {
                    case "--port" -> port = (int) number(option, value, 0, 65_535);
                    case "--data" -> data = Path.of(value);
                    case "--seed" -> seed = number(option, value, Long.MIN_VALUE, Long.MAX_VALUE);
                    case String other -> throw unknown(word, other);
                }
            }
        }
        if (file == null && USAGE.get(word).contains("FILE"))
            throw new Misunderstood("wufei: usage: " + USAGE.get(word));
        return new Command(word, port, data, seed, empty, file);
    }

    private static Misunderstood unknown(String word, String option) {
        return new Misunderstood("wufei: '" + option + "' is not known; usage: " + USAGE.get(word));
    }

    private static long number(String option, String value, long min, long max) throws Misunderstood {
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) return number;
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new Misunderstood("wufei: " + option + " wants a whole number" + (max == 65_535 ? " from 0 to 65535" : "")
                + ", not '" + value + "'");
    }
}
