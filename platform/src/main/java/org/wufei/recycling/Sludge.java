package org.wufei.recycling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.findings.Findings;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Inputs;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.EntryDraft;
import org.wufei.ledger.Flow;
import org.wufei.ledger.Ledger;
import org.wufei.ledger.Lot;
import org.wufei.ledger.Move;
import org.wufei.ledger.Spot;
import org.wufei.ledger.Stage;
import org.wufei.registry.Registry;

/**
 * 城镇污水污泥: what a plant generates by day with its water, how it is dried, and where it goes (plan task 12). All of it in
 * the book, from which the disposal rate is read.
 *
 * @see <a href="https://flk.npc.gov.cn">固体废物污染环境防治法 (2020) 第七十一条、第七十二条</a>
 */
@Service
class Sludge {
    static final int BATCH_MAX = 500;
    private static final String DAY = "recycling.sludge-day";
    private static final String DRYING = "recycling.sludge-drying";
    private static final String DELIVERY = "recycling.sludge-delivery";

    private final SludgeStore store;
    private final Booking booking;
    private final Ledger ledger;
    private final Registry registry;
    private final Findings findings;
    private final Audit audit;

    Sludge(SludgeStore store, Booking booking, Ledger ledger, Registry registry, Findings findings, Audit audit) {
        this.store = store;
        this.booking = booking;
        this.ledger = ledger;
        this.registry = registry;
        this.findings = findings;
        this.audit = audit;
    }

    enum DayState {
        BOOKED,
        VOIDED
    }

    record Day(
            UUID id,
            UUID unitId,
            RegionCode county,
            UUID placeId,
            WasteCode waste,
            LocalDate happenedOn,
            Mass massG,
            BigDecimal waterPercent,
            Mass dryG,
            String note,
            List<UUID> evidence,
            DayState state,
            Long entryNo,
            Instant createdAt) {
        Trail.Owner owner() {
            return new Trail.Owner("sludge-day", id, county, unitId, null);
        }

        List<String> steps() {
            return state == DayState.BOOKED && Booking.keeps(county, unitId) ? List.of("void") : List.of();
        }
    }

    record Drying(
            UUID id,
            UUID unitId,
            RegionCode county,
            UUID placeId,
            WasteCode waste,
            LocalDate happenedOn,
            Mass massG,
            BigDecimal waterBefore,
            BigDecimal waterAfter,
            Mass lostG,
            DayState state,
            Long entryNo,
            Instant createdAt) {
        Trail.Owner owner() {
            return new Trail.Owner("sludge-drying", id, county, unitId, null);
        }

        List<String> steps() {
            return state == DayState.BOOKED && Booking.keeps(county, unitId) ? List.of("void") : List.of();
        }
    }

    /** 砖厂协同处置, 堆肥, 土地利用, 焚烧, 填埋, 其他. */
    enum Way {
        BRICKWORKS("砖厂协同处置"),
        COMPOST("堆肥"),
        LAND("土地利用"),
        INCINERATION("焚烧"),
        LANDFILL("填埋"),
        OTHER("其他");

        final String title;

        Way(String title) {
            this.title = title;
        }
    }

    enum DeliveryState {
        TREATED("自行处置"),
        SENT("运输中"),
        RECEIVED("已接收"),
        DIFFERING("重量不符"),
        VOIDED("已作废");

        final String title;

        DeliveryState(String title) {
            this.title = title;
        }
    }

