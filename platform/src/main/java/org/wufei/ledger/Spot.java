package org.wufei.ledger;

import java.util.UUID;
import org.wufei.kernel.RegionCode;

/**
 * A place and a stage (场所与环节): one end of a {@link Move}. Together with a waste and a {@link Lot} it names an account.
 *
 * @param place registered site, facility, stockpile, or the unit itself where nothing finer is known
 * @param unit the unit that answers for the place
 * @param county the county where the place lies
 * @param method official R/D method code of {@code UTILISED} and {@code DISPOSED}; empty elsewhere
 */
public record Spot(UUID place, UUID unit, RegionCode county, Stage stage, String method) {
    public Spot {
        county = county.county();
        if (method == null) method = "";
        boolean treated = stage == Stage.UTILISED || stage == Stage.DISPOSED;
        if (treated == method.isEmpty()) throw new IllegalArgumentException("method '" + method + "' with " + stage);
    }

    public static Spot of(UUID place, UUID unit, RegionCode county, Stage stage) {
        return new Spot(place, unit, county, stage, "");
    }

    public Spot at(Stage other) {
        return new Spot(place, unit, county, other, "");
    }

    public Spot at(Stage other, String methodCode) {
        return new Spot(place, unit, county, other, methodCode);
    }
}
