package org.wufei.recycling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.catalogue.Catalogue;
import org.wufei.findings.Findings;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Inputs;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.EntryDraft;
import org.wufei.ledger.Lot;
import org.wufei.ledger.Move;
import org.wufei.ledger.Spot;
import org.wufei.ledger.Stage;
import org.wufei.registry.Registry;

/**
 * 新兴固体废物: retired batteries, PV modules and blades, each followed by its code from its holder through a channel to its
 * receiver and its end; and what producers owe (plan task 14).
 *
 * @see <a href="https://flk.npc.gov.cn">固体废物污染环境防治法 (2020) 第六十六条: 生产者责任延伸</a>
 */
@Service
class Emerging {
    static final int BATCH_MAX = 200;
    private static final String ITEM = "recycling.item";
    /** GB/T 34014-2017: a battery pack's code has 24 characters. */
    private static final String BATTERY_CODE = "[0-9A-Z]{24}";

    private static final String OTHER_CODE = "[0-9A-Za-z-]{4,40}";

    private final EmergingStore store;
    private final Booking booking;
    private final Registry registry;
    private final Catalogue catalogue;
    private final Findings findings;
    private final Audit audit;

    Emerging(
            EmergingStore store,
            Booking booking,
            Registry registry,
            Catalogue catalogue,
            Findings findings,
            Audit audit) {
        this.store = store;
        this.booking = booking;
        this.registry = registry;
        this.catalogue = catalogue;
        this.findings = findings;
        this.audit = audit;
    }

    enum Kind {
        BATTERY("动力电池"),
        PV_MODULE("光伏组件"),
        BLADE("风机叶片");

        final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    enum State {
        STORED("持有中"),
        SENT("运输中"),
        RECEIVED("已接收"),
        TREATED("已处理"),
        VOIDED("已作废");

        final String title;

        State(String title) {
            this.title = title;
        }
    }

    /** 梯次利用, 再生利用, 处置. */
    enum Treatment {
        REUSE,
        RECYCLING,
        DISPOSAL
    }

    record ProducerBody(
            String name,
            UUID unitId,
            RegionCode county,
            Kind item,
            Integer year,
            Long soldPieces,
            BigDecimal targetPercent) {}

    record Duty(
            UUID id,
            String name,
            UUID unitId,
            RegionCode county,
            Kind item,
            int year,
            long soldPieces,
            BigDecimal targetPercent,
            long recoveredPieces,
            Instant createdAt) {
        /** Pieces to recover: sold × target, a part of a piece counting as one. */
        long targetPieces() {
            return BigDecimal.valueOf(soldPieces)
                    .multiply(targetPercent)
                    .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                    .longValueExact();
        }

        long shortPieces() {
            return Math.max(0, targetPieces() - recoveredPieces);
        }
    }

    /** A producer's goods of one kind and year, for the form of an item. */
    record ProducerName(UUID id, String name, Kind item, int year) {}

    record Channel(
            UUID id,
            String name,
            Kind item,
            RegionCode county,
            UUID fromUnitId,
            UUID toUnitId,
            String carrier,
            LocalDate validFrom,
            LocalDate validTo,
            String agreement,
            List<UUID> evidence,
            Instant createdAt) {
        boolean covers(Item held, LocalDate on) {
            return item == held.item()
                    && fromUnitId.equals(held.unitId())
                    && !on.isBefore(validFrom)
                    && !on.isAfter(validTo);
        }
    }

    record ChannelBody(
            String name,
            Kind item,
            UUID fromUnitId,
            UUID toUnitId,
            String carrier,
            LocalDate validFrom,
            LocalDate validTo,
            String agreement,
            List<UUID> evidence) {}

