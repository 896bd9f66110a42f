package org.wufei.house;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Brings the database up to this version: {@code db/migration/__root} first, then each module's folder with its own
 * numbering and history. Modules share no table, so their order does not matter, and a new stream is a new folder.
 */
@Component("flyway")
class Migrations implements InitializingBean {
    private static final String ROOT = "__root";

    private final DataSource dataSource;

    Migrations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void afterPropertiesSet() throws IOException {
        for (var module : modules()) {
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
    }

    private static List<String> modules() throws IOException {
        var found = new TreeSet<String>();
        for (var resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/V*.sql")) {
            var path = resource.getURL().getPath();
            var parts = path.split("/");
            found.add(parts[parts.length - 2]);
        }
        var ordered = new ArrayList<String>();
        ordered.add(ROOT);
        found.stream().filter(module -> !module.equals(ROOT)).forEach(ordered::add);
        return ordered;
    }
}
