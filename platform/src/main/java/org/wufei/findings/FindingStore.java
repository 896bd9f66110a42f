package org.wufei.findings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.findings.Finding.State;
import org.wufei.findings.Findings.Counted;
import org.wufei.findings.Findings.Raised;
import org.wufei.findings.Findings.Search;
import org.wufei.findings.Findings.Step;
import org.wufei.kernel.Caller;
import org.wufei.kernel.RegionCode;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code findings.finding} and {@code findings.step}. */
@Repository
class FindingStore {
    private final JdbcClient db;
    private final JsonMapper json;

    FindingStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /**
     * Runs {@code work} seeing every row, in the caller's transaction: a receiver's act may raise a finding about the
     * sender, whom the receiver does not see.
     */
    <T> T seeingAll(Supplier<T> work) {
        var before = db.sql("select coalesce(current_setting('wufei.scope', true), '')")
                .query(String.class)
                .single();
        scope("all");
        try {
            var done = work.get();
            scope(before);
            return done;
        } catch (RuntimeException e) {
            try {
                scope(before);
            } catch (RuntimeException aborted) {
                e.addSuppressed(aborted); // the transaction is lost, and its scope with it
            }
            throw e;
        }
    }

    private void scope(String scope) {
        db.sql("select set_config('wufei.scope', :scope, true)")
                .param("scope", scope)
                .query(String.class)
                .single();
    }

    /** The row of the key, locked; empty where there is none. */
    Optional<Finding> lock(String key) {
        return db.sql("select * from findings.finding where key = :key for update")
                .param("key", key)
                .query(this::finding)
                .optional();
    }

    /** Empty where somebody else has raised the same key meanwhile. */
    Optional<UUID> insert(Raised raised, Instant now) {
        return db.sql("""
                        insert into findings.finding
                            (key, kind, severity, unit_id, county, held_on, title, facts, link, first_seen, last_seen)
                        values (:key, :kind, :severity, :unit, :county, :on, :title, :facts::jsonb, :link, :now, :now)
                        on conflict (key) do nothing returning id
                        """)
                .param("key", raised.key())
                .param("kind", raised.kind())
                .param("severity", raised.severity())
                .param("unit", raised.unit())
                .param("county", county(raised.county()))
                .param("on", raised.on())
                .param("title", raised.title())
                .param("facts", facts(raised.facts()))
                .param("link", raised.link())
                .param("now", time(now))
                .query(UUID.class)
                .optional();
    }

    void seen(UUID id, Instant now) {
        db.sql("update findings.finding set last_seen = greatest(last_seen, :now) where id = :id")
                .param("now", time(now))
                .param("id", id)
                .update();
    }

    /** What is shown of it changes; with {@code reopen}, its former conclusion is taken off (the steps keep it). */
    void refresh(UUID id, Raised raised, boolean reopen, Instant now) {
        db.sql("""
                        update findings.finding set severity = :severity, held_on = :on, title = :title, facts = :facts::jsonb,
                            link = :link, last_seen = greatest(last_seen, :now), version = version + 1,
                            state = case when :reopen then 'OPEN' else state end,
                            taken_by = case when :reopen then null else taken_by end,
                            taken_by_name = case when :reopen then null else taken_by_name end,
                            decided_by = case when :reopen then null else decided_by end,
                            decided_by_name = case when :reopen then null else decided_by_name end,
                            ended_at = case when :reopen then null else ended_at end,
                            reason = case when :reopen then null else reason end
                        where id = :id
                        """)
                .param("severity", raised.severity())
                .param("on", raised.on())
                .param("title", raised.title())
                .param("facts", facts(raised.facts()))
                .param("link", raised.link())
                .param("now", time(now))
                .param("reopen", reopen)
                .param("id", id)
                .update();
    }

