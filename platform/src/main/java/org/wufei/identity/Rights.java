package org.wufei.identity;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Problem;
import org.wufei.kernel.Scope;

/** Nobody gives what they do not have: neither a permission nor a row. An administrator gives anything. */
@Component
class Rights {
    private final RoleBook roles;
    private final Streams streams;

    Rights(RoleBook roles, Streams streams) {
        this.roles = roles;
        this.streams = streams;
    }

    /** What the roles give within the scope: permissions of streams that it leaves out are not given. */
    void requireRoles(Collection<String> codes, Scope scope) {
        codes.forEach(roles::get);
        requirePermissions(streams.held(roles.permissions(codes), scope));
    }

    void requirePermissions(Set<String> permissions) {
        var caller = Caller.current();
        if (caller.may(IdentityPermissions.GRANT_ANY)) return;
        for (var permission : permissions) {
            if (!caller.may(permission))
                throw new Problem(IdentityProblem.BEYOND_OWN_RIGHTS, Map.of("permission", permission));
        }
    }

    void requireScope(Scope scope) {
        var caller = Caller.current();
        if (caller.may(IdentityPermissions.GRANT_ANY)) return;
        boolean rows = caller.scope().all()
                || (!scope.all()
                        && caller.scope().counties().containsAll(scope.counties())
                        && caller.scope().units().containsAll(scope.units()));
        boolean kinds = caller.scope().streams().isEmpty()
                || (!scope.streams().isEmpty() && caller.scope().streams().containsAll(scope.streams()));
        if (!rows || !kinds) throw new Problem(IdentityProblem.BEYOND_OWN_RIGHTS, Map.of("scope", scope.toString()));
    }
}
