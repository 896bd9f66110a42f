package org.wufei.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Problem;
import org.wufei.testkit.Seeds;
import org.wufei.testkit.WufeiTest;

/** The laws under random histories, legal and not, against a model kept beside them that is too simple to be wrong. */
@WufeiTest
class LawsTest {
    private static final int STEPS = 60;

    @Autowired
    Ledger ledger;

    static LongStream eight() {
        return Seeds.forty().limit(8);
    }

    /** What should be in stock: by yard, stage and lot year. */
    private static final class Model {
        private final TreeMap<String, TreeMap<Integer, Long>> stocks = new TreeMap<>();

        long held(Yard yard, Stage stage) {
            return lots(yard, stage).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        TreeMap<Integer, Long> lots(Yard yard, Stage stage) {
            return stocks.computeIfAbsent(yard.unit() + "/" + stage, none -> new TreeMap<>());
        }

        /** False where the stock does not suffice; then nothing changes. */
        boolean move(Yard from, Stage stage, Yard to, Stage toStage, long grams) {
            if (held(from, stage) < grams) return false;
            long left = grams;
            for (var lot : lots(from, stage).entrySet()) {
                long part = Math.min(left, lot.getValue());
                lot.setValue(lot.getValue() - part);
                if (toStage.side() == Stage.Side.STOCK && part > 0)
                    lots(to, toStage).merge(lot.getKey(), part, Long::sum);
                left -= part;
            }
            return true;
        }

        Model copy() {
            var copy = new Model();
            stocks.forEach((key, lots) -> copy.stocks.put(key, new TreeMap<>(lots)));
            return copy;
        }
    }

    @ParameterizedTest
    @MethodSource("eight")
    void random_histories_keep_every_law(long seed) {
        var random = new Random(seed);
        var yards = List.of(Yard.in(Yard.GAR), Yard.in(Yard.RUTOG), Yard.in(Yard.GAR));
        var model = new Model();
        var asked = new ArrayList<EntryDraft>();
        var known = new HashMap<java.time.Instant, Long>();
        var system = Caller.system("laws");
        for (int step = 0; step < STEPS; step++) {
            var trial = model.copy();
            var batch = new ArrayList<EntryDraft>();
            boolean legal = true;
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                var yard = yards.get(random.nextInt(3));
                var other = yards.get(random.nextInt(3));
                long grams = random.nextLong(1, 2_000);
                int year = random.nextInt(2018, 2027);
                var move = switch (random.nextInt(5)) {
                    case 0, 1 -> {
                        trial.lots(yard, Stage.STORED).merge(year, grams, Long::sum);
                        yield yard.generates(grams, year);
                    }
                    case 2 -> {
                        legal &= trial.move(yard, Stage.STORED, yard, Stage.UTILISED, grams);
                        yield yard.uses(grams);
                    }
                    case 3 -> {
                        legal &= trial.move(yard, Stage.STORED, yard, Stage.IN_TRANSIT, grams);
                        yield yard.ships(grams);
                    }
                    default -> {
                        legal &= trial.move(other, Stage.IN_TRANSIT, yard, Stage.STORED, grams);
                        yield yard.receivesFrom(other, grams);
                    }
                };
                batch.add(yard.draft(LocalDate.of(2026, random.nextInt(7, 11), random.nextInt(1, 29)), move));
                if (!legal) break;
            }
            boolean booked;
            try {
                var entries = system.call(() -> ledger.postAll(batch));
                booked = true;
                asked.addAll(batch);
                var last = entries.getLast().recordedAt();
                if (step % 20 == 0) known.put(last, generated(yards, last));
            } catch (Problem refused) {
                booked = false;
                assertThat(refused.type()).as("-Dseed=%d", seed).isEqualTo(LedgerProblem.INSUFFICIENT_STOCK);
            }
            assertThat(booked).as("-Dseed=%d step %d", seed, step).isEqualTo(legal);
            if (booked) model = trial;
        }
        // Everything is sent again, shuffled: nothing is booked twice.
        java.util.Collections.shuffle(asked, random);
        system.run(() -> ledger.postAll(asked));
        for (var yard : yards) {
            for (var stage : Set.of(Stage.STORED, Stage.IN_TRANSIT)) {
                var lots = new TreeMap<Integer, Long>();
                system.call(() -> ledger.stocks(yard.unit(), null, null, null)).stream()
                        .filter(one -> one.account().spot().stage() == stage)
                        .forEach(one -> lots.merge(
                                one.account().lot().year(), one.mass().grams(), Long::sum));
                var expected = new TreeMap<>(model.lots(yard, stage));
                expected.values().removeIf(grams -> grams == 0);
                assertThat(lots).as("-Dseed=%d %s", seed, stage).isEqualTo(expected);
            }
            var months =
                    system.call(() -> ledger.months(yard.unit(), YearMonth.of(2026, 7), YearMonth.of(2026, 10), null));
            var closing = months.stream()
                    .filter(one -> one.month().equals(YearMonth.of(2026, 10)))
                    .mapToLong(Statement::closing)
                    .sum();
            assertThat(closing)
                    .as("-Dseed=%d the last month closes with what is in stock", seed)
                    .isEqualTo(model.held(yard, Stage.STORED) + model.held(yard, Stage.IN_TRANSIT));
            for (var month : months) {
                assertThat(month.opening() + sum(month.in().values()).grams())
                        .as("-Dseed=%d a month balances", seed)
                        .isEqualTo(sum(month.out().values()).grams() + month.closing());
            }
        }
        known.forEach((at, grams) -> assertThat(generated(yards, at))
                .as("-Dseed=%d as known at %s", seed, at)
                .isEqualTo(grams));
    }

