package org.wufei.registry;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wufei.evidence.Owners;
import org.wufei.kernel.RegionCode;

/** Tells where a unit is, so that its county sees its papers. */
@Component
class PaperOwners implements Owners {
    private final UnitStore units;

    PaperOwners(UnitStore units) {
        this.units = units;
    }

    @Override
    public Optional<RegionCode> county(UUID unit) {
        return units.find(unit).map(row -> row.unit().county().county());
    }
}
