package org.wufei.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.identity.SessionController.Named;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Problem;
import org.wufei.kernel.Role;

/** 权限管理: roles and what they hold, delegations, and the keys of personal data. */
@Component
class Administration {
    private static final int RESEAL_ROWS = 500;
    private static final int ASKED_MAX = 5;

    private final RoleBook roles;
    private final Rights rights;
    private final PersonStore people;
    private final RegistrationStore registrations;
    private final Delegations delegations;
    private final Secrets secrets;
    private final Elevated elevated;
    private final Audit audit;

    Administration(
            RoleBook roles,
            Rights rights,
            PersonStore people,
            RegistrationStore registrations,
            Delegations delegations,
            Secrets secrets,
            Elevated elevated,
            Audit audit) {
        this.roles = roles;
        this.rights = rights;
        this.people = people;
        this.registrations = registrations;
        this.delegations = delegations;
        this.secrets = secrets;
        this.elevated = elevated;
        this.audit = audit;
    }

    /** @param module first part of the code; @param defaults built-in roles that have it unless decided otherwise */
    record PermissionLine(String code, String title, String module, Set<String> defaults) {}

    /** @param defaults what a built-in role has unless decided otherwise */
    record RoleLine(
            String code, String title, boolean builtin, Set<String> permissions, Set<String> defaults, long version) {}

    List<PermissionLine> permissions() {
        return roles.catalogue().stream().map(Administration::line).toList();
    }

    /** Somebody to ask. */
    record Asked(String name, String organisation) {}

    /** What a permission is called, which roles have it, and who can give one: for whoever was refused. */
    record PermissionHelp(String code, String title, List<String> roles, List<Asked> ask) {}

    /** A firm's people ask their own manager first; everybody else, and a manager, the administrators. */
    @Transactional(readOnly = true)
    public PermissionHelp help(String code) {
        roles.requireKnown(Set.of(code));
        var title = roles.catalogue().stream()
                .filter(permission -> permission.code().equals(code))
                .findFirst()
                .map(Permission::title)
                .orElse(code);
        var holders = roles.roles().stream()
                .filter(role -> role.permissions().contains(code))
                .map(RoleBook.Held::title)
                .toList();
        var caller = Caller.current();
        var ask = elevated.call("identity.permission-help", () -> {
            var own = caller.unit() == null
                    ? List.<PersonStore.PersonRow>of()
                    : people.people(null, caller.organisation(), Role.FIRM_MANAGER.name(), "ACTIVE", null, ASKED_MAX);
            var others = own.stream()
                    .filter(person -> !person.id().equals(caller.id()))
                    .toList();
            return others.isEmpty()
                    ? people.people(null, null, Role.ADMINISTRATOR.name(), "ACTIVE", null, ASKED_MAX)
                    : others;
        });
        return new PermissionHelp(
                code,
                title,
                holders,
                ask.stream()
                        .map(person ->
                                new Asked(person.name(), person.organisation().name()))
                        .toList());
    }

    private static PermissionLine line(Permission permission) {
        var defaults = new TreeSet<String>();
        permission.defaults().forEach(role -> defaults.add(role.name()));
        return new PermissionLine(
                permission.code(),
                permission.title(),
                permission.code().substring(0, permission.code().indexOf('.')),
                defaults);
    }

    List<RoleLine> roles() {
        return roles.roles().stream().map(Administration::line).toList();
    }

    private static RoleLine line(RoleBook.Held role) {
        return new RoleLine(
                role.code(),
                role.title(),
                role.builtin(),
                new TreeSet<>(role.permissions()),
                new TreeSet<>(role.defaults()),
                role.version());
    }

    /** @throws Problem {@link IdentityProblem#ROLE_EXISTS}, {@code PERMISSION_UNKNOWN}, {@code BEYOND_OWN_RIGHTS} */
    @Transactional
    public RoleLine addRole(String code, String title, Set<String> permissions) {
        if (roles.find(code).isPresent()) throw new Problem(IdentityProblem.ROLE_EXISTS, Map.of("role", code));
        roles.requireKnown(permissions);
        rights.requirePermissions(permissions);
        roles.put(code, title, false, permissions);
        var made = line(roles.get(code));
        audit.record("identity.role.add", "role", code, null, made);
        return made;
    }