    void state(UUID id, State state, Caller by, String reason, Instant now) {
        db.sql("""
                        update findings.finding set state = :state, version = version + 1,
                            taken_by = case when :state = 'TAKEN' then :by when :state = 'OPEN' then null else taken_by end,
                            taken_by_name = case when :state = 'TAKEN' then :name when :state = 'OPEN' then null else taken_by_name end,
                            decided_by = case when :decided then :by end,
                            decided_by_name = case when :decided then :name end,
                            ended_at = case when :ended then :now::timestamptz end,
                            reason = case when :ended then :reason end
                        where id = :id
                        """)
                .param("state", state.name())
                .param("by", by.id())
                .param("name", by.name())
                .param("decided", state.decided())
                .param("ended", state.ended())
                .param("now", time(now))
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    void step(UUID id, String act, Caller by, String text, Map<String, String> facts, Instant now) {
        db.sql("""
                        insert into findings.step (finding_id, kind, unit_id, county, at, act, actor, actor_name, text, facts)
                        select id, kind, unit_id, county, :at, :act, :actor, :name, :text, :facts::jsonb
                        from findings.finding where id = :id
                        """)
                .param("id", id)
                .param("at", time(now))
                .param("act", act)
                .param("actor", by.id())
                .param("name", by.name())
                .param("text", text)
                .param("facts", facts == null ? null : facts(facts))
                .update();
    }

    Optional<Finding> find(UUID id) {
        return db.sql("select * from findings.finding where id = :id")
                .param("id", id)
                .query(this::finding)
                .optional();
    }

    /** Locked until the transaction ends, so that two people do not decide the same finding. */
    Optional<Finding> lock(UUID id) {
        return db.sql("select * from findings.finding where id = :id for update")
                .param("id", id)
                .query(this::finding)
                .optional();
    }

    List<Step> steps(UUID id) {
        return db.sql("select * from findings.step where finding_id = :id order by no limit 500")
                .param("id", id)
                .query((rs, row) -> new Step(
                        instant(rs, "at"),
                        rs.getString("act"),
                        rs.getString("actor_name"),
                        rs.getString("text"),
                        rs.getString("facts") == null ? null : facts(rs.getString("facts"))))
                .list();
    }

    List<Finding> search(Search search, Cursor after, int size) {
        var where = new Where(search);
        if (after != null && search.newest()) where.and("id < :afterId", Map.of("afterId", after.id()));
        if (after != null && !search.newest()) {
            where.and(
                    "(severity, held_on, id) > (:afterSeverity, :afterOn, :afterId)",
                    Map.of("afterSeverity", after.severity(), "afterOn", after.on(), "afterId", after.id()));
        }
        return db.sql("select * from findings.finding" + where.sql()
                        + (search.newest() ? " order by id desc" : " order by severity, held_on, id") + " limit :size")
                .params(where.params)
                .param("size", size)
                .query(this::finding)
                .list();
    }

    long count(Search search) {
        var where = new Where(search);
        return db.sql("select count(*) from findings.finding" + where.sql())
                .params(where.params)
                .query(Long.class)
                .single();
    }

    java.util.Set<String> openKeys(String kind, UUID unit) {
        return java.util.Set.copyOf(db.sql("""
                        select key from findings.finding
                        where kind = :kind and state in ('OPEN', 'TAKEN') and (:unit::uuid is null or unit_id = :unit::uuid)
                        """)
                .param("kind", kind)
                .param("unit", unit)
                .query(String.class)
                .list());
    }

    /** Undecided findings by kind, county and severity. */
    List<Counted> counts() {
        return db.sql("""
                        select kind, county, severity, count(*) as n, min(held_on) as oldest
                        from findings.finding where state in ('OPEN', 'TAKEN') group by kind, county, severity
                        """)
                .query((rs, row) -> new Counted(
                        rs.getString("kind"),
                        region(rs.getString("county")),
                        rs.getString("severity"),
                        rs.getLong("n"),
                        rs.getObject("oldest", LocalDate.class)))
                .list();
    }

    /** Where a page ended, in the order of the queue. */
    record Cursor(String severity, LocalDate on, UUID id) {}

    private static final class Where {
        private final List<String> terms = new ArrayList<>();
        private final Map<String, Object> params = new LinkedHashMap<>();

        Where(Search search) {
            if (!search.kinds().isEmpty()) and("kind in (:kinds)", Map.of("kinds", search.kinds()));
            if (!search.states().isEmpty()) {
                and(
                        "state in (:states)",
                        Map.of(
                                "states",
                                search.states().stream().map(State::name).toList()));
            }
            if (search.severity() != null) and("severity = :severity", Map.of("severity", search.severity()));
            if (search.county() != null) {
                and(
                        "county = :county",
                        Map.of("county", search.county().county().digits()));
            }
            if (search.unit() != null) and("unit_id = :unit", Map.of("unit", search.unit()));
            if (search.heldFrom() != null) and("held_on >= :heldFrom", Map.of("heldFrom", search.heldFrom()));
            if (search.heldTo() != null) and("held_on <= :heldTo", Map.of("heldTo", search.heldTo()));
            if (search.mine() != null) and("taken_by = :mine", Map.of("mine", search.mine()));
            if (search.text() != null) {
                and(
                        "(title ilike :text or facts::text ilike :text)",
                        Map.of(
                                "text",
                                "%"
                                        + search.text()
                                                .replace("\\", "\\\\")
                                                .replace("%", "\\%")
                                                .replace("_", "\\_") + "%"));
            }
        }

        void and(String term, Map<String, Object> some) {
            terms.add(term);
            params.putAll(some);
        }

        String sql() {
            return terms.isEmpty() ? "" : " where " + String.join(" and ", terms);
        }
    }

    private Finding finding(ResultSet rs, int row) throws SQLException {
        return new Finding(
                rs.getObject("id", UUID.class),
                rs.getString("key"),
                rs.getString("kind"),
                null,
                rs.getString("severity"),
                rs.getObject("unit_id", UUID.class),
                null,
                region(rs.getString("county")),
                rs.getObject("held_on", LocalDate.class),
                rs.getString("title"),
                facts(rs.getString("facts")),
                rs.getString("link"),
                State.valueOf(rs.getString("state")),
                instant(rs, "first_seen"),
                instant(rs, "last_seen"),
                rs.getObject("taken_by", UUID.class),
                rs.getString("taken_by_name"),
                rs.getString("decided_by_name"),
                instant(rs, "ended_at"),
                rs.getString("reason"),
                rs.getLong("version"));
    }

    /** Pairs in an array: jsonb keeps no order of keys, and the order is what the reader follows. */
    private String facts(Map<String, String> facts) {
        return json.writeValueAsString(facts.entrySet().stream()
                .map(fact -> new String[] {fact.getKey(), fact.getValue()})
                .toList());
    }

    private Map<String, String> facts(String pairs) {
        var facts = new LinkedHashMap<String, String>();
        for (var pair : json.readValue(pairs, String[][].class)) facts.put(pair[0], pair[1]);
        return facts;
    }

    private static String county(RegionCode county) {
        return county == null ? null : county.county().digits();
    }

    private static RegionCode region(String digits) {
        return digits == null ? null : new RegionCode(digits);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        var time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