    record Delivery(
            UUID id,
            UUID unitId,
            RegionCode county,
            UUID placeId,
            WasteCode waste,
            LocalDate happenedOn,
            Mass massG,
            BigDecimal waterPercent,
            Way way,
            String method,
            UUID receiverId,
            UUID facilityId,
            String carrier,
            String plate,
            String note,
            List<UUID> evidence,
            DeliveryState state,
            LocalDate receivedOn,
            Mass receivedG,
            UUID receivedPlaceId,
            Mass restG,
            Mass surplusG,
            Long entryNo,
            Instant createdAt) {
        Trail.Owner owner() {
            return new Trail.Owner("sludge-delivery", id, county, unitId, receiverId);
        }

        /** What the caller may do with it now, so that a screen copies no rule. */
        List<String> steps() {
            return switch (state) {
                case SENT ->
                    Booking.receives(receiverId)
                            ? List.of("receive")
                            : Booking.keeps(county, unitId) ? List.of("void") : List.of();
                case TREATED -> Booking.keeps(county, unitId) ? List.of("void") : List.of();
                case DIFFERING ->
                    Caller.current().may("recycling.supervise")
                                    && Caller.current().scope().sees(county, unitId)
                            ? List.of("settle")
                            : List.of();
                case RECEIVED, VOIDED -> List.of();
            };
        }

        Delivery now(
                DeliveryState next,
                LocalDate on,
                Mass received,
                UUID receivedPlace,
                Mass rest,
                Mass surplus,
                Long entry) {
            return new Delivery(
                    id,
                    unitId,
                    county,
                    placeId,
                    waste,
                    happenedOn,
                    massG,
                    waterPercent,
                    way,
                    method,
                    receiverId,
                    facilityId,
                    carrier,
                    plate,
                    note,
                    evidence,
                    next,
                    on,
                    received,
                    receivedPlace,
                    rest,
                    surplus,
                    entry,
                    createdAt);
        }
    }

    record DayBody(
            UUID unitId,
            UUID placeId,
            WasteCode waste,
            LocalDate on,
            Mass massG,
            BigDecimal waterPercent,
            String note,
            List<UUID> evidence) {}

    record DryingBody(
            UUID unitId,
            UUID placeId,
            WasteCode waste,
            LocalDate on,
            Mass massG,
            BigDecimal waterBefore,
            BigDecimal waterAfter) {}

    record DeliveryBody(
            UUID unitId,
            UUID placeId,
            WasteCode waste,
            LocalDate on,
            Mass massG,
            BigDecimal waterPercent,
            Way way,
            String method,
            UUID receiverId,
            UUID facilityId,
            String carrier,
            String plate,
            String note,
            List<UUID> evidence) {}

    record ReceiptBody(LocalDate on, Mass massG, UUID placeId, String note) {}

    /**
     * 差额的处理. What came short is lost on the way or back in the sender's stock; what came in surplus was really there and is
     * booked as found, or the sender's scale was right and the receiver has what was sent.
     */
    enum Settlement {
        LOST("途中损失"),
        RETURNED("退回发出单位"),
        FOUND("按接收量入账"),
        AS_SENT("以发出量为准");

        final String title;

        Settlement(String title) {
            this.title = title;
        }

        boolean ofSurplus() {
            return this == FOUND || this == AS_SENT;
        }
    }

    record Wanted(UUID unitId, RegionCode county, String state, LocalDate from, LocalDate to) {}

    /** All or none. */
    @Transactional
    List<Day> generate(List<DayBody> bodies) {
        var in = new Inputs();
        in.must(
                bodies != null && !bodies.isEmpty() && bodies.size() <= BATCH_MAX,
                "items",
                "out-of-range",
                "须为 1 至 " + BATCH_MAX + " 条");
        in.done();
        var days = new ArrayList<Day>();
        var drafts = new ArrayList<EntryDraft>();
        for (int i = 0; i < bodies.size(); i++) {
            var day = inserted(bodies.get(i), bodies.size() == 1 ? "" : "items[" + i + "].");
            days.add(day);
            var place = registry.place(day.placeId());
            var stored = Booking.stored(place);
            drafts.add(booking.draft(
                    new Booking.Document(DAY, day.id(), day.happenedOn().toString(), "generate"),
                    day.unitId(),
                    day.happenedOn(),
                    List.of(Move.of(
                            stored.at(Stage.GENERATED),
                            stored,
                            day.waste(),
                            day.massG(),
                            Lot.of(day.happenedOn().getYear(), place.county()))),
                    day.evidence(),
                    "含水率 " + day.waterPercent().toPlainString() + "%"));
        }
        var entries = booking.postAll(drafts);
        var booked = new ArrayList<Day>();
        for (int i = 0; i < days.size(); i++) {
            var day = store.booked(days.get(i).id(), entries.get(i).no());
            booking.trail().add(day.owner(), "BOOKED", day.happenedOn(), day.note(), day.entryNo());
            audit.record("recycling.sludge.generate", "sludge-day", day.id().toString(), null, day);
            booked.add(day);
        }
        return booked;
    }

