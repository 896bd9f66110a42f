package org.wufei.industrial;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.registry.Registry;

/** The table of marked files, each kept for a day. */
@Repository
class ImportStore {
    static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient db;

    ImportStore(JdbcClient db) {
        this.db = db;
    }

    record Marked(String name, byte[] content) {}

    /** Keeps a file, and lets go of those of the same unit whose day is over. */
    void keep(UUID id, Registry.Unit unit, String name, byte[] content, Instant now) {
        db.sql("delete from industrial.marked_file where unit_id = ? and made_at < ?")
                .params(unit.id(), YardStore.time(now.minus(KEPT)))
                .update();
        db.sql(
                        "insert into industrial.marked_file (id, unit_id, county, name, content, made_at) values (?, ?, ?, ?, ?, ?)")
                .params(id, unit.id(), unit.county().county().digits(), name, content, YardStore.time(now))
                .update();
    }

    Optional<Marked> find(UUID id, Instant now) {
        return db.sql("select name, content from industrial.marked_file where id = ? and made_at >= ?")
                .params(id, YardStore.time(now.minus(KEPT)))
                .query((row, _) -> new Marked(row.getString("name"), row.getBytes("content")))
                .optional();
    }
}
