package org.wufei.house;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * 运行: how the platform is started, stopped, copied and brought back. Called by {@code main}; everything else of the
 * module is its own affair.
 */
public final class House {
    /** Printed when the platform answers; scripts wait for it. */
    static final String READY = "Wufei is ready at ";

    private House() {}

    /** Carries out the launcher's words on the application; returns the process's exit status, or −1 to go on running. */
    public static int run(Class<?> application, String... words) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            var command = Command.parse(List.of(words));
            return switch (command.word()) {
                case "backup" -> Backups.backup(databaseOf(command), command.file(), command.data(), out);
                case "restore" -> restore(application, command, out);
                case "train" -> train(application);
                default -> serve(application, command, out);
            };
        } catch (Command.Misunderstood e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (IllegalArgumentException e) {
            System.err.println("wufei: " + e.getMessage());
            return 1;
        } catch (IOException e) {
            System.err.println("wufei: " + e.getMessage());
            return 1;
        }
    }

    private static int serve(Class<?> application, Command command, PrintStream out) throws IOException {
        boolean demo = "demo".equals(command.word());
        boolean fresh = !Files.exists(command.data().resolve("db"));
        var running = open(application, command.data(), command.port(), demo);
        Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        if (demo) {
            var people = running.context.getBean(Demo.class);
            people.officials();
            if (fresh && !command.empty()) Demo.load(command, running.url, out);
            people.firms();
            out.println(READY + running.url);
            people.introduce(running.url, out);
        } else {
            out.println(READY + running.url);
            running.context.getBean(FirstAdministrator.class).introduce(running.url, out);
        }
        return -1;
    }

    /** Starts the platform inside this process, on the embedded database of {@code data} and with the demo's officials. */
    public static Running open(Class<?> application, Path data) throws IOException {
        var running = open(application, data, 0, true);
        running.context.getBean(Demo.class).officials();
        return running;
    }

    private static Running open(Class<?> application, Path data, int port, boolean demo) throws IOException {
        var served = served();
        var database = served == null ? EmbeddedDatabase.start(data) : null;
        if (served != null) Files.createDirectories(data);
        var settings = database == null ? settings(served, servedWork(), data) : settings(database, data);
        settings.put("server.port", Integer.toString(port));
        settings.put("wufei.demo", Boolean.toString(demo));
        try {
            var context = start(application, settings);
            int at = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            var owner = database == null ? served : database.connected();
            return new Running(context, "http://127.0.0.1:" + at, database, owner);
        } catch (RuntimeException e) {
            if (database != null) database.close();
            throw e;
        }
    }

    /** 运行中的平台: a platform that answers, until it is closed; its embedded database ends with it. */
    public static final class Running implements AutoCloseable {
        private final ConfigurableApplicationContext context;
        private final String url;
        private final EmbeddedDatabase database;
        private final EmbeddedDatabase.Connected owner;

        private Running(
                ConfigurableApplicationContext context,
                String url,
                EmbeddedDatabase database,
                EmbeddedDatabase.Connected owner) {
            this.context = context;
            this.url = url;
            this.database = database;
            this.owner = owner;
        }

        /** The database as its owner reaches it, for what the platform itself may not do: tables of one's own. */
        public DataSource owner() {
            return new DriverManagerDataSource(owner.url(), owner.user(), owner.password());
        }

        public ConfigurableApplicationContext context() {
            return context;
        }

        public String url() {
            return url;
        }

        @Override
        public void close() {
            context.close();
            if (database != null) database.close();
        }
    }

    /** Starts once on a throw-away database and ends, for the JDK to learn what a start loads (AOT cache). */
    private static int train(Class<?> application) throws IOException {
        var data = Files.createTempDirectory("wufei-train");
        try (var database = EmbeddedDatabase.start(data)) {
            for (int i = 0; i < 2; i++) {
                var settings = settings(database, data);
                settings.put("server.port", "0");
                settings.put("wufei.demo", "true");
                start(application, settings).close();
            }
        }
        return 0;
    }

    private static int restore(Class<?> application, Command command, PrintStream out) throws IOException {
        var served = served();
        if (served == null) {
            if (Files.exists(command.data().resolve("db"))) {
                throw new IllegalArgumentException("数据目录 " + command.data() + " 不是空的；恢复只写入空目录，请用 --data 指定新目录");
            }
            Backups.bringKeys(command.file(), command.data());
            try (var database = EmbeddedDatabase.start(command.data())) {
                return restoreInto(application, database.connected(), command, out);
            }
        }
        Backups.bringKeys(command.file(), command.data());
        return restoreInto(application, served, command, out);
    }

    private static int restoreInto(
            Class<?> application, EmbeddedDatabase.Connected connected, Command command, PrintStream out)
            throws IOException {
        Backups.requireEmpty(connected);
        Migrations.run(connected.url(), connected.user(), connected.password());
        return Backups.restore(connected, command.file(), out);
    }

    private static EmbeddedDatabase.Connected databaseOf(Command command) throws IOException {
        var served = served();
        if (served != null) return served;
        var running = EmbeddedDatabase.running(command.data());
        if (running == null) {
            throw new IllegalArgumentException("数据目录 " + command.data() + " 没有正在运行的平台；请先启动，或用 --data 指明目录");
        }
        return running;
    }

    /** The served PostgreSQL that the settings name, as its tables' owner, or {@code null} for the embedded one. */
    private static EmbeddedDatabase.Connected served() {
        var owner = System.getenv("WUFEI_DATABASE_OWNER_USER");
        var work = servedWork();
        if (work == null || owner == null || owner.isBlank()) return work;
        return new EmbeddedDatabase.Connected(work.url(), owner, System.getenv("WUFEI_DATABASE_OWNER_PASSWORD"));
    }

    /** The same as the role that works; one role does both where no other is named. */
    private static EmbeddedDatabase.Connected servedWork() {
        var url = System.getenv("WUFEI_DATABASE_URL");
        if (url == null || url.isBlank()) return null;
        return new EmbeddedDatabase.Connected(
                url, System.getenv("WUFEI_DATABASE_USER"), System.getenv("WUFEI_DATABASE_PASSWORD"));
    }

    private static Map<String, Object> settings(EmbeddedDatabase database, Path data) {
        return settings(database.connected(), database.working(), data);
    }

    private static Map<String, Object> settings(
            EmbeddedDatabase.Connected owner, EmbeddedDatabase.Connected work, Path data) {
        var settings = new HashMap<String, Object>();
        settings.put("spring.datasource.url", work.url());
        settings.put("spring.datasource.username", work.user());
        settings.put("spring.datasource.password", work.password());
        settings.put("wufei.database.owner.user", owner.user());
        settings.put("wufei.database.owner.password", owner.password());
        settings.put("wufei.data", data.toAbsolutePath().normalize().toString());
        settings.put(
                "wufei.keys.file",
                data.toAbsolutePath().normalize().resolve("keys.properties").toString());
        return settings;
    }

    private static ConfigurableApplicationContext start(Class<?> application, Map<String, Object> settings) {
        var spring = new SpringApplication(application);
        spring.setRegisterShutdownHook(false);
        spring.addInitializers(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new org.springframework.core.env.MapPropertySource("launcher", settings)));
        return spring.run();
    }
}
