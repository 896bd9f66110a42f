package org.wufei.registry;

import java.util.Map;
import java.util.UUID;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;

/** Who may write what: an officer within their counties, a firm its own. Row-level security decides it again. */
final class Writers {
    private Writers() {}

    static void requireCounty(RegionCode county) {
        var caller = Caller.current();
        caller.require(RegistryPermissions.WRITE);
        if (!caller.scope().sees(county, null)) {
            throw new Problem(RegistryProblem.UNIT_OUTSIDE_SCOPE, Map.of("county", county.digits()));
        }
    }

    /** May change what belongs to the unit. */
    static void requireUnit(UUID unit, RegionCode county) {
        var caller = Caller.current();
        if (caller.may(RegistryPermissions.WRITE) && caller.scope().sees(county, null)) return;
        caller.require(RegistryPermissions.OWN_WRITE);
        if (!caller.scope().units().contains(unit)) {
            throw new Problem(RegistryProblem.NOT_YOUR_UNIT, Map.of("unit", unit.toString()));
        }
    }
}