    private Day inserted(DayBody body, String at) {
        var in = new Inputs();
        in.present(at + "unitId", body.unitId());
        in.present(at + "placeId", body.placeId());
        var on = in.happened(at + "on", body.on(), booking.clock());
        booking.waste(in, at + "waste", body.waste(), on, "SW90");
        in.mass(at + "massG", body.massG());
        in.number(at + "waterPercent", body.waterPercent(), "0", "99.99", 2);
        var note = in.maybe(at + "note", body.note(), 500);
        var evidence = booking.evidence(in, body.evidence());
        in.done();
        var place = booking.ownPlace(body.unitId(), body.placeId(), at + "placeId");
        return store.insert(new Day(
                        null,
                        body.unitId(),
                        place.county(),
                        place.id(),
                        body.waste(),
                        on,
                        body.massG(),
                        body.waterPercent(),
                        SludgeRules.dry(body.massG(), body.waterPercent()),
                        note,
                        evidence,
                        DayState.BOOKED,
                        null,
                        null))
                .orElseThrow(() -> new Problem(
                        RecyclingProblem.DAY_EXISTS,
                        Map.of("on", on.toString(), "waste", body.waste().text())));
    }

    @Transactional
    Day voidDay(UUID id, String why) {
        var before = store.day(id).orElseThrow(() -> Booking.unknown(id));
        if (before.state() != DayState.BOOKED) throw Booking.unfit(before.state());
        var reason = Booking.reason(why);
        var entry = booking.reverse(before.entryNo(), new Booking.Document(DAY, id, "", "void"), reason);
        var after = store.voided(id);
        booking.trail().add(after.owner(), "VOIDED", booking.today(), reason, entry.no());
        audit.record("recycling.sludge.void", "sludge-day", id.toString(), before, Map.of("reason", reason));
        return after;
    }

    @Transactional
    Drying dry(DryingBody body) {
        var in = new Inputs();
        in.present("unitId", body.unitId());
        in.present("placeId", body.placeId());
        var on = in.happened("on", body.on(), booking.clock());
        booking.waste(in, "waste", body.waste(), on, "SW90");
        in.mass("massG", body.massG());
        in.number("waterBefore", body.waterBefore(), "0", "99.99", 2);
        in.number("waterAfter", body.waterAfter(), "0", "99.99", 2);
        in.must(
                !in.clean() || body.waterAfter().compareTo(body.waterBefore()) < 0,
                "waterAfter",
                "not-lower",
                "干化后含水率须低于干化前");
        in.done();
        var lost = SludgeRules.evaporated(body.massG(), body.waterBefore(), body.waterAfter());
        in.must(!lost.isZero(), "massG", "mass-invalid", "蒸发水量不足 1 克");
        in.done();
        var place = booking.ownPlace(body.unitId(), body.placeId(), "placeId");
        var drying = store.insert(new Drying(
                null,
                body.unitId(),
                place.county(),
                place.id(),
                body.waste(),
                on,
                body.massG(),
                body.waterBefore(),
                body.waterAfter(),
                lost,
                DayState.BOOKED,
                null,
                null));
        var stored = Booking.stored(place);
        var entry = booking.post(
                new Booking.Document(DRYING, drying.id(), on.toString(), "dry"),
                body.unitId(),
                on,
                List.of(Move.oldestFirst(stored, stored.at(Stage.LOST), body.waste(), lost)),
                List.of(),
                "干化：含水率 " + body.waterBefore().toPlainString() + "% → "
                        + body.waterAfter().toPlainString() + "%，蒸发水分");
        var booked = store.dried(drying.id(), entry.no());
        booking.trail().add(booked.owner(), "BOOKED", on, "", entry.no());
        audit.record("recycling.sludge.dry", "sludge-drying", booked.id().toString(), null, booked);
        return booked;
    }

