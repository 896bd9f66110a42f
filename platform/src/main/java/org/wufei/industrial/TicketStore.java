package org.wufei.industrial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;

/** The table of weigh tickets. */
@Repository
class TicketStore {
    private final JdbcClient db;
    private final JdbcTemplate batch;

    TicketStore(JdbcClient db, JdbcTemplate batch) {
        this.db = db;
        this.batch = batch;
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

    /** Keeps tickets; one whose number its device has told already is passed over. */
    void insert(List<Ticket> rows) {
        batch.batchUpdate(
                """
                insert into industrial.ticket (id, unit_id, county, ticket_no, weighed_at, gross_g, tare_g, net_g, plate, waste,
                    device, source, evidence, recorded_at, recorded_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid[], ?, ?)
                on conflict (unit_id, device, ticket_no) do nothing
                """,
                rows.stream()
                        .map(row -> new Object[] {
                            row.id(),
                            row.unitId(),
                            row.county().digits(),
                            row.ticketNo(),
                            YardStore.time(row.weighedAt()),
                            row.grossG().grams(),
                            row.tareG().grams(),
                            row.netG().grams(),
                            row.plate(),
                            row.waste(),
                            row.device(),
                            row.source(),
                            YardStore.uuids(row.evidence()),
                            YardStore.time(row.recordedAt()),
                            row.recordedBy()
                        })
                        .toList());
    }

    Optional<Ticket> find(UUID id) {
        return db.sql("select * from industrial.ticket where id = ?")
                .param(id)
                .query(TicketStore::ticket)
                .optional();
    }

    /** Tickets of a unit under these numbers, of whatever device. */
    List<Ticket> find(UUID unit, Collection<String> nos) {
        if (nos.isEmpty()) return List.of();
        return db.sql("select * from industrial.ticket where unit_id = :unit and ticket_no = any(:nos) order by id")
                .param("unit", unit)
                .param("nos", nos.toArray(String[]::new))
                .query(TicketStore::ticket)
                .list();
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

    /** Gives each ticket to its load; says how many it could give. */
    int use(Map<UUID, UUID> exitByTicket) {
        if (exitByTicket.isEmpty()) return 0;
        var tickets = List.copyOf(exitByTicket.keySet());
        return db.sql("""
                        update industrial.ticket t set exit_id = v.exit_id
                        from unnest(:tickets::uuid[], :exits::uuid[]) v (ticket_id, exit_id)
                        where t.id = v.ticket_id and (t.exit_id is null or t.exit_id = v.exit_id)
                        """)
                .param("tickets", YardStore.uuids(tickets))
                .param(
                        "exits",
                        YardStore.uuids(tickets.stream().map(exitByTicket::get).toList()))
                .update();
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
