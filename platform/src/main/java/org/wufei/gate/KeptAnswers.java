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

    /** @param body sealed by the key; @param status {@code null} while the first write is being done */
    record Answer(String request, byte[] digest, Integer status, String headers, byte[] body) {}

    private final JdbcClient db;

    KeptAnswers(JdbcClient db) {
        this.db = db;
    }

    /** Takes the key for this transaction; waits where another transaction is using it. False: it has been used. */
    boolean take(UUID caller, String name, String request, byte[] digest) {
        return db.sql(
                                "insert into gate.answer (caller, name, request, digest) values (?, ?, ?, ?) on conflict do nothing")
                        .params(caller, name, request, digest)
                        .update()
                == 1;
    }

    Optional<Answer> find(UUID caller, String name) {
        return db.sql("select request, digest, status, headers, body from gate.answer where caller = ? and name = ?")
                .params(caller, name)
                .query((row, n) -> new Answer(
                        row.getString("request"),
                        row.getBytes("digest"),
                        row.getObject("status", Integer.class),
                        row.getString("headers"),
                        row.getBytes("body")))
                .optional();
    }

    void keep(UUID caller, String name, int status, Map<String, String> headers, byte[] body) {
        var lines = new StringBuilder();
        headers.forEach((header, value) ->
                lines.append(header).append(": ").append(value).append('\n'));
        db.sql("update gate.answer set status = ?, headers = ?, body = ? where caller = ? and name = ?")
                .params(status, lines.toString(), body, caller, name)
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
