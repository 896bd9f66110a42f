package org.wufei.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {
    @TempDir
    Path home;

    @Test
    void a_copy_comes_back_table_by_table() throws Exception {
        var file = home.resolve("copy.wufei");
        TreeMap<String, String> before;
        try (var database = EmbeddedDatabase.start(home.resolve("one"))) {
            migrated(database);
            try (var connection = open(database);
                    var sql = connection.createStatement()) {
                sql.execute("""
                        create schema kept;
                        create table kept.parent (id bigint generated always as identity primary key, name text not null,
                            twice text generated always as (name || name) stored);
                        create table kept.child (parent_id bigint not null references kept.parent,
                            on_day date not null) partition by range (on_day);
                        create table kept.child_2026 partition of kept.child for values from ('2026-01-01') to ('2027-01-01');
                        insert into kept.parent (name) select '矿' || n from generate_series(1, 1000) n;
                        insert into kept.child select id, date '2026-03-01' from kept.parent;
                        call wufei.append_only('kept.child');
                        call wufei.protect('kept.parent', 'name', variadic array[]::text[]);
                        """);
            }
            Files.writeString(home.resolve("one/keys.properties"), "key=1");
            Backups.backup(database.connected(), file, home.resolve("one"), out());
            before = fingerprints(database);
        }
        assertThat(before.get("kept.child")).isNotNull();

        Backups.bringKeys(file, home.resolve("two"));
        try (var database = EmbeddedDatabase.start(home.resolve("two"))) {
            migrated(database);
            try (var connection = open(database);
                    var sql = connection.createStatement()) {
                sql.execute("""
                        create schema kept;
                        create table kept.parent (id bigint generated always as identity primary key, name text not null,
                            twice text generated always as (name || name) stored);
                        create table kept.child (parent_id bigint not null references kept.parent,
                            on_day date not null) partition by range (on_day);
                        """);
            }
            Backups.restore(database.connected(), file, out());

            assertThat(fingerprints(database)).isEqualTo(before);
            assertThat(home.resolve("two/keys.properties")).hasContent("key=1");
            try (var connection = open(database);
                    var sql = connection.createStatement();
                    var row = sql.executeQuery("insert into kept.parent (name) values ('next') returning id")) {
                row.next();
                assertThat(row.getLong(1)).as("numbers go on where they stood").isEqualTo(1001);
            }
            assertThatIllegalArgumentException().isThrownBy(() -> Backups.requireEmpty(database.connected()));
        }
    }

    private static void migrated(EmbeddedDatabase database) throws Exception {
        var at = database.connected();
        Migrations.run(at.url(), at.user(), at.password());
    }

    private static PrintStream out() {
        return new PrintStream(new ByteArrayOutputStream());
    }

    private static Connection open(EmbeddedDatabase database) throws SQLException {
        var at = database.connected();
        var connection = DriverManager.getConnection(at.url(), at.user(), at.password());
        try (var sql = connection.createStatement()) {
            sql.execute("select set_config('wufei.scope', 'all', false)");
        }
        return connection;
    }

    private static TreeMap<String, String> fingerprints(EmbeddedDatabase database) throws SQLException {
        var found = new TreeMap<String, String>();
        try (var connection = open(database);
                var sql = connection.createStatement()) {
            var names = new ArrayList<String>();
            try (var rows = sql.executeQuery("""
                    select table_schema || '.' || table_name from information_schema.tables
                    where table_schema not in ('pg_catalog', 'information_schema') and table_name not like 'flyway%'
                    """)) {
                while (rows.next()) names.add(rows.getString(1));
            }
            for (var name : names) {
                try (var row = sql.executeQuery(
                        "select count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from "
                                + name + " t")) {
                    row.next();
                    found.put(name, row.getString(1));
                }
            }
        }
        return found;
    }
}
