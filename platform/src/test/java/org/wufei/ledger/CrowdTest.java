package org.wufei.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Problem;
import org.wufei.testkit.WufeiTest;

/** 32 people at once, who send again what got no answer, while connections are cut under them. */
@WufeiTest
class CrowdTest {
    private static final int WRITERS = 32;
    private static final int EACH = 12;
    private static final LocalDate DAY = LocalDate.of(2026, 10, 20);

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void thirty_two_writers_with_retries_and_cut_connections_book_everything_once() throws Exception {
        var yards = new ArrayList<Yard>();
        for (int i = 0; i < 6; i++) yards.add(Yard.in(i % 2 == 0 ? Yard.GAR : Yard.RUTOG));
        for (var yard : yards)
            Caller.system("crowd")
                    .run(() -> ledger.post(yard.draft(DAY, yard.generates(1_000_000, 2024), yard.ships(500_000))));
        var cuts = new AtomicInteger();
        var lost = new AtomicInteger();
        try (var people = Executors.newFixedThreadPool(WRITERS)) {
            var work = new ArrayList<Callable<Void>>();
            for (int w = 0; w < WRITERS; w++) {
                var random = new Random(w);
                work.add(() -> {
                    for (int i = 0; i < EACH; i++) {
                        var yard = yards.get(random.nextInt(6));
                        var other = yards.get(random.nextInt(6));
                        // Each writer's moves cross the others': from a neighbour's transit, into a neighbour's, out of
                        // stock.
                        var draft = switch (random.nextInt(3)) {
                            case 0 -> yard.draft(DAY, yard.receivesFrom(other, 7));
                            case 1 -> yard.draft(DAY, yard.ships(5), yard.generates(11, 2026));
                            default -> yard.draft(DAY, yard.uses(3));
                        };
                        boolean cut = random.nextInt(8) == 0;
                        sendUntilAnswered(draft, cut, cuts, lost);
                        Caller.system("crowd").run(() -> ledger.post(draft));
                    }
                    return null;
                });
            }
            for (var done : people.invokeAll(work)) done.get();
        }
        assertThat(cuts.get()).as("connections cut").isPositive();
        assertThat(lost.get()).as("answers lost").isEqualTo(cuts.get());
        var system = Caller.system("crowd");
        long generated = 0;
        long stored = 0;
        long transit = 0;
        long used = 0;
        for (var yard : yards) {
            for (var flow :
                    system.call(() -> ledger.flows(Flow.Query.between(DAY, DAY).unit(yard.unit())))) {
                if (flow.from() == Stage.GENERATED) generated += flow.mass().grams();
                if (flow.to() == Stage.UTILISED) used += flow.mass().grams();
            }
            stored += system.call(() -> ledger.held(yard.at(Stage.STORED), Yard.TAILINGS))
                    .grams();
            transit += system.call(() -> ledger.held(yard.at(Stage.IN_TRANSIT), Yard.TAILINGS))
                    .grams();
        }
        assertThat(stored + transit + used).isEqualTo(generated);
        assertThat(ledger.verify().breaches()).isEmpty();
    }

    /** Sends once with the connection cut before the answer where asked so, then again until it is answered. */
    private void sendUntilAnswered(EntryDraft draft, boolean cut, AtomicInteger cuts, AtomicInteger lost) {
        if (cut) {
            cuts.incrementAndGet();
            try {
                Caller.system("crowd")
                        .run(() -> transactions.executeWithoutResult(status -> {
                            ledger.post(draft);
                            db.sql("select pg_terminate_backend(pg_backend_pid())")
                                    .query((row, n) -> true)
                                    .list();
                        }));
            } catch (DataAccessException | TransactionException dropped) {
                lost.incrementAndGet();
            }
        }
        try {
            Caller.system("crowd").run(() -> ledger.postAll(List.of(draft)));
        } catch (Problem refused) {
            throw new AssertionError(refused);
        }
    }
}
