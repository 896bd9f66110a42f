package org.wufei.industrial;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.industrial.Exit.Settlement;
import org.wufei.industrial.TicketStore.Ticket;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Stage;

/** 出厂、接收、过磅单 over HTTP. */
@RestController
@RequestMapping("/api/v1/industrial")
class ExitController {
    private final Exits exits;
    private final Tickets tickets;
    private final Clock clock;

    ExitController(Exits exits, Tickets tickets, Clock clock) {
        this.exits = exits;
        this.tickets = tickets;
        this.clock = clock;
    }

    record TicketBody(
            UUID unitId,
            String ticketNo,
            Instant weighedAt,
            String grossG,
            String tareG,
            String netG,
            String plate,
            String waste,
            String device,
            List<UUID> evidence) {
        Tickets.NewTicket read(Check check, UUID unit) {
            return new Tickets.NewTicket(
                    unit,
                    check.text("ticketNo", ticketNo, Check.SHORT),
                    check.happened("weighedAt", weighedAt),
                    check.positive("grossG", grossG),
                    check.mass("tareG", tareG),
                    check.positive("netG", netG),
                    check.textOr("plate", plate, 20),
                    waste == null || waste.isBlank()
                            ? null
                            : check.waste("waste", waste).text(),
                    check.textOr("device", device, Check.SHORT),
                    check.evidence(evidence));
        }
    }

    record OutsideBody(String name, String province, String address) {}

    record ExitBody(
            UUID unitId,
            UUID placeId,
            String waste,
            String massG,
            Instant shippedAt,
            String batchNo,
            String handler,
            String carrier,
            String plate,
            String transport,
            UUID receiverId,
            OutsideBody outside,
            String flow,
            String way,
            String method,
            UUID approvalId,
            String contractNo,
            UUID ticketId,
            TicketBody ticket,
            String note,
            List<UUID> evidence,
            Boolean ship,
            Boolean late) {
        Exits.NewExit read(Check check) {
            if ((receiverId == null) == (outside == null)) {
                check.wrong("receiverId", "one-of", "须选择在册接收单位，或填写在册外接收方，二者取一");
            }
            if (ticketId != null && ticket != null) check.wrong("ticketId", "one-of", "磅单须选择或新填，二者取一");
            return new Exits.NewExit(
                    check.needed("unitId", unitId),
                    check.needed("placeId", placeId),
                    check.waste("waste", waste),
                    check.positive("massG", massG),
                    check.happened("shippedAt", shippedAt),
                    check.textOr("batchNo", batchNo, Check.SHORT),
                    check.text("handler", handler, Check.SHORT),
                    check.text("carrier", carrier, Check.LINE),
                    check.text("plate", plate, 20),
                    check.choice("transport", transport, Exit.Transport.class),
                    receiverId,
                    outside == null ? null : outside(check.in("outside")),
                    check.choice("flow", flow, Exit.FlowType.class),
                    check.choice("way", way, Exit.Way.class),
                    check.textOr("method", method, 8),
                    approvalId,
                    check.textOr("contractNo", contractNo, Check.SHORT),
                    ticketId,
                    ticket == null ? null : ticket.read(check.in("ticket"), unitId),
                    check.textOr("note", note, Check.NOTE),
                    check.evidence(evidence),
                    !Boolean.FALSE.equals(ship),
                    Boolean.TRUE.equals(late));
        }

        private Exit.Receiver.Outside outside(Check check) {
            if (outside.province() == null || !outside.province().matches("\\d{2}0000")) {
                check.wrong("province", "code-invalid", "须为 6 位省级行政区划代码，如 630000");
            }
            return new Exit.Receiver.Outside(
                    check.text("name", outside.name(), Check.LINE),
                    outside.province() == null ? "" : outside.province(),
                    check.textOr("address", outside.address(), Check.LINE));
        }
    }

    record Ship(Boolean late) {}

    record ReceiptBody(
            Instant receivedAt,
            String massG,
            String returnedG,
            UUID placeId,
            String into,
            String method,
            String handler,
            UUID ticketId,
            TicketBody ticket,
            String note,
            Boolean bookDifference,
            Boolean late) {}

    /** Where a receiver may put what it got. */
    enum Into {
        STORED,
        UTILISED,
        DISPOSED
    }

    record RefusalBody(Instant at, String reason, String handler) {}

    record DeliveryBody(
            Instant deliveredAt,
            String massG,
            String handler,
            String note,
            List<UUID> evidence,
            Boolean bookDifference,
            Boolean late) {}