    @Transactional
    Drying voidDrying(UUID id, String why) {
        var before = store.drying(id).orElseThrow(() -> Booking.unknown(id));
        if (before.state() != DayState.BOOKED) throw Booking.unfit(before.state());
        var reason = Booking.reason(why);
        var entry = booking.reverse(before.entryNo(), new Booking.Document(DRYING, id, "", "void"), reason);
        var after = store.voidedDrying(id);
        booking.trail().add(after.owner(), "VOIDED", booking.today(), reason, entry.no());
        audit.record("recycling.sludge.void-drying", "sludge-drying", id.toString(), before, Map.of("reason", reason));
        return after;
    }

    @Transactional
    Delivery deliver(DeliveryBody body) {
        var in = new Inputs();
        in.present("unitId", body.unitId());
        in.present("placeId", body.placeId());
        var on = in.happened("on", body.on(), booking.clock());
        booking.waste(in, "waste", body.waste(), on, "SW90");
        in.mass("massG", body.massG());
        in.maybeNumber("waterPercent", body.waterPercent(), "0", "99.99", 2);
        in.present("way", body.way());
        var method = in.text("method", body.method(), 10);
        var carrier = in.maybe("carrier", body.carrier(), 100);
        var plate = in.maybe("plate", body.plate(), 20);
        var note = in.maybe("note", body.note(), 500);
        var evidence = booking.evidence(in, body.evidence());
        boolean own = body.receiverId() == null || body.receiverId().equals(body.unitId());
        in.must(own || body.facilityId() == null, "facilityId", "not-own", "送往其他单位时不填写本单位设施");
        in.done();
        var stage = booking.stageOf(method);
        var place = booking.ownPlace(body.unitId(), body.placeId(), "placeId");
        var facility =
                body.facilityId() == null ? place : booking.ownPlace(body.unitId(), body.facilityId(), "facilityId");
        if (!own && registry.names(Set.of(body.receiverId())).isEmpty()) throw Booking.unknown(body.receiverId());
        var delivery = store.insert(new Delivery(
                null,
                body.unitId(),
                place.county(),
                place.id(),
                body.waste(),
                on,
                body.massG(),
                body.waterPercent(),
                body.way(),
                method,
                own ? null : body.receiverId(),
                own ? facility.id() : null,
                carrier,
                plate,
                note,
                evidence,
                own ? DeliveryState.TREATED : DeliveryState.SENT,
                null,
                null,
                null,
                Mass.ZERO,
                Mass.ZERO,
                null,
                null));
        var stored = Booking.stored(place);
        var to = own ? Booking.stored(facility).at(stage, method) : stored.at(Stage.IN_TRANSIT);
        var entry = booking.post(
                new Booking.Document(DELIVERY, delivery.id(), on.toString(), "deliver"),
                body.unitId(),
                on,
                List.of(Move.oldestFirst(stored, to, body.waste(), body.massG())),
                evidence,
                note);
        var booked = store.update(delivery.now(delivery.state(), null, null, null, Mass.ZERO, Mass.ZERO, entry.no()));
        booking.trail().add(booked.owner(), booked.state().name(), on, note, entry.no());
        audit.record("recycling.sludge.deliver", "sludge-delivery", booked.id().toString(), null, booked);
        return booked;
    }

