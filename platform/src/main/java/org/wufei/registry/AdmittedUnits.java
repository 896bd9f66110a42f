package org.wufei.registry;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wufei.identity.Admission;

/** 准入登记: the unit of a firm that an officer admits: the one with its credit code, or a new one in the firm's own words. */
@Component
class AdmittedUnits implements Admission {
    private final Units units;
    private final UnitStore store;

    AdmittedUnits(Units units, UnitStore store) {
        this.units = units;
        this.store = store;
    }

    @Override
    public UUID unitFor(Applicant applicant) {
        var known = store.findByCode(applicant.code().text());
        if (known.isPresent()) {
            var unit = units.active(units.standing(known.get().id()).id());
            Writers.requireCounty(unit.county());
            return unit.id();
        }
        return units.register(new Registry.NewUnit(
                        applicant.code().text(),
                        applicant.name(),
                        applicant.county(),
                        null,
                        applicant.address(),
                        industry(applicant.industry()),
                        traits(applicant.trait()),
                        applicant.contactName(),
                        null))
                .id();
    }

    /** A firm's own words on what it is may be none that the register knows; an officer sets it right afterwards. */
    private static List<String> traits(String given) {
        boolean known = given != null && Trait.NAMES.contains(given) && !given.equals(Trait.CUSTODIAN.name());
        return known ? List.of(given) : List.of();
    }

    private static String industry(String given) {
        return given != null && given.strip().matches("[A-Za-z]?\\d{2,4}") ? given.strip() : "";
    }
}