    /** @param at when the parties agreed; left out: now */
    record DifferenceBody(String as, String reason, Instant at) {}

    /** An exit as read over HTTP; what its state does not have is absent. {@code steps}: what the caller may do next. */
    record ExitView(
            UUID id,
            long version,
            String state,
            UUID unitId,
            String unitName,
            RegionCode county,
            UUID placeId,
            String placeName,
            WasteCode waste,
            String wasteName,
            Mass massG,
            Instant shippedAt,
            String batchNo,
            String handler,
            String carrier,
            String plate,
            Exit.Transport transport,
            UUID receiverId,
            String receiverName,
            Exit.Receiver.Outside outside,
            Exit.FlowType flow,
            Exit.Way way,
            String method,
            UUID approvalId,
            String contractNo,
            Exit.Weighing ticket,
            String note,
            List<UUID> evidence,
            Long entryNo,
            YearMonth bookedMonth,
            ReceiptView receipt,
            Settlement settlement,
            String endReason,
            Instant recordedAt,
            String recordedBy,
            List<String> steps) {
        static ExitView of(ExitStore.Row row) {
            var exit = row.exit();
            var load = exit.load();
            var shipment = switch (exit) {
                case Exit.Draft _, Exit.Voided _ -> null;
                case Exit.Shipped it -> it.shipment();
                case Exit.Differing it -> it.shipment();
                case Exit.Received it -> it.shipment();
                case Exit.PartlyReceived it -> it.shipment();
                case Exit.Refused it -> it.shipment();
            };
            var receipt = receiptOf(exit);
            var settlement = switch (exit) {
                case Exit.Draft _, Exit.Voided _, Exit.Shipped _, Exit.Refused _, Exit.Differing _ -> null;
                case Exit.Received it -> it.settlement();
                case Exit.PartlyReceived it -> it.settlement();
            };
            var reason = switch (exit) {
                case Exit.Refused it -> it.reason();
                case Exit.Voided it -> it.reason();
                case Exit.Draft _, Exit.Shipped _, Exit.Differing _, Exit.Received _, Exit.PartlyReceived _ -> null;
            };
            return new ExitView(
                    load.id(),
                    exit.version(),
                    exit.state(),
                    load.unit(),
                    load.unitName(),
                    load.county(),
                    load.place(),
                    load.placeName(),
                    load.waste(),
                    load.wasteName(),
                    load.mass(),
                    load.shippedAt(),
                    load.batchNo(),
                    load.handler(),
                    load.carrier(),
                    load.plate(),
                    load.transport(),
                    load.receiver() instanceof Exit.Receiver.Registered registered ? registered.unit() : null,
                    load.receiver().name(),
                    load.receiver() instanceof Exit.Receiver.Outside outside ? outside : null,
                    load.flow(),
                    load.way(),
                    load.method(),
                    load.approval(),
                    load.contractNo(),
                    load.weighing(),
                    load.note(),
                    load.evidence(),
                    shipment == null ? null : shipment.entryNo(),
                    shipment == null ? null : shipment.booked(),
                    receipt == null ? null : ReceiptView.of(receipt),
                    settlement,
                    reason,
                    row.stamp().recordedAt(),
                    row.stamp().recordedBy(),
                    Exits.allowed(exit, Caller.current()));
        }
    }

    record ReceiptView(
            Instant receivedAt,
            Mass receivedG,
            Mass returnedG,
            Mass restG,
            Mass surplusG,
            Stage into,
            String method,
            UUID placeId,
            String handler,
            UUID ticketId,
            String note) {
        static ReceiptView of(Exit.Receipt receipt) {
            return new ReceiptView(
                    receipt.at(),
                    receipt.accepted(),
                    receipt.returned(),
                    receipt.rest(),
                    receipt.surplus(),
                    receipt.into(),
                    receipt.method(),
                    receipt.place(),
                    receipt.handler(),
                    receipt.ticket(),
                    receipt.note());
        }
    }

