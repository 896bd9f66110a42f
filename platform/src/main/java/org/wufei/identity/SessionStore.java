package org.wufei.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Owns {@code identity.session} and {@code identity.attempt}. */
@Component
class SessionStore {
    record SessionRow(
            UUID id,
            UUID person,
            UUID actingFor,
            Instant createdAt,
            Instant seenAt,
            Instant endsAt,
            String address,
            String agent) {}

    record Attempts(int failures, Instant lockedUntil) {}

    private final JdbcClient db;

    SessionStore(JdbcClient db) {
        this.db = db;
    }

    UUID open(byte[] digest, UUID person, Instant now, Instant ends, String address, String agent) {
        return db.sql("""
                insert into identity.session (digest, person_id, created_at, seen_at, ends_at, address, agent) values (?, ?, ?, ?, ?, ?, ?)
                returning id
                """)
                .params(digest, person, time(now), time(now), time(ends), address, agent)
                .query(UUID.class)
                .single();
    }

    Optional<SessionRow> find(byte[] digest, Instant now, Instant seenSince) {
        return db.sql(
                        "select * from identity.session where digest = ? and ended_at is null and ends_at > ? and seen_at > ?")
                .params(digest, time(now), time(seenSince))
                .query((row, n) -> session(row))
                .optional();
    }

    void seen(UUID id, Instant now) {
        db.sql("update identity.session set seen_at = ? where id = ?")
                .params(time(now), id)
                .update();
    }

    List<SessionRow> open(UUID person, Instant now, Instant seenSince) {
        return db.sql("select * from identity.session where person_id = ? and ended_at is null"
                        + " and ends_at > ? and seen_at > ? order by seen_at desc limit 100")
                .params(person, time(now), time(seenSince))
                .query((row, n) -> session(row))
                .list();
    }

    /** @param person whose it must be */
    boolean end(UUID id, UUID person, Instant now, String why) {
        return db.sql("update identity.session set ended_at = ?, ended_why = ?"
                                + " where id = ? and person_id = ? and ended_at is null")
                        .params(time(now), why, id, person)
                        .update()
                == 1;
    }

    /** Ends all sessions of a person but {@code except}, and those in which someone acts for them. */
    int endAll(UUID person, UUID except, Instant now, String why) {
        return db.sql("""
                update identity.session set ended_at = ?, ended_why = ?
                where (person_id = ? or acting_for = ?) and ended_at is null and id is distinct from ?
                """)
                .params(Arrays.asList(time(now), why, person, person, except))
                .update();
    }

    void actFor(UUID session, UUID giver) {
        db.sql("update identity.session set acting_for = ? where id = ?")
                .params(Arrays.asList(giver, session))
                .update();
    }

    Attempts attempts(String login) {
        return db.sql("select failures, locked_until from identity.attempt where login = ?")
                .param(login)
                .query((row, n) -> new Attempts(
                        row.getInt("failures"),
                        row.getObject("locked_until") == null
                                ? null
                                : row.getObject("locked_until", OffsetDateTime.class)
                                        .toInstant()))
                .optional()
                .orElse(new Attempts(0, null));
    }

    int failed(String login, Instant now) {
        return db.sql("""
                insert into identity.attempt (login, failures, tried_at) values (?, 1, ?)
                on conflict (login) do update set failures = identity.attempt.failures + 1, tried_at = excluded.tried_at
                returning failures
                """).params(login, time(now)).query(Integer.class).single();
    }

    void lock(String login, Instant until) {
        db.sql("update identity.attempt set locked_until = ? where login = ?")
                .params(time(until), login)
                .update();
    }

    void succeeded(String login) {
        db.sql("delete from identity.attempt where login = ?").param(login).update();
    }

    void forget(Instant before) {
        db.sql("delete from identity.attempt where tried_at < ?")
                .param(time(before))
                .update();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static SessionRow session(ResultSet row) throws SQLException {
        return new SessionRow(
                row.getObject("id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getObject("acting_for", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                row.getString("address"),
                row.getString("agent"));
    }
}
