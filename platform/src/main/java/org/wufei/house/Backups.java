package org.wufei.house;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/**
 * 备份与恢复: one consistent copy of a running platform's database, and its return into an empty one. The copy is a zip of
 * every table as PostgreSQL's own binary COPY, taken in one repeatable-read snapshot, with a manifest of versions and
 * row counts. Keys are written beside it, not in it: whoever finds the copy alone cannot read personal data.
 */
final class Backups {
    private static final String MANIFEST = "manifest.json";
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = new JsonMapper();

    private Backups() {}

    /** @param flyway version reached by each module's migrations */
    record Manifest(
            int format,
            Map<String, String> flyway,
            List<Partition> partitions,
            List<Table> tables,
            List<Sequence> sequences) {}

    record Table(String name, List<String> columns, long rows) {}

    record Partition(String name, String parent, String bound) {}

    record Sequence(String name, long value, boolean called) {}

    static int backup(EmbeddedDatabase.Connected database, Path file, Path data, PrintStream out) throws IOException {
        if (Files.exists(file)) throw new IllegalArgumentException(file + " 已存在；备份不覆盖旧文件，请换一个文件名");
        var aside = file.resolveSibling(file.getFileName() + ".part");
        long rows = 0;
        int tables;
        try (var connection = open(database);
                var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(aside), 1 << 16))) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            seeAll(connection);
            var copied = new ArrayList<Table>();
            for (var table : tables(connection)) {
                zip.putNextEntry(new ZipEntry("tables/" + table.name() + ".copy"));
                var query = "copy (select %s from %s) to stdout with (format binary)"
                        .formatted(columns(table), quoted(table.name()));
                long count = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(query, new Unclosed(zip));
                zip.closeEntry();
                copied.add(new Table(table.name(), table.columns(), count));
                rows += count;
            }
            tables = copied.size();
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsBytes(new Manifest(
                            FORMAT, flyway(connection), partitions(connection), copied, sequences(connection))));
            zip.closeEntry();
            connection.commit();
        } catch (SQLException e) {
            Files.deleteIfExists(aside);
            throw new IOException("backup failed: " + e.getMessage(), e);
        }
        Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        out.printf("Backed up %,d rows of %d tables to %s%n", rows, tables, file);
        var keys = data.resolve("keys.properties");
        if (Files.exists(keys)) {
            Files.copy(keys, keysBeside(file), StandardCopyOption.COPY_ATTRIBUTES);
            out.println("Keys of personal data: " + keysBeside(file) + " (keep it apart from the copy)");
        }
        return 0;
    }

    private static Path keysBeside(Path file) {
        return file.resolveSibling(file.getFileName() + ".keys");
    }

    /** Before the platform makes keys of its own. */
    static void bringKeys(Path file, Path data) throws IOException {
        if (!Files.exists(file)) throw new IllegalArgumentException("没有找到备份文件 " + file);
        var keys = data.resolve("keys.properties");
        if (!Files.exists(keysBeside(file)) || Files.exists(keys)) return;
        Files.createDirectories(data);
        Files.copy(keysBeside(file), keys, StandardCopyOption.COPY_ATTRIBUTES);
    }

    static void requireEmpty(EmbeddedDatabase.Connected database) throws IOException {
        try (var connection = open(database)) {
            if (!tables(connection).isEmpty()) {
                throw new IllegalArgumentException("目标数据库不是空的；恢复只写入空库，以免覆盖已有数据");
            }
        } catch (SQLException e) {
            throw new IOException("cannot read the database: " + e.getMessage(), e);
        }
    }

    /** Into a database that has just been migrated: what the migrations put there is taken out first. */
    static int restore(EmbeddedDatabase.Connected database, Path file, PrintStream out) throws IOException {
        long rows = 0;
        try (var zip = new ZipFile(file.toFile());
                var connection = open(database)) {
            var manifest = manifest(zip, file);
            connection.setAutoCommit(false);
            seeAll(connection);
            requireSameVersion(manifest, flyway(connection));
            makePartitions(connection, manifest);
            var known = new HashMap<String, Table>();
            manifest.tables().forEach(table -> known.put(table.name(), table));
            var ordered = inOrder(connection, tables(connection));
            try (var sql = connection.createStatement()) {
                // COPY does not go with row-level security; inside this transaction, and for its owner only, it is
                // lifted.
                var forced = forced(connection);
                for (var table : forced)
                    sql.execute("alter table %s no force row level security".formatted(quoted(table)));
                var guarded = withTriggers(connection);
                for (var table : guarded) sql.execute("alter table %s disable trigger user".formatted(quoted(table)));
                sql.execute("truncate "
                        + String.join(
                                ", ",
                                ordered.stream()
                                        .map(table -> quoted(table.name()))
                                        .toList()));
                for (var table : ordered) {
                    var copied = known.remove(table.name());
                    if (copied == null) continue;
                    rows += copyIn(connection, zip, copied);
                }
                if (!known.isEmpty())
                    throw new IOException("the copy has tables that this version does not know: " + known.keySet());
                for (var sequence : manifest.sequences()) {
                    sql.execute("select setval('%s', %d, %s)"
                            .formatted(quoted(sequence.name()), sequence.value(), sequence.called()));
                }
                for (var table : guarded) sql.execute("alter table %s enable trigger user".formatted(quoted(table)));
                for (var table : forced)
                    sql.execute("alter table %s force row level security".formatted(quoted(table)));
            }
            connection.commit();
            out.printf(
                    "Restored %,d rows of %d tables from %s%n",
                    rows, manifest.tables().size(), file);
            return 0;
        } catch (SQLException e) {
            throw new IOException("restore failed, nothing was kept: " + e.getMessage(), e);
        }
    }

    private static long copyIn(Connection connection, ZipFile zip, Table table) throws SQLException, IOException {
        var entry = zip.getEntry("tables/" + table.name() + ".copy");
        if (entry == null) throw new IOException("the copy is not whole: " + table.name() + " is missing");
        try (InputStream content = new FilterInputStream(zip.getInputStream(entry)) {}) {
            var command =
                    "copy %s (%s) from stdin with (format binary)".formatted(quoted(table.name()), columns(table));
            long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command, content);
            if (rows != table.rows())
                throw new IOException("%s: %d rows instead of %d".formatted(table.name(), rows, table.rows()));
            return rows;
        }
    }

    private static Manifest manifest(ZipFile zip, Path file) throws IOException {
        var entry = zip.getEntry(MANIFEST);
        if (entry == null) throw new IllegalArgumentException(file + " 不是无废平台的备份文件");
        var manifest = JSON.readValue(zip.getInputStream(entry).readAllBytes(), Manifest.class);
        if (manifest.format() != FORMAT)
            throw new IllegalArgumentException(file + " 的备份格式 " + manifest.format() + " 本版本不认识");
        return manifest;
    }

    private static void requireSameVersion(Manifest manifest, Map<String, String> here) {
        if (!manifest.flyway().equals(here)) {
            throw new IllegalArgumentException("备份出自另一版本（" + manifest.flyway() + "），本版本为 " + here + "；请用同一版本恢复后再升级");
        }
    }

    // --- what there is -----------------------------------------------------------------------------------------------

    private static Connection open(EmbeddedDatabase.Connected database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static void seeAll(Connection connection) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute("select set_config('wufei.scope', 'all', true)");
        }
    }

    /** Our relations {@code c} in their schemas {@code n}, less Flyway's histories, which migrations write themselves. */
    private static String ours(String joins) {
        return """
                from pg_class c join pg_namespace n on n.oid = c.relnamespace %s
                where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname not like 'pg\\_temp%%'
                  and c.relname not like 'flyway\\_%%'
                """.formatted(joins);
    }

    /** Tables that hold rows of their own or stand over partitions; a partition is copied through its parent. */
    private static List<Table> tables(Connection connection) throws SQLException {
        var found = new LinkedHashMap<String, List<String>>();
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery("""
                        select n.nspname || '.' || c.relname, a.attname
                        """ + ours("""
                                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                                    and not a.attisdropped and a.attgenerated = ''
                                """) + """
                          and c.relkind in ('r', 'p') and not c.relispartition
                        order by 1, a.attnum
                        """)) {
            while (rows.next())
                found.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>()).add(rows.getString(2));
        }
        return found.entrySet().stream()
                .map(entry -> new Table(entry.getKey(), entry.getValue(), 0))
                .toList();
    }

    private static List<Partition> partitions(Connection connection) throws SQLException {
        var found = new ArrayList<Partition>();
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery("""
                        select n.nspname || '.' || c.relname, pn.nspname || '.' || p.relname, pg_get_expr(c.relpartbound, c.oid)
                        """ + ours("""
                                join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
                                    join pg_namespace pn on pn.oid = p.relnamespace
                                """) + """
                          and c.relispartition and c.relkind in ('r', 'p') order by 1
                        """)) {
            while (rows.next()) found.add(new Partition(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
        return found;
    }

    private static void makePartitions(Connection connection, Manifest manifest) throws SQLException {
        var here = new HashSet<String>();
        partitions(connection).forEach(partition -> here.add(partition.name()));
        try (var sql = connection.createStatement()) {
            for (var partition : manifest.partitions()) {
                if (here.contains(partition.name())) continue;
                sql.execute("create table %s partition of %s %s"
                        .formatted(quoted(partition.name()), quoted(partition.parent()), partition.bound()));
                // A guard against TRUNCATE is not inherited.
                if (guardsWhole(connection, partition.parent()))
                    sql.execute(("create trigger append_only_whole before truncate on %s for each statement"
                                    + " execute function wufei.refuse_change()")
                            .formatted(quoted(partition.name())));
            }
        }
    }

    private static boolean guardsWhole(Connection connection, String table) throws SQLException {
        try (var sql = connection.prepareStatement(
                "select from pg_trigger where tgrelid = ?::regclass and tgname = 'append_only_whole'")) {
            sql.setString(1, table);
            return sql.executeQuery().next();
        }
    }

    private static List<String> forced(Connection connection) throws SQLException {
        var found = new ArrayList<String>();
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery(
                        "select n.nspname || '.' || c.relname " + ours("") + " and c.relforcerowsecurity")) {
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }

    /** Tables and partitions with triggers: those of a partition are its own, and must be lifted there too. */
    private static List<String> withTriggers(Connection connection) throws SQLException {
        var found = new ArrayList<String>();
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery("select n.nspname || '.' || c.relname " + ours("") + """
                          and exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal)
                        """)) {
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }

    private static List<Sequence> sequences(Connection connection) throws SQLException {
        var found = new ArrayList<Sequence>();
        var names = new ArrayList<String>();
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery(
                        "select n.nspname || '.' || c.relname " + ours("") + " and c.relkind = 'S' order by 1")) {
            while (rows.next()) names.add(rows.getString(1));
        }
        for (var name : names) {
            try (var sql = connection.createStatement();
                    var row = sql.executeQuery("select last_value, is_called from " + quoted(name))) {
                row.next();
                found.add(new Sequence(name, row.getLong(1), row.getBoolean(2)));
            }
        }
        return found;
    }

    private static Map<String, String> flyway(Connection connection) throws SQLException {
        var histories = new ArrayList<String>();
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery("""
                        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'wufei' and c.relname like 'flyway\\_%' and c.relname <> 'flyway_reached'
                          and c.relkind = 'r' order by 1
                        """)) {
            while (rows.next()) histories.add(rows.getString(1));
        }
        var versions = new LinkedHashMap<String, String>();
        for (var history : histories) {
            try (var sql = connection.createStatement();
                    var row = sql.executeQuery("select version || ':' || coalesce(checksum::text, '') from wufei.\""
                            + history + "\" where success order by installed_rank desc limit 1")) {
                if (row.next()) versions.put(history, row.getString(1));
            }
        }
        return versions;
    }

    /** Referred-to tables before those that refer to them. */
    private static List<Table> inOrder(Connection connection, List<Table> tables) throws SQLException {
        var needs = new HashMap<String, Set<String>>();
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery("""
                        select distinct n.nspname || '.' || c.relname, fn.nspname || '.' || f.relname
                        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
                             join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
                        where k.contype = 'f' and k.conrelid <> k.confrelid and k.conparentid = 0
                        """)) {
            while (rows.next())
                needs.computeIfAbsent(rows.getString(1), _ -> new HashSet<>()).add(rows.getString(2));
        }
        var ordered = new LinkedHashMap<String, Table>();
        var left = new ArrayList<>(tables);
        while (!left.isEmpty()) {
            var ready = left.stream()
                    .filter(table -> ordered.keySet().containsAll(needs.getOrDefault(table.name(), Set.of())))
                    .toList();
            if (ready.isEmpty()) throw new IllegalStateException("tables refer to each other in a circle: " + left);
            ready.forEach(table -> ordered.put(table.name(), table));
            left.removeAll(ready);
        }
        return List.copyOf(ordered.values());
    }

    private static String columns(Table table) {
        return String.join(
                ", ", table.columns().stream().map(column -> '"' + column + '"').toList());
    }

    private static String quoted(String name) {
        var parts = name.split("\\.", 2);
        return '"' + parts[0] + "\".\"" + parts[1] + '"';
    }

    /** A zip entry ends by itself; the copy must not close the file under it. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