    @GetMapping("/exits")
    @Allow(IndustrialPermissions.READ)
    Page<ExitView> list(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) UUID receiverId,
            @RequestParam(required = false) String side,
            @RequestParam(required = false) String state,
            @RequestParam(required = false) String way,
            @RequestParam(required = false) String waste,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String sort,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        var after = Keyset.of(cursor, sort, "shippedAt", "massG");
        var common = YardController.ordered(unitId, waste, from, to, q, after, size);
        var page = exits.list(new ExitStore.Filter(common, receiverId, side, state, way));
        return new Page<>(page.items().stream().map(ExitView::of).toList(), page.next(), page.total());
    }

    @PostMapping("/exits")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<ExitView> create(@RequestBody ExitBody body) {
        var check = new Check(clock);
        var wanted = body.read(check);
        check.done();
        var made = exits.create(wanted);
        return answer(made.made() ? HttpStatus.CREATED : HttpStatus.OK, made.document());
    }

    @GetMapping("/exits/{id}")
    @Allow(IndustrialPermissions.READ)
    ResponseEntity<ExitView> get(@PathVariable UUID id) {
        return answer(HttpStatus.OK, exits.get(id));
    }

    @GetMapping("/exits/{id}/history")
    @Allow(IndustrialPermissions.READ)
    List<ExitStore.Step> history(@PathVariable UUID id) {
        return exits.steps(id);
    }

    @PutMapping("/exits/{id}")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<ExitView> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody ExitBody body) {
        var check = new Check(clock);
        var wanted = body.read(check);
        check.done();
        return answer(HttpStatus.OK, exits.change(id, ifMatch, wanted));
    }

    @PostMapping("/exits/{id}/ship")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<ExitView> ship(@PathVariable UUID id, @RequestBody(required = false) Ship body) {
        return answer(HttpStatus.OK, exits.ship(id, body != null && Boolean.TRUE.equals(body.late())));
    }

    @PostMapping("/exits/{id}/void")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<ExitView> voidExit(@PathVariable UUID id, @RequestBody YardController.Reason reason) {
        return answer(HttpStatus.OK, exits.voidExit(id, reason.read(clock)));
    }

    @PostMapping("/exits/{id}/receipt")
    @Allow(IndustrialPermissions.RECEIVE)
    ResponseEntity<ExitView> receive(@PathVariable UUID id, @RequestBody ReceiptBody body) {
        var check = new Check(clock);
        var into = check.choice("into", body.into(), Into.class);
        if (body.ticketId() != null && body.ticket() != null) check.wrong("ticketId", "one-of", "磅单须选择或新填，二者取一");
        var own = body.ticket() == null ? null : body.ticket().read(check.in("ticket"), null);
        var wanted = new Exits.NewReceipt(
                check.happened("receivedAt", body.receivedAt()),
                check.positive("massG", body.massG()),
                check.massOr("returnedG", body.returnedG(), Mass.ZERO),
                body.placeId(),
                Stage.valueOf(into.name()),
                into == Into.STORED ? "" : check.text("method", body.method(), 8),
                check.text("handler", body.handler(), Check.SHORT),
                body.ticketId(),
                own,
                check.textOr("note", body.note(), Check.NOTE),
                Boolean.TRUE.equals(body.bookDifference()),
                Boolean.TRUE.equals(body.late()));
        check.done();
        return answer(HttpStatus.OK, exits.receive(id, wanted));
    }

    @PostMapping("/exits/{id}/refusal")
    @Allow(IndustrialPermissions.RECEIVE)
    ResponseEntity<ExitView> refuse(@PathVariable UUID id, @RequestBody RefusalBody body) {
        var check = new Check(clock);
        var at = check.happened("at", body.at());
        var reason = check.text("reason", body.reason(), Check.NOTE);
        var handler = check.textOr("handler", body.handler(), Check.SHORT);
        check.done();
        return answer(HttpStatus.OK, exits.refuse(id, at, reason, handler));
    }

    @PostMapping("/exits/{id}/delivery")
    @Allow(IndustrialPermissions.WRITE)
    ResponseEntity<ExitView> deliver(@PathVariable UUID id, @RequestBody DeliveryBody body) {
        var check = new Check(clock);
        var wanted = new Exits.NewDelivery(
                check.happened("deliveredAt", body.deliveredAt()),
                check.positive("massG", body.massG()),
                check.textOr("handler", body.handler(), Check.SHORT),
                check.textOr("note", body.note(), Check.NOTE),
                check.evidence(body.evidence()),
                Boolean.TRUE.equals(body.bookDifference()),
                Boolean.TRUE.equals(body.late()));
        check.done();
        return answer(HttpStatus.OK, exits.deliver(id, wanted));
    }

    @PostMapping("/exits/{id}/difference")
    @Allow({IndustrialPermissions.WRITE, IndustrialPermissions.RECEIVE, IndustrialPermissions.APPROVE})
    ResponseEntity<ExitView> settle(@PathVariable UUID id, @RequestBody DifferenceBody body) {
        var check = new Check(clock);
        var as = check.choice("as", body.as(), Settlement.As.class);
        var reason = check.text("reason", body.reason(), Check.NOTE);
        var at = body.at() == null ? null : check.happened("at", body.at());
        check.done();
        return answer(HttpStatus.OK, exits.settle(id, as, reason, at));
    }

    @GetMapping("/tickets")
    @Allow(IndustrialPermissions.READ)
    Page<TicketView> listTickets(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) Boolean free,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String sort,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        var after = Keyset.of(cursor, sort, "weighedAt", "netG");
        var filter = YardController.ordered(unitId, null, from, to, q, after, size);
        var page = tickets.list(filter, Boolean.TRUE.equals(free));
        return new Page<>(page.items().stream().map(TicketView::of).toList(), page.next(), page.total());
    }

    /** A ticket as it is read; {@code unitName}: whose scale or gate, for whoever reads those of several. */
    record TicketView(
            UUID id,
            UUID unitId,
            String unitName,
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
        static TicketView of(Tickets.Named named) {
            var ticket = named.ticket();
            return new TicketView(
                    ticket.id(),
                    ticket.unitId(),
                    named.unitName(),
                    ticket.county(),
                    ticket.ticketNo(),
                    ticket.weighedAt(),
                    ticket.grossG(),
                    ticket.tareG(),
                    ticket.netG(),
                    ticket.plate(),
                    ticket.waste(),
                    ticket.device(),
                    ticket.source(),
                    ticket.evidence(),
                    ticket.exitId(),
                    ticket.recordedAt(),
                    ticket.recordedBy());
        }
    }

    @PostMapping("/tickets")
    @Allow(IndustrialPermissions.TICKET)
    ResponseEntity<Ticket> weigh(@RequestBody TicketBody body) {
        var check = new Check(clock);
        var wanted = body.read(check, weigher(check, body));
        check.done();
        var made = tickets.weigh(wanted, source());
        return ResponseEntity.status(made.made() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(made.document());
    }

    record TicketBatch(List<TicketBody> items) {}

    record TicketsKept(int kept, int already, List<Ticket> items) {}

    /** What a scale has stored while the line was down, all or none; what was told before is given back as it is. */
    @PostMapping("/tickets/batch")
    @Allow(IndustrialPermissions.TICKET)
    ResponseEntity<TicketsKept> weighAll(@RequestBody TicketBatch body) {
        Yard.atMost(body.items() == null ? 0 : body.items().size());
        var check = new Check(clock);
        var wanted = new ArrayList<Tickets.NewTicket>();
        for (int i = 0; i < body.items().size(); i++) {
            var item = body.items().get(i);
            if (item == null) {
                check.wrong("items[" + i + "]", "required", "不能为空");
                continue;
            }
            var at = check.in("items[" + i + "]");
            wanted.add(item.read(at, weigher(at, item)));
        }
        check.done();
        var made = tickets.weighEach(wanted, source());
        int kept = (int) made.stream().filter(Yard.Made::made).count();
        return ResponseEntity.status(kept > 0 ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new TicketsKept(
                        kept,
                        made.size() - kept,
                        made.stream().map(Yard.Made::document).toList()));
    }

    /** A scale belongs to one unit and need not name it. */
    private static UUID weigher(Check check, TicketBody body) {
        return body.unitId() == null && Caller.current().unit() != null
                ? Caller.current().unit()
                : check.needed("unitId", body.unitId());
    }

    private static String source() {
        return Caller.current().via() == Caller.Via.API_CLIENT ? "DEVICE" : "HAND";
    }

    @GetMapping("/tickets/{id}")
    @Allow(IndustrialPermissions.READ)
    TicketView ticket(@PathVariable UUID id) {
        return TicketView.of(tickets.look(id));
    }

    /** What the receiver took; {@code null} where nothing has arrived. */
    static Exit.Receipt receiptOf(Exit exit) {
        return switch (exit) {
            case Exit.Draft _, Exit.Voided _, Exit.Shipped _, Exit.Refused _ -> null;
            case Exit.Differing it -> it.receipt();
            case Exit.Received it -> it.receipt();
            case Exit.PartlyReceived it -> it.receipt();
        };
    }

    private static ResponseEntity<ExitView> answer(HttpStatus status, ExitStore.Row row) {
        return ResponseEntity.status(status).eTag(Etag.of(row.exit().version())).body(ExitView.of(row));
    }
}
