package org.wufei.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.wufei.kernel.Asked;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;

/** 车辆: what carries waste. A plate is in use with one unit at a time, whoever sees it. */
@Service
class Fleet {
    static final Set<String> KINDS = Set.of("TRUCK", "TANKER", "HAZARDOUS", "COMPACTOR", "OTHER");

    /** A rated load above this is no vehicle of a road: the largest mining dumpers carry 400 t. */
    private static final Mass LOAD_MAX = new Mass(500_000_000);

    private final FleetStore store;
    private final Units units;
    private final History history;
    private final Clock clock;

    Fleet(FleetStore store, Units units, History history, Clock clock) {
        this.store = store;
        this.units = units;
        this.history = history;
        this.clock = clock;
    }

    /** 车辆. @param loadG rated load */
    record Vehicle(
            UUID id,
            UUID unit,
            String unitName,
            RegionCode county,
            String plate,
            String kind,
            Mass loadG,
            String state,
            LocalDate validFrom,
            LocalDate validTo,
            long version) {}

    /** What is filled in of a vehicle. @param loadG grams */
    record NewVehicle(UUID unit, String plate, String kind, String loadG, LocalDate validFrom) {}

    record Filter(UUID unit, String kind, String county, String state) {}

    Page<Vehicle> list(Filter filter, Asked asked) {
        return store.list(filter, asked);
    }

    Vehicle get(UUID id) {
        return store.find(id)
                .orElseThrow(() -> new Problem(RegistryProblem.VEHICLE_UNKNOWN, Map.of("vehicle", id.toString())));
    }

    Vehicle register(NewVehicle draft) {
        var unit = units.active(draft.unit());
        Writers.requireUnit(unit.id(), unit.county());
        var wanted = read(draft, unit, null);
        free(wanted);
        try {
            return kept("register", null, store.insert(wanted));
        } catch (DuplicateKeyException e) {
            // Two people registered it at the same moment.
            throw taken(wanted.plate());
        }
    }

    Vehicle change(UUID id, NewVehicle draft, String ifMatch) {
        var before = mine(id);
        var unit = units.active(before.unit());
        Etag.require(ifMatch, before.version());
        var wanted = read(draft, unit, before);
        if (before.state().equals("ACTIVE")) free(wanted);
        try {
            return save("change", before, wanted);
        } catch (DuplicateKeyException e) {
            throw taken(wanted.plate());
        }
    }

    Vehicle close(UUID id, LocalDate on, String ifMatch) {
        var before = mine(id);
        Etag.require(ifMatch, before.version());
        var day = on == null ? Days.today(clock) : Days.happened(on, clock);
        if (day.isBefore(before.validFrom())) day = before.validFrom();
        return save(
                "close",
                before,
                new Vehicle(
                        before.id(),
                        before.unit(),
                        before.unitName(),
                        before.county(),
                        before.plate(),
                        before.kind(),
                        before.loadG(),
                        "CLOSED",
                        before.validFrom(),
                        day,
                        before.version()));
    }

    private Vehicle mine(UUID id) {
        var vehicle = get(id);
        Writers.requireUnit(vehicle.unit(), vehicle.county());
        return vehicle;
    }

    private void free(Vehicle wanted) {
        if (store.taken(wanted.plate(), wanted.id())) throw taken(wanted.plate());
    }

    private static Problem taken(String plate) {
        var type = RegistryProblem.PLATE_TAKEN;
        return new Problem(
                type, Map.of("plate", plate), List.of(new Problem.Field("plate", "already-used", type.title())));
    }

    private Vehicle save(String act, Vehicle before, Vehicle wanted) {
        Optional<Vehicle> after = store.update(wanted);
        return kept(
                act,
                before,
                after.orElseThrow(() -> new Problem(
                        CommonProblem.CHANGED_MEANWHILE, Map.of("current", Etag.of(before.version() + 1)))));
    }

    private Vehicle kept(String act, Vehicle before, Vehicle after) {
        history.keep(act, "vehicle", after.id(), after.unit(), after.county().digits(), after.version(), before, after);
        return after;
    }

    private Vehicle read(NewVehicle draft, UnitStore.Row unit, Vehicle before) {
        var wrongs = new Wrongs();
        var plate = Plate.clean(draft.plate());
        if (!Plate.isValid(plate)) {
            wrongs.add("plate", "plate-invalid", "请按行驶证填写号牌，如 藏F12345；新能源车 8 位，如 藏FD12345");
        }
        var kind = wrongs.oneOf("kind", draft.kind(), KINDS, before == null ? null : before.kind());
        var load = wrongs.mass("loadG", draft.loadG());
        if (load != null && load > LOAD_MAX.grams()) wrongs.add("loadG", "out-of-range", "核定载质量不超过 500 吨，请核对单位");
        var today = Days.today(clock);
        var from = wrongs.day("validFrom", draft.validFrom(), before == null ? today : before.validFrom(), today);
        wrongs.refuse();
        return new Vehicle(
                before == null ? null : before.id(),
                unit.id(),
                unit.name(),
                unit.county(),
                plate,
                kind,
                load == null ? null : new Mass(load),
                before == null ? "ACTIVE" : before.state(),
                from,
                before == null ? null : before.validTo(),
                before == null ? 1 : before.version());
    }
}
