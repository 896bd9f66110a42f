package org.wufei.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** 基准: measures what the goals name, a line a figure. Called by {@code ./wufei bench}. */
public final class Bench {
    static final String KNOWN = "known: bench ledger [--full]";

    private Bench() {}

    public static void main(String[] words) throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(words), home(), out, err));
    }

    private static Path home() {
        var home = System.getenv("WUFEI_HOME");
        return Path.of(home == null ? "." : home).toAbsolutePath().normalize();
    }

    /** What was asked for, or {@code null} where it is not known. */
    record Asked(boolean full) {
        static Asked of(List<String> words) {
            if (words.isEmpty() || !words.getFirst().equals("ledger")) return null;
            var options = words.subList(1, words.size());
            if (options.isEmpty()) return new Asked(false);
            return options.equals(List.of("--full")) ? new Asked(true) : null;
        }
    }

    static int run(List<String> words, Path home, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        var asked = Asked.of(words);
        if (asked == null) {
            err.println(
                    "wufei: " + (words.isEmpty() ? "" : "'" + String.join(" ", words) + "' is not known; ") + KNOWN);
            return 2;
        }
        var figures = new ArrayList<Figure>();
        try (var scratch = Scratch.in(home.resolve("bench/target"))) {
            out.println(Machine.describe(scratch.directory()));
            new LedgerBench(scratch, home, asked.full(), err, figure -> {
                        figures.add(figure);
                        out.println(figure.line());
                    })
                    .run();
        }
        long short_ = figures.stream().filter(Figure::fallsShort).count();
        out.println(short_ == 0 ? "bench ledger: all hold" : "bench ledger: " + short_ + " fall short");
        return short_ == 0 ? 0 : 1;
    }
}
