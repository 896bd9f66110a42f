package org.wufei.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Owns {@code audit.record} and {@code audit.lane}. */
@Component
class AuditStore {
    record Lane(int no, long records, byte[] head) {}

    record Stored(Chain.Link link, byte[] digest) {}

    private final JdbcClient db;

    AuditStore(JdbcClient db) {
        this.db = db;
    }

    /** A lane that nobody else holds, held until the transaction ends. */
    Lane freeLane() {
        return db.sql("select no, records, head from audit.lane order by no limit 1 for update skip locked")
                .query((row, n) -> new Lane(row.getInt("no"), row.getLong("records"), row.getBytes("head")))
                .optional()
                .orElseThrow(() -> new org.springframework.dao.CannotAcquireLockException("every audit lane is held"));
    }

    void append(Chain.Link link, byte[] digest) {
        db.sql("""
                insert into audit.record (lane, no, id, at, caller, caller_name, organisation, unit_id, via, act, kind, object,
                    before, after, digest) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(java.util.Arrays.asList(
                        link.lane(),
                        link.no(),
                        link.id(),
                        OffsetDateTime.ofInstant(link.at(), ZoneOffset.UTC),
                        link.caller(),
                        link.callerName(),
                        link.organisation(),
                        link.unit(),
                        link.via(),
                        link.act(),
                        link.kind(),
                        link.object(),
                        link.before(),
                        link.after(),
                        digest))
                .update();
        db.sql("update audit.lane set records = ?, head = ? where no = ?")
                .params(link.no(), digest, link.lane())
                .update();
    }

    List<Lane> lanes() {
        return db.sql("select no, records, head from audit.lane order by no")
                .query((row, n) -> new Lane(row.getInt("no"), row.getLong("records"), row.getBytes("head")))
                .list();
    }

    List<Stored> after(int lane, long no, int limit) {
        return db.sql("select * from audit.record where lane = ? and no > ? order by no limit ?")
                .params(lane, no, limit)
                .query((row, n) -> stored(row))
                .list();
    }

    /** Newest first, after the cursor where there is one. */
    List<Stored> search(Audit.Search search, Instant beforeAt, UUID beforeId, int limit) {
        var sql = new StringBuilder("select * from audit.record where true");
        var params = new ArrayList<Object>();
        if (search.act() != null)
            add(sql, params, " and act like ?", search.act().replace("%", "\\%").replace("_", "\\_") + "%");
        if (search.kind() != null) add(sql, params, " and kind = ?", search.kind());
        if (search.object() != null) add(sql, params, " and object = ?", search.object());
        if (search.caller() != null) add(sql, params, " and caller = ?", search.caller());
        if (search.from() != null)
            add(sql, params, " and at >= ?", OffsetDateTime.ofInstant(search.from(), ZoneOffset.UTC));
        if (search.to() != null) add(sql, params, " and at < ?", OffsetDateTime.ofInstant(search.to(), ZoneOffset.UTC));
        if (search.q() != null) {
            sql.append(
                    " and (strpos(caller_name, ?) > 0 or strpos(object, ?) > 0 or strpos(after, ?) > 0 or strpos(before, ?) > 0)");
            for (int i = 0; i < 4; i++) params.add(search.q());
        }
        if (beforeAt != null) {
            sql.append(" and (at, id) < (?, ?)");
            params.add(OffsetDateTime.ofInstant(beforeAt, ZoneOffset.UTC));
            params.add(beforeId);
        }
        sql.append(" order by at desc, id desc limit ?");
        params.add(limit);
        return db.sql(sql.toString())
                .params(params)
                .query((row, n) -> stored(row))
                .list();
    }

    /** Names by kind and id, as {@code registry.unit0190…}, in one query for all kinds. */
    Map<String, String> names(Map<ObjectNames.Kind, Set<UUID>> asked) {
        if (asked.isEmpty()) return Map.of();
        var parts = new ArrayList<String>();
        var params = new HashMap<String, Object>();
        asked.forEach((kind, ids) -> {
            var place = "ids" + parts.size();
            parts.add("select '" + kind.what() + "' || n.id as what, n.name::text from ("
                    + kind.names().replace(":ids", "cast(:" + place + " as uuid[])") + ") n (id, name)");
            params.put(place, ids.stream().map(UUID::toString).toArray(String[]::new));
        });
        var names = new HashMap<String, String>();
        db.sql(String.join(" union all ", parts)).params(params).query(row -> {
            names.put(row.getString("what"), row.getString("name"));
        });
        return names;
    }

    private static void add(StringBuilder sql, List<Object> params, String condition, Object value) {
        sql.append(condition);
        params.add(value);
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                new Chain.Link(
                        row.getInt("lane"),
                        row.getLong("no"),
                        row.getObject("id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("caller", UUID.class),
                        row.getString("caller_name"),
                        row.getObject("organisation", UUID.class),
                        row.getObject("unit_id", UUID.class),
                        row.getString("via"),
                        row.getString("act"),
                        row.getString("kind"),
                        row.getString("object"),
                        row.getString("before"),
                        row.getString("after")),
                row.getBytes("digest"));
    }
}
