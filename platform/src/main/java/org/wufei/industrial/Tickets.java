package org.wufei.industrial;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.industrial.TicketStore.Ticket;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.registry.Registry;

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

    /** Keeps a ticket; the same number of the same device with the same content is the same ticket, with another it is refused. */
    @Transactional
    Yard.Made<Ticket> weigh(NewTicket wanted, String source) {
        var made = weighAll(List.of(wanted), source).getFirst();
        if (made.made()) {
            var row = made.document();
            audit.record("industrial.ticket.weigh", "ticket", row.id().toString(), null, row);
        }
        return made;
    }

    /** What a scale sends at once, all or none; each is its own act in the book of acts. */
    @Transactional
    List<Yard.Made<Ticket>> weighEach(List<NewTicket> all, String source) {
        var made = weighAll(all, source);
        for (var one : made) {
            if (!one.made()) continue;
            audit.record(
                    "industrial.ticket.weigh", "ticket", one.document().id().toString(), null, one.document());
        }
        return made;
    }

    /** Set-based, for tables of tickets: who calls it records the act as one. */
    @Transactional
    List<Yard.Made<Ticket>> weighAll(List<NewTicket> all, String source) {
        var units = new HashMap<UUID, Registry.Unit>();
        for (var wanted : all) units.computeIfAbsent(wanted.unit(), facts::unit);
        facts.evidence(all.stream()
                .flatMap(wanted -> wanted.evidence().stream())
                .distinct()
                .toList());
        var ids = facts.ids(all.size());
        var now = clock.instant();
        var rows = new ArrayList<Ticket>(all.size());
        for (int i = 0; i < all.size(); i++) {
            var wanted = all.get(i);
            if (wanted.gross().grams() - wanted.tare().grams() != wanted.net().grams()) {
                var field = all.size() == 1 ? "netG" : "items[" + i + "].netG";
                throw new Problem(
                        IndustrialProblem.TICKET_NET_WRONG,
                        Map.of(
                                "grossG", wanted.gross().wire(),
                                "tareG", wanted.tare().wire(),
                                "netG", wanted.net().wire()),
                        List.of(new Problem.Field(field, "ticket-net-wrong", "净重须等于毛重减皮重")));
            }
            rows.add(new Ticket(
                    ids.get(i),
                    wanted.unit(),
                    units.get(wanted.unit()).county().county(),
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
                    now,
                    Caller.current().name()));
        }
        store.insert(rows);
        var kept = new HashMap<String, Ticket>();
        units.keySet()
                .forEach(unit -> store.find(
                                unit, rows.stream().map(Ticket::ticketNo).toList())
                        .forEach(row -> kept.put(key(row), row)));
        var made = new ArrayList<Yard.Made<Ticket>>(rows.size());
        for (var row : rows) {
            var first = kept.get(key(row));
            if (first == null) throw new IllegalStateException("ticket neither kept nor found");
            if (!first.sameAs(row)) {
                throw new Problem(IndustrialProblem.TICKET_CONFLICT, Map.of("ticketNo", row.ticketNo()));
            }
            made.add(new Yard.Made<>(first, first.id().equals(row.id())));
        }
        return made;
    }

    private static String key(Ticket row) {
        return row.unitId() + "/" + row.device() + "/" + row.ticketNo();
    }

    @Transactional(readOnly = true)
    Ticket get(UUID id) {
        return store.find(id).orElseThrow(() -> Yard.unknown(id));
    }

    /** The ticket that a document names: one that is not there is a wrong field of that document. */
    Ticket named(UUID id) {
        return store.find(id)
                .orElseThrow(() -> new Problem(IndustrialProblem.TICKET_UNKNOWN, Map.of("ticket", id.toString())));
    }

    /** A ticket and whose it is. */
    record Named(Ticket ticket, String unitName) {}

    @Transactional(readOnly = true)
    Page<Named> list(YardStore.Filter filter, boolean free) {
        var page = Keyset.page(
                store.list(filter, free),
                filter.size(),
                row -> filter.after().after(row.weighedAt(), row.netG(), row.id()));
        return new Page<>(named(page.items()), page.next(), page.total());
    }

    @Transactional(readOnly = true)
    Named look(UUID id) {
        return named(List.of(get(id))).getFirst();
    }

    /** Names of all their units at once. */
    private List<Named> named(List<Ticket> tickets) {
        var names = facts.unitNames(tickets.stream().map(Ticket::unitId).collect(Collectors.toSet()));
        return tickets.stream()
                .map(ticket -> new Named(ticket, names.get(ticket.unitId())))
                .toList();
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

    /** Gives each ticket to its load. */
    void use(Map<UUID, UUID> exitByTicket) {
        if (store.use(exitByTicket) != exitByTicket.size()) {
            throw new Problem(IndustrialProblem.TICKET_USED, Map.of());
        }
    }

    /** A load that was taken back gives its ticket free. */
    void free(UUID ticket, UUID exit) {
        store.free(ticket, exit);
    }
}
