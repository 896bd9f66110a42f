package org.wufei.industrial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;

/** The table of weigh tickets. */
@Repository
class TicketStore {
    private final JdbcClient db;

    TicketStore(JdbcClient db) {
        this.db = db;
    }

    /** 过磅单. {@code exitId}: the load it belongs to, once it is used. */
    record Ticket(
            UUID id,
            UUID unitId,
            RegionCode county,
            String ticketNo,
            Instant weighedAt,
            Mass grossG,
            Mass tareG,
            Mass netG,
            String plate,
            String waste,
            String device,
            String source,
            List<UUID> evidence,
            UUID exitId,
            Instant recordedAt,
            String recordedBy) {
        boolean sameAs(Ticket other) {
            return weighedAt.equals(other.weighedAt)
                    && grossG.equals(other.grossG)
                    && tareG.equals(other.tareG)
                    && netG.equals(other.netG)
                    && plate.equals(other.plate);
        }
    }

    /** Keeps a ticket unless its number is taken; says whether it did. */
    boolean insert(Ticket row) {
        return db.sql("""
                        insert into industrial.ticket (id, unit_id, county, ticket_no, weighed_at, gross_g, tare_g, net_g, plate, waste,
                            device, source, evidence, recorded_at, recorded_by)
                        values (:id, :unit, :county, :no, :at, :gross, :tare, :net, :plate, :waste, :device, :source, :evidence::uuid[],
                            :recordedAt, :recordedBy)
                        on conflict (unit_id, ticket_no) do nothing
                        """)
                        .param("id", row.id())
                        .param("unit", row.unitId())
                        .param("county", row.county().digits())
                        .param("no", row.ticketNo())
                        .param("at", YardStore.time(row.weighedAt()))
                        .param("gross", row.grossG().grams())
                        .param("tare", row.tareG().grams())
                        .param("net", row.netG().grams())
                        .param("plate", row.plate())
                        .param("waste", row.waste())
                        .param("device", row.device())
                        .param("source", row.source())
                        .param("evidence", YardStore.uuids(row.evidence()))
                        .param("recordedAt", YardStore.time(row.recordedAt()))
                        .param("recordedBy", row.recordedBy())
                        .update()
                == 1;
    }

    Optional<Ticket> find(UUID id) {
        return db.sql("select * from industrial.ticket where id = ?")
                .param(id)
                .query(TicketStore::ticket)
                .optional();
    }

    Optional<Ticket> find(UUID unit, String no) {
        return db.sql("select * from industrial.ticket where unit_id = ? and ticket_no = ?")
                .params(List.of(unit, no))
                .query(TicketStore::ticket)
                .optional();
    }

    List<Ticket> list(YardStore.Filter filter, boolean free) {
        return db.sql("""
                        select * from industrial.ticket
                        where (:unit::uuid is null or unit_id = :unit) and (not :free or exit_id is null)
                          and (:from::timestamptz is null or weighed_at >= :from) and (:to::timestamptz is null or weighed_at < :to)
                          and (:q::text is null or ticket_no ilike :q or plate ilike :q)
                        """ + filter.after().sql("weighed_at", "net_g"))
                .param("unit", filter.unit())
                .param("free", free)
                .param("from", YardStore.time(filter.from()))
                .param("to", YardStore.time(filter.to()))
                .param("q", YardStore.like(filter.q()))
                .param("at", filter.after().value())
                .param("id", filter.after().id())
                .param("limit", filter.size() + 1)
                .query(TicketStore::ticket)
                .list();
    }

    /** Gives the ticket to a load; {@code false} where another load has it. */
    boolean use(UUID ticket, UUID exit) {
        return db.sql(
                                "update industrial.ticket set exit_id = :exit where id = :id and (exit_id is null or exit_id = :exit)")
                        .param("exit", exit)
                        .param("id", ticket)
                        .update()
                == 1;
    }

    void free(UUID ticket, UUID exit) {
        db.sql("update industrial.ticket set exit_id = null where id = ? and exit_id = ?")
                .params(List.of(ticket, exit))
                .update();
    }

    private static Ticket ticket(ResultSet row, int no) throws SQLException {
        return new Ticket(
                row.getObject("id", UUID.class),
                row.getObject("unit_id", UUID.class),
                new RegionCode(row.getString("county")),
                row.getString("ticket_no"),
                YardStore.time(row, "weighed_at"),
                new Mass(row.getLong("gross_g")),
                new Mass(row.getLong("tare_g")),
                new Mass(row.getLong("net_g")),
                row.getString("plate"),
                row.getString("waste"),
                row.getString("device"),
                row.getString("source"),
                YardStore.uuids(row, "evidence"),
                row.getObject("exit_id", UUID.class),
                YardStore.time(row, "recorded_at"),
                row.getString("recorded_by"));
    }
}
