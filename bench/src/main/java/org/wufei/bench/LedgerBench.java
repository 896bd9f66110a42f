package org.wufei.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.wufei.WufeiApplication;
import org.wufei.house.House;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Problem;
import org.wufei.ledger.Entry;
import org.wufei.ledger.EntryDraft;
import org.wufei.ledger.Ledger;

/**
 * 总账的基准: the goals of the mass ledger. The whole platform runs inside this process, on an embedded PostgreSQL that is
 * as durable as in production, with the virtual machine's settings of {@code ./wufei start}; so memory and times are the
 * platform's, the generator's on top. What is compared is measured turn by turn in one run, and the middle of the turns
 * counts: a machine that is busy with something else slows both sides.
 */
final class LedgerBench {
    private static final long SMALL = 1_000_000;
    private static final long LARGE = 3_000_000;
    private static final long LARGE_FULL = 50_000_000;
    private static final int WRITERS = 32;
    private static final int TURNS = 9;
    private static final int BATCHES_A_TURN = 6;
    private static final Duration SINGLES_A_TURN = Duration.ofSeconds(3);
    private static final int SINGLES_TURNS = 5;
    private static final int READS = 60;
    private static final int READS_FIRST = 5;
    /** A page that is too slow is known to be after these, and need not take the bench's time. */
    private static final int READS_MIN = 20;

    private static final Duration READS_MAX = Duration.ofSeconds(10);
    private static final int STARTS = 5;
    /** Time to say its accounts, before it is stopped. */
    private static final Duration SAYS_ACCOUNTS = Duration.ofSeconds(3);

    private static final Duration AT_REST = Duration.ofSeconds(10);
    private static final double MEMORY_GOAL_MB = 600;

    private final Scratch scratch;
    private final Path home;
    private final long large;
    private final PrintStream progress;
    private final Consumer<Figure> figures;

    LedgerBench(Scratch scratch, Path home, boolean full, PrintStream progress, Consumer<Figure> figures) {
        this.scratch = scratch;
        this.home = home;
        this.large = full ? LARGE_FULL : LARGE;
        this.progress = progress;
        this.figures = figures;
    }

    /** A running platform with its ledger, its prefecture and how many postings it holds. */
    private final class Side implements AutoCloseable {
        private final House.Running platform;
        private final Ledger ledger;
        private final DataSource source;
        private final Prefecture prefecture;
        private final Runnable end;
        private long postings;

        Side(Path data, Prefecture prefecture, long postings) throws IOException {
            this.platform = House.open(WufeiApplication.class, data);
            this.end = platform::close;
            scratch.holding(end);
            this.ledger = platform.context().getBean(Ledger.class);
            this.source = platform.owner();
            this.prefecture = prefecture;
            this.postings = postings;
        }

        List<Entry> post(List<EntryDraft> drafts) {
            var entries = Caller.system("bench").call(() -> ledger.postAll(drafts));
            entries.forEach(entry -> postings += entry.postings().size());
            return entries;
        }

        void fill(long upTo) {
            long start = System.nanoTime();
            long before = postings;
            while (postings < upTo) post(prefecture.next(Prefecture.BATCH));
            say(
                    "filled to %,d postings, %,.0f a second",
                    postings, (postings - before) * 1e9 / (System.nanoTime() - start));
        }

        @Override
        public void close() {
            scratch.released(end);
            platform.close();
        }
    }

    void run() throws IOException, InterruptedException {
        var today = LocalDate.now(Days.ZONE);
        var last = today.minusDays(1);
        var prefecture = new Prefecture(today.toEpochDay(), last.withDayOfYear(1), last);
        var data = scratch.sub("large");
        Path small;
        Prefecture then;
        long postings;
        try (var side = new Side(data, prefecture, 0)) {
            for (var batch : prefecture.opening()) side.post(batch);
            side.fill(SMALL);
            postings = side.postings;
        }
        small = scratch.copy(data, "small");
        then = prefecture.copy();
        try (var load = new Load();
                var side = new Side(data, prefecture, postings)) {
            side.fill(large);
            batches(side, Batch.OF_ALL_FIRMS, false);
            batches(side, Batch.OF_ALL_FIRMS, true);
            batches(side, Batch.OF_ONE_FIRM, false);
            singles(side);
            load.pause(true); // a second platform runs beside the one whose memory is watched
            flat(side, small, then, postings);
            load.pause(false);
            scratch.drop("small");
            reads(side, last);
            verify(side);
            figures.accept(load.figure());
        } catch (SQLException e) {
            throw new IOException(e);
        }
        starts(data);
    }

