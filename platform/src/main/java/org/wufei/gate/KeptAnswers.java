package org.wufei.gate;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Owns {@code gate.answer}. */
@Component
class KeptAnswers {
    /** A phone that was out of the net over a weekend sends its queue again on Monday. */
    private static final Duration KEPT = Duration.ofHours(72);

    /** @param status {@code null} while the first write is being done */
    record Answer(String request, byte[] digest, Integer status, String headers, byte[] body) {}

    private final JdbcClient db;

    KeptAnswers(JdbcClient db) {
        this.db = db;
    }

    /** Takes the key for this transaction; waits where another transaction is using it. False: it has been used. */
    boolean take(UUID caller, String key, String request, byte[] digest) {
        return db.sql(
                                "insert into gate.answer (caller, key, request, digest) values (?, ?, ?, ?) on conflict do nothing")
                        .params(caller, key, request, digest)
                        .update()
                == 1;
    }

    Optional<Answer> find(UUID caller, String key) {
        return db.sql("select request, digest, status, headers, body from gate.answer where caller = ? and key = ?")
                .params(caller, key)
                .query((row, n) -> new Answer(
                        row.getString("request"),
                        row.getBytes("digest"),
                        row.getObject("status", Integer.class),
                        row.getString("headers"),
                        row.getBytes("body")))
                .optional();
    }

    void keep(UUID caller, String key, int status, Map<String, String> headers, byte[] body) {
        var lines = new StringBuilder();
        headers.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append('\n'));
        db.sql("update gate.answer set status = ?, headers = ?, body = ? where caller = ? and key = ?")
                .params(status, lines.toString(), body, caller, key)
                .update();
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 600_000)
    @Transactional
    public void forget() {
        db.sql("delete from gate.answer where answered_at < now() - make_interval(secs => ?)")
                .params((double) KEPT.toSeconds())
                .update();
    }
}