    /**
     * The receiver's figure. A difference within tolerance is booked at once, a shortage as lost and a surplus as found. Beyond
     * it, a shortage stays in transit and a surplus outside the book, and it is a finding until an officer settles it.
     */
    @Transactional
    Delivery receive(UUID id, ReceiptBody body) {
        var before = store.delivery(id).orElseThrow(() -> Booking.unknown(id));
        if (before.state() != DeliveryState.SENT) throw Booking.unfit(before.state());
        if (!Objects.equals(Caller.current().unit(), before.receiverId())) {
            throw new Problem(RecyclingProblem.NOT_RECEIVER, Map.of("delivery", id));
        }
        var in = new Inputs();
        var on = in.happened("on", body.on(), booking.clock());
        in.must(
                on == null || !on.isBefore(before.happenedOn()),
                "on",
                "before-former",
                "不能早于发出日期 " + before.happenedOn());
        in.mass("massG", body.massG());
        var note = in.maybe("note", body.note(), 500);
        in.done();
        var place = booking.receivingPlace(before.receiverId(), body.placeId());
        var sent = before.massG();
        var taken = body.massG().compareTo(sent) > 0 ? sent : body.massG();
        var rest = sent.minus(taken);
        var surplus = body.massG().minus(taken);
        boolean close = SludgeRules.withinTolerance(sent, rest.plus(surplus));
        var transit = transit(before);
        var moves = new ArrayList<Move>();
        var end = Booking.stored(place).at(booking.stageOf(before.method()), before.method());
        moves.add(Move.oldestFirst(transit, end, before.waste(), taken));
        if (close && !surplus.isZero()) moves.add(found(before, place, end, surplus));
        if (close && !rest.isZero()) moves.add(Move.oldestFirst(transit, transit.at(Stage.LOST), before.waste(), rest));
        var entry = booking.post(
                new Booking.Document(DELIVERY, id, before.happenedOn().toString(), "receive"),
                before.receiverId(),
                on,
                moves,
                List.of(),
                note);
        var after = store.update(before.now(
                close ? DeliveryState.RECEIVED : DeliveryState.DIFFERING,
                on,
                body.massG(),
                place.id(),
                rest,
                surplus,
                entry.no()));
        booking.trail().add(after.owner(), after.state().name(), on, note, entry.no());
        audit.record("recycling.sludge.receive", "sludge-delivery", id.toString(), before, after);
        findings.cleared(RecyclingKinds.UNRECEIVED + "/" + id, "接收单位已确认");
        if (!close) findings.raise(differing(after));
        return after;
    }

    @Transactional
    Delivery settle(UUID id, Settlement as, String why) {
        var before = store.delivery(id).orElseThrow(() -> Booking.unknown(id));
        if (before.state() != DeliveryState.DIFFERING) throw Booking.unfit(before.state());
        var in = new Inputs();
        in.present("as", as);
        in.must(
                as == null || as.ofSurplus() != before.surplusG().isZero(),
                "as",
                "wrong-way",
                before.surplusG().isZero() ? "接收量少于发出量，请选择途中损失或退回发出单位" : "接收量多于发出量，请选择按接收量入账或以发出量为准");
        in.done();
        var reason = Booking.reason(why);
        Long entryNo = null;
        if (as != Settlement.AS_SENT) {
            var transit = transit(before);
            boolean found = as == Settlement.FOUND;
            var move = found
                    ? found(before)
                    : Move.oldestFirst(
                            transit,
                            transit.at(as == Settlement.LOST ? Stage.LOST : Stage.STORED),
                            before.waste(),
                            before.restG());
            entryNo = booking.post(
                            new Booking.Document(
                                    DELIVERY, id, before.happenedOn().toString(), "settle"),
                            found ? before.receiverId() : before.unitId(),
                            booking.today(),
                            List.of(move),
                            List.of(),
                            reason)
                    .no();
        }
        var after = store.update(before.now(
                DeliveryState.RECEIVED,
                before.receivedOn(),
                before.receivedG(),
                before.receivedPlaceId(),
                before.restG(),
                before.surplusG(),
                before.entryNo()));
        booking.trail().add(after.owner(), "SETTLED", booking.today(), as.title + "：" + reason, entryNo);
        audit.record(
                "recycling.sludge.settle",
                "sludge-delivery",
                id.toString(),
                before,
                Map.of("as", as, "reason", reason));
        findings.cleared(RecyclingKinds.SLUDGE_DIFFERS + "/" + id, "差额已处理：" + reason);
        return after;
    }

