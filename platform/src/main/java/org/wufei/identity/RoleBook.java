package org.wufei.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Problem;
import org.wufei.kernel.Role;

/**
 * 角色: the built-in ones with what an administrator added or took away, and the prefecture's own. Owns
 * {@code identity.role}. Read on every request, so it is kept for some seconds; a change here is seen at once.
 */
@Component
class RoleBook {
    /** Another copy of the platform on the same database sees a change after this long. */
    private static final long FRESH_SECONDS = 10;

    private final JdbcClient db;
    private final Clock clock;
    private final Map<String, Permission> catalogue = new TreeMap<>();
    private volatile Read read;

    private record Read(Map<String, Held> roles, Instant at) {}

    /** @param defaults what a built-in role has unless decided otherwise */
    record Held(
            String code, String title, boolean builtin, Set<String> permissions, Set<String> defaults, long version) {}

    RoleBook(JdbcClient db, Clock clock, List<Permissions> modules) {
        this.db = db;
        this.clock = clock;
        for (var module : modules)
            module.permissions().forEach(permission -> catalogue.put(permission.code(), permission));
    }

    Collection<Permission> catalogue() {
        return catalogue.values();
    }

    List<Held> roles() {
        return List.copyOf(current().values());
    }

    Optional<Held> find(String code) {
        return Optional.ofNullable(current().get(code));
    }

    Held get(String code) {
        return find(code).orElseThrow(() -> new Problem(IdentityProblem.ROLE_UNKNOWN, Map.of("role", code)));
    }

    Set<String> permissions(Collection<String> roles) {
        return roles.stream()
                .map(code -> current().get(code))
                .filter(role -> role != null)
                .flatMap(role -> role.permissions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void requireKnown(Collection<String> permissions) {
        for (var permission : permissions) {
            if (!catalogue.containsKey(permission)) {
                throw new Problem(IdentityProblem.PERMISSION_UNKNOWN, Map.of("permission", permission));
            }
        }
    }

    /** Sets what a role holds; for a built-in one as the difference from its defaults, so that a new module's defaults still arrive. */
    void put(String code, String title, boolean builtin, Set<String> permissions) {
        var defaults = builtin ? defaults(Role.valueOf(code)) : Set.<String>of();
        var granted =
                permissions.stream().filter(p -> !defaults.contains(p)).sorted().toArray(String[]::new);
        var revoked =
                defaults.stream().filter(p -> !permissions.contains(p)).sorted().toArray(String[]::new);
        db.sql("""
                insert into identity.role (code, title, builtin, granted, revoked) values (?, ?, ?, ?, ?)
                on conflict (code) do update set title = excluded.title, granted = excluded.granted, revoked = excluded.revoked,
                    version = identity.role.version + 1
                """).params(code, title, builtin, granted, revoked).update();
        changed();
    }

    void remove(String code) {
        db.sql("delete from identity.role where code = ? and not builtin")
                .param(code)
                .update();
        changed();
    }

    private void changed() {
        read = null;
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    read = null;
                }
            });
        }
    }

    private Map<String, Held> current() {
        var seen = read;
        if (seen == null || seen.at.plusSeconds(FRESH_SECONDS).isBefore(clock.instant())) {
            seen = new Read(load(), clock.instant());
            read = seen;
        }
        return seen.roles;
    }

    private Map<String, Held> load() {
        var roles = new LinkedHashMap<String, Held>();
        for (var role : Role.values()) {
            var defaults = defaults(role);
            roles.put(role.name(), new Held(role.name(), role.title(), true, defaults, defaults, 0));
        }
        db.sql("select code, title, builtin, granted, revoked, version from identity.role order by title")
                .query((row, n) -> {
                    var code = row.getString("code");
                    var defaults = roles.containsKey(code) ? roles.get(code).defaults() : Set.<String>of();
                    var held = new TreeSet<>(defaults);
                    held.addAll(Arrays.asList((String[]) row.getArray("granted").getArray()));
                    Arrays.asList((String[]) row.getArray("revoked").getArray()).forEach(held::remove);
                    held.retainAll(catalogue.keySet());
                    return new Held(
                            code,
                            row.getString("title"),
                            row.getBoolean("builtin"),
                            held,
                            defaults,
                            row.getLong("version"));
                })
                .list()
                .forEach(role -> roles.put(role.code(), role));
        return roles;
    }

    private Set<String> defaults(Role role) {
        var held = new ArrayList<String>();
        for (var permission : catalogue.values()) if (permission.defaults().contains(role)) held.add(permission.code());
        return Set.copyOf(held);
    }
}
