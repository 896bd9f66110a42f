package org.wufei.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * One real PostgreSQL for the whole suite: the embedded one, or the one that {@code WUFEI_TEST_DATABASE_URL}, {@code _USER}
 * and {@code _PASSWORD} name (it must be empty), and {@code _OWNER_USER} and {@code _OWNER_PASSWORD} where another role owns
 * it. As in production one role owns the tables and another works with their rows, and neither is a superuser, so that
 * row-level security binds both.
 */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String ROLE = "wufei";
    private static final String WORK = "wufei_work";
    private static final String SERVED = System.getenv("WUFEI_TEST_DATABASE_URL");
    private static final Connection CONNECTION = open();

    /** How to reach it. */
    public record Connection(String url, String user, String password) {}

    /** As the owner of the tables. */
    public static Connection connection() {
        return CONNECTION;
    }

    /** As the platform reaches it; the owner again where a served database has one role only. */
    public static Connection working() {
        return served() ? served("USER", "PASSWORD") : new Connection(CONNECTION.url(), WORK, WORK);
    }

    private static boolean served() {
        return SERVED != null && !SERVED.isBlank();
    }

    private static Connection served(String user, String password) {
        return new Connection(
                SERVED, System.getenv("WUFEI_TEST_DATABASE_" + user), System.getenv("WUFEI_TEST_DATABASE_" + password));
    }

    private static Connection open() {
        if (served()) {
            var owner = served("OWNER_USER", "OWNER_PASSWORD");
            return owner.user() == null ? served("USER", "PASSWORD") : owner;
        }
        try {
            // Durability is tested where it matters (fault tests run their own); here speed is.
            var postgres =
                    EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
            try (var admin = postgres.getPostgresDatabase().getConnection();
                    var sql = admin.createStatement()) {
                sql.execute("create role wufei login password 'wufei' nosuperuser nobypassrls");
                sql.execute("create role wufei_work login password 'wufei_work' nosuperuser nobypassrls");
                sql.execute("create database wufei owner wufei");
            }
            return new Connection("jdbc:postgresql://127.0.0.1:%d/wufei".formatted(postgres.getPort()), ROLE, ROLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test-database",
                        java.util.Map.ofEntries(
                                java.util.Map.entry("spring.datasource.url", CONNECTION.url()),
                                java.util.Map.entry(
                                        "spring.datasource.username", working().user()),
                                java.util.Map.entry(
                                        "spring.datasource.password", working().password()),
                                java.util.Map.entry("springdoc.packages-to-scan", "org.wufei"),
                                java.util.Map.entry("springdoc.paths-to-match", "/api/v1/**"),
                                java.util.Map.entry("springdoc.api-docs.version", "openapi_3_1"),
                                java.util.Map.entry("springdoc.override-with-generic-response", "false"),
                                java.util.Map.entry("springdoc.default-produces-media-type", "application/json"),
                                java.util.Map.entry("wufei.keys.file", "target/test-keys.properties"),
                                java.util.Map.entry("wufei.limits.address-burst", "1000000"),
                                java.util.Map.entry("wufei.database.owner.user", CONNECTION.user()),
                                java.util.Map.entry("wufei.database.owner.password", CONNECTION.password()))));
    }
}