    /** @param factorG grams a piece, where it was not weighed; @param massSource how it became grams */
    record Item(
            UUID id,
            String code,
            Kind item,
            UUID unitId,
            RegionCode county,
            UUID placeId,
            WasteCode waste,
            UUID producerId,
            String model,
            int pieces,
            Mass massG,
            BigDecimal factorG,
            String massSource,
            LocalDate retiredOn,
            List<UUID> evidence,
            State state,
            LocalDate stateOn,
            UUID channelId,
            UUID receiverId,
            UUID receiverPlaceId,
            Long entryNo,
            Instant createdAt) {
        Lot lot() {
            return new Lot(retiredOn.getYear(), county, code);
        }

        Trail.Owner owner() {
            return new Trail.Owner("item", id, county, unitId, receiverId);
        }

        /** What the caller may do with it now, so that a screen copies no rule. */
        List<String> steps() {
            return switch (state) {
                case STORED -> Booking.keeps(county, unitId) ? List.of("send", "void") : List.of();
                case SENT ->
                    Booking.receives(receiverId)
                            ? List.of("receive")
                            : Booking.keeps(county, unitId) ? List.of("recall") : List.of();
                case RECEIVED -> Booking.receives(receiverId) ? List.of("treat") : List.of();
                case TREATED, VOIDED -> List.of();
            };
        }

        Item now(State next, LocalDate on, UUID channel, UUID receiver, UUID receiverPlace, long entry) {
            return new Item(
                    id,
                    code,
                    item,
                    unitId,
                    county,
                    placeId,
                    waste,
                    producerId,
                    model,
                    pieces,
                    massG,
                    factorG,
                    massSource,
                    retiredOn,
                    evidence,
                    next,
                    on,
                    channel,
                    receiver,
                    receiverPlace,
                    entry,
                    createdAt);
        }
    }

    record Body(
            UUID unitId,
            UUID placeId,
            Kind item,
            String code,
            WasteCode waste,
            UUID producerId,
            String model,
            Integer pieces,
            Mass massG,
            LocalDate retiredOn,
            List<UUID> evidence) {}

    record SendBody(UUID channelId, LocalDate on, String plate) {}

    record ReceiptBody(LocalDate on, UUID placeId) {}

    record TreatmentBody(LocalDate on, Treatment kind, String method, String note) {}

    @Transactional
    UUID oblige(ProducerBody body) {
        var in = new Inputs();
        var name = in.text("name", body.name(), 100);
        booking.county(in, "county", body.county());
        in.present("item", body.item());
        in.must(
                body.year() != null && body.year() >= 2000 && body.year() <= 2060,
                "year",
                "out-of-range",
                "年度须在 2000 至 2060 之间");
        in.must(
                body.soldPieces() != null && body.soldPieces() >= 0 && body.soldPieces() <= 1_000_000_000L,
                "soldPieces",
                "out-of-range",
                "销售数量须在 0 至 10 亿之间");
        in.number("targetPercent", body.targetPercent(), "0", "100", 2);
        in.must(
                body.unitId() == null || booking.names(List.of(body.unitId())).containsKey(body.unitId()),
                "unitId",
                "unknown",
                "没有登记此单位");
        in.done();
        // Its own unit may be elsewhere: the duty lies with the county that keeps it.
        Booking.requireSeen(body.county(), null);
        var id = store.insert(new ProducerBody(
                        name,
                        body.unitId(),
                        body.county(),
                        body.item(),
                        body.year(),
                        body.soldPieces(),
                        body.targetPercent()))
                .orElseThrow(
                        () -> new Problem(RecyclingProblem.PRODUCER_KNOWN, Map.of("name", name, "year", body.year())));
        audit.record("recycling.producer.oblige", "producer", id.toString(), null, body);
        return id;
    }

    @Transactional(readOnly = true)
    Page<Duty> duties(Kind item, Integer year, Asked asked) {
        return store.duties(item, year, asked);
    }

    @Transactional(readOnly = true)
    Duty duty(UUID id) {
        return store.duty(id).orElseThrow(() -> Booking.unknown(id));
    }

    @Transactional(readOnly = true)
    List<ProducerName> producerNames(Kind item) {
        return store.producerNames(item);
    }

    @Transactional
    Channel open(ChannelBody body) {
        var in = new Inputs();
        var name = in.text("name", body.name(), 100);
        in.present("item", body.item());
        in.present("fromUnitId", body.fromUnitId());
        in.present("toUnitId", body.toUnitId());
        in.must(!Objects.equals(body.fromUnitId(), body.toUnitId()), "toUnitId", "same", "接收单位不能与持有单位相同");
        var from = in.day("validFrom", body.validFrom(), Days.EARLIEST, Inputs.LATEST);
        var to = in.day("validTo", body.validTo(), Days.EARLIEST, Inputs.LATEST);
        in.must(from == null || to == null || !to.isBefore(from), "validTo", "before-start", "截止日期不能早于开始日期");
        var carrier = in.maybe("carrier", body.carrier(), 100);
        var agreement = in.maybe("agreement", body.agreement(), 200);
        var evidence = booking.evidence(in, body.evidence());
        in.done();
        var names = registry.names(Set.of(body.fromUnitId(), body.toUnitId()));
        var holder = names.stream()
                .filter(unit -> unit.id().equals(body.fromUnitId()))
                .findFirst()
                .orElseThrow(() -> Booking.unknown(body.fromUnitId()));
        if (names.size() < 2) throw Booking.unknown(body.toUnitId());
        Booking.requireSeen(holder.county(), holder.id());
        var channel = store.insert(new Channel(
                null,
                name,
                body.item(),
                holder.county(),
                body.fromUnitId(),
                body.toUnitId(),
                carrier,
                from,
                to,
                agreement,
                evidence,
                null));
        audit.record("recycling.channel.open", "channel", channel.id().toString(), null, channel);
        return channel;
    }