    private Move found(Delivery delivery) {
        var place = registry.place(delivery.receivedPlaceId());
        var end = Booking.stored(place).at(booking.stageOf(delivery.method()), delivery.method());
        return found(delivery, place, end, delivery.surplusG());
    }

    /** What the receiver weighed above what was sent: no one's generation, yet it is there, and comes from the sender's county. */
    private static Move found(Delivery delivery, Registry.Place place, Spot end, Mass surplus) {
        return Move.of(
                Booking.stored(place).at(Stage.FOUND),
                end,
                delivery.waste(),
                surplus,
                Lot.of(delivery.happenedOn().getYear(), delivery.county()));
    }

    @Transactional
    Delivery voidDelivery(UUID id, String why) {
        var before = store.delivery(id).orElseThrow(() -> Booking.unknown(id));
        if (before.state() != DeliveryState.TREATED && before.state() != DeliveryState.SENT)
            throw Booking.unfit(before.state());
        Booking.requireSeen(before.county(), before.unitId());
        var reason = Booking.reason(why);
        var entry = booking.reverse(before.entryNo(), new Booking.Document(DELIVERY, id, "", "void"), reason);
        var after = store.update(
                before.now(DeliveryState.VOIDED, null, null, null, Mass.ZERO, Mass.ZERO, before.entryNo()));
        booking.trail().add(after.owner(), "VOIDED", booking.today(), reason, entry.no());
        findings.cleared(RecyclingKinds.UNRECEIVED + "/" + id, "已作废");
        audit.record(
                "recycling.sludge.void-delivery", "sludge-delivery", id.toString(), before, Map.of("reason", reason));
        return after;
    }

    @Transactional(readOnly = true)
    Day day(UUID id) {
        return store.seenDay(id).orElseThrow(() -> Booking.unknown(id));
    }

    @Transactional(readOnly = true)
    Drying drying(UUID id) {
        return store.seenDrying(id).orElseThrow(() -> Booking.unknown(id));
    }

    @Transactional(readOnly = true)
    Delivery delivery(UUID id) {
        return store.seen(id).orElseThrow(() -> Booking.unknown(id));
    }

    @Transactional(readOnly = true)
    Page<Day> days(Wanted wanted, Asked asked) {
        return store.days(wanted, asked);
    }

    @Transactional(readOnly = true)
    Page<Drying> dryings(Wanted wanted, Asked asked) {
        return store.dryings(wanted, asked);
    }

    @Transactional(readOnly = true)
    Page<Delivery> deliveries(Wanted wanted, Asked asked) {
        return store.deliveries(wanted, asked);
    }

    /**
     * @param foundG what receivers weighed above what was sent, in no one's generation
     * @param percent (utilised + disposed) ÷ generated × 100 with two decimals; {@code null} where nothing was generated
     */
    record Rate(Mass generatedG, Mass foundG, Mass utilisedG, Mass disposedG, Mass driedG, String percent) {}

    @Transactional(readOnly = true)
    Rate rate(LocalDate from, LocalDate to, RegionCode county) {
        var query = Flow.Query.between(from, to).classes(Set.of("SW90"));
        if (county != null) query = query.origins(Set.of(county));
        var generated = Mass.ZERO;
        var utilised = Mass.ZERO;
        var disposed = Mass.ZERO;
        var lost = Mass.ZERO;
        var found = Mass.ZERO;
        for (var flow : ledger.flows(query)) {
            if (flow.from() == Stage.GENERATED) generated = generated.plus(flow.mass());
            if (flow.from() == Stage.FOUND) found = found.plus(flow.mass());
            if (flow.to() == Stage.UTILISED) utilised = utilised.plus(flow.mass());
            if (flow.to() == Stage.DISPOSED) disposed = disposed.plus(flow.mass());
            if (flow.to() == Stage.LOST) lost = lost.plus(flow.mass());
        }
        var percent = generated.isZero()
                ? null
                : BigDecimal.valueOf(utilised.plus(disposed).grams())
                        .multiply(BigDecimal.valueOf(100))
                        .divide(BigDecimal.valueOf(generated.grams()), 2, RoundingMode.HALF_UP)
                        .toPlainString();
        return new Rate(generated, found, utilised, disposed, lost, percent);
    }