    // --- figures -----------------------------------------------------------------------------------------------------

    /** Half a day of the whole prefecture, nearly every entry another firm's; or what one firm imports at once. */
    private enum Batch {
        OF_ALL_FIRMS,
        OF_ONE_FIRM
    }

    /** Turn by turn: some batches through the ledger, then the same rows by bare COPY. */
    private void batches(Side side, Batch kind, boolean indexed) throws SQLException, IOException {
        var ratios = new ArrayList<Double>();
        var rates = new ArrayList<Double>();
        var raws = new ArrayList<Double>();
        try (var raw = new RawCopy(side.source, indexed)) {
            for (int turn = 0; turn < TURNS; turn++) {
                long ledger = 0;
                long copy = 0;
                long before = side.postings;
                var rows = new ArrayList<RawCopy.Rows>();
                for (int i = 0; i < BATCHES_A_TURN; i++) {
                    var drafts = kind == Batch.OF_ONE_FIRM
                            ? side.prefecture.ofOneFirm(Prefecture.BATCH)
                            : side.prefecture.next(Prefecture.BATCH);
                    long start = System.nanoTime();
                    var entries = side.post(drafts);
                    ledger += System.nanoTime() - start;
                    rows.add(raw.read(entries.getFirst().no(), entries.getLast().no()));
                }
                for (var some : rows) copy += raw.time(some);
                long count = side.postings - before;
                rates.add(count * 1e9 / ledger);
                raws.add(count * 1e9 / copy);
                ratios.add((double) copy / ledger);
            }
        }
        var name = "postings/s through the ledger in batches of 1,000 entries, to COPY of the same rows into ";
        var rate = String.format(Locale.ROOT, " (%,.0f to %,.0f postings/s)", median(rates), median(raws));
        if (indexed || kind == Batch.OF_ONE_FIRM)
            figures.accept(Figure.stated(
                    indexed
                            ? name + "empty tables with the book's indexes"
                            : "the same, each batch the month of one firm",
                    String.format(Locale.ROOT, "%.1f %%%s", 100 * median(ratios), rate)));
        else figures.accept(Figure.atLeast(name + "bare tables", 100 * median(ratios), 25, "%", rate));
    }

    /** 32 people at once, an entry and a transaction each; between their turns, batches. */
    private void singles(Side side) throws InterruptedException {
        var ratios = new ArrayList<Double>();
        var rates = new ArrayList<Double>();
        var times = new ConcurrentLinkedQueue<Double>();
        for (int turn = 0; turn < SINGLES_TURNS; turn++) {
            long before = side.postings;
            long start = System.nanoTime();
            for (int i = 0; i < BATCHES_A_TURN; i++) side.post(side.prefecture.next(Prefecture.BATCH));
            double batches = (side.postings - before) * 1e9 / (System.nanoTime() - start);
            double singles = crowd(side, turn == 0 ? new ConcurrentLinkedQueue<>() : times);
            if (turn == 0) continue; // what is compiled and what is cached is not yet what it will be
            ratios.add(singles / batches);
            rates.add(singles);
        }
        figures.accept(Figure.atLeast(
                "single entries/s, a durable transaction each, 32 writers, to the batches' postings/s",
                100 * median(ratios),
                5,
                "%",
                String.format(Locale.ROOT, " (%,.0f entries/s)", median(rates))));
        figures.accept(Figure.below(
                "the same, p99",
                Visitor.percentile(List.copyOf(times), 0.99),
                50,
                "ms",
                String.format(Locale.ROOT, " (median %.1f ms)", Visitor.percentile(List.copyOf(times), 0.5))));
    }

