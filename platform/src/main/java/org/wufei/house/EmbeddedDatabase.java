package org.wufei.house;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * 内嵌数据库: a real PostgreSQL that lives and ends with the platform. Durable ({@code fsync} and
 * {@code synchronous_commit} on), on loopback only, with generated passwords. One platform per data directory, by a file
 * lock that dies with the process; a server left over by a killed platform is stopped and started anew; a server that
 * dies under a living platform is started again on the same port.
 */
final class EmbeddedDatabase implements AutoCloseable {
    static final String VERSION = "18.6.0";
    /** Owns the tables: migrations, backup, restore. */
    static final String ROLE = "wufei";
    /** Works with their rows, and has no right to change the tables or what is append-only. */
    static final String WORK = "wufei_work";

    private static final String SUPERUSER = "wufei_root";
    private static final String BINARIES = "/postgres-linux-x86_64.txz";
    private static final Duration START_MAX = Duration.ofSeconds(40);

    private final Path data;
    private final Path cluster;
    private final Path binaries;
    private final Properties secrets = new Properties();
    private final FileChannel lockChannel;
    private final int port;
    private volatile Process server;
    private volatile boolean closing;

    private EmbeddedDatabase(Path data, FileChannel lockChannel) throws IOException {
        this.data = data;
        this.cluster = data.resolve("db");
        this.lockChannel = lockChannel;
        this.binaries = unpack();
        readSecrets();
        stopOrphan();
        this.port = freePort();
    }

