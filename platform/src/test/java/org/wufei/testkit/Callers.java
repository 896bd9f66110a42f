package org.wufei.testkit;

import java.util.Set;
import java.util.UUID;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Role;
import org.wufei.kernel.Scope;

/** People for tests that speak to doors directly; each has what their role has by default. */
public final class Callers {
    private Callers() {}

    /** Someone of a role with a scope; {@code modules} are the permission beans of the context. */
    public static Caller of(Role role, Scope scope, UUID unit, Iterable<Permissions> modules) {
        var held = new java.util.HashSet<String>();
        for (var module : modules) {
            module.permissions().stream()
                    .filter(permission -> permission.defaults().contains(role))
                    .map(Permission::code)
                    .forEach(held::add);
        }
        return new Caller(
                UUID.randomUUID(),
                role.title(),
                UUID.randomUUID(),
                unit,
                Set.of(role),
                held,
                scope,
                Caller.Via.BROWSER);
    }

    public static Caller clerk(UUID unit, Iterable<Permissions> modules) {
        return of(Role.FIRM_CLERK, Scope.ofUnits(Set.of(unit)), unit, modules);
    }

    public static Caller countyOfficer(String county, Iterable<Permissions> modules) {
        return of(Role.COUNTY_OFFICER, Scope.ofCounties(Set.of(new RegionCode(county))), null, modules);
    }

    public static Caller bureauOfficer(Iterable<Permissions> modules) {
        return of(Role.BUREAU_OFFICER, Scope.ALL, null, modules);
    }

    public static Caller administrator(Iterable<Permissions> modules) {
        return of(Role.ADMINISTRATOR, Scope.ALL, null, modules);
    }
}
