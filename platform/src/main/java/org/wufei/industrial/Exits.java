package org.wufei.industrial;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.industrial.Exit.Load;
import org.wufei.industrial.Exit.Receipt;
import org.wufei.industrial.Exit.Settlement;
import org.wufei.industrial.Exit.Shipment;
import org.wufei.industrial.ExitStore.Row;
import org.wufei.industrial.ExitStore.Stamp;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.EntryDraft;
import org.wufei.ledger.Ledger;
import org.wufei.ledger.Spot;
import org.wufei.ledger.Stage;
import org.wufei.registry.Registry;

/**
 * 出厂与接收: loads from the sender's gate to the receiver's, with their weigh tickets, differences and approvals.
 *
 * @see <a href="https://flk.npc.gov.cn">固体废物污染环境防治法 第二十二条、第三十七条; 公告2021年第82号 附表3</a>
 */
@Service
class Exits {
    /** The autonomous region: 540000 西藏. */
    static final String PROVINCE = "540000";

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final ExitStore store;
    private final YardStore numbers;
    private final Tickets tickets;
    private final Approvals approvals;
    private final Parameters parameters;
    private final Facts facts;
    private final Registry registry;
    private final Ledger ledger;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Exits(
            ExitStore store,
            YardStore numbers,
            Tickets tickets,
            Approvals approvals,
            Parameters parameters,
            Facts facts,
            Registry registry,
            Ledger ledger,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.numbers = numbers;
        this.tickets = tickets;
        this.approvals = approvals;
        this.parameters = parameters;
        this.facts = facts;
        this.registry = registry;
        this.ledger = ledger;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** An exit as a person states it. {@code receiver} or {@code outside}; {@code ticketId} or {@code ticket} or neither. */
    record NewExit(
            UUID unit,
            UUID place,
            WasteCode waste,
            Mass mass,
            Instant shippedAt,
            String batchNo,
            String handler,
            String carrier,
            String plate,
            Exit.Transport transport,
            UUID receiver,
            Exit.Receiver.Outside outside,
            Exit.FlowType flow,
            Exit.Way way,
            String method,
            UUID approval,
            String contractNo,
            UUID ticketId,
            Tickets.NewTicket ticket,
            String note,
            List<UUID> evidence,
            boolean ship,
            boolean late) {}

    /** A receipt as the receiver states it; {@code mass} may lie above what was sent. */
    record NewReceipt(
            Instant at,
            Mass mass,
            Mass returned,
            UUID place,
            Stage into,
            String method,
            String handler,
            UUID ticketId,
            Tickets.NewTicket ticket,
            String note,
            boolean bookDifference,
            boolean late) {}

    /** A delivery to someone outside, as the sender states it from the slip that came back. */
    record NewDelivery(
            Instant at,
            Mass mass,
            String handler,
            String note,
            List<UUID> evidence,
            boolean bookDifference,
            boolean late) {}

    @Transactional
    Yard.Made<Row> create(NewExit wanted) {
        var unit = facts.unit(wanted.unit());
        numbers.lockNumbers(wanted.unit());
        facts.evidence(wanted.evidence());
        var id = facts.id();
        var batchNo = wanted.batchNo().isBlank()
                ? numbers.batchNo(
                        "CC", "exit", wanted.unit(), Days.of(wanted.shippedAt()).format(DAY))
                : wanted.batchNo();
        var load = load(id, unit, batchNo, wanted, weighing(wanted.unit(), wanted.ticketId(), wanted.ticket()));
        var first = store.find(wanted.unit(), batchNo);
        if (first.isPresent()) {
            if (!first.get().exit().load().sameAs(load)) {
                throw new Problem(
                        IndustrialProblem.BATCH_CONFLICT,
                        Map.of("batchNo", batchNo),
                        List.of(new Problem.Field("batchNo", "batch-conflict", "该批次编号已用于内容不同的单据")));
            }
            return new Yard.Made<>(first.get(), false);
        }
        Exit exit = new Exit.Draft(load, 1);
        var stamp = new Stamp(clock.instant(), Caller.current().name());
        if (wanted.ship()) exit = shipped(new Exit.Draft(load, 0), wanted.late());
        store.insert(exit, stamp);
        var row = new Row(exit, stamp);
        store.step(null, exit, wanted.ship() ? "ship" : "draft", stamp.recordedBy(), stamp.recordedAt(), "");
        audit.record("industrial.exit." + (wanted.ship() ? "ship" : "draft"), "exit", id.toString(), null, exit);
        touched(load);
        return new Yard.Made<>(row, true);
    }

    /**
     * Ships many loads of one unit, all or none, set-based: what was shipped before under its batch number is given back as it
     * is. Every load names its batch number; who calls it records the act as one.
     */
    @Transactional
    List<Yard.Made<Row>> shipAll(UUID unitId, List<NewExit> all) {
        var unit = facts.unit(unitId);
        numbers.lockNumbers(unitId);
        var before = new HashMap<String, Row>();
        store.find(unitId, all.stream().map(NewExit::batchNo).toList())
                .forEach(row -> before.put(row.exit().load().batchNo(), row));
        var inline = all.stream().map(NewExit::ticket).filter(Objects::nonNull).toList();
        var weighed = new HashMap<Tickets.NewTicket, TicketStore.Ticket>();
        var made = tickets.weighAll(inline, "EXCEL");
        for (int i = 0; i < inline.size(); i++)
            weighed.put(inline.get(i), made.get(i).document());
        var ids = facts.ids(all.size());
        var seen = new Seen(new HashMap<>(), new HashMap<>());
        var stamp = new Stamp(clock.instant(), Caller.current().name());
        var result = new ArrayList<Yard.Made<Row>>();
        var fresh = new ArrayList<Load>();
        var late = new ArrayList<Boolean>();
        for (int i = 0; i < all.size(); i++) {
            var wanted = all.get(i);
            var weighing = wanted.ticket() == null
                    ? weighing(unitId, wanted.ticketId(), null)
                    : weighing(weighed.get(wanted.ticket()), unitId);
            var load = load(ids.get(i), unit, wanted.batchNo(), wanted, weighing, seen);
            var first = before.get(wanted.batchNo());
            if (first == null) {
                fresh.add(load);
                late.add(wanted.late());
            } else if (first.exit().load().sameAs(load)) {
                result.add(new Yard.Made<>(first, false));
            } else {
                throw new Problem(IndustrialProblem.BATCH_CONFLICT, Map.of("batchNo", wanted.batchNo()));
            }
        }
        var use = new LinkedHashMap<UUID, UUID>();
        var drafts = new ArrayList<EntryDraft>();
        for (int i = 0; i < fresh.size(); i++) {
            var load = fresh.get(i);
            if (load.flow() == Exit.FlowType.ACROSS_PROVINCES) {
                approvals.draw(load.approval(), load, Days.of(load.shippedAt()));
            }
            if (load.weighing() != null && use.put(load.weighing().id(), load.id()) != null) {
                throw new Problem(
                        IndustrialProblem.TICKET_USED,
                        Map.of("ticketNo", load.weighing().ticketNo()));
            }
            drafts.add(Postings.shipped(of(load, unitId, load.shippedAt(), late.get(i), load.note()), load));
        }
        tickets.use(use);
        var rows = new ArrayList<Row>();
        for (int from = 0; from < drafts.size(); from += Yard.POSTED_AT_ONCE) {
            var part = drafts.subList(from, Math.min(from + Yard.POSTED_AT_ONCE, drafts.size()));
            for (var entry : ledger.postAll(part)) {
                var draft = new Exit.Draft(fresh.get(rows.size()), 0);
                rows.add(new Row(draft.ship(new Shipment(entry.no(), entry.month(), Lots.of(entry))), stamp));
            }
        }
        store.insert(rows);
        store.steps(null, rows.stream().map(Row::exit).toList(), "ship", stamp.recordedBy(), stamp.recordedAt(), "");
        rows.forEach(row -> result.add(new Yard.Made<>(row, true)));
        var touched = new HashSet<UUID>();
        rows.forEach(row -> touched.addAll(ends(row.exit().load())));
        if (!touched.isEmpty()) events.publishEvent(new Touched(touched));
        return result;
    }

    /** What a batch has looked up already. */
    private record Seen(Map<UUID, Facts.Place> places, Map<UUID, Registry.UnitName> names) {}

    @Transactional
    Row change(UUID id, String ifMatch, NewExit wanted) {
        var before = sent(id);
        Etag.require(ifMatch, before.exit().version());
        if (!(before.exit() instanceof Exit.Draft draft)) throw notAllowed(before.exit());
        if (!wanted.unit().equals(draft.load().unit())) {
            throw new Problem(
                    IndustrialProblem.NOT_THE_SENDER,
                    Map.of("unit", wanted.unit().toString()));
        }
        var unit = facts.unit(wanted.unit());
        facts.evidence(wanted.evidence());
        var batchNo = wanted.batchNo().isBlank() ? draft.load().batchNo() : wanted.batchNo();
        var other = store.find(wanted.unit(), batchNo);
        if (other.isPresent() && !other.get().exit().load().id().equals(id)) {
            throw new Problem(IndustrialProblem.BATCH_CONFLICT, Map.of("batchNo", batchNo));
        }
        var load = load(id, unit, batchNo, wanted, weighing(wanted.unit(), wanted.ticketId(), wanted.ticket()));
        var after = draft.change(load);
        return save(before, after, "change", "");
    }

    @Transactional
    Row ship(UUID id, boolean late) {
        var before = sent(id);
        if (!(before.exit() instanceof Exit.Draft draft)) throw notAllowed(before.exit());
        return save(before, shipped(draft, late), "ship", "");
    }

    /** Discards a draft; takes a load back into stock that has not arrived anywhere. */
    @Transactional
    Row voidExit(UUID id, String reason) {
        var before = sent(id);
        var load = before.exit().load();
        Exit after = switch (before.exit()) {
            case Exit.Draft draft -> draft.discard(reason);
            case Exit.Shipped shipped -> {
                ledger.reverse(shipped.shipment().entryNo(), key(load, "void"), reason);
                giveBack(load, load.mass());
                if (load.weighing() != null) tickets.free(load.weighing().id(), id);
                yield shipped.takeBack(reason);
            }
            case Exit.Received _, Exit.PartlyReceived _, Exit.Differing _, Exit.Refused _, Exit.Voided _ ->
                throw notAllowed(before.exit());
        };
        return save(before, after, "void", reason);
    }

    /** The receiver's word on what arrived. */
    @Transactional
    Row receive(UUID id, NewReceipt wanted) {
        var before = got(id);
        if (!(before.exit() instanceof Exit.Shipped shipped)) throw notAllowed(before.exit());
        var load = shipped.load();
        var receiver = registered(load);
        notBefore(load, wanted.at(), "receivedAt");
        var place = facts.place(
                wanted.place() == null
                        ? registry.receivingPlace(receiver.unit()).id()
                        : wanted.place(),
                receiver.unit());
        var method =
                wanted.into() == Stage.STORED ? "" : facts.method(wanted.method(), wanted.into() == Stage.UTILISED);
        var receipt = receipt(load, wanted, place.where().place(), method, ticketOf(receiver, wanted, id));
        var into = place.where().at(wanted.into(), method);
        return arrive(
                before, shipped, receipt, into, receiver.unit(), wanted.bookDifference(), wanted.late(), "receive");
    }

    /** The sender's word, from the slip that came back, on what arrived outside. */
    @Transactional
    Row deliver(UUID id, NewDelivery wanted) {
        var before = sent(id);
        if (!(before.exit() instanceof Exit.Shipped shipped)) throw notAllowed(before.exit());
        var load = shipped.load();
        if (load.receiver() instanceof Exit.Receiver.Registered) {
            throw new Problem(IndustrialProblem.NOT_THE_RECEIVER, Map.of("exit", id.toString()));
        }
        notBefore(load, wanted.at(), "deliveredAt");
        facts.evidence(wanted.evidence());
        var as = new NewReceipt(
                wanted.at(),
                wanted.mass(),
                Mass.ZERO,
                null,
                Stage.EXPORTED,
                "",
                wanted.handler(),
                null,
                null,
                wanted.note(),
                wanted.bookDifference(),
                wanted.late());
        var receipt = receipt(load, as, load.place(), "", null);
        var into = Spot.of(load.place(), load.unit(), load.placeCounty(), Stage.EXPORTED);
        return arrive(before, shipped, receipt, into, load.unit(), wanted.bookDifference(), wanted.late(), "deliver");
    }

    /** The whole load goes back. */
    @Transactional
    Row refuse(UUID id, Instant at, String reason, String handler) {
        var before = got(id);
        if (!(before.exit() instanceof Exit.Shipped shipped)) throw notAllowed(before.exit());
        var load = shipped.load();
        notBefore(load, at, "at");
        ledger.post(Postings.returned(
                of(load, load.unit(), at, true, reason),
                load,
                shipped.shipment().lots(),
                "refuse"));
        giveBack(load, load.mass());
        return save(
                before, shipped.refuse(handler.isBlank() ? reason : reason + "（" + handler + "）"), "refuse", reason);
    }

    /**
     * Ends a difference: lost as between two scales, or found again in the sender's stock. Beyond the tolerance an officer's act.
     *
     * @param at when the parties agreed; {@code null} for now. Not before the receipt that showed the difference
     */
    @Transactional
    Row settle(UUID id, Settlement.As as, String reason, Instant at) {
        var before = store.find(id, true).orElseThrow(() -> Yard.unknown(id));
        if (!(before.exit() instanceof Exit.Differing differing)) throw notAllowed(before.exit());
        var load = differing.load();
        var receipt = differing.receipt();
        boolean within = parameters.exitTolerance(Days.of(receipt.at())).covers(load.mass(), receipt.rest());
        if (!(within && as == Settlement.As.LOST) && !Caller.current().may(IndustrialPermissions.APPROVE)) {
            throw new Problem(
                    IndustrialProblem.DIFFERENCE_BEYOND_TOLERANCE,
                    Map.of("sentG", load.mass().wire(), "restG", receipt.rest().wire()));
        }
        if (at != null && at.isBefore(receipt.at())) {
            throw new Problem(
                    CommonProblem.INPUT_INVALID,
                    Map.of(),
                    List.of(new Problem.Field("at", "before-receipt", "商定时间不能早于接收时间 " + receipt.at())));
        }
        var rest = rest(differing.shipment(), receipt);
        var of = of(load, load.unit(), at == null ? clock.instant() : at, true, reason);
        ledger.post(
                as == Settlement.As.LOST
                        ? Postings.lost(of, load, rest, "settle")
                        : Postings.returned(of, load, rest, "settle"));
        if (as == Settlement.As.RETURNED) giveBack(load, receipt.rest());
        var after = differing.settle(new Settlement(as, reason, Caller.current().name()));
        return save(before, after, "settle", reason);
    }

    @Transactional(readOnly = true)
    Row get(UUID id) {
        return store.find(id, false).orElseThrow(() -> Yard.unknown(id));
    }

    @Transactional(readOnly = true)
    List<ExitStore.Step> steps(UUID id) {
        get(id);
        return store.steps(id);
    }

    @Transactional(readOnly = true)
    Page<Row> list(ExitStore.Filter filter) {
        return Keyset.page(
                store.list(filter),
                filter.common().size(),
                row -> filter.common()
                        .after()
                        .after(
                                row.exit().load().shippedAt(),
                                row.exit().load().mass(),
                                row.exit().load().id()));
    }

    /** What the caller may do next; the screen shows these and no others. */
    static List<String> allowed(Exit exit, Caller caller) {
        var load = exit.load();
        boolean sender = caller.scope().sees(null, load.unit()) && caller.may(IndustrialPermissions.WRITE);
        boolean receiver = load.receiver() instanceof Exit.Receiver.Registered registered
                && caller.scope().sees(null, registered.unit())
                && caller.may(IndustrialPermissions.RECEIVE);
        boolean outside = load.receiver() instanceof Exit.Receiver.Outside;
        var steps = new ArrayList<String>();
        switch (exit) {
            case Exit.Draft _ -> {
                if (sender) steps.addAll(List.of("change", "ship", "void"));
            }
            case Exit.Shipped _ -> {
                if (receiver) steps.addAll(List.of("receipt", "refusal"));
                if (sender && outside) steps.add("delivery");
                if (sender) steps.add("void");
            }
            case Exit.Differing _ -> {
                if (sender || receiver || caller.may(IndustrialPermissions.APPROVE)) steps.add("difference");
            }
            case Exit.Received _, Exit.PartlyReceived _, Exit.Refused _, Exit.Voided _ -> {}
        }
        return steps;
    }

    private Exit.Shipped shipped(Exit.Draft draft, boolean late) {
        var load = draft.load();
        var day = Days.of(load.shippedAt());
        if (load.flow() == Exit.FlowType.ACROSS_PROVINCES) approvals.draw(load.approval(), load, day);
        if (load.weighing() != null) tickets.use(tickets.get(load.weighing().id()), load.unit(), load.id());
        var entry = ledger.post(Postings.shipped(of(load, load.unit(), load.shippedAt(), late, load.note()), load));
        return draft.ship(new Shipment(entry.no(), entry.month(), Lots.of(entry)));
    }

    private Row arrive(
            Row before,
            Exit.Shipped shipped,
            Receipt receipt,
            Spot into,
            UUID book,
            boolean bookDifference,
            boolean late,
            String step) {
        var load = shipped.load();
        var accepted = shipped.shipment().lots().take(receipt.accepted());
        var returned = accepted.left().take(receipt.returned());
        var drafts = new ArrayList<EntryDraft>();
        drafts.add(Postings.received(of(load, book, receipt.at(), late, receipt.note()), load, accepted.taken(), into));
        if (!receipt.returned().isZero()) {
            var of = of(load, load.unit(), receipt.at(), true, receipt.note());
            drafts.add(Postings.returned(of, load, returned.taken(), "return"));
            giveBack(load, receipt.returned());
        }
        Exit after = shipped.receive(receipt);
        boolean within = parameters.exitTolerance(Days.of(receipt.at())).covers(load.mass(), receipt.rest());
        if (bookDifference && within && after instanceof Exit.Differing differing) {
            var reason = "接收时按允差入账";
            drafts.add(
                    Postings.lost(of(load, load.unit(), receipt.at(), true, reason), load, returned.left(), "settle"));
            after = differing.settle(
                    new Settlement(Settlement.As.LOST, reason, Caller.current().name()));
        }
        ledger.postAll(drafts);
        return save(before, after, step, receipt.note());
    }

    private static Receipt receipt(Load load, NewReceipt wanted, UUID place, String method, UUID ticket) {
        boolean above = wanted.mass().compareTo(load.mass()) > 0;
        var accepted = above ? load.mass() : wanted.mass();
        var surplus = above ? wanted.mass().minus(load.mass()) : Mass.ZERO;
        if (accepted.plus(wanted.returned()).compareTo(load.mass()) > 0) {
            throw new Problem(
                    IndustrialProblem.RECEIVED_TOO_MUCH,
                    Map.of(
                            "sentG", load.mass().wire(),
                            "receivedG", wanted.mass().wire(),
                            "returnedG", wanted.returned().wire()),
                    List.of(new Problem.Field("returnedG", "received-too-much", "接收与退回之和不能超过出厂量")));
        }
        var rest = load.mass().minus(accepted).minus(wanted.returned());
        return new Receipt(
                wanted.at(),
                accepted,
                wanted.returned(),
                rest,
                surplus,
                wanted.into(),
                method,
                place,
                wanted.handler(),
                ticket,
                wanted.note());
    }

    private static Lots rest(Shipment shipment, Receipt receipt) {
        return shipment.lots()
                .take(receipt.accepted())
                .left()
                .take(receipt.returned())
                .left();
    }

    private UUID ticketOf(Exit.Receiver.Registered receiver, NewReceipt wanted, UUID exit) {
        var inline = wanted.ticket() == null ? null : wanted.ticket().of(receiver.unit());
        var weighing = weighing(receiver.unit(), wanted.ticketId(), inline);
        if (weighing == null) return null;
        tickets.use(tickets.get(weighing.id()), receiver.unit(), exit);
        return weighing.id();
    }

    private Exit.Weighing weighing(UUID unit, UUID ticketId, Tickets.NewTicket inline) {
        if (ticketId == null && inline == null) return null;
        var ticket = ticketId == null ? tickets.weigh(inline, "HAND").document() : tickets.named(ticketId);
        return weighing(ticket, unit);
    }

    private static Exit.Weighing weighing(TicketStore.Ticket ticket, UUID unit) {
        if (!ticket.unitId().equals(unit)) {
            throw new Problem(IndustrialProblem.TICKET_UNKNOWN, Map.of("ticket", ticket.ticketNo()));
        }
        return new Exit.Weighing(
                ticket.id(),
                ticket.ticketNo(),
                ticket.weighedAt(),
                ticket.grossG(),
                ticket.tareG(),
                ticket.netG(),
                ticket.plate());
    }

    private Load load(UUID id, Registry.Unit unit, String batchNo, NewExit wanted, Exit.Weighing weighing) {
        return load(id, unit, batchNo, wanted, weighing, new Seen(new HashMap<>(), new HashMap<>()));
    }

    private Load load(UUID id, Registry.Unit unit, String batchNo, NewExit wanted, Exit.Weighing weighing, Seen seen) {
        var day = Days.of(wanted.shippedAt());
        var place = seen.places().computeIfAbsent(wanted.place(), one -> facts.place(one, wanted.unit()));
        var waste = facts.waste(wanted.waste(), day);
        var method = wanted.method().isBlank() || wanted.way() == Exit.Way.STORAGE
                ? ""
                : facts.method(wanted.method(), wanted.way() == Exit.Way.USE);
        var receiver = receiver(wanted, seen);
        if (weighing != null && !weighing.netG().equals(wanted.mass())) {
            throw new Problem(
                    IndustrialProblem.MASS_DIFFERS_FROM_TICKET,
                    Map.of(
                            "massG",
                            wanted.mass().wire(),
                            "netG",
                            weighing.netG().wire()),
                    List.of(new Problem.Field(
                            "massG",
                            "mass-differs-from-ticket",
                            "磅单净重为 " + weighing.netG().tonnes() + " 吨")));
        }
        if (wanted.ship() && wanted.flow() == Exit.FlowType.ACROSS_PROVINCES && wanted.approval() == null) {
            throw new Problem(
                    IndustrialProblem.APPROVAL_MISSING,
                    Map.of("way", wanted.way().name()),
                    List.of(new Problem.Field("approvalId", "required", "跨省转移须选择审批或备案")));
        }
        return new Load(
                id,
                wanted.unit(),
                unit.name(),
                unit.county().county(),
                wanted.place(),
                place.name(),
                place.where().county(),
                wanted.waste(),
                waste.name(),
                wanted.mass(),
                wanted.shippedAt(),
                batchNo,
                wanted.handler(),
                wanted.carrier(),
                wanted.plate(),
                wanted.transport(),
                receiver,
                wanted.flow(),
                wanted.way(),
                method,
                wanted.approval(),
                wanted.contractNo(),
                weighing,
                wanted.note(),
                wanted.evidence());
    }

    private Exit.Receiver receiver(NewExit wanted, Seen seen) {
        if (wanted.receiver() != null) {
            if (wanted.receiver().equals(wanted.unit())) {
                throw new Problem(
                        IndustrialProblem.RECEIVER_IS_SENDER,
                        Map.of(),
                        List.of(new Problem.Field("receiverId", "receiver-is-sender", "接收单位不能是本单位")));
            }
            var name = seen.names()
                    .computeIfAbsent(
                            wanted.receiver(),
                            id -> registry.names(Set.of(id)).stream()
                                    .findFirst()
                                    .orElseThrow(() -> new Problem(
                                            IndustrialProblem.RECEIVER_UNKNOWN, Map.of("receiver", id.toString()))));
            if (wanted.flow() != Exit.FlowType.IN_PROVINCE)
                throw flowUnfit(name.county().digits());
            return new Exit.Receiver.Registered(
                    name.id(), name.name(), name.county().county());
        }
        boolean inside = wanted.outside().province().equals(PROVINCE);
        if (inside != (wanted.flow() == Exit.FlowType.IN_PROVINCE)) {
            throw flowUnfit(wanted.outside().province());
        }
        return wanted.outside();
    }

    private static Problem flowUnfit(String region) {
        return new Problem(
                IndustrialProblem.FLOW_UNFIT,
                Map.of("receiverRegion", region),
                List.of(new Problem.Field("flow", "flow-unfit", "接收方所在地为 " + region + "，与流向类型不符")));
    }

    private static Exit.Receiver.Registered registered(Load load) {
        if (load.receiver() instanceof Exit.Receiver.Registered registered) return registered;
        throw new Problem(
                IndustrialProblem.NOT_THE_RECEIVER, Map.of("exit", load.id().toString()));
    }

    /** Of the caller's own unit as the sender, locked. */
    private Row sent(UUID id) {
        var row = store.find(id, true).orElseThrow(() -> Yard.unknown(id));
        if (!Caller.current().scope().sees(null, row.exit().load().unit())) {
            throw new Problem(IndustrialProblem.NOT_THE_SENDER, Map.of("exit", id.toString()));
        }
        return row;
    }

    /** Of the caller's own unit as the receiver, locked. */
    private Row got(UUID id) {
        var row = store.find(id, true).orElseThrow(() -> Yard.unknown(id));
        if (!Caller.current().scope().sees(null, registered(row.exit().load()).unit())) {
            throw new Problem(IndustrialProblem.NOT_THE_RECEIVER, Map.of("exit", id.toString()));
        }
        return row;
    }

    private Row save(Row before, Exit after, String act, String reason) {
        store.update(after);
        store.step(before.exit(), after, act, Caller.current().name(), clock.instant(), reason);
        audit.record("industrial.exit." + act, "exit", after.load().id().toString(), before.exit(), after);
        touched(after.load());
        return new Row(after, before.stamp());
    }

    private void giveBack(Load load, Mass mass) {
        if (load.flow() == Exit.FlowType.ACROSS_PROVINCES) approvals.giveBack(load.approval(), mass);
    }

    /** {@code late}: a closed month is adjusted rather than refused; so are the books of whoever did not act. */
    private Postings.Of of(Load load, UUID book, Instant at, boolean late, String note) {
        var papers = Postings.evidence(
                load.weighing() == null ? null : load.weighing().ticketNo(), load.approval(), load.evidence());
        return new Postings.Of(load.id(), load.batchNo(), book, at, facts.adjusts(book, at, late), papers, note);
    }

    private static void notBefore(Load load, Instant at, String field) {
        if (at.isBefore(load.shippedAt())) {
            throw new Problem(
                    CommonProblem.INPUT_INVALID,
                    Map.of("shippedAt", load.shippedAt().toString()),
                    List.of(new Problem.Field(field, "before-shipped", "不能早于出厂时间")));
        }
    }

    private void touched(Load load) {
        events.publishEvent(new Touched(ends(load)));
    }

    private static Set<UUID> ends(Load load) {
        return load.receiver() instanceof Exit.Receiver.Registered registered
                ? Set.of(load.unit(), registered.unit())
                : Set.of(load.unit());
    }

    private static String key(Load load, String step) {
        return Postings.EXIT + "/" + load.id() + "/" + step;
    }

    private static Problem notAllowed(Exit exit) {
        return new Problem(
                IndustrialProblem.STEP_NOT_ALLOWED,
                Map.of("exit", exit.load().id().toString(), "state", exit.state()));
    }
}
