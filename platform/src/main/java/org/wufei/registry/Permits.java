package org.wufei.registry;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.wufei.catalogue.Catalogue;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.WasteCode;

/**
 * 许可证: 排污许可 with its solid-waste chapter, and operating permits. At most one 排污许可 of a unit is valid on a day.
 *
 * @see <a href="https://www.gov.cn">排污许可管理条例</a>
 */
@Service
class Permits {
    static final Set<String> KINDS = Set.of("DISCHARGE", "OPERATING");
    static final Set<String> WAYS = Set.of("STORE", "OWN_USE", "OWN_DISPOSAL", "ENTRUSTED_USE", "ENTRUSTED_DISPOSAL");

    /** A solid-waste chapter longer than this is no unit's of the prefecture. */
    private static final int LINES_MAX = 500;

    private final PermitStore store;
    private final Units units;
    private final History history;
    private final Catalogue catalogue;
    private final Clock clock;

    Permits(PermitStore store, Units units, History history, Catalogue catalogue, Clock clock) {
        this.store = store;
        this.units = units;
        this.history = history;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    PermitStore.Row get(UUID id) {
        return store.find(id)
                .orElseThrow(() -> new Problem(RegistryProblem.PERMIT_UNKNOWN, Map.of("permit", id.toString())));
    }

    PermitStore.Row register(Registry.NewPermit draft) {
        var unit = units.active(draft.unit());
        Writers.requireUnit(unit.id(), unit.county());
        var row = read(draft, unit, null);
        try {
            var kept = store.insert(row);
            history.keep(
                    "register",
                    "permit",
                    kept.id(),
                    kept.unitId(),
                    kept.county().digits(),
                    kept.version(),
                    null,
                    kept);
            return kept;
        } catch (DataIntegrityViolationException e) {
            throw overlap(e, row);
        }
    }

    PermitStore.Row change(UUID id, Registry.NewPermit draft, String ifMatch) {
        var before = get(id);
        var unit = units.active(before.unitId());
        Writers.requireUnit(unit.id(), unit.county());
        Etag.require(ifMatch, before.version());
        return save("change", before, read(draft, unit, before));
    }

    PermitStore.Row revoke(UUID id, String ifMatch) {
        var before = get(id);
        Writers.requireCounty(units.get(before.unitId()).county());
        Etag.require(ifMatch, before.version());
        return save(
                "revoke",
                before,
                new PermitStore.Row(
                        before.id(),
                        before.unitId(),
                        before.unitName(),
                        before.county(),
                        before.kind(),
                        before.no(),
                        before.authority(),
                        before.validFrom(),
                        before.validTo(),
                        "REVOKED",
                        before.version(),
                        before.lines()));
    }

    private PermitStore.Row save(String act, PermitStore.Row before, PermitStore.Row after) {
        try {
            var kept = store.update(after)
                    .orElseThrow(() -> new Problem(
                            CommonProblem.CHANGED_MEANWHILE, Map.of("current", Etag.of(before.version() + 1))));
            history.keep(act, "permit", kept.id(), kept.unitId(), kept.county().digits(), kept.version(), before, kept);
            return kept;
        } catch (DataIntegrityViolationException e) {
            throw overlap(e, after);
        }
    }

    private static RuntimeException overlap(DataIntegrityViolationException e, PermitStore.Row row) {
        if (e.getMessage() == null || !e.getMessage().contains("one_permit_a_day")) return e;
        return new Problem(
                RegistryProblem.PERMIT_OVERLAPS,
                Map.of("from", row.validFrom().toString(), "to", row.validTo().toString()));
    }

    Page<PermitStore.Row> list(PermitStore.Filter filter, String sort, String cursor, Integer size) {
        int limit = Page.size(size);
        var found = store.list(filter, PermitStore.order(sort), Cursor.parse(cursor), limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                shown.stream().map(PermitStore.Found::row).toList(),
                found.size() > limit ? shown.getLast().cursor() : null,
                store.count(filter));
    }

    private PermitStore.Row read(Registry.NewPermit draft, UnitStore.Row unit, PermitStore.Row before) {
        var wrongs = new Wrongs();
        var kind = wrongs.oneOf("kind", draft.kind(), KINDS, before == null ? null : before.kind());
        if (before != null && !before.kind().equals(kind)) wrongs.add("kind", "fixed", "登记后不能改变许可证种类");
        var no = wrongs.text("no", draft.no(), 4, 40).toUpperCase(Locale.ROOT);
        if ("DISCHARGE".equals(kind) && !no.matches("[0-9A-Z]{18}[0-9A-Z]{4}")) {
            wrongs.add("no", "code-invalid", RegistryProblem.PERMIT_NO_MISMATCH.title());
        } else if ("DISCHARGE".equals(kind) && !unit.platformCode() && !no.startsWith(unit.code())) {
            wrongs.add("no", "not-the-units", RegistryProblem.PERMIT_NO_MISMATCH.title());
        }
        var authority = wrongs.text("authority", draft.authority(), 0, 100);
        var today = Days.today(clock);
        var from = wrongs.day("validFrom", draft.validFrom(), null, today);
        var to = wrongs.day("validTo", draft.validTo(), null, today);
        wrongs.inOrder("validTo", from, to);
        var given = draft.solidWaste() == null ? List.<Registry.NewPermitLine>of() : draft.solidWaste();
        if (given.size() > LINES_MAX) wrongs.add("solidWaste", "too-many", "固体废物章最多 " + LINES_MAX + " 行");
        var lines = new ArrayList<Registry.PermitLine>();
        var seen = new HashSet<String>();
        for (int i = 0; i < Math.min(given.size(), LINES_MAX); i++) {
            var field = "solidWaste[" + i + "]";
            var line = given.get(i);
            if (line == null) {
                wrongs.add(field, "missing", "此行为空");
                continue;
            }
            var way = wrongs.oneOf(field + ".way", line.way(), WAYS, null);
            WasteCode waste = waste(wrongs, field + ".waste", line.waste(), from == null ? today : from, catalogue);
            Long grams = null;
            try {
                grams = Mass.ofGrams(line.gramsPerYear()).grams();
            } catch (Problem e) {
                wrongs.add(field + ".gramsPerYear", "mass-invalid", CommonProblem.MASS_INVALID.title());
            }
            if (waste != null && !seen.add(waste.text() + way)) wrongs.add(field, "twice", "同一废物同一方式只能有一行");
            if (waste != null && way != null && grams != null) lines.add(new Registry.PermitLine(waste, way, grams));
        }
        wrongs.refuse();
        return new PermitStore.Row(
                before == null ? null : before.id(),
                unit.id(),
                null,
                unit.county(),
                kind,
                no,
                authority,
                from,
                to,
                before == null ? "ACTIVE" : before.state(),
                before == null ? 1 : before.version(),
                List.copyOf(lines));
    }

    /** A waste of the list in force on the day, or nothing and a wrong field. */
    static WasteCode waste(Wrongs wrongs, String field, String given, java.time.LocalDate on, Catalogue catalogue) {
        try {
            return catalogue
                    .get(new WasteCode(given == null ? null : given.strip()), on)
                    .code();
        } catch (Problem e) {
            wrongs.add(field, "waste-unknown", e.type().title());
            return null;
        }
    }
}
