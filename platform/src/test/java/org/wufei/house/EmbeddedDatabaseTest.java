package org.wufei.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir
    Path data;

    @Test
    void what_was_committed_outlives_a_killed_server_and_a_new_start() throws Exception {
        try (var database = EmbeddedDatabase.start(data)) {
            query(database, "create table kept (n int)");
            query(database, "insert into kept values (42)");

            killServer();

            assertThat(eventually(database, "select n from kept")).isEqualTo("42");
        }
        try (var database = EmbeddedDatabase.start(data)) {
            assertThat(query(database, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void it_is_durable_and_binds_the_platform_to_row_level_security() throws Exception {
        try (var database = EmbeddedDatabase.start(data)) {
            assertThat(query(database, "show fsync")).isEqualTo("on");
            assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(database, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            var work = database.working();
            try (var connection = DriverManager.getConnection(work.url(), work.user(), work.password());
                    var sql = connection.createStatement()) {
                for (var beyond : new String[] {
                    "create table mine (n int)", "create schema mine", "set role wufei", "create role mine"
                }) {
                    assertThatThrownBy(() -> sql.execute(beyond))
                            .as(beyond)
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("permission denied");
                }
            }
            var wrong = new EmbeddedDatabase.Connected(database.connected().url(), "wufei", "guess");
            assertThatThrownBy(() -> DriverManager.getConnection(wrong.url(), wrong.user(), wrong.password()))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void two_platforms_cannot_share_a_data_directory() throws Exception {
        try (var _ = EmbeddedDatabase.start(data)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EmbeddedDatabase.start(data))
                    .withMessageContaining("--data");
        }
    }

    private void killServer() throws Exception {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("db/postmaster.pid")).getFirst().strip());
        var server = ProcessHandle.of(pid).orElseThrow();
        server.destroyForcibly();
        server.onExit().get(10, TimeUnit.SECONDS);
    }

    private static String eventually(EmbeddedDatabase database, String sql) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (true) {
            try {
                return query(database, sql);
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) throw e;
                Thread.sleep(50);
            }
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        var at = database.connected();
        try (var connection = DriverManager.getConnection(at.url(), at.user(), at.password());
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) return "";
            var rows = statement.getResultSet();
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