    /** Starts the database of {@code data}, making it first where there is none. */
    static EmbeddedDatabase start(Path data) throws IOException {
        ownerOnly(Files.createDirectories(data.toAbsolutePath().normalize()));
        var root = data.toAbsolutePath().normalize();
        var lockChannel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(lockChannel) == null) {
            lockChannel.close();
            throw new IllegalArgumentException("数据目录 " + root + " 正被另一个无废平台使用；请换 --data，或先停止它");
        }
        var database = new EmbeddedDatabase(root, lockChannel);
        database.initialise();
        database.launch();
        return database;
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Where a running platform's database of {@code data} listens, or {@code null} where none runs. */
    static Connected running(Path data) throws IOException {
        var pidFile = data.resolve("db/postmaster.pid");
        var secretsFile = data.resolve("secrets.properties");
        if (!Files.exists(pidFile) || !Files.exists(secretsFile)) return null;
        var lines = Files.readAllLines(pidFile);
        if (lines.size() < 4
                || ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).isEmpty()) return null;
        var secrets = new Properties();
        try (var in = Files.newInputStream(secretsFile)) {
            secrets.load(in);
        }
        return new Connected(
                url(Integer.parseInt(lines.get(3).strip())), ROLE, secrets.getProperty("database.password"));
    }

    /** How to reach it. */
    record Connected(String url, String user, String password) {}

    Connected connected() {
        return new Connected(url(port), ROLE, secrets.getProperty("database.password"));
    }

    /** As the platform reaches it while people work. */
    Connected working() {
        return new Connected(url(port), WORK, secrets.getProperty("database.work.password"));
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/wufei";
    }

    // --- first start -------------------------------------------------------------------------------------------------

    private Path unpack() throws IOException {
        var cache = System.getenv("XDG_CACHE_HOME");
        var home = System.getProperty("user.home");
        Path base = cache != null && !cache.isBlank()
                ? Path.of(cache)
                : home != null && !"?".equals(home) ? Path.of(home, ".cache") : data;
        var target = base.resolve("wufei").resolve("postgresql-" + VERSION);
        if (Files.exists(target.resolve("ready"))) return target;
        Files.createDirectories(target.getParent());
        // Unpacked aside and moved whole: two first starts at once must not meet half a server.
        var aside = Files.createTempDirectory(target.getParent(), "unpack-");
        try (var packed = EmbeddedDatabase.class.getResourceAsStream(BINARIES)) {
            if (packed == null)
                throw new IllegalArgumentException("本机系统没有内嵌数据库，请用 WUFEI_DATABASE_URL 指定 PostgreSQL 18");
            untar(new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed))), aside);
        }
        Files.createFile(aside.resolve("ready"));
        // The server runs as another user when the platform runs as root, and must be able to read its own files.
        Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteTree(aside);
            if (!Files.exists(target.resolve("ready"))) throw e;
        }
        return target;
    }

    private static void untar(TarArchiveInputStream tar, Path into) throws IOException {
        for (var item = tar.getNextEntry(); item != null; item = tar.getNextEntry()) {
            var path = into.resolve(item.getName()).normalize();
            if (!path.startsWith(into)) throw new IOException("entry outside the archive: " + item.getName());
            if (item.isDirectory()) {
                Files.createDirectories(path);
            } else if (item.isSymbolicLink()) {
                Files.createDirectories(path.getParent());
                Files.createSymbolicLink(path, Path.of(item.getLinkName()));
            } else {
                Files.createDirectories(path.getParent());
                Files.copy(tar, path);
                if ((item.getMode() & 0100) != 0)
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private void readSecrets() throws IOException {
        var file = data.resolve("secrets.properties");
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                secrets.load(in);
            }
        }
        boolean whole = true;
        for (var name : List.of("database.password", "database.work.password", "database.superuser.password"))
            whole &= secrets.putIfAbsent(name, generated()) != null;
        if (whole) return;
        var aside = data.resolve("secrets.properties.new");
        try (var out = Files.newOutputStream(aside)) {
            secrets.store(out, "Generated at the first start. Keep it as secret as the data.");
        }
        Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String generated() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void initialise() throws IOException {
        if (Files.exists(cluster.resolve("wufei.initialised"))) return;
        // A start that was killed half way through initdb leaves no data worth keeping: nobody has used it yet.
        if (Files.exists(cluster)) deleteTree(cluster);
        var passwordFile = Files.createTempFile(data, "pw", "");
        try {
            Files.writeString(passwordFile, secrets.getProperty("database.superuser.password"));
            run(List.of(
                    binary("initdb"),
                    "-D",
                    cluster.toString(),
                    "-U",
                    SUPERUSER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-instructions"));
        } finally {
            Files.delete(passwordFile);
        }
    }

    private void createDatabase() throws IOException {
        boolean there = Files.exists(cluster.resolve("wufei.initialised"));
        try (var admin = superuser("postgres");
                var sql = admin.createStatement()) {
            // No superuser and no bypassrls: row-level security binds the platform itself.
            if (!sql.executeQuery("select from pg_roles where rolname = '" + WORK + "'")
                    .next())
                sql.execute("create role %s login password '%s' nosuperuser nobypassrls"
                        .formatted(WORK, secrets.getProperty("database.work.password")));
            if (there) return;
            sql.execute("drop database if exists wufei");
            sql.execute("drop role if exists " + ROLE);
            sql.execute("create role %s login password '%s' nosuperuser nobypassrls"
                    .formatted(ROLE, secrets.getProperty("database.password")));
            sql.execute("create database wufei owner " + ROLE);
        } catch (SQLException e) {
            throw new IOException("could not create the database", e);
        }
        Files.createFile(cluster.resolve("wufei.initialised"));
    }

    private Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                SUPERUSER,
                secrets.getProperty("database.superuser.password"));
    }

    // --- running -----------------------------------------------------------------------------------------------------

    private void launch() throws IOException {
        startServer();
        createDatabase();
    }

    /** One start at a time, and none once it is closing: a server begun while the platform ends would be left behind. */
    private synchronized void startServer() throws IOException {
        var deadline = System.nanoTime() + START_MAX.toNanos();
        while (!closing) {
            var process = new ProcessBuilder(asServerUser(serverCommand()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            data.resolve("postgresql.log").toFile()))
                    .start();
            if (answers(process, deadline) && !closing) {
                server = process;
                process.onExit().thenAccept(this::serverEnded);
                return;
            }
            if (closing) {
                stop(process.toHandle());
                return;
            }
            // Just after a kill the old backends may still hold the shared memory; they end within moments.
            process.destroyForcibly();
            if (System.nanoTime() > deadline) {
                throw new IOException("PostgreSQL did not start; see " + data.resolve("postgresql.log"));
            }
            pause(200);
        }
    }

    private List<String> serverCommand() {
        var command =
                new ArrayList<>(List.of(binary("postgres"), "-D", cluster.toString(), "-p", Integer.toString(port)));
        for (var setting : SETTINGS) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    /** Durable, on loopback, and small: the platform and its database together stay under 600 MB. */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=60",
            "shared_buffers=128MB",
            "effective_cache_size=2GB",
            "work_mem=16MB",
            "maintenance_work_mem=64MB",
            "wal_level=minimal",
            "max_wal_senders=0",
            "wal_compression=off",
            "max_wal_size=2GB",
            "checkpoint_timeout=15min",
            "random_page_cost=1.1",
            "jit=off",
            "log_min_messages=warning",
            "idle_in_transaction_session_timeout=120s",
            "lock_timeout=60s");

    private boolean answers(Process process, long deadline) {
        while (process.isAlive() && !closing && System.nanoTime() < deadline) {
            try (var connection = superuser("postgres")) {
                return connection.isValid(2);
            } catch (SQLException e) {
                pause(25);
            }
        }
        return false;
    }

    private void serverEnded(Process ended) {
        if (closing || server != ended) return;
        Thread.ofVirtual().name("restart-database").start(() -> {
            try {
                System.getLogger(EmbeddedDatabase.class.getName())
                        .log(System.Logger.Level.WARNING, "database ended by itself; starting it again");
                if (!closing) startServer();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void stopOrphan() throws IOException {
        var pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) return;
        var first = Files.readAllLines(pidFile).getFirst().strip();
        var handle = ProcessHandle.of(Long.parseLong(first));
        // The number may have gone to a stranger since: only a postgres of this very directory is stopped.
        if (handle.isPresent() && serves(handle.get())) stop(handle.get());
    }

    private boolean serves(ProcessHandle process) throws IOException {
        var cmdline = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        return Files.exists(cmdline) && Files.readString(cmdline).contains(cluster.toString());
    }

    private static void stop(ProcessHandle process) {
        // SIGINT is PostgreSQL's fast shutdown: roll back, checkpoint, end.
        signal("-INT", process.pid());
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            signal("-QUIT", process.pid());
            pause(500);
        }
    }

    private static void signal(String signal, long pid) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        synchronized (this) {
            var running = server;
            if (running != null && running.isAlive()) stop(running.toHandle());
        }
        try {
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- small things ------------------------------------------------------------------------------------------------

    private String binary(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    /** PostgreSQL refuses root; inside a user namespace of its own it is nobody, and still owns its files. */
    private static List<String> asServerUser(List<String> command) {
        // A session of its own: Ctrl-C at the terminal reaches the platform, which then ends the database in order.
        var wrapped = new ArrayList<>(List.of("setsid"));
        if ("root".equals(System.getProperty("user.name"))) wrapped.addAll(List.of("unshare", "-U"));
        wrapped.addAll(command);
        return wrapped;
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(asServerUser(command))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) throw new IOException(command.getFirst() + " failed: " + said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void ownerOnly(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    private static void deleteTree(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
