package org.wufei.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Days;
import org.wufei.kernel.Problem;

/** 委托代办: someone lets a colleague act for them for a term. Owns {@code identity.delegation}. */
@Component
class Delegations {
    static final int DAYS_MAX = 92;

    /** @param fromDay first day, Beijing; @param toDay last day */
    record Delegation(
            UUID id,
            UUID giver,
            String giverName,
            UUID taker,
            String takerName,
            LocalDate fromDay,
            LocalDate toDay,
            String reason,
            boolean revoked) {}

    private final JdbcClient db;
    private final Clock clock;

    Delegations(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    boolean holds(UUID giver, UUID taker) {
        return db.sql("""
                select exists (select from identity.delegation where giver = ? and taker = ? and revoked_at is null
                    and ? between from_day and to_day)
                """)
                .params(giver, taker, Days.today(clock))
                .query(Boolean.class)
                .single();
    }

    UUID add(UUID giver, UUID taker, LocalDate from, LocalDate to, String reason) {
        var today = Days.today(clock);
        if (from.isBefore(today) || to.isBefore(from) || to.isAfter(from.plusDays(DAYS_MAX - 1))) {
            throw new Problem(IdentityProblem.DELEGATION_TERM, Map.of("daysMax", DAYS_MAX));
        }
        return db.sql(
                        "insert into identity.delegation (giver, taker, from_day, to_day, reason) values (?, ?, ?, ?, ?) returning id")
                .params(giver, taker, from, to, reason)
                .query(UUID.class)
                .single();
    }

    /** Given by or to a person, newest first. */
    List<Delegation> of(UUID person) {
        return db.sql("""
                select d.*, g.name giver_name, t.name taker_name from identity.delegation d
                join identity.person g on g.id = d.giver join identity.person t on t.id = d.taker
                where d.giver = ? or d.taker = ? order by d.created_at desc limit 200
                """)
                .params(person, person)
                .query((row, n) -> new Delegation(
                        row.getObject("id", UUID.class),
                        row.getObject("giver", UUID.class),
                        row.getString("giver_name"),
                        row.getObject("taker", UUID.class),
                        row.getString("taker_name"),
                        row.getObject("from_day", LocalDate.class),
                        row.getObject("to_day", LocalDate.class),
                        row.getString("reason"),
                        row.getObject("revoked_at") != null))
                .list();
    }

    /** Those by which {@code taker} may act today. */
    List<Delegation> now(UUID taker) {
        var today = Days.today(clock);
        return of(taker).stream()
                .filter(d -> d.taker().equals(taker)
                        && !d.revoked()
                        && !today.isBefore(d.fromDay())
                        && !today.isAfter(d.toDay()))
                .toList();
    }

    boolean revoke(UUID id, UUID giver) {
        return db.sql(
                                "update identity.delegation set revoked_at = now() where id = ? and giver = ? and revoked_at is null")
                        .params(id, giver)
                        .update()
                == 1;
    }

    void revokeAll(UUID person) {
        db.sql(
                        "update identity.delegation set revoked_at = now() where (giver = ? or taker = ?) and revoked_at is null")
                .params(person, person)
                .update();
    }
}
