package org.wufei.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.kernel.Caller;
import org.wufei.testkit.TestDatabase;
import org.wufei.testkit.WufeiTest;

/** Bytes changed straight in the database, with its guards switched off, are found and located; then put back. */
@WufeiTest
class TamperTest {
    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transactions;

    private Entry entry;
    private Entry next;

    @BeforeEach
    void three_entries_of_one_unit() {
        var yard = Yard.in(Yard.GAR);
        var system = Caller.system("tamper");
        var day = LocalDate.of(2026, 10, 5);
        entry = system.call(() -> ledger.post(yard.draft(day, yard.generates(1_000, 2026))));
        next = system.call(() -> ledger.post(yard.draft(day, yard.uses(400))));
    }

    /** Runs with triggers off, verifies, and runs the way back. */
    private List<Verification.Breach> after(String change, String back) {
        as(sql -> run(sql, change));
        try {
            return ledger.verify().breaches();
        } finally {
            as(sql -> run(sql, back));
            assertThat(ledger.verify().breaches()).isEmpty();
        }
    }

    private static void run(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute("select set_config('wufei.scope', 'all', false)");
            for (var table : List.of("entry", "posting", "entry_key", "account", "head"))
                statement.execute("alter table ledger." + table + " disable trigger user");
            statement.execute(sql);
            for (var table : List.of("entry", "posting", "entry_key", "account", "head"))
                statement.execute("alter table ledger." + table + " enable trigger user");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void as(Consumer<Connection> work) {
        var to = TestDatabase.connection();
        try (var connection = DriverManager.getConnection(to.url(), to.user(), to.password())) {
            work.accept(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void located(List<Verification.Breach> breaches, int law, String where) {
        assertThat(breaches).anySatisfy(breach -> {
            assertThat(breach.law()).isEqualTo(law);
            assertThat(breach.where()).startsWith(where);
        });
    }

    @Test
    void a_changed_mass_is_found_in_its_entry_balance_and_rollup() {
        var found = after(
                "update ledger.posting set mass_g = mass_g + 1 where entry_no = " + entry.no(),
                "update ledger.posting set mass_g = mass_g - 1 where entry_no = " + entry.no());
        located(found, 10, "entry " + entry.no());
        located(found, 1, "account " + entry.postings().getFirst().to().id());
        located(found, 1, "rollup month");
        located(found, 1, "rollup day");
        located(found, 1, "rollup area");
    }

    @Test
    void a_changed_word_is_found_and_only_there() {
        var found = after(
                "update ledger.entry set note = '改' where no = " + entry.no(),
                "update ledger.entry set note = '' where no = " + entry.no());
        assertThat(found)
                .singleElement()
                .satisfies(breach -> assertThat(breach.where()).isEqualTo("entry " + entry.no()));
    }

    @Test
    void a_changed_digest_is_found() {
        located(
                after(
                        "update ledger.entry set digest = set_byte(digest, 0, get_byte(digest, 0) # 1) where no = "
                                + entry.no(),
                        "update ledger.entry set digest = set_byte(digest, 0, get_byte(digest, 0) # 1) where no = "
                                + entry.no()),
                10,
                "entry " + entry.no());
    }

    @Test
    void a_deleted_entry_is_missed_by_the_next_of_its_lane() {
        var found = after(
                "create table ledger.gone as select * from ledger.entry where no = %d; delete from ledger.entry where no = %d"
                        .formatted(entry.no(), entry.no()),
                "insert into ledger.entry select * from ledger.gone; drop table ledger.gone");
        located(found, 3, "entry " + next.no());
        located(found, 3, "entry " + entry.no());
        located(found, 4, "entry_key");
    }

    @Test
    void a_deleted_posting_is_found() {
        located(
                after(
                        ("create table ledger.gone as select * from ledger.posting where entry_no = %d;"
                                        + " delete from ledger.posting where entry_no = %d")
                                .formatted(entry.no(), entry.no()),
                        "insert into ledger.posting select * from ledger.gone; drop table ledger.gone"),
                10,
                "entry " + entry.no());
    }

    @Test
    void a_changed_balance_rollup_and_account_are_found() {
        long account = entry.postings().getFirst().to().id();
        located(
                after(
                        "update ledger.balance set mass_g = mass_g + 5 where account_id = " + account,
                        "update ledger.balance set mass_g = mass_g - 5 where account_id = " + account),
                1,
                "account " + account);
        var unit = entry.unit();
        located(
                after(
                        "update ledger.flow_month_sum set mass_g = mass_g + 5 where from_unit = '%s'".formatted(unit),
                        "update ledger.flow_month_sum set mass_g = mass_g - 5 where from_unit = '%s'".formatted(unit)),
                1,
                "rollup month");
        for (var rollup : List.of("day", "area"))
            located(
                    after(
                            "update ledger.flow_%s_sum set mass_g = mass_g + 5".formatted(rollup),
                            "update ledger.flow_%s_sum set mass_g = mass_g - 5".formatted(rollup)),
                    1,
                    "rollup " + rollup);
        located(
                after(
                        "update ledger.account set waste = '900-001-S01' where id = " + account,
                        "update ledger.account set waste = '900-099-S05' where id = " + account),
                10,
                "entry " + entry.no());
    }

    @Test
    void a_changed_head_is_found() {
        var day = db.sql("select max(day)::text from ledger.head")
                .query(String.class)
                .single();
        located(
                after(
                        "update ledger.head set digest = set_byte(digest, 3, get_byte(digest, 3) # 1) where day = '%s'"
                                .formatted(day),
                        "update ledger.head set digest = set_byte(digest, 3, get_byte(digest, 3) # 1) where day = '%s'"
                                .formatted(day)),
                10,
                "head " + day);
    }

    @Test
    void the_database_refuses_to_change_the_book() {
        for (var table : List.of("entry", "posting", "entry_key", "account"))
            org.assertj.core.api.Assertions.assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> Caller.system("tamper")
                            .run(() -> transactions.executeWithoutResult(status ->
                                    db.sql("delete from ledger." + table).update())))
                    .havingRootCause()
                    .withMessageMatching("(?s).*(permission denied|is not allowed).*");
    }
}
