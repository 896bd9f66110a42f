package org.wufei.evidence;

import java.util.Optional;
import java.util.UUID;
import org.wufei.kernel.RegionCode;

/** 材料所属: where a unit is, told by whoever keeps units, so that its county sees its papers too. */
public interface Owners {
    /** The county of a unit that the caller sees. */
    Optional<RegionCode> county(UUID unit);
}