    @Transactional(readOnly = true)
    Page<Channel> channels(Kind item, UUID unit, Asked asked) {
        return store.channels(item, unit, asked);
    }

    /** All or none. */
    @Transactional
    List<Item> retire(List<Body> bodies) {
        var in = new Inputs();
        in.must(
                bodies != null && !bodies.isEmpty() && bodies.size() <= BATCH_MAX,
                "items",
                "out-of-range",
                "须为 1 至 " + BATCH_MAX + " 条");
        in.done();
        var items = new ArrayList<Item>();
        var drafts = new ArrayList<EntryDraft>();
        for (int i = 0; i < bodies.size(); i++) {
            var item = inserted(bodies.get(i), bodies.size() == 1 ? "" : "items[" + i + "].");
            items.add(item);
            var stored = holding(item);
            var move = Move.of(stored.at(Stage.GENERATED), stored, item.waste(), item.massG(), item.lot());
            if (item.factorG() != null) {
                move = move.as(
                        new Move.Stated(BigDecimal.valueOf(item.pieces()), "件", item.factorG(), item.massSource()));
            }
            drafts.add(booking.draft(
                    new Booking.Document(ITEM, item.id(), item.code(), "retire"),
                    item.unitId(),
                    item.retiredOn(),
                    List.of(move),
                    item.evidence(),
                    ""));
        }
        var entries = booking.postAll(drafts);
        var booked = new ArrayList<Item>();
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var after = store.update(item.now(
                    State.STORED,
                    item.retiredOn(),
                    null,
                    null,
                    null,
                    entries.get(i).no()));
            booking.trail().add(after.owner(), "RETIRED", after.retiredOn(), after.massSource(), after.entryNo());
            audit.record("recycling.item.retire", "item", after.id().toString(), null, after);
            booked.add(after);
        }
        return booked;
    }

    private Item inserted(Body body, String at) {
        var in = new Inputs();
        in.present(at + "unitId", body.unitId());
        in.present(at + "placeId", body.placeId());
        in.present(at + "item", body.item());
        var given = in.text(at + "code", body.code(), 40);
        var code = body.item() == Kind.BATTERY ? given.toUpperCase(Locale.ROOT) : given;
        boolean battery = body.item() == Kind.BATTERY;
        in.must(
                code.matches(battery ? BATTERY_CODE : OTHER_CODE),
                at + "code",
                "code-invalid",
                battery ? "动力电池编码按 GB/T 34014 为 24 位数字或大写字母" : "追溯编码为 4 至 40 位字母、数字或短横线");
        in.must(!battery || body.pieces() == null || body.pieces() == 1, at + "pieces", "one-each", "动力电池一码一件，请逐件登记");
        var on = in.happened(at + "retiredOn", body.retiredOn(), booking.clock());
        booking.waste(in, at + "waste", body.waste(), on);
        var model = in.maybe(at + "model", body.model(), 60);
        in.must(
                body.pieces() != null && body.pieces() >= 1 && body.pieces() <= 100_000,
                at + "pieces",
                "out-of-range",
                "件数须在 1 至 100000 之间");
        if (body.massG() != null) in.mass(at + "massG", body.massG());
        in.must(
                body.producerId() == null || body.item() == null || store.producerKnown(body.producerId(), body.item()),
                at + "producerId",
                "unknown",
                "没有此生产者此类产品的责任登记");
        var evidence = booking.evidence(in, body.evidence());
        in.done();
        var place = booking.ownPlace(body.unitId(), body.placeId(), at + "placeId");
        BigDecimal factor = null;
        var source = "称重";
        var mass = body.massG();
        if (mass == null) {
            var known = catalogue
                    .factor("piece/" + body.item().name(), on)
                    .orElseThrow(() -> new Problem(
                            RecyclingProblem.FACTOR_MISSING,
                            Map.of("item", body.item().name())));
            factor = known.value();
            source = known.source();
            mass = new Mass(known.value()
                    .multiply(BigDecimal.valueOf(body.pieces()))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact());
        }
        return store.insert(new Item(
                        null,
                        code,
                        body.item(),
                        body.unitId(),
                        place.county(),
                        place.id(),
                        body.waste(),
                        body.producerId(),
                        model,
                        body.pieces(),
                        mass,
                        factor,
                        source,
                        on,
                        evidence,
                        State.STORED,
                        on,
                        null,
                        null,
                        null,
                        null,
                        null))
                .orElseThrow(() -> new Problem(RecyclingProblem.CODE_KNOWN, Map.of("code", code)));
    }

