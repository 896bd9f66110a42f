package org.wufei.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/** 模拟器的命令: {@code simulate}, {@code verify}, {@code ledger verify}, {@code audit verify}. */
public final class Main {
    /** Days of a first month and a second: enough for a close, a deadline and everything that needs weeks to go wrong. */
    private static final int DAYS_DEFAULT = 45;

    private static final int DAYS_MAX = 400;
    private static final int SCALE_MAX = 1_000;
    private static final long PROGRESS_EVERY_MS = 500;

    private static final Map<String, List<String>> KNOWN = Map.of(
            "simulate", List.of("--seed", "--scale", "--days", "--to", "--truth", "--credential"),
            "verify", List.of("--to", "--credential"),
            "ledger verify", List.of("--to", "--credential"),
            "audit verify", List.of("--to", "--credential"));

    private Main() {}

    public static void main(String[] words) {
        System.exit(run(words, System.out, System.err));
    }

    static int run(String[] words, PrintStream out, PrintStream err) {
        try {
            var command = Command.of(words);
            return switch (command.name) {
                case "simulate" -> simulate(command, out);
                case "verify" -> Verify.run(command.directory(), command.api(), command.reader(), out);
                case "ledger verify" -> Laws.run("/api/v1/ledger/verify", command.api(), command.credential(), out);
                case "audit verify" -> Laws.run("/api/v1/audit/verify", command.api(), command.credential(), out);
                default -> throw new IllegalStateException(command.name);
            };
        } catch (Unknown e) {
            err.println(e.getMessage());
            return 2;
        } catch (IOException | RuntimeException e) {
            if (System.getProperty("wufei.trace") != null) e.printStackTrace(err);
            err.println(e.getMessage() == null ? e.toString() : e.getMessage());
            return 1;
        }
    }

    private static int simulate(Command command, PrintStream out) throws IOException {
        var span = Span.endingBefore(LocalDate.now(Span.ZONE), command.number("--days", DAYS_DEFAULT, DAYS_MAX));
        var story =
                Story.tell(command.number("--seed", 1, Long.MAX_VALUE), command.number("--scale", 1, SCALE_MAX), span);
        var directory = Path.of(command.need("--truth"));
        var api = command.api();
        var life = new Life(api, story.run());
        life.knows(Life.ADMINISTRATOR, command.credential());
        var began = Instant.now();
        try (var _ = new Progress(life, story.acts.size(), out)) {
            life.live(story.acts);
        }
        Truth.of(story).write(directory);
        out.printf(
                "simulated %d firms, %s to %s: %d acts, %d requests (%d sent again after trouble), %d violations, %d s; truth in %s%n",
                story.firms.size(),
                span.first(),
                span.last(),
                story.acts.size(),
                api.sent.get(),
                api.retried.get(),
                story.violations.size(),
                Duration.between(began, Instant.now()).toSeconds(),
                directory);
        return 0;
    }

    /** One line that says how far it is; on a terminal it is written over. */
    private static final class Progress implements AutoCloseable {
        private final Thread thread;

        Progress(Life life, int acts, PrintStream out) {
            boolean terminal = System.console() != null && System.console().isTerminal();
            thread = Thread.ofVirtual().start(() -> {
                int shown = 0;
                while (!Thread.currentThread().isInterrupted()) {
                    try {
                        Thread.sleep(PROGRESS_EVERY_MS);
                    } catch (InterruptedException e) {
                        break;
                    }
                    int percent = (int) (life.done() * 100L / Math.max(1, acts));
                    if (terminal) out.printf("\r%d of %d acts (%d %%)", life.done(), acts, percent);
                    else if (percent / 25 > shown) {
                        shown = percent / 25;
                        out.printf("%d of %d acts (%d %%)%n", life.done(), acts, percent);
                    }
                    out.flush();
                }
                if (terminal) out.print("\r\033[K");
            });
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A word or option that nobody knows; the message says what is known. */
    static final class Unknown extends RuntimeException {
        Unknown(String message) {
            super(message);
        }
    }

    /** A command, its options and at most one bare word. */
    private record Command(String name, String word, Map<String, String> options) {
        static Command of(String[] words) {
            var rest = new ArrayList<>(List.of(words));
            if (rest.isEmpty()) throw new Unknown("known: " + usage());
            var name = rest.removeFirst();
            if ((name.equals("ledger") || name.equals("audit")) && !rest.isEmpty()) name += " " + rest.removeFirst();
            var known = KNOWN.get(name);
            if (known == null) throw new Unknown("unknown '" + name + "'; known: " + usage());
            String word = null;
            var options = new TreeMap<String, String>();
            while (!rest.isEmpty()) {
                var option = rest.removeFirst();
                if (known.contains(option)) {
                    if (rest.isEmpty()) throw new Unknown(option + " needs a value; known: " + usage(name));
                    options.put(option, rest.removeFirst());
                } else if (name.equals("verify") && word == null && !option.startsWith("-")) {
                    word = option;
                } else {
                    throw new Unknown("unknown '" + option + "'; known: " + usage(name));
                }
            }
            return new Command(name, word, options);
        }

        private static String usage() {
            return "simulate | verify | ledger verify | audit verify";
        }

        private static String usage(String name) {
            return switch (name) {
                case "simulate" -> "simulate --seed S --scale N --days D --to URL --truth DIR [--credential FILE]";
                case "verify" -> "verify DIR --to URL [--credential FILE]";
                default -> name + " --to URL [--credential FILE]";
            };
        }

        String need(String option) {
            var value = options.get(option);
            if (value == null) throw new Unknown(option + " is missing; known: " + usage(name));
            return value;
        }

        Path directory() {
            if (word == null) throw new Unknown("DIR is missing; known: " + usage(name));
            return Path.of(word);
        }

        Api api() {
            try {
                var uri = URI.create(need("--to"));
                if (uri.getHost() != null) return new Api(uri);
            } catch (IllegalArgumentException e) {
                // said below
            }
            throw new Unknown("--to " + options.get("--to") + " is no address; known: " + usage(name));
        }

        int number(String option, int standard, int most) {
            return (int) number(option, (long) standard, (long) most);
        }

        long number(String option, long standard, long most) {
            var text = options.get(option);
            if (text == null) return standard;
            try {
                long number = Long.parseLong(text);
                if (number >= 1 && number <= most || option.equals("--seed")) return number;
            } catch (NumberFormatException e) {
                // said below
            }
            throw new Unknown(
                    option + " " + text + " is not a whole number from 1 to " + most + "; known: " + usage(name));
        }

        /** Who reads the figures: whose credential was given, or else the officer whom the story made; an administrator sees none. */
        Person reader() throws IOException {
            return options.containsKey("--credential")
                    ? credential()
                    : Person.of(People.login(People.BUREAU), Founding.PASSWORD);
        }

        /** Who the administrator is: a file with login and password (and TOTP secret) or a token; else the demo's own. */
        Person credential() throws IOException {
            var file = options.get("--credential");
            if (file == null) return Person.of("admin", "Wufei-demo-2026");
            try {
                var facts = Api.JSON.readTree(Files.readString(Path.of(file)));
                if (facts.has("token")) return Person.client(facts.get("token").asString());
                return Person.of(
                        facts.get("login").asString(),
                        facts.get("password").asString(),
                        facts.has("totpSecret") ? facts.get("totpSecret").asString() : null);
            } catch (JacksonException | NullPointerException e) {
                throw new Unknown("--credential " + file + " holds neither {login, password, totpSecret?} nor {token}");
            }
        }
    }
}
