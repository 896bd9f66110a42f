package org.wufei.industrial;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.catalogue.Catalogue;
import org.wufei.evidence.Evidences;
import org.wufei.kernel.Days;
import org.wufei.kernel.Problem;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Ledger;
import org.wufei.registry.Registry;

/** What a document is checked against before it is booked: the registers, the official lists, the closed months. */
@Component
class Facts {
    private final Registry registry;
    private final Catalogue catalogue;
    private final Evidences evidences;
    private final Ledger ledger;
    private final JdbcClient db;

    Facts(Registry registry, Catalogue catalogue, Evidences evidences, Ledger ledger, JdbcClient db) {
        this.registry = registry;
        this.catalogue = catalogue;
        this.evidences = evidences;
        this.ledger = ledger;
        this.db = db;
    }

    /** A place of a unit, with the name that a document keeps. */
    record Place(Postings.Where where, String name) {}

    /** The classes of general industrial solid waste. @see 公告2024年第4号 */
    static boolean industrial(WasteCode waste) {
        if (waste.hazardous()) return false;
        int no = Integer.parseInt(waste.text().substring(9));
        return no <= 17 || no == 59;
    }

    /** Names of units, of the caller's scope or not: whoever shares a document knows whose it is. */
    Map<UUID, String> unitNames(Set<UUID> units) {
        if (units.isEmpty()) return Map.of();
        return registry.names(units).stream()
                .collect(Collectors.toUnmodifiableMap(Registry.UnitName::id, Registry.UnitName::name));
    }

    Registry.Unit unit(UUID id) {
        return registry.unit(id);
    }

    Place place(UUID place, UUID unit) {
        var found = registry.place(place);
        if (!found.unit().equals(unit)) {
            throw new Problem(
                    IndustrialProblem.PLACE_NOT_OF_UNIT, Map.of("place", place.toString(), "unit", unit.toString()));
        }
        return new Place(new Postings.Where(found.id(), unit, found.county().county()), found.name());
    }

    /** A place's name as it is now; empty where it is gone. */
    String placeName(UUID place, UUID unit) {
        return registry.places(unit).stream()
                .filter(one -> one.id().equals(place))
                .map(Registry.Place::name)
                .findFirst()
                .orElse("");
    }

    /** The waste as the list of the day has it; refused where it has none, or where it is not this stream's. */
    Catalogue.Waste waste(WasteCode code, LocalDate on) {
        if (!industrial(code)) {
            throw new Problem(
                    IndustrialProblem.WASTE_NOT_INDUSTRIAL, Map.of("given", code.text(), "class", code.wasteClass()));
        }
        return catalogue.get(code, on);
    }

    /** The waste as the list of the day has it, where it has it. */
    Optional<Catalogue.Waste> find(WasteCode code, LocalDate on) {
        return catalogue.waste(code, on);
    }

    /** Whether the code is one of use, or one of disposal. */
    boolean fits(String code, boolean use) {
        return catalogue
                .method(code)
                .filter(method -> use == method.kind().equals("USE"))
                .isPresent();
    }

    /** R codes go with use, D codes with disposal. */
    String method(String code, boolean use) {
        var method = catalogue.method(code).orElse(null);
        if (method == null || use != method.kind().equals("USE")) {
            throw new Problem(
                    IndustrialProblem.METHOD_UNFIT, Map.of("given", code, "wanted", use ? "USE" : "DISPOSAL"));
        }
        return method.code();
    }

    /** The closed month that a late document adjusts. Without {@code late} the ledger refuses it as it is. */
    YearMonth adjusts(UUID unit, Instant at, boolean late) {
        if (!late) return null;
        var month = Days.month(at);
        return ledger.bookingMonth(unit, month).equals(month) ? null : month;
    }

    void evidence(List<UUID> ids) {
        if (ids.isEmpty()) return;
        var wanted = new HashSet<>(ids);
        if (evidences.list(ids).stream().map(Evidences.Evidence::id).distinct().count() != wanted.size()) {
            throw new Problem(IndustrialProblem.EVIDENCE_UNKNOWN, Map.of("asked", wanted.size()));
        }
    }

    List<UUID> ids(int count) {
        return db.sql("select uuidv7() from generate_series(1, :n)")
                .param("n", count)
                .query(UUID.class)
                .list();
    }

    UUID id() {
        return ids(1).getFirst();
    }
}