    @Transactional
    Item send(UUID id, SendBody body) {
        var before = locked(id, State.STORED);
        Booking.requireSeen(before.county(), before.unitId());
        var in = new Inputs();
        in.present("channelId", body.channelId());
        var on = on(in, body.on(), before);
        var plate = in.maybe("plate", body.plate(), 20);
        in.done();
        var channel = store.channel(body.channelId())
                .filter(open -> open.covers(before, on))
                .orElseThrow(() -> new Problem(
                        RecyclingProblem.CHANNEL_UNFIT,
                        Map.of("item", before.item().name())));
        var stored = holding(before);
        var entry = booking.post(
                // It may have been called back and be sent again: each time is an entry of its own.
                new Booking.Document(
                        ITEM,
                        id,
                        before.code(),
                        "send/" + booking.trail().of(id).size()),
                before.unitId(),
                on,
                List.of(Move.of(stored, stored.at(Stage.IN_TRANSIT), before.waste(), before.massG(), before.lot())),
                List.of(),
                channel.name());
        var after = store.update(before.now(State.SENT, on, channel.id(), channel.toUnitId(), null, entry.no()));
        booking.trail().add(after.owner(), "SENT", on, (channel.name() + " " + plate).strip(), entry.no());
        audit.record("recycling.item.send", "item", id.toString(), before, after);
        return after;
    }

    @Transactional
    Item receive(UUID id, ReceiptBody body) {
        var before = locked(id, State.SENT);
        if (!Objects.equals(Caller.current().unit(), before.receiverId())) {
            throw new Problem(RecyclingProblem.NOT_RECEIVER, Map.of("item", id));
        }
        var in = new Inputs();
        var on = on(in, body.on(), before);
        in.done();
        var place = booking.receivingPlace(before.receiverId(), body.placeId());
        var entry = booking.post(
                new Booking.Document(ITEM, id, before.code(), "receive"),
                before.receiverId(),
                on,
                List.of(Move.of(
                        holding(before).at(Stage.IN_TRANSIT),
                        Booking.stored(place),
                        before.waste(),
                        before.massG(),
                        before.lot())),
                List.of(),
                "");
        var after = store.update(
                before.now(State.RECEIVED, on, before.channelId(), before.receiverId(), place.id(), entry.no()));
        booking.trail().add(after.owner(), "RECEIVED", on, place.name(), entry.no());
        findings.cleared(RecyclingKinds.UNRECEIVED + "/" + id, "接收单位已确认");
        audit.record("recycling.item.receive", "item", id.toString(), before, after);
        return after;
    }

    @Transactional
    Item treat(UUID id, TreatmentBody body) {
        var before = locked(id, State.RECEIVED);
        if (!Objects.equals(Caller.current().unit(), before.receiverId())) {
            throw new Problem(RecyclingProblem.NOT_RECEIVER, Map.of("item", id));
        }
        var in = new Inputs();
        var on = on(in, body.on(), before);
        in.present("kind", body.kind());
        var method = in.text("method", body.method(), 10);
        var note = in.maybe("note", body.note(), 500);
        in.done();
        var stage = booking.stageOf(method);
        in.must(
                (body.kind() == Treatment.DISPOSAL) == (stage == Stage.DISPOSED),
                "method",
                "wrong-kind",
                "利用须选利用方式（R），处置须选处置方式（D）");
        in.done();
        var stored = Booking.stored(registry.place(before.receiverPlaceId()));
        var entry = booking.post(
                new Booking.Document(ITEM, id, before.code(), "treat"),
                before.receiverId(),
                on,
                List.of(Move.of(stored, stored.at(stage, method), before.waste(), before.massG(), before.lot())),
                List.of(),
                note);
        var after = store.update(before.now(
                State.TREATED, on, before.channelId(), before.receiverId(), before.receiverPlaceId(), entry.no()));
        booking.trail().add(after.owner(), body.kind().name(), on, note, entry.no());
        audit.record("recycling.item.treat", "item", id.toString(), before, after);
        return after;
    }