    private double crowd(Side side, ConcurrentLinkedQueue<Double> times) throws InterruptedException {
        var done = new AtomicLong();
        var postings = new AtomicLong();
        long start = System.nanoTime();
        long end = start + SINGLES_A_TURN.toNanos();
        try (var people = Executors.newFixedThreadPool(WRITERS)) {
            var work = new ArrayList<java.util.concurrent.Callable<Void>>();
            for (int i = 0; i < WRITERS; i++) {
                work.add(() -> {
                    while (System.nanoTime() < end) {
                        EntryDraft draft;
                        synchronized (side.prefecture) {
                            draft = side.prefecture.next(1).getFirst();
                        }
                        long began = System.nanoTime();
                        var entry = patiently(side, draft);
                        times.add((System.nanoTime() - began) / 1e6);
                        done.incrementAndGet();
                        postings.addAndGet(entry.postings().size());
                    }
                    return null;
                });
            }
            for (var one : people.invokeAll(work)) {
                try {
                    one.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        }
        side.postings += postings.get();
        return done.get() * 1e9 / (System.nanoTime() - start);
    }

    /** A load may arrive here before the one that sent it has answered; then it comes again, and all of that is counted. */
    private static Entry patiently(Side side, EntryDraft draft) throws InterruptedException {
        for (int tries = 0; ; tries++) {
            try {
                return Caller.system("bench").call(() -> side.ledger.post(draft));
            } catch (Problem early) {
                if (tries == 20) throw early;
                Thread.sleep(5);
            }
        }
    }

    /** Turn by turn: the same prefecture, its book once small and once large. */
    private void flat(Side side, Path small, Prefecture then, long postings) throws IOException {
        var ratios = new ArrayList<Double>();
        try (var other = new Side(small, then, postings)) {
            for (int turn = -2; turn < 2 * TURNS; turn++) {
                double ofLarge = costOfEntry(side);
                double ofSmall = costOfEntry(other);
                if (turn >= 0) ratios.add(ofLarge / ofSmall);
            }
        }
        figures.accept(Figure.atMost(
                String.format(Locale.ROOT, "cost of an entry at %,d M postings to that at 1 M", large / 1_000_000),
                median(ratios),
                1.2,
                "",
                ""));
    }

    private static double costOfEntry(Side side) {
        var batches = new ArrayList<List<EntryDraft>>();
        for (int i = 0; i < BATCHES_A_TURN; i++) batches.add(side.prefecture.next(Prefecture.BATCH));
        long start = System.nanoTime();
        batches.forEach(side::post);
        return (System.nanoTime() - start) / (double) (BATCHES_A_TURN * Prefecture.BATCH);
    }

    /** Over HTTP, as a leader and as an officer of one county, who sees less and is checked row by row. */
    private void reads(Side side, LocalDate last) throws IOException, InterruptedException {
        var year = last.getYear();
        var ofYear = "from=" + year + "-01-01&to=" + year + "-12-31";
        var months = "from=" + year + "-01&to=" + year + "-12";
        var month = last.minusMonths(1).toString().substring(0, 7);
        read(side, "leader's screen of the year", i -> "/api/v1/indicators/overview?year=" + year);
        read(
                side,
                "a year's flows by month, counties and class",
                i -> "/api/v1/ledger/flows?" + ofYear + "&by=MONTH&by=COUNTIES&by=WASTE_CLASS");
        read(side, "a year's Sankey", i -> "/api/v1/ledger/sankey?" + months);
        read(
                side,
                "a unit's month",
                i -> "/api/v1/ledger/units/" + side.prefecture.unit(i * 7 + 3) + "/months?from=" + month + "&to="
                        + month);
        read(
                side,
                "a lineage page of a year's figure",
                i -> "/api/v1/ledger/entries?" + ofYear + "&wasteClass=SW0" + (i % 2 == 0 ? 5 : 1) + "&stageTo="
                        + (i % 3 == 0 ? "DISPOSED" : "UTILISED") + "&size=50");
        read(
                side,
                "a lineage page of a unit's year",
                i -> "/api/v1/ledger/entries?" + ofYear + "&unit=" + side.prefecture.unit(i * 7 + 3) + "&size=50");
    }

    private interface Path1 {
        String of(int turn);
    }

    private void read(Side side, String name, Path1 path) throws IOException, InterruptedException {
        var slowest = 0.0;
        var more = new StringBuilder();
        for (var login : List.of("leader", "rutog")) {
            var person = new Visitor(side.platform.url(), login);
            for (int i = 0; i < READS_FIRST; i++) person.time(path.of(i));
            var times = new ArrayList<Double>();
            long end = System.nanoTime() + READS_MAX.toNanos();
            for (int i = 0; i < READS && (i < READS_MIN || System.nanoTime() < end); i++)
                times.add(person.time(path.of(i)));
            double p95 = Visitor.p95(times);
            more.append(String.format(
                    Locale.ROOT, "%s%s %.0f, median %.0f", more.isEmpty() ? "" : "; ", login, p95, median(times)));
            slowest = Math.max(slowest, p95);
        }
        figures.accept(Figure.below(name + ", p95 over HTTP", slowest, 100, "ms", " (" + more + ")"));
    }

    private void verify(Side side) throws IOException, InterruptedException {
        var answer = new Visitor(side.platform.url(), "admin").post("/api/v1/ledger/verify");
        if (!answer.path("clean").asBoolean()) throw new IOException("the book is not clean: " + answer);
        long postings = answer.path("postings").asLong();
        if (postings != side.postings)
            throw new IOException("%,d postings found, %,d posted".formatted(postings, side.postings));
        double seconds = answer.path("millis").asLong() / 1000.0;
        figures.accept(Figure.atLeast(
                "ledger verify",
                postings / seconds,
                300_000,
                "postings/s",
                String.format(Locale.ROOT, " (%,d in %.1f s, clean)", postings, seconds)));
    }

    /** The launcher's own process, on the data directory as the load left it. */
    private void starts(Path data) throws IOException, InterruptedException {
        var times = new ArrayList<Double>();
        for (int i = 0; i <= STARTS; i++) {
            try (var launched = Launched.demo(home, data, scratch)) {
                if (i > 0) times.add(launched.readyMillis() / 1000);
                Thread.sleep(SAYS_ACCOUNTS);
                if (i < STARTS) continue;
                Thread.sleep(AT_REST);
                double whole = Machine.memory(launched.process());
                double jvm = Machine.proportional(launched.process().pid());
                figures.accept(Figure.below(
                        "memory at rest, platform with database",
                        whole,
                        MEMORY_GOAL_MB,
                        "MB",
                        String.format(Locale.ROOT, " (%.0f MB of it the virtual machine)", jvm)));
            }
        }
        figures.accept(Figure.below(
                "ready, with the database, warm data directory",
                median(times),
                2.5,
                "s",
                String.format(Locale.ROOT, " (%d starts, slowest %.2f s)", STARTS, Visitor.percentile(times, 1))));
    }

    /** Looks once a second at what the platform and its database hold; the highest counts. */
    private static final class Load implements AutoCloseable {
        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile boolean paused;
        private volatile double highest;
        private volatile double ofVirtualMachine;
        private final Thread thread = Thread.ofPlatform().daemon().start(this::watch);

        private void watch() {
            var self = ProcessHandle.current();
            while (!ended.get()) {
                double now = Machine.memory(self);
                if (!paused && now > highest) {
                    highest = now;
                    ofVirtualMachine = Machine.proportional(self.pid());
                }
                try {
                    Thread.sleep(1_000);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        void pause(boolean yes) {
            paused = yes;
        }

        Figure figure() {
            return Figure.below(
                    "memory under that load, highest",
                    highest,
                    MEMORY_GOAL_MB,
                    "MB",
                    String.format(Locale.ROOT, " (%.0f MB of it the virtual machine)", ofVirtualMachine));
        }

        @Override
        public void close() {
            ended.set(true);
            thread.interrupt();
        }
    }

    private static double median(List<Double> values) {
        return Visitor.percentile(values, 0.5);
    }

    private void say(String text, Object... facts) {
        progress.println("bench: " + String.format(Locale.ROOT, text, facts));
    }
}
