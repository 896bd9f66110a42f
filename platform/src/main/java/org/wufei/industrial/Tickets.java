package org.wufei.industrial;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.industrial.TicketStore.Ticket;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;

/** 过磅单: by hand, from a table or from the scale itself; a ticket's number is told once and used once. */
@Service
class Tickets {
    private final TicketStore store;
    private final Facts facts;
    private final Audit audit;
    private final Clock clock;

    Tickets(TicketStore store, Facts facts, Audit audit, Clock clock) {
        this.store = store;
        this.facts = facts;
        this.audit = audit;
        this.clock = clock;
    }

    record NewTicket(
            UUID unit,
            String ticketNo,
            Instant weighedAt,
            Mass gross,
            Mass tare,
            Mass net,
            String plate,
            String waste,
            String device,
            List<UUID> evidence) {
        NewTicket of(UUID owner) {
            return new NewTicket(owner, ticketNo, weighedAt, gross, tare, net, plate, waste, device, evidence);
        }
    }

    /** Keeps a ticket; the same number with the same content is the same ticket, with another it is refused. */
    @Transactional
    Yard.Made<Ticket> weigh(NewTicket wanted, String source) {
        var unit = facts.unit(wanted.unit());
        facts.evidence(wanted.evidence());
        if (wanted.gross().grams() - wanted.tare().grams() != wanted.net().grams()) {
            throw new Problem(
                    IndustrialProblem.TICKET_NET_WRONG,
                    Map.of(
                            "grossG", wanted.gross().wire(),
                            "tareG", wanted.tare().wire(),
                            "netG", wanted.net().wire()),
                    List.of(new Problem.Field("netG", "ticket-net-wrong", "净重须等于毛重减皮重")));
        }
        var row = new Ticket(
                facts.id(),
                wanted.unit(),
                unit.county().county(),
                wanted.ticketNo(),
                wanted.weighedAt(),
                wanted.gross(),
                wanted.tare(),
                wanted.net(),
                wanted.plate(),
                wanted.waste(),
                wanted.device(),
                source,
                wanted.evidence(),
                null,
                clock.instant(),
                Caller.current().name());
        if (store.insert(row)) {
            audit.record("industrial.ticket.weigh", "ticket", row.id().toString(), null, row);
            return new Yard.Made<>(row, true);
        }
        var first = store.find(wanted.unit(), wanted.ticketNo())
                .orElseThrow(() -> new IllegalStateException("ticket neither kept nor found"));
        if (!first.sameAs(row)) {
            throw new Problem(IndustrialProblem.TICKET_CONFLICT, Map.of("ticketNo", wanted.ticketNo()));
        }
        return new Yard.Made<>(first, false);
    }

    @Transactional(readOnly = true)
    Ticket get(UUID id) {
        return store.find(id)
                .orElseThrow(() -> new Problem(IndustrialProblem.TICKET_UNKNOWN, Map.of("ticket", id.toString())));
    }

    @Transactional(readOnly = true)
    Page<Ticket> list(YardStore.Filter filter, boolean free) {
        return Keyset.page(
                store.list(filter, free),
                filter.size(),
                row -> filter.after().after(row.weighedAt(), row.netG(), row.id()));
    }

    /** Gives a unit's ticket to a load; refused where it is another unit's or another load has it. */
    void use(Ticket ticket, UUID unit, UUID exit) {
        if (!ticket.unitId().equals(unit)) {
            throw new Problem(IndustrialProblem.TICKET_UNKNOWN, Map.of("ticket", ticket.ticketNo()));
        }
        if (!store.use(ticket.id(), exit)) {
            throw new Problem(IndustrialProblem.TICKET_USED, Map.of("ticketNo", ticket.ticketNo()));
        }
    }

    /** A load that was taken back gives its ticket free. */
    void free(UUID ticket, UUID exit) {
        store.free(ticket, exit);
    }
}
