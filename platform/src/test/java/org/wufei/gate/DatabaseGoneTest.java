package org.wufei.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.TestDatabase;
import org.wufei.testkit.WufeiTest;

/** The database goes away while people are writing, as it does when it is started again. */
@WufeiTest
class DatabaseGoneTest {
    private static final String PATH = "/api/v1/industrial/generations";
    private static final int WRITERS = 5;

    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Test
    void whoever_was_writing_is_told_to_wait_nothing_is_half_done_and_the_same_key_succeeds_once() throws Exception {
        var plant = Firms.inGar(registry, "HEATING");
        var yard = Caller.system("test")
                .call(() -> registry.places(plant.id()).getFirst().id());
        var clerk = as.clerk(plant.id());
        var day = LocalDate.now(Days.ZONE).minusDays(1) + "T02:00:00Z";
        var keys = new ArrayList<String>();
        for (int i = 0; i < WRITERS; i++) keys.add(UUID.randomUUID().toString());
        var body = Map.<String, Object>of(
                "unitId",
                plant.id(),
                "placeId",
                yard,
                "waste",
                "900-001-S03",
                "massG",
                "1000",
                "generatedAt",
                day,
                "link",
                "锅炉");

        try (var pool = Executors.newFixedThreadPool(WRITERS);
                var holder = connect(TestDatabase.working());
                var operator = connect(TestDatabase.working())) {
            holder.setAutoCommit(false);
            // the chains are held, so every writer is in the middle of its posting
            holder.createStatement().execute("select from ledger.lane for update");
            var writes = new ArrayList<Future<As.Reply>>();
            for (var key : keys) writes.add(pool.submit(() -> clerk.post(PATH, body, "Idempotency-Key", key)));
            until(operator, "select count(*) from pg_stat_activity where wait_event_type = 'Lock'", WRITERS);
            operator.createStatement().execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()
                    """);
            for (var write : writes) {
                var reply = write.get();
                assertThat(reply.status()).as(reply.text()).isEqualTo(503);
                assertThat(reply.problem()).isEqualTo("common/busy");
                assertThat(reply.header("Retry-After")).isNotBlank();
                assertThat(reply.json().get("title").asString()).contains("请稍后重试");
            }
            assertThat(count(operator, "select count(*) from gate.answer where caller = '" + clerk.id + "'"))
                    .as("no key is taken")
                    .isZero();
        }
        var ids = new ArrayList<String>();
        for (var key : keys) ids.add(patiently(clerk, body, key));
        assertThat(ids).doesNotHaveDuplicates();
        for (var key : keys) {
            var again = clerk.post(PATH, body, "Idempotency-Key", key);
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(ids).contains(again.json().get("id").asString());
        }
        assertThat(clerk.get(PATH + "?unitId=" + plant.id()).json().get("items"))
                .as("each once")
                .hasSize(WRITERS);
        var stocks = clerk.get("/api/v1/ledger/stocks?unit=" + plant.id());
        assertThat(stocks.json().get("massG").asString())
                .as("and the book says the same")
                .isEqualTo(Integer.toString(1000 * WRITERS));
    }

    @Test
    void a_full_disk_refuses_politely_and_keeps_nothing_of_what_it_refused() throws Exception {
        var plant = Firms.inGar(registry, "HEATING");
        var yard = Caller.system("test")
                .call(() -> registry.places(plant.id()).getFirst().id());
        var clerk = as.clerk(plant.id());
        var body = Map.<String, Object>of(
                "unitId",
                plant.id(),
                "placeId",
                yard,
                "waste",
                "900-001-S03",
                "massG",
                "1000",
                "generatedAt",
                LocalDate.now(Days.ZONE).minusDays(1) + "T02:00:00Z",
                "link",
                "锅炉");
        var key = UUID.randomUUID().toString();
        var books = clerk.get("/api/v1/ledger/stocks?unit=" + plant.id());
        try (var operator = connect(TestDatabase.connection());
                var sql = operator.createStatement()) {
            // the last thing that a booking writes is its record: all else has been written by then
            sql.execute("""
                    create function public.disk_full() returns trigger language plpgsql as $$
                    begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
                    """);
            sql.execute("create trigger disk_full before insert on audit.record for each row when (new.unit_id = '"
                    + plant.id() + "') execute function public.disk_full()");
            try {
                var refused = clerk.post(PATH, body, "Idempotency-Key", key);
                assertThat(refused.status()).as(refused.text()).isEqualTo(503);
                assertThat(refused.problem()).isEqualTo("common/busy");
                assertThat(refused.header("Retry-After")).isNotBlank();
            } finally {
                sql.execute("drop trigger disk_full on audit.record");
                sql.execute("drop function public.disk_full()");
            }
        }
        assertThat(clerk.get(PATH + "?unitId=" + plant.id()).json().get("items"))
                .isEmpty();
        assertThat(clerk.get("/api/v1/ledger/stocks?unit=" + plant.id()).text()).isEqualTo(books.text());

        var room = clerk.post(PATH, body, "Idempotency-Key", key);
        assertThat(room.status()).as(room.text()).isEqualTo(201);
        assertThat(room.header("Idempotency-Replayed")).isNull();
        assertThat(clerk.get("/api/v1/ledger/stocks?unit=" + plant.id())
                        .json()
                        .get("massG")
                        .asString())
                .isEqualTo("1000");
    }

    /** As a screen does it: waits as told, and sends the same under the same key. */
    private static String patiently(As.Browser clerk, Object body, String key) throws InterruptedException {
        for (int tried = 1; ; tried++) {
            var reply = clerk.post(PATH, body, "Idempotency-Key", key);
            if (reply.status() == 201) return reply.json().get("id").asString();
            assertThat(reply.status()).as(reply.text()).isEqualTo(503);
            assertThat(tried).as("tries").isLessThan(20);
            Thread.sleep(200);
        }
    }

    private static Connection connect(TestDatabase.Connection to) throws SQLException {
        return DriverManager.getConnection(to.url(), to.user(), to.password());
    }

    private static void until(Connection db, String sql, long wanted) throws Exception {
        long end = System.nanoTime() + 20_000_000_000L;
        while (count(db, sql) < wanted) {
            assertThat(System.nanoTime()).as(sql).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private static long count(Connection db, String sql) throws SQLException {
        try (var rows = db.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
