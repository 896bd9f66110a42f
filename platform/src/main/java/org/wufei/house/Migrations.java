package org.wufei.house;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Brings the database up to this version: {@code db/migration/__root} first, then each module's folder with its own
 * numbering and history. Modules share no table, so their order does not matter, and a new stream is a new folder. A
 * database that is already there is recognised by one row, so that a warm start runs no Flyway.
 */
@Component("flyway")
class Migrations implements InitializingBean {
    private static final String ROOT = "__root";

    private final DataSource owner;
    private final String work;

    /** @param owner whose the tables are; empty where the role that works owns them too */
    Migrations(
            DataSource dataSource,
            @Value("${spring.datasource.url}") String url,
            @Value("${spring.datasource.username}") String user,
            @Value("${wufei.database.owner.user}") String owner,
            @Value("${wufei.database.owner.password}") String password) {
        boolean apart = !owner.isBlank() && !owner.equals(user);
        this.owner = apart ? new DriverManagerDataSource(url, owner, password) : dataSource;
        this.work = apart ? user : "";
    }

    @Override
    public void afterPropertiesSet() throws IOException {
        bringUp(owner, work);
    }

    static void run(String url, String user, String password) throws IOException {
        bringUp(new DriverManagerDataSource(url, user, password), "");
    }

    private static void bringUp(DataSource dataSource, String work) throws IOException {
        var modules = modules();
        var fingerprint = fingerprint(modules) + (work.isEmpty() ? "" : "\nwork:" + work);
        var db = JdbcClient.create(dataSource);
        if (fingerprint.equals(reached(db))) return;
        var ordered = new ArrayList<String>(List.of(ROOT));
        modules.keySet().stream().filter(module -> !module.equals(ROOT)).forEach(ordered::add);
        for (var module : ordered) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/migration/" + module)
                    .defaultSchema("wufei")
                    .createSchemas(true)
                    .table("flyway_" + module.replace("__", ""))
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
        if (!work.isEmpty()) db.sql("call wufei.let_work(?)").param(work).update();
        db.sql("create table if not exists wufei.flyway_reached (fingerprint text not null)")
                .update();
        db.sql("truncate wufei.flyway_reached").update();
        db.sql("insert into wufei.flyway_reached values (?)").param(fingerprint).update();
    }

    private static String reached(JdbcClient db) {
        boolean there = db.sql("select to_regclass('wufei.flyway_reached') is not null")
                .query(Boolean.class)
                .single();
        return there
                ? db.sql("select fingerprint from wufei.flyway_reached")
                        .query(String.class)
                        .optional()
                        .orElse("")
                : "";
    }

    private static TreeMap<String, List<Resource>> modules() throws IOException {
        var found = new TreeMap<String, List<Resource>>();
        for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/*.sql")) {
            var parts = resource.getURL().getPath().split("/");
            found.computeIfAbsent(parts[parts.length - 2], _ -> new ArrayList<>())
                    .add(resource);
        }
        return found;
    }

    private static String fingerprint(TreeMap<String, List<Resource>> modules) throws IOException {
        var lines = new ArrayList<String>();
        for (var module : modules.entrySet()) {
            for (var resource : module.getValue()) {
                var crc = new CRC32();
                crc.update(resource.getContentAsByteArray());
                lines.add(module.getKey() + "/" + resource.getFilename() + ":" + Long.toHexString(crc.getValue()));
            }
        }
        lines.sort(null);
        return String.join("\n", lines);
    }
}
