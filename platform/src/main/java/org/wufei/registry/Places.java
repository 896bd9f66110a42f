package org.wufei.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.wufei.catalogue.Catalogue;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;

/** 场所、设施、堆场: where waste arises, lies and is treated. The county is found from the point. */
@Service
class Places {
    static final Set<String> KINDS = Set.of("SITE", "FACILITY", "STOCKPILE");

    private static final int FIRST_YEAR = 1900;

    private final PlaceStore store;
    private final Units units;
    private final History history;
    private final Catalogue catalogue;
    private final Clock clock;

    Places(PlaceStore store, Units units, History history, Catalogue catalogue, Clock clock) {
        this.store = store;
        this.units = units;
        this.history = history;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    PlaceStore.Row get(UUID id) {
        return store.find(id)
                .orElseThrow(() -> new Problem(RegistryProblem.PLACE_UNKNOWN, Map.of("place", id.toString())));
    }

    PlaceStore.Row register(Registry.NewPlace draft) {
        var unit = units.active(draft.unit());
        Writers.requireUnit(unit.id(), unit.county());
        return keep(read(draft, unit.county(), null));
    }

    /** A stockpile that a survey found; the surveyor's right to it was decided by the survey. */
    PlaceStore.Row found(Registry.NewStockpile draft) {
        var unit = units.active(draft.unit());
        return keep(read(
                new Registry.NewPlace(
                        unit.id(),
                        null,
                        "STOCKPILE",
                        draft.name(),
                        draft.longitude(),
                        draft.latitude(),
                        null,
                        null,
                        draft.areaM2(),
                        draft.volumeM3(),
                        null,
                        null,
                        null,
                        null,
                        null),
                unit.county(),
                null));
    }

    private PlaceStore.Row keep(PlaceStore.Row row) {
        var kept = store.insert(row);
        history.keep(
                "register", "place", kept.id(), kept.unitId(), kept.county().digits(), kept.version(), null, kept);
        return kept;
    }

    PlaceStore.Row change(UUID id, Registry.NewPlace draft, String ifMatch) {
        var before = get(id);
        var unit = units.active(before.unitId());
        Writers.requireUnit(unit.id(), unit.county());
        Etag.require(ifMatch, before.version());
        return save("change", before, read(draft, unit.county(), before));
    }

    PlaceStore.Row close(UUID id, LocalDate on, String ifMatch) {
        var before = get(id);
        var unit = units.get(before.unitId());
        Writers.requireUnit(unit.id(), unit.county());
        Etag.require(ifMatch, before.version());
        var day = on == null ? Days.today(clock) : Days.happened(on, clock);
        return save(
                "close",
                before,
                new PlaceStore.Row(
                        before.id(),
                        before.unitId(),
                        before.unitName(),
                        before.siteId(),
                        before.kind(),
                        before.name(),
                        before.county(),
                        before.longitude(),
                        before.latitude(),
                        before.method(),
                        before.capacityG(),
                        before.areaM2(),
                        before.volumeM3(),
                        before.densityGM3(),
                        before.wasteClass(),
                        before.startYear(),
                        before.note(),
                        "CLOSED",
                        before.validFrom(),
                        day.isBefore(before.validFrom()) ? before.validFrom() : day,
                        before.version()));
    }

    private PlaceStore.Row save(String act, PlaceStore.Row before, PlaceStore.Row after) {
        var kept = store.update(after)
                .orElseThrow(() ->
                        new Problem(CommonProblem.CHANGED_MEANWHILE, Map.of("current", Etag.of(before.version() + 1))));
        history.keep(act, "place", kept.id(), kept.unitId(), kept.county().digits(), kept.version(), before, kept);
        return kept;
    }

    Page<PlaceStore.Row> list(PlaceStore.Filter filter, String sort, String cursor, Integer size) {
        int limit = Page.size(size);
        var found = store.list(filter, PlaceStore.order(sort), Cursor.parse(cursor), limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                shown.stream().map(PlaceStore.Found::row).toList(),
                found.size() > limit ? shown.getLast().cursor() : null,
                store.count(filter));
    }

    private PlaceStore.Row read(Registry.NewPlace draft, RegionCode unitCounty, PlaceStore.Row before) {
        var wrongs = new Wrongs();
        var kind = wrongs.oneOf("kind", draft.kind(), KINDS, before == null ? null : before.kind());
        if (before != null && !before.kind().equals(kind)) wrongs.add("kind", "fixed", "登记后不能改变种类");
        var name = wrongs.text("name", draft.name(), 2, 100);
        if ((draft.longitude() == null) != (draft.latitude() == null)) {
            wrongs.add("longitude", "pair", "经度和纬度须一起填写");
        } else if (draft.longitude() == null && "SITE".equals(kind)) {
            wrongs.add("longitude", "missing", "场所须填经纬度（WGS-84）");
        } else if (draft.longitude() != null
                && !(Math.abs(draft.longitude()) <= 180 && Math.abs(draft.latitude()) <= 90)) {
            wrongs.add("longitude", "out-of-range", "经度须在 -180 至 180、纬度须在 -90 至 90 之间");
        }
        var method = draft.method() == null || draft.method().isBlank()
                ? null
                : draft.method().strip();
        if (method == null && "FACILITY".equals(kind)) wrongs.add("method", "missing", "设施须选择利用处置方式代码");
        if (method != null && catalogue.method(method).isEmpty()) {
            wrongs.add("method", "unknown-value", RegistryProblem.METHOD_UNKNOWN.title());
        }
        var capacity = wrongs.mass("capacityG", draft.capacityG());
        var area = wrongs.size("areaM2", draft.areaM2());
        var volume = wrongs.size("volumeM3", draft.volumeM3());
        var density = wrongs.size("densityGM3", draft.densityGM3());
        var wasteClass = draft.wasteClass() == null || draft.wasteClass().isBlank() ? null : draft.wasteClass();
        if (wasteClass != null
                && catalogue.classes().stream().noneMatch(c -> c.code().equals(wasteClass))) {
            wrongs.add("wasteClass", "unknown-value", "没有这个废物种类，请从列表中选择");
        }
        var today = Days.today(clock);
        if (draft.startYear() != null && (draft.startYear() < FIRST_YEAR || draft.startYear() > today.getYear())) {
            wrongs.add("startYear", "out-of-range", "启用年份须在 " + FIRST_YEAR + " 至 " + today.getYear() + " 之间");
        }
        var note = wrongs.text("note", draft.note(), 0, 500);
        var from = wrongs.day("validFrom", draft.validFrom(), before == null ? today : before.validFrom(), today);
        PlaceStore.Row site = null;
        if (draft.site() != null) {
            site = store.find(draft.site()).orElse(null);
            if (site == null
                    || !site.kind().equals("SITE")
                    || !site.unitId().equals(before == null ? draft.unit() : before.unitId())) {
                wrongs.add("site", "unknown-value", "须为本单位的场所");
            }
        }
        wrongs.refuse();
        RegionCode county = site == null ? unitCounty : site.county();
        if (draft.longitude() != null) {
            county = catalogue
                    .countyAt(draft.longitude(), draft.latitude())
                    .orElseThrow(() -> new Problem(
                            RegistryProblem.POINT_OUTSIDE,
                            Map.of("longitude", draft.longitude(), "latitude", draft.latitude())))
                    .code();
        }
        return new PlaceStore.Row(
                before == null ? null : before.id(),
                before == null ? draft.unit() : before.unitId(),
                null,
                draft.site(),
                kind,
                name,
                county,
                draft.longitude(),
                draft.latitude(),
                method,
                capacity,
                area,
                volume,
                density,
                wasteClass,
                draft.startYear(),
                note,
                before == null ? "ACTIVE" : before.state(),
                from,
                before == null ? null : before.validTo(),
                before == null ? 1 : before.version());
    }
}