    /** What left and never arrived, or was turned away at the gate, is its holder's again. */
    @Transactional
    Item recall(UUID id, String why) {
        var before = locked(id, State.SENT);
        Booking.requireSeen(before.county(), before.unitId());
        var reason = Booking.reason(why);
        var entry = booking.reverse(
                before.entryNo(), new Booking.Document(ITEM, id, "", "recall/" + before.entryNo()), reason);
        // The receiver it did not reach still reads that it was called back.
        booking.trail().add(before.owner(), "RECALLED", booking.today(), reason, entry.no());
        var retired = booking.trail().of(id).getFirst();
        var after = store.update(before.now(State.STORED, retired.happenedOn(), null, null, null, retired.entryNo()));
        audit.record("recycling.item.recall", "item", id.toString(), before, Map.of("reason", reason));
        findings.cleared(RecyclingKinds.UNRECEIVED + "/" + id, "已撤回");
        return after;
    }

    @Transactional
    Item voidItem(UUID id, String why) {
        var before = locked(id, State.STORED);
        Booking.requireSeen(before.county(), before.unitId());
        var reason = Booking.reason(why);
        var entry = booking.reverse(before.entryNo(), new Booking.Document(ITEM, id, "", "void"), reason);
        var after = store.update(before.now(State.VOIDED, booking.today(), null, null, null, before.entryNo()));
        booking.trail().add(after.owner(), "VOIDED", booking.today(), reason, entry.no());
        audit.record("recycling.item.void", "item", id.toString(), before, Map.of("reason", reason));
        return after;
    }

    @Transactional(readOnly = true)
    Item item(UUID id) {
        return store.item(id, false).orElseThrow(() -> Booking.unknown(id));
    }

    /** Channels by which it may leave on a day. */
    @Transactional(readOnly = true)
    List<Channel> channelsFor(Item item) {
        if (item.state() != State.STORED) return List.of();
        return store.channelsFrom(item.unitId()).stream()
                .filter(open -> open.covers(item, booking.today()))
                .toList();
    }

    /** Items on the way that no receiver confirmed in time. */
    @Transactional
    List<Findings.Raised> unreceived() {
        return store.sentBefore(booking.today().minusDays(Unreceived.DAYS)).stream()
                .map(item -> Unreceived.raised(
                        item.id(),
                        item.unitId(),
                        item.county(),
                        item.stateOn(),
                        booking.names(List.of(item.receiverId())).get(item.receiverId()),
                        item.item().title + " " + item.code() + " ",
                        "/recycling/items/" + item.id(),
                        booking.clock().instant()))
                .toList();
    }

    /** Duties of years that are over and not met; as the platform, see {@link RecyclingWatch}. */
    @Transactional
    Map<String, Findings.Reconciled> watchAll() {
        int year = booking.today().getYear();
        var missed = store.dutiesBefore(year).stream()
                .filter(duty -> duty.shortPieces() > 0)
                .map(this::missed)
                .toList();
        return Map.of(RecyclingKinds.DUTY_SHORT, findings.reconcile(RecyclingKinds.DUTY_SHORT, missed, "回收量已达目标"));
    }

    private Findings.Raised missed(Duty duty) {
        return new Findings.Raised(
                RecyclingKinds.DUTY_SHORT + "/" + duty.id(),
                RecyclingKinds.DUTY_SHORT,
                "LATE",
                duty.unitId(),
                duty.county(),
                LocalDate.of(duty.year() + 1, 1, 1),
                booking.clock().instant(),
                duty.name() + " " + duty.year() + " 年" + duty.item().title + "回收量未达目标",
                Map.of(
                        "销售量（件）", Long.toString(duty.soldPieces()),
                        "目标（件）", Long.toString(duty.targetPieces()),
                        "已回收（件）", Long.toString(duty.recoveredPieces())),
                "/recycling/producers/" + duty.id());
    }

    @Transactional(readOnly = true)
    Page<Item> items(Kind item, UUID unit, RegionCode county, State state, Asked asked) {
        return store.items(item, unit, county, state, asked);
    }

    private Item locked(UUID id, State wanted) {
        var item = store.item(id, true).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND, Map.of("id", id)));
        if (item.state() != wanted) throw Booking.unfit(item.state());
        return item;
    }

    private LocalDate on(Inputs in, LocalDate on, Item before) {
        var day = in.happened("on", on, booking.clock());
        in.must(day == null || !day.isBefore(before.stateOn()), "on", "before-former", "不能早于上一步日期 " + before.stateOn());
        return day;
    }

    private static Spot holding(Item item) {
        return Spot.of(item.placeId(), item.unitId(), item.county(), Stage.STORED);
    }
}
