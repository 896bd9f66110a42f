package org.wufei.recycling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.wufei.ledger.Lot;
import org.wufei.ledger.Move;
import org.wufei.ledger.Stage;
import org.wufei.registry.Registry;

/**
 * 报废机动车: vehicles taken in one by one under their VIN, and what dismantling makes of them (plan task 12). A vehicle is
 * a bulky domestic waste (SW63), not an industrial one, so it does not enter the industrial utilisation rate.
 *
 * @see <a href="https://flk.npc.gov.cn">固体废物污染环境防治法 (2020) 第六十七条; 报废机动车回收管理办法 (国务院令第715号)</a>
 */
@Service
class Vehicles {
    static final int BATCH_MAX = 100;
    static final int OUTPUTS_MAX = 50;
    private static final String VEHICLE = "recycling.vehicle";
    private static final String DISMANTLING = "recycling.dismantling";

    private final VehicleStore store;
    private final Booking booking;
    private final Registry registry;
    private final Findings findings;
    private final Audit audit;

    Vehicles(VehicleStore store, Booking booking, Registry registry, Findings findings, Audit audit) {
        this.store = store;
        this.booking = booking;
        this.registry = registry;
        this.findings = findings;
        this.audit = audit;
    }

    enum Kind {
        CAR("轿车"),
        BUS("客车"),
        TRUCK("货车"),
        MOTORCYCLE("摩托车"),
        TRAILER("挂车"),
        OTHER("其他");

        final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    enum Energy {
        FUEL("燃油"),
        ELECTRIC("纯电动"),
        HYBRID("混合动力"),
        NONE("无动力");

        final String title;

        Energy(String title) {
            this.title = title;
        }
    }

    enum State {
        RECEIVED("待拆解"),
        DISMANTLED("已拆解"),
        VOIDED("已作废");

        final String title;

        State(String title) {
            this.title = title;
        }
    }

    record Vehicle(
            UUID id,
            UUID unitId,
            RegionCode county,
            UUID placeId,
            String certificateNo,
            String vin,
            String plate,
            Kind kind,
            Energy energy,
            WasteCode waste,
            Mass massG,
            LocalDate receivedOn,
            List<UUID> evidence,
            State state,
            UUID dismantlingId,
            Long entryNo,
            Instant createdAt) {
        Lot lot() {
            return new Lot(receivedOn.getYear(), county, vin);
        }

        Trail.Owner owner() {
            return new Trail.Owner("vehicle", id, county, unitId, null);
        }

        /** What the caller may do with it now, so that a screen copies no rule. */
        List<String> steps() {
            return state == State.RECEIVED && Booking.keeps(county, unitId) ? List.of("dismantle", "void") : List.of();
        }
    }

    enum Material {
        STEEL,
        NONFERROUS,
        GLASS,
        RUBBER,
        PLASTIC,
        BATTERY,
        OIL,
        PARTS,
        RESIDUE,
        OTHER
    }

    record Output(Material material, WasteCode waste, Mass massG) {}

    /** 拆解批次. */
    record Batch(
            UUID id,
            UUID unitId,
            RegionCode county,
            UUID placeId,
            LocalDate happenedOn,
            List<UUID> vehicleIds,
            List<Output> outputs,
            Mass inputG,
            Mass outputG,
            Mass lossG,
            Mass leftG,
            Mass surplusG,
            boolean inBand,
            boolean settled,
            String note,
            List<UUID> evidence,
            Long entryNo,
            Instant createdAt) {
        Trail.Owner owner() {
            return new Trail.Owner("dismantling", id, county, unitId, null);
        }

        List<String> steps() {
            boolean open = !inBand && !settled;
            return open && Caller.current().may("recycling.supervise") ? List.of("settle") : List.of();
        }

        /** Outputs to inputs in percent, two decimals; a figure for the screen. */
        String ratioPercent() {
            return BigDecimal.valueOf(outputG.grams())
                    .multiply(BigDecimal.valueOf(100))
                    .divide(BigDecimal.valueOf(inputG.grams()), 2, RoundingMode.HALF_UP)
                    .toPlainString();
        }
    }

    record Body(
            UUID unitId,
            UUID placeId,
            String certificateNo,
            String vin,
            String plate,
            Kind kind,
            Energy energy,
            WasteCode waste,
            Mass massG,
            LocalDate receivedOn,
            List<UUID> evidence) {}

    record BatchBody(
            UUID unitId,
            UUID placeId,
            LocalDate on,
            List<UUID> vehicleIds,
            List<Output> outputs,
            String note,
            List<UUID> evidence) {}

