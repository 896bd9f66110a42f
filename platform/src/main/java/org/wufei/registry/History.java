package org.wufei.registry;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.audit.Audit;
import org.wufei.kernel.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 变更记录: each version of each registered thing, as it stood after the act; and the same act in the audit. */
@Repository
class History {
    private final JdbcClient db;
    private final JsonMapper json;
    private final Audit audit;
    private final Clock clock;

    History(JdbcClient db, JsonMapper json, Audit audit, Clock clock) {
        this.db = db;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    /** One version. @param content the thing as it stood after the act */
    record Entry(
            UUID id,
            String kind,
            UUID objectId,
            long version,
            String act,
            Instant at,
            String by,
            Map<String, Object> content) {}

    /** Keeps the version that an act made, and tells the audit. */
    void keep(
            String act, String kind, UUID object, UUID unit, String county, long version, Object before, Object after) {
        var caller = Caller.current();
        db.sql("""
                        insert into registry.history (kind, object_id, unit_id, county, version, act, at, by_id, by_name, content)
                        values (:kind, :object, :unit, :county, :version, :act, :at, :byId, :by, :content::jsonb)""")
                .param("kind", kind)
                .param("object", object)
                .param("unit", unit)
                .param("county", county)
                .param("version", version)
                .param("act", act)
                .param("at", java.sql.Timestamp.from(clock.instant()))
                .param("byId", caller.id())
                .param("by", caller.name())
                .param("content", json.writeValueAsString(after))
                .update();
        audit.record("registry." + kind + "." + act, kind, object.toString(), before, after);
    }

    /** Versions of one thing, or of all that a unit has; newest first. */
    List<Entry> of(UUID unit, UUID object, int limit) {
        return db.sql("""
                        select id, kind, object_id, version, act, at, by_name, content from registry.history
                        where unit_id = :unit and (cast(:object as uuid) is null or object_id = :object)
                        order by at desc, id desc limit :limit""")
                .param("unit", unit)
                .param("object", object)
                .param("limit", limit)
                .query((row, i) -> new Entry(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getObject("object_id", UUID.class),
                        row.getLong("version"),
                        row.getString("act"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("by_name"),
                        content(row.getString("content"))))
                .list();
    }

    private Map<String, Object> content(String text) {
        JsonNode tree = json.readTree(text);
        return json.convertValue(tree, json.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
    }
}
