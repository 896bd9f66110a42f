package org.wufei.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.wufei.catalogue.Catalogue;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.CreditCode;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;

/** 单位: registering, changing, closing, finding and merging units. Called within the door's transaction. */
@Service
class Units {
    /** Names compared for likeness; a prefecture has some thousands of units. */
    private static final int COMPARED_MAX = 50_000;

    private static final int DUPLICATES_SHOWN_MAX = 10;

    private final UnitStore store;
    private final History history;
    private final Catalogue catalogue;
    private final Clock clock;

    Units(UnitStore store, History history, Catalogue catalogue, Clock clock) {
        this.store = store;
        this.history = history;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** A unit that may be the same. @param reason {@code CODE} or {@code NAME}; @param likeness 0 to 1 */
    record Duplicate(UUID id, String name, String code, RegionCode county, String reason, double likeness) {}

    UnitStore.Row get(UUID id) {
        return store.find(id)
                .orElseThrow(() -> new Problem(RegistryProblem.UNIT_UNKNOWN, Map.of("unit", id.toString())));
    }

    /** The unit, or the one it was merged into. */
    UnitStore.Row standing(UUID id) {
        var unit = store.find(id);
        if (unit.isPresent() && unit.get().mergedInto() == null) return unit.get();
        var target = store.standsFor(id);
        return Optional.ofNullable(target)
                .flatMap(store::find)
                .or(() -> unit)
                .orElseThrow(() -> new Problem(RegistryProblem.UNIT_UNKNOWN, Map.of("unit", id.toString())));
    }

    /** The unit, which must be in use. */
    UnitStore.Row active(UUID id) {
        var unit = get(id);
        if (!unit.state().equals("ACTIVE")) {
            throw new Problem(RegistryProblem.UNIT_CLOSED, Map.of("unit", id.toString(), "state", unit.state()));
        }
        return unit;
    }

    UnitStore.Row register(Registry.NewUnit draft) {
        var row = read(draft, null, new Wrongs());
        if (store.codeTaken(row.code(), null)) {
            throw new Problem(RegistryProblem.UNIT_EXISTS, Map.of("code", row.code()));
        }
        try {
            var kept = store.insert(row);
            history.keep("register", "unit", kept.id(), kept.id(), kept.county().digits(), kept.version(), null, kept);
            return kept;
        } catch (DuplicateKeyException e) {
            // Two people registered it at the same moment.
            throw new Problem(RegistryProblem.UNIT_EXISTS, Map.of("code", row.code()));
        }
    }

    UnitStore.Row change(UUID id, Registry.NewUnit draft, String ifMatch) {
        var before = active(id);
        Writers.requireUnit(id, before.county());
        Etag.require(ifMatch, before.version());
        var after = read(draft, before, new Wrongs());
        if (!Caller.current().may(RegistryPermissions.WRITE)) {
            // A firm keeps its own address and contact; who it is, where it belongs and what it is are the officers' to
            // say.
            after = new UnitStore.Row(
                    before.id(),
                    before.code(),
                    before.platformCode(),
                    before.name(),
                    before.county(),
                    after.township(),
                    after.address(),
                    before.industry(),
                    before.traits(),
                    after.contact(),
                    before.state(),
                    before.mergedInto(),
                    before.validFrom(),
                    before.validTo(),
                    before.version(),
                    before.updatedAt());
        } else if (!after.county().equals(before.county())) {
            Writers.requireCounty(after.county());
        }
        if (store.codeTaken(after.code(), id)) {
            throw new Problem(RegistryProblem.UNIT_EXISTS, Map.of("code", after.code()));
        }
        return save("change", before, after);
    }

    UnitStore.Row close(UUID id, LocalDate on, String ifMatch) {
        var before = active(id);
        Writers.requireCounty(before.county());
        Etag.require(ifMatch, before.version());
        if (before.traits().contains(Trait.CUSTODIAN.name())) {
            throw new Problem(RegistryProblem.MERGE_REFUSED, Map.of("unit", id.toString()));
        }
        var day = on == null ? Days.today(clock) : Days.happened(on, clock);
        if (day.isBefore(before.validFrom())) day = before.validFrom();
        return save("close", before, with(before, "CLOSED", null, day));
    }

    /** Makes {@code id} stand for {@code into} from now on: documents and the ledger keep the old number, which leads to the new. */
    UnitStore.Row merge(UUID id, UUID into, String ifMatch) {
        var before = active(id);
        var target = active(into);
        Etag.require(ifMatch, before.version());
        if (id.equals(into)
                || before.traits().contains(Trait.CUSTODIAN.name())
                || target.traits().contains(Trait.CUSTODIAN.name())) {
            throw new Problem(RegistryProblem.MERGE_REFUSED, Map.of("unit", id.toString(), "into", into.toString()));
        }
        return save("merge", before, with(before, "MERGED", into, Days.today(clock)));
    }

    private UnitStore.Row save(String act, UnitStore.Row before, UnitStore.Row after) {
        try {
            var kept = store.update(after)
                    .orElseThrow(() -> new Problem(
                            CommonProblem.CHANGED_MEANWHILE, Map.of("current", Etag.of(before.version() + 1))));
            history.keep(act, "unit", kept.id(), kept.id(), kept.county().digits(), kept.version(), before, kept);
            return kept;
        } catch (DuplicateKeyException e) {
            throw new Problem(RegistryProblem.UNIT_EXISTS, Map.of("code", after.code()));
        }
    }

    private static UnitStore.Row with(UnitStore.Row unit, String state, UUID mergedInto, LocalDate validTo) {
        return new UnitStore.Row(
                unit.id(),
                unit.code(),
                unit.platformCode(),
                unit.name(),
                unit.county(),
                unit.township(),
                unit.address(),
                unit.industry(),
                unit.traits(),
                unit.contact(),
                state,
                mergedInto,
                unit.validFrom(),
                validTo,
                unit.version(),
                unit.updatedAt());
    }

    Page<UnitStore.Row> list(UnitStore.Filter filter, String sort, String cursor, Integer size) {
        int limit = Page.size(size);
        var found = store.list(filter, UnitStore.order(sort), Cursor.parse(cursor), limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                shown.stream().map(UnitStore.Found::row).toList(),
                found.size() > limit ? shown.getLast().cursor() : null,
                store.count(filter));
    }

    /** Units that may be the one about to be registered, likeliest first; only those the caller sees. */
    List<Duplicate> duplicates(String code, String name, UUID but) {
        var found = new ArrayList<Duplicate>();
        var asked = code == null ? "" : code.strip().toUpperCase(Locale.ROOT);
        for (var unit : store.active(COMPARED_MAX)) {
            if (unit.id().equals(but)) continue;
            if (unit.code().equals(asked)) {
                found.add(new Duplicate(unit.id(), unit.name(), unit.code(), unit.county(), "CODE", 1));
            } else if (name != null && !name.isBlank()) {
                double likeness = Likeness.of(name.strip(), unit.name());
                if (likeness >= Likeness.SHOWN_FROM) {
                    found.add(new Duplicate(unit.id(), unit.name(), unit.code(), unit.county(), "NAME", likeness));
                }
            }
        }
        found.sort(Comparator.comparing(Duplicate::reason)
                .thenComparing(Comparator.comparingDouble(Duplicate::likeness).reversed())
                .thenComparing(Duplicate::name));
        return found.subList(0, Math.min(found.size(), DUPLICATES_SHOWN_MAX));
    }

    /** Reads what was filled in; a missing code is given by the platform. */
    UnitStore.Row read(Registry.NewUnit draft, UnitStore.Row before, Wrongs wrongs) {
        var code = draft.code() == null ? "" : draft.code().strip().toUpperCase(Locale.ROOT);
        boolean platform = code.isEmpty() || code.startsWith("WF");
        if (!platform && !CreditCode.isValid(code)) {
            wrongs.add("code", "code-invalid", "统一社会信用代码为 18 位，且校验位须正确；没有代码的单位请留空，由平台编码");
        } else if (platform && !code.isEmpty() && (before == null || !code.equals(before.code()))) {
            wrongs.add("code", "code-invalid", "平台代码由平台编制，不能自行填写；请留空");
        }
        var name = wrongs.text("name", draft.name(), 2, 100);
        var county = draft.county();
        if (county == null
                || catalogue.counties().stream().noneMatch(c -> c.code().equals(county))) {
            wrongs.add("county", "unknown-value", "须为阿里地区七县之一");
        }
        var township = draft.township() == null || draft.township().isBlank()
                ? null
                : draft.township().strip();
        if (township != null
                && (!township.matches("\\d{9}(\\d{3})?")
                        || catalogue.region(new RegionCode(township)).isEmpty()
                        || county != null && !township.startsWith(county.digits()))) {
            wrongs.add("township", "unknown-value", "须为所选县的乡镇或村（居）代码");
        }
        var address = wrongs.text("address", draft.address(), 0, 200);
        var industry = draft.industry() == null ? "" : draft.industry().strip().toUpperCase(Locale.ROOT);
        if (!industry.matches("([A-Z]?\\d{2,4})?"))
            wrongs.add("industry", "code-invalid", "行业代码按 GB/T 4754 填 2 至 4 位数字");
        var traits = new TreeSet<>(draft.traits() == null ? List.of() : draft.traits());
        var unknown = new TreeSet<>(traits);
        unknown.removeAll(Trait.NAMES);
        if (!unknown.isEmpty()) wrongs.add("traits", "unknown-value", "没有这些单位属性：" + String.join("、", unknown));
        boolean custodian = before != null && before.traits().contains(Trait.CUSTODIAN.name());
        if (traits.contains(Trait.CUSTODIAN.name()) != custodian) {
            wrongs.add("traits", "custodian-fixed", "每县的代管单位由平台设定，不能增减");
        }
        var contact = wrongs.text("contact", draft.contact(), 0, 50);
        var today = Days.today(clock);
        var from = wrongs.day("validFrom", draft.validFrom(), before == null ? today : before.validFrom(), today);
        wrongs.refuse();
        if (before == null) Writers.requireCounty(county);
        if (code.isEmpty()) {
            code = before != null && before.platformCode()
                    ? before.code()
                    : PlatformCode.of(county, store.nextPlatformSerial());
        }
        return new UnitStore.Row(
                before == null ? null : before.id(),
                code,
                platform,
                name,
                county,
                township,
                address,
                industry,
                List.copyOf(traits),
                contact,
                before == null ? "ACTIVE" : before.state(),
                before == null ? null : before.mergedInto(),
                from,
                before == null ? null : before.validTo(),
                before == null ? 1 : before.version(),
                before == null ? null : before.updatedAt());
    }
}
