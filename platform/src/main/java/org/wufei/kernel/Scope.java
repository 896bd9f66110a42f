package org.wufei.kernel;

import java.util.Set;
import java.util.UUID;

/**
 * 数据范围: whose rows a caller sees, decided again by row-level security in the database.
 *
 * @param all the whole prefecture
 * @param counties counties whose rows are seen
 * @param units units whose rows are seen, wherever they are
 * @param streams streams a caller is limited to; empty means every stream
 */
public record Scope(boolean all, Set<RegionCode> counties, Set<UUID> units, Set<String> streams) {
    public static final Scope ALL = new Scope(true, Set.of(), Set.of(), Set.of());
    public static final Scope NONE = new Scope(false, Set.of(), Set.of(), Set.of());

    public Scope {
        counties = Set.copyOf(counties);
        units = Set.copyOf(units);
        streams = Set.copyOf(streams);
    }

    public static Scope ofUnits(Set<UUID> units) {
        return new Scope(false, Set.of(), units, Set.of());
    }

    public static Scope ofCounties(Set<RegionCode> counties) {
        return new Scope(false, counties, Set.of(), Set.of());
    }

    public boolean sees(RegionCode county, UUID unit) {
        return all || (county != null && counties.contains(county.county())) || (unit != null && units.contains(unit));
    }
}