    @Transactional
    Vehicle take(Body body) {
        var in = new Inputs();
        in.present("unitId", body.unitId());
        in.present("placeId", body.placeId());
        var certificate = in.text("certificateNo", body.certificateNo(), 40);
        var vin = in.text("vin", body.vin(), 17).toUpperCase(Locale.ROOT);
        in.must(vin.matches("[0-9A-HJ-NPR-Z]{17}"), "vin", "vin-invalid", "车辆识别代号须为 17 位字母和数字，不含 I、O、Q");
        var plate = in.maybe("plate", body.plate(), 20);
        in.present("kind", body.kind());
        in.present("energy", body.energy());
        var on = in.happened("receivedOn", body.receivedOn(), booking.clock());
        booking.waste(in, "waste", body.waste(), on, "SW63");
        in.mass("massG", body.massG());
        var evidence = booking.evidence(in, body.evidence());
        in.done();
        var place = booking.ownPlace(body.unitId(), body.placeId(), "placeId");
        var vehicle = store.insert(new Vehicle(
                        null,
                        body.unitId(),
                        place.county(),
                        place.id(),
                        certificate,
                        vin,
                        plate,
                        body.kind(),
                        body.energy(),
                        body.waste(),
                        body.massG(),
                        on,
                        evidence,
                        State.RECEIVED,
                        null,
                        null,
                        null))
                .orElseThrow(() -> new Problem(RecyclingProblem.VIN_KNOWN, Map.of("vin", vin)));
        var stored = Booking.stored(place);
        var entry = booking.post(
                new Booking.Document(VEHICLE, vehicle.id(), certificate, "take"),
                body.unitId(),
                on,
                List.of(Move.of(stored.at(Stage.GENERATED), stored, body.waste(), body.massG(), vehicle.lot())),
                evidence,
                "报废机动车 " + vin);
        var booked = store.booked(vehicle.id(), entry.no());
        booking.trail().add(booked.owner(), "RECEIVED", on, certificate, entry.no());
        audit.record("recycling.vehicle.take", "vehicle", booked.id().toString(), null, booked);
        return booked;
    }

    @Transactional
    Vehicle voidVehicle(UUID id, String why) {
        var before = store.find(id).orElseThrow(() -> Booking.unknown(id));
        if (before.state() != State.RECEIVED) throw Booking.unfit(before.state());
        var reason = Booking.reason(why);
        var entry = booking.reverse(before.entryNo(), new Booking.Document(VEHICLE, id, "", "void"), reason);
        var after = store.voided(id);
        booking.trail().add(after.owner(), "VOIDED", booking.today(), reason, entry.no());
        audit.record("recycling.vehicle.void", "vehicle", id.toString(), before, Map.of("reason", reason));
        return after;
    }

    @Transactional
    Batch dismantle(BatchBody body) {
        var in = new Inputs();
        in.present("unitId", body.unitId());
        in.present("placeId", body.placeId());
        var on = in.happened("on", body.on(), booking.clock());
        var ids = in.list("vehicleIds", body.vehicleIds(), BATCH_MAX);
        in.must(!ids.isEmpty(), "vehicleIds", "missing", "请选择本批拆解的车辆");
        var outputs = body.outputs() == null ? List.<Output>of() : body.outputs();
        in.must(
                !outputs.isEmpty() && outputs.size() <= OUTPUTS_MAX,
                "outputs",
                "out-of-range",
                "须有 1 至 " + OUTPUTS_MAX + " 项拆解物");
        for (int i = 0; i < outputs.size(); i++) {
            var at = "outputs[" + i + "].";
            var output = outputs.get(i);
            if (in.present("outputs[" + i + "]", output) == null) continue;
            in.present(at + "material", output.material());
            booking.waste(in, at + "waste", output.waste(), on);
            in.must(
                    output.waste() == null
                            || !industrial(output.waste())
                                    && !output.waste().wasteClass().equals("SW63"),
                    at + "waste",
                    "wrong-class",
                    "拆解物应使用可回收物（SW62）、其他垃圾（SW64）或危险废物代码");
            in.mass(at + "massG", output.massG());
        }
        var note = in.maybe("note", body.note(), 500);
        var evidence = booking.evidence(in, body.evidence());
        in.done();
        var place = booking.ownPlace(body.unitId(), body.placeId(), "placeId");
        var vehicles = store.locked(ids);
        boolean fit = vehicles.size() == ids.size()
                && vehicles.stream()
                        .allMatch(vehicle -> vehicle.state() == State.RECEIVED
                                && vehicle.placeId().equals(place.id())
                                && !vehicle.receivedOn().isAfter(on));
        if (!fit)
            throw new Problem(RecyclingProblem.VEHICLE_UNFIT, Map.of("asked", ids.size(), "found", vehicles.size()));
        var balance = balance(place, vehicles, outputs);
        var batch = store.insert(new Batch(
                null,
                body.unitId(),
                place.county(),
                place.id(),
                on,
                vehicles.stream().map(Vehicle::id).toList(),
                outputs,
                balance.input(),
                balance.output(),
                balance.loss(),
                balance.left(),
                balance.surplus(),
                balance.inBand(),
                false,
                note,
                evidence,
                null,
                null));
        var entry = booking.post(
                new Booking.Document(DISMANTLING, batch.id(), on.toString(), "dismantle"),
                body.unitId(),
                on,
                balance.moves(),
                evidence,
                "拆解 " + vehicles.size() + " 辆");
        store.dismantled(batch.vehicleIds(), batch.id());
        var booked = store.entry(batch.id(), entry.no());
        booking.trail().add(booked.owner(), "DISMANTLED", on, note, entry.no());
        vehicles.forEach(vehicle -> booking.trail().add(vehicle.owner(), "DISMANTLED", on, "", entry.no()));
        audit.record("recycling.vehicle.dismantle", "dismantling", booked.id().toString(), null, booked);
        if (!booked.inBand()) findings.raise(raised(booked));
        return booked;
    }

