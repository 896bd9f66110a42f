package org.wufei.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * 当前操作人: who acts now, with their rights and scope. Set once for a request (or a job) by {@code identity}; read by
 * doors, by the transaction manager (row-level security) and by the audit.
 *
 * @param id person or API client; the nil UUID for the platform itself
 * @param name as the audit shows it
 * @param organisation the organisation they act for; {@code null} for the platform itself
 * @param unit the registered unit they act for, where they act for a firm; otherwise {@code null}
 */
public record Caller(
        UUID id,
        String name,
        UUID organisation,
        UUID unit,
        Set<Role> roles,
        Set<String> permissions,
        Scope scope,
        Via via) {
    private static final ThreadLocal<Caller> CURRENT = new ThreadLocal<>();
    private static final UUID NIL = new UUID(0, 0);

    /** By which door they came. */
    public enum Via {
        BROWSER,
        API_CLIENT,
        SYSTEM
    }

    public Caller {
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
    }

    /** The platform itself, for a scheduled job or a start-up step; sees every row, so its work must be its own. */
    public static Caller system(String job) {
        return new Caller(NIL, job, null, null, Set.of(), Set.of(), Scope.ALL, Via.SYSTEM);
    }

    public static Optional<Caller> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** @throws Problem {@link CommonProblem#NOT_SIGNED_IN} when nobody is */
    public static Caller current() {
        return find().orElseThrow(() -> new Problem(CommonProblem.NOT_SIGNED_IN, Map.of()));
    }

    public boolean may(String permission) {
        return via == Via.SYSTEM || permissions.contains(permission);
    }

    /** @throws Problem {@link CommonProblem#NOT_ALLOWED} */
    public void require(String permission) {
        if (!may(permission)) throw new Problem(CommonProblem.NOT_ALLOWED, Map.of("permission", permission));
    }

    /** Runs {@code work} as this caller, and gives the thread back as it was. */
    public <T> T call(Supplier<T> work) {
        var before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            if (before == null) CURRENT.remove();
            else CURRENT.set(before);
        }
    }

    /** Runs {@code work} as this caller, and gives the thread back as it was. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }
}