    /** Every heap and every unsettled difference; as the platform, see {@link RecyclingWatch}. */
    @Transactional
    Map<String, Findings.Reconciled> watchAll() {
        var limit = booking.today().minusDays(SludgeRules.WAIT_DAYS);
        var waiting = new ArrayList<Findings.Raised>();
        for (var heap : store.heaps()) {
            var held = ledger.held(Spot.of(heap.placeId(), heap.unitId(), heap.county(), Stage.STORED), heap.waste());
            var oldest = SludgeRules.oldestHeld(store.generated(heap), held);
            if (oldest != null && oldest.isBefore(limit)) waiting.add(waiting(heap, oldest));
        }
        return Map.of(
                RecyclingKinds.SLUDGE_UNDISPOSED,
                findings.reconcile(RecyclingKinds.SLUDGE_UNDISPOSED, waiting, "积压污泥已运走"),
                RecyclingKinds.SLUDGE_DIFFERS,
                findings.reconcile(
                        RecyclingKinds.SLUDGE_DIFFERS,
                        store.differing().stream().map(this::differing).toList(),
                        "差额已处理"));
    }

    /** Loads on the way that no receiver confirmed in time. */
    @Transactional
    List<Findings.Raised> unreceived() {
        return store.sentBefore(booking.today().minusDays(Unreceived.DAYS)).stream()
                .map(delivery -> Unreceived.raised(
                        delivery.id(),
                        delivery.unitId(),
                        delivery.county(),
                        delivery.happenedOn(),
                        booking.names(List.of(delivery.receiverId())).get(delivery.receiverId()),
                        "污泥 " + delivery.massG().tonnes() + " 吨",
                        "/recycling/sludge/deliveries/" + delivery.id(),
                        booking.clock().instant()))
                .toList();
    }

    private Findings.Raised waiting(SludgeStore.Heap heap, LocalDate oldest) {
        var name = registry.names(Set.of(heap.unitId())).stream()
                .findFirst()
                .map(Registry.UnitName::name)
                .orElse("");
        return new Findings.Raised(
                RecyclingKinds.SLUDGE_UNDISPOSED + "/" + heap.placeId() + "/" + heap.waste(),
                RecyclingKinds.SLUDGE_UNDISPOSED,
                "LATE",
                heap.unitId(),
                heap.county(),
                oldest.plusDays(SludgeRules.WAIT_DAYS + 1L),
                booking.clock().instant(),
                name + "污泥积压超过 " + SludgeRules.WAIT_DAYS + " 天",
                Map.of("废物代码", heap.waste().text(), "最早产生日期", oldest.toString(), "时限", SludgeRules.WAIT_DAYS + " 天"),
                "/recycling/sludge/days?unitId=" + heap.unitId());
    }

    private Findings.Raised differing(Delivery delivery) {
        return new Findings.Raised(
                RecyclingKinds.SLUDGE_DIFFERS + "/" + delivery.id(),
                RecyclingKinds.SLUDGE_DIFFERS,
                "LATE",
                delivery.unitId(),
                delivery.county(),
                delivery.receivedOn(),
                booking.clock().instant(),
                "污泥送、收重量相差超过 3‰",
                Map.of(
                        "发出", delivery.massG().tonnes() + " 吨，" + delivery.happenedOn(),
                        "接收", delivery.receivedG().tonnes() + " 吨，" + delivery.receivedOn()),
                "/recycling/sludge/deliveries/" + delivery.id());
    }

    private static Spot transit(Delivery delivery) {
        return Spot.of(delivery.placeId(), delivery.unitId(), delivery.county(), Stage.IN_TRANSIT);
    }
}