    /** An officer looked: what stayed in stock is booked lost, and the finding ends. */
    @Transactional
    Batch settle(UUID id, String why) {
        var before = store.batch(id).orElseThrow(() -> Booking.unknown(id));
        if (before.inBand() || before.settled()) {
            throw new Problem(RecyclingProblem.STATE_UNFIT, Map.of("state", before.settled() ? "SETTLED" : "IN_BAND"));
        }
        var reason = Booking.reason(why);
        Long entryNo = null;
        if (!before.leftG().isZero()) {
            var balance =
                    balance(registry.place(before.placeId()), store.locked(before.vehicleIds()), before.outputs());
            entryNo = booking.post(
                            new Booking.Document(
                                    DISMANTLING, id, before.happenedOn().toString(), "settle"),
                            before.unitId(),
                            booking.today(),
                            balance.rest(),
                            List.of(),
                            reason)
                    .no();
        }
        var after = store.settled(id);
        booking.trail().add(after.owner(), "SETTLED", booking.today(), reason, entryNo);
        audit.record("recycling.vehicle.settle", "dismantling", id.toString(), before, Map.of("reason", reason));
        findings.cleared(RecyclingKinds.ELV_OUT_OF_BAND + "/" + id, "差额已处理：" + reason);
        return after;
    }

    private static Dismantling balance(Registry.Place place, List<Vehicle> vehicles, List<Output> outputs) {
        return Dismantling.of(
                Booking.stored(place),
                vehicles.stream()
                        .map(vehicle -> new Dismantling.Input(vehicle.waste(), vehicle.lot(), vehicle.massG()))
                        .toList(),
                outputs.stream()
                        .map(output -> new Dismantling.Output(output.waste(), output.massG()))
                        .toList());
    }

    private static boolean industrial(WasteCode waste) {
        var wasteClass = waste.wasteClass();
        return wasteClass.startsWith("SW") && Integer.parseInt(wasteClass.substring(2)) < 60;
    }

    @Transactional(readOnly = true)
    Vehicle vehicle(UUID id) {
        return store.seen(id).orElseThrow(() -> Booking.unknown(id));
    }

    @Transactional(readOnly = true)
    Batch batch(UUID id) {
        return store.seenBatch(id).orElseThrow(() -> Booking.unknown(id));
    }

    /** The vehicles of a batch. */
    @Transactional(readOnly = true)
    List<Vehicle> of(Batch batch) {
        return store.listed(batch.vehicleIds());
    }

    @Transactional(readOnly = true)
    Page<Vehicle> vehicles(UUID unit, RegionCode county, State state, Asked asked) {
        return store.vehicles(unit, county, state, asked);
    }

    @Transactional(readOnly = true)
    Page<Batch> batches(UUID unit, RegionCode county, Boolean inBand, Asked asked) {
        return store.batches(unit, county, inBand, asked);
    }

    /** Every unsettled balance; as the platform, see {@link RecyclingWatch}. */
    @Transactional
    Map<String, Findings.Reconciled> watchAll() {
        return Map.of(
                RecyclingKinds.ELV_OUT_OF_BAND,
                findings.reconcile(
                        RecyclingKinds.ELV_OUT_OF_BAND,
                        store.unsettled().stream().map(this::raised).toList(),
                        "差额已处理"));
    }

    private Findings.Raised raised(Batch batch) {
        return new Findings.Raised(
                RecyclingKinds.ELV_OUT_OF_BAND + "/" + batch.id(),
                RecyclingKinds.ELV_OUT_OF_BAND,
                "LATE",
                batch.unitId(),
                batch.county(),
                batch.happenedOn(),
                booking.clock().instant(),
                "拆解产出与车辆重量之比 " + batch.ratioPercent() + "%",
                Map.of(
                        "投入车辆",
                                batch.inputG().tonnes() + " 吨，"
                                        + batch.vehicleIds().size() + " 辆",
                        "拆解产出", batch.outputG().tonnes() + " 吨",
                        "允许范围", Dismantling.LOW_PERCENT + "%–" + Dismantling.HIGH_PERCENT + "%"),
                "/recycling/dismantlings/" + batch.id());
    }
}