    private static Mass sum(java.util.Collection<Mass> some) {
        return some.stream().reduce(Mass.ZERO, Mass::plus);
    }

    private long generated(List<Yard> yards, java.time.Instant known) {
        return yards.stream()
                .mapToLong(yard -> Caller.system("laws")
                        .call(() ->
                                ledger.flows(Flow.Query.between(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 10, 31))
                                        .unit(yard.unit())
                                        .stages(Set.of(Stage.GENERATED), Set.of())
                                        .asKnownAt(known)))
                        .stream()
                        .mapToLong(flow -> flow.mass().grams())
                        .sum())
                .sum();
    }

    @ParameterizedTest
    @MethodSource("org.wufei.testkit.Seeds#forty")
    void a_book_neither_makes_nor_loses_a_gram(long seed) {
        var random = new Random(seed);
        var yard = Yard.in(Yard.GAR);
        var book = new Book();
        for (int i = 0; i < 200; i++) {
            try {
                book.book(yard.draft(
                        LocalDate.of(2026, 5, 1),
                        random.nextBoolean()
                                ? yard.generates(random.nextLong(1, 1000), random.nextInt(2015, 2027))
                                : yard.uses(random.nextLong(1, 3000))));
            } catch (Problem refused) {
                assertThat(refused.type()).isEqualTo(LedgerProblem.INSUFFICIENT_STOCK);
            }
            assertThat(book.slots().stream().mapToLong(Book.Slot::change).sum())
                    .as("-Dseed=%d", seed)
                    .isZero();
            assertThat(book.slots()).as("-Dseed=%d", seed).allMatch(slot -> !slot.stock() || slot.change() >= 0);
        }
    }

    @ParameterizedTest
    @MethodSource("eight")
    void a_key_used_twice_with_other_content_is_refused_whatever_it_is(long seed) {
        var random = new Random(seed);
        var yard = Yard.in(Yard.GAR);
        var key = "test.note/" + UUID.randomUUID() + "/book";
        var day = LocalDate.of(2026, 9, 9);
        Caller.system("laws").run(() -> ledger.post(yard.draft(key, day, null, yard.generates(100, 2026))));
        var changed = switch (random.nextInt(3)) {
            case 0 -> yard.draft(key, day, null, yard.generates(101, 2026));
            case 1 -> yard.draft(key, day.plusDays(1), null, yard.generates(100, 2026));
            default -> yard.draft(key, day, null, yard.generates(100, 2025));
        };
        org.assertj.core.api.Assertions.assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> Caller.system("laws").run(() -> ledger.post(changed)))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(LedgerProblem.IDEMPOTENCY_CONFLICT));
    }
}
