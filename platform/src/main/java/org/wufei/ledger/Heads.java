package org.wufei.ledger;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.kernel.Days;

/** 日首: publishes the head of each day that has ended, and makes the partitions of the months to come. */
@Component
class Heads {
    private static final int MONTHS_AHEAD = 2;

    private final JdbcClient db;
    private final Clock clock;

    Heads(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** One published head. */
    record Head(LocalDate day, String digest) {}

    /** A day's head: SM3 over the lanes' digests in the order of their numbers. */
    static byte[] digest(byte[][] lanes) {
        var sm3 = new SM3Digest();
        for (var lane : lanes) sm3.update(lane, 0, lane.length);
        var out = new byte[32];
        sm3.doFinal(out, 0);
        return out;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(cron = "0 10 0 * * *", zone = "Asia/Shanghai")
    @Transactional
    public void daily() {
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            var month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)).plusMonths(ahead);
            db.sql("call ledger.ensure_partition(:month)")
                    .param("month", month.atDay(1))
                    .update();
        }
        publish();
    }

    /** Publishes the heads of all days that ended since the last; a day without entries has the head of the day before. */
    private void publish() {
        // Whoever is posting finishes first: nothing can then still be recorded on a day that has ended.
        db.sql("select pg_advisory_xact_lock(" + Writer.BARRIER + ")")
                .query((row, n) -> true)
                .single();
        var yesterday = Days.today(clock).minusDays(1);
        var last = db.sql("select max(day) from ledger.head")
                .query(LocalDate.class)
                .optional();
        var first = last.map(day -> day.plusDays(1))
                .orElseGet(() -> db.sql("""
                        select least(min(day), (select min(recorded_at at time zone 'Asia/Shanghai')::date
                            from ledger.lane where entries > 0)) from ledger.lane_day
                        """).query(LocalDate.class).optional().orElse(yesterday));
        for (var day = first; !day.isAfter(yesterday); day = day.plusDays(1)) {
            var lanes = db.sql("""
                            select case when l.entries > 0 and (l.recorded_at at time zone 'Asia/Shanghai')::date <= :day then l.digest
                                else coalesce((select d.digest from ledger.lane_day d where d.lane = l.lane and d.day <= :day
                                    order by d.day desc limit 1), decode(repeat('00', 32), 'hex')) end
                            from ledger.lane l order by l.lane
                            """)
                    .param("day", day)
                    .query((row, n) -> row.getBytes(1))
                    .list()
                    .toArray(byte[][]::new);
            db.sql("insert into ledger.head (day, digest) values (:day, :digest)")
                    .param("day", day)
                    .param("digest", digest(lanes))
                    .update();
        }
    }

    @Transactional(readOnly = true)
    public List<Head> latest(int days) {
        return db.sql("select day, digest from ledger.head order by day desc limit :days")
                .param("days", days)
                .query((row, n) -> new Head(
                        row.getObject(1, LocalDate.class), HexFormat.of().formatHex(row.getBytes(2))))
                .list();
    }
}