    /** @throws Problem {@link IdentityProblem#ROLE_BUILTIN} where a built-in role would get another name */
    @Transactional
    public RoleLine changeRole(String code, String title, Set<String> permissions, String ifMatch) {
        var before = roles.get(code);
        Etag.require(ifMatch, before.version());
        if (before.builtin() && !before.title().equals(title))
            throw new Problem(IdentityProblem.ROLE_BUILTIN, Map.of());
        if (code.equals("ADMINISTRATOR")
                && !permissions.containsAll(Set.of("identity.role.write", IdentityPermissions.GRANT_ANY))) {
            throw new Problem(IdentityProblem.LAST_ADMINISTRATOR, Map.of());
        }
        roles.requireKnown(permissions);
        rights.requirePermissions(permissions);
        roles.put(code, title, before.builtin(), permissions);
        var after = line(roles.get(code));
        audit.record("identity.role.change", "role", code, line(before), after);
        return after;
    }

    @Transactional
    public void removeRole(String code) {
        var role = roles.get(code);
        if (role.builtin()) throw new Problem(IdentityProblem.ROLE_BUILTIN, Map.of());
        long used = elevated.call("identity.role", () -> people.withRole(code));
        if (used > 0) throw new Problem(IdentityProblem.ROLE_IN_USE, Map.of("people", used));
        roles.remove(code);
        audit.record("identity.role.remove", "role", code, line(role), null);
    }

    @Transactional(readOnly = true)
    public List<Delegations.Delegation> delegations(UUID person) {
        return elevated.call("identity.delegations", () -> delegations.of(person));
    }

    @Transactional(readOnly = true)
    public List<Named> colleagues() {
        var caller = Caller.current();
        return elevated.call(
                "identity.colleagues",
                () -> people.people(null, caller.organisation(), null, "ACTIVE", null, 500).stream()
                        .filter(person ->
                                caller.organisation() != null && !person.id().equals(caller.id()))
                        .map(person -> new Named(person.id(), person.name()))
                        .toList());
    }

    /** @throws Problem {@link IdentityProblem#DELEGATION_TERM}, {@code DELEGATION_REFUSED} */
    @Transactional
    public UUID delegate(UUID taker, LocalDate from, LocalDate to, String reason) {
        var caller = Caller.current();
        boolean colleague = elevated.call(
                "identity.delegate",
                () -> people.person(taker)
                        .filter(person -> person.state().equals("ACTIVE")
                                && !person.id().equals(caller.id())
                                && person.organisation().id().equals(caller.organisation()))
                        .isPresent());
        if (!colleague) throw new Problem(IdentityProblem.DELEGATION_REFUSED, Map.of());
        var id = delegations.add(caller.id(), taker, from, to, reason);
        audit.record(
                "identity.delegation.add",
                "delegation",
                id.toString(),
                null,
                Map.of("taker", taker, "from", from, "to", to, "reason", reason));
        return id;
    }

    @Transactional
    public void revokeDelegation(UUID id) {
        if (!delegations.revoke(id, Caller.current().id()))
            throw new Problem(IdentityProblem.DELEGATION_UNKNOWN, Map.of());
        audit.record("identity.delegation.revoke", "delegation", id.toString(), null, null);
    }

    /** @param key number of the new key; @param rows how many rows were sealed again */
    record Rotation(int key, int rows) {}

    /** All or nothing in the database; the old key stays in the file, for backups made before. */
    @Transactional
    public Rotation rotate() {
        int key = secrets.rotate();
        int rows = elevated.call("identity.key", () -> {
            int done = 0;
            List<PersonStore.PersonRow> block;
            UUID after = null;
            do {
                block = people.sealed(after, RESEAL_ROWS);
                for (var row : block) {
                    people.reseal(
                            row.id(),
                            again(row.phone(), row.id()),
                            again(row.idNumber(), row.id()),
                            again(row.totpSecret(), row.id()));
                    after = row.id();
                    done++;
                }
            } while (block.size() == RESEAL_ROWS);
            for (var sealed : registrations.phones()) {
                registrations.reseal(sealed.id(), again(sealed.phone(), sealed.id()));
                done++;
            }
            return done;
        });
        audit.record("identity.key.rotate", "key", Integer.toString(key), null, Map.of("rows", rows));
        return new Rotation(key, rows);
    }

    private byte[] again(byte[] sealed, UUID row) {
        return sealed == null ? null : secrets.sealBytes(secrets.openBytes(sealed, row), row);
    }
}
