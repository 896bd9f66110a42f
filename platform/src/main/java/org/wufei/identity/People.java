package org.wufei.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.identity.PersonStore.OrganisationRow;
import org.wufei.identity.PersonStore.PersonRow;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Role;
import org.wufei.kernel.Scope;

/**
 * 人员: the module's one door: organisations, people, their roles and scopes, and how they come and go. Problems: see
 * {@code identity/…} in {@code docs/problems.md}. Source: GB/T 22239-2019 8.1.4.1, 8.1.4.2 (身份鉴别、访问控制).
 */
@Service
public class People {
    /** Long enough to reach a county by hand, short enough to be forgotten safely. */
    static final Duration LINK_TERM = Duration.ofDays(3);

    private static final int RECOVERY_CODES = 10;

    private final PersonStore store;
    private final Elevated elevated;
    private final Sessions sessions;
    private final Delegations delegations;
    private final RoleBook roles;
    private final Streams streams;
    private final Rights rights;
    private final Passwords passwords;
    private final Secrets secrets;
    private final Audit audit;
    private final Clock clock;

    People(
            PersonStore store,
            Elevated elevated,
            Sessions sessions,
            Delegations delegations,
            RoleBook roles,
            Streams streams,
            Rights rights,
            Passwords passwords,
            Secrets secrets,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.elevated = elevated;
        this.sessions = sessions;
        this.delegations = delegations;
        this.roles = roles;
        this.streams = streams;
        this.rights = rights;
        this.passwords = passwords;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
    }

    /** 机构类别. */
    public enum Kind {
        PREFECTURE,
        DEPARTMENT,
        COUNTY,
        UNIT
    }

    /** 机构: the prefecture, a department, a county or a registered unit. @param unit the unit it is, for {@code UNIT} only */
    public record Organisation(
            UUID id, Kind kind, String name, RegionCode county, UUID unit, boolean active, long version) {}

    /** An organisation named for {@link #ensurePerson}, made where there is none. */
    public record Workplace(Kind kind, String name, RegionCode county, UUID unit) {
        public static Workplace prefecture() {
            return new Workplace(Kind.PREFECTURE, "阿里地区行政公署", null, null);
        }

        public static Workplace department(String name) {
            return new Workplace(Kind.DEPARTMENT, name, null, null);
        }

        public static Workplace county(String name, RegionCode county) {
            return new Workplace(Kind.COUNTY, name, county, null);
        }

        public static Workplace unit(String name, RegionCode county, UUID unit) {
            return new Workplace(Kind.UNIT, name, county, unit);
        }
    }

    /** 人员. @param phone masked unless {@code revealed}; @param idNumber masked unless {@code revealed} */
    public record Person(
            UUID id,
            String login,
            String name,
            String position,
            String phone,
            String idNumber,
            boolean revealed,
            Organisation organisation,
            List<String> roles,
            Scope scope,
            String state,
            boolean totp,
            UUID successor,
            Instant createdAt,
            long version) {}

    /** A person just made, or told to set a new password. @param link path with a one-time token, shown this once */
    public record Invited(UUID id, String link, Instant expiresAt) {}

    /** What is said of a person. @param scope {@code null}: what their organisation suggests */
    public record Given(String name, String position, String phone, String idNumber, Set<String> roles, Scope scope) {}

    // ---- used by the house, the demo and tests

    /**
     * Makes a person who can sign in at once, or gives the one who is there already (their password is left alone).
     * Idempotent by login; acts as the platform itself.
     */
    @Transactional
    public UUID ensurePerson(String login, String name, String password, Role role, Workplace workplace, Scope scope) {
        var account = Sessions.account(login);
        return elevated.call("identity.ensure", () -> {
            var known = store.personByLogin(account);
            if (known.isPresent()) return known.get().id();
            Passwords.require(account, password);
            var place = workplace.unit() != null
                    ? store.organisationOf(workplace.unit())
                    : store.organisationNamed(workplace.kind().name(), workplace.name());
            var organisation = place.map(OrganisationRow::id)
                    .orElseGet(() -> store.addOrganisation(
                            workplace.kind().name(), workplace.name(), workplace.county(), workplace.unit()));
            var id = store.fresh();
            store.addPerson(
                    id,
                    store.organisation(organisation).orElseThrow(),
                    account,
                    name,
                    Set.of(role.name()),
                    scope,
                    passwords.hash(password));
            audit.record(
                    "identity.person.add",
                    "person",
                    id.toString(),
                    null,
                    Map.of("login", account, "role", role.name()));
            return id;
        });
    }

    /**
     * A one-time path by which the first administrator sets a password; empty where there is one already. Each call makes
     * the earlier path useless.
     */
    @Transactional
    public Optional<String> firstAdministratorLink() {
        return elevated.call("identity.first-administrator", () -> {
            if (store.activeWithRole(Role.ADMINISTRATOR.name()) > 0) return Optional.empty();
            var id = store.personByLogin("admin").map(PersonRow::id).orElseGet(() -> {
                var organisation = store.organisationNamed(Kind.DEPARTMENT.name(), "地区生态环境局")
                        .orElseThrow();
                var fresh = store.fresh();
                store.addPerson(
                        fresh, organisation, "admin", "平台管理员", Set.of(Role.ADMINISTRATOR.name()), Scope.ALL, null);
                return fresh;
            });
            audit.record("identity.first-administrator.link", "person", id.toString(), null, null);
            return Optional.of(link(id).link());
        });
    }

    /** The organisation of a unit, made where there is none; with its name as the registry now has it. */
    @Transactional
    public UUID ensureUnit(UUID unit, String name, RegionCode county) {
        return elevated.call(
                "identity.ensure-unit",
                () -> store.organisationOf(unit)
                        .map(known -> {
                            if (!known.name().equals(name)) store.changeOrganisation(known.id(), name, known.active());
                            return known.id();
                        })
                        .orElseGet(() -> store.addOrganisation(Kind.UNIT.name(), name, county, unit)));
    }

    /** Names of people by id, whatever the caller's scope: who decided, who filed. */
    @Transactional(readOnly = true)
    public Map<UUID, String> names(Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        elevated.call("identity.names", () -> {
            for (var id : Set.copyOf(ids)) store.person(id).ifPresent(person -> names.put(id, person.name()));
            return null;
        });
        return names;
    }

    /** The name of the organisation that the caller acts for, whatever their scope; empty for the platform itself. */
    @Transactional
    public Optional<String> workplace() {
        var id = Caller.current().organisation();
        if (id == null) return Optional.empty();
        return elevated.call("identity.workplace", () -> store.organisation(id).map(OrganisationRow::name));
    }

    // ---- organisations

    @Transactional(readOnly = true)
    public Page<Organisation> organisations(String q, Kind kind, String cursor, Integer size) {
        int limit = Page.size(size);
        var found = store.organisations(q, kind == null ? null : kind.name(), Cursor.decode(cursor), limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit
                ? Cursor.encode(shown.getLast().name() + "\n" + shown.getLast().id())
                : null;
        return new Page<>(shown.stream().map(People::organisation).toList(), next, null);
    }

    /** @throws Problem {@link IdentityProblem#ORGANISATION_UNKNOWN} where it is not there or not seen */
    @Transactional(readOnly = true)
    public Organisation organisation(UUID id) {
        return organisation(organisationRow(id));
    }

    /** @throws Problem {@link IdentityProblem#ORGANISATION_EXISTS} */
    @Transactional
    public Organisation addOrganisation(Kind kind, String name, RegionCode county, UUID unit) {
        if ((kind == Kind.UNIT) != (unit != null)) throw wrong("unit", "单位机构须填写名录单位，其他机构不填");
        if ((kind == Kind.UNIT || kind == Kind.COUNTY) && county == null) throw wrong("county", "县级机构和单位须填写所在县");
        if (kind != Kind.UNIT && store.organisationNamed(kind.name(), name).isPresent()
                || unit != null && store.organisationOf(unit).isPresent()) {
            throw new Problem(IdentityProblem.ORGANISATION_EXISTS, Map.of("name", name));
        }
        var id = store.addOrganisation(kind.name(), name, county == null ? null : county.county(), unit);
        var made = organisation(organisationRow(id));
        audit.record("identity.organisation.add", "organisation", id.toString(), null, made);
        return made;
    }

    @Transactional
    public Organisation changeOrganisation(UUID id, String name, boolean active, String ifMatch) {
        var before = organisationRow(id);
        Etag.require(ifMatch, before.version());
        if (!before.firm()
                && !before.name().equals(name)
                && store.organisationNamed(before.kind(), name).isPresent()) {
            throw new Problem(IdentityProblem.ORGANISATION_EXISTS, Map.of("name", name));
        }
        store.changeOrganisation(id, name, active);
        var after = organisation(organisationRow(id));
        audit.record("identity.organisation.change", "organisation", id.toString(), organisation(before), after);
        return after;
    }

    // ---- people

    @Transactional(readOnly = true)
    public Page<Person> people(String q, UUID organisation, String role, String state, String cursor, Integer size) {
        int limit = Page.size(size);
        var found = store.people(q, organisation, role, state, Cursor.decode(cursor), limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? Cursor.encode(shown.getLast().login()) : null;
        return new Page<>(
                shown.stream().map(row -> person(row, false)).toList(),
                next,
                store.countPeople(q, organisation, role, state));
    }

    @Transactional(readOnly = true)
    public Person person(UUID id) {
        return person(row(id), false);
    }

    /** The same with identity number and telephone in full; the look is audited before it is answered. */
    @Transactional(readOnly = true)
    public Person revealed(UUID id) {
        var row = row(id);
        audit.looked("person", id.toString(), "身份证号、电话");
        return person(row, true);
    }

    /** @throws Problem {@link IdentityProblem#LOGIN_TAKEN}, {@code ROLE_UNKNOWN}, {@code BEYOND_OWN_RIGHTS} */
    @Transactional
    public Invited add(UUID organisation, String login, Given given) {
        var place = organisationRow(organisation);
        var account = Sessions.account(login);
        if (!account.matches("[a-z0-9][a-z0-9._@-]{1,63}"))
            throw wrong("login", "账号为 2 至 64 位小写字母、数字和 . _ @ -，以字母或数字开头");
        if (elevated.call("identity.login", () -> store.personByLogin(account)).isPresent()) {
            throw new Problem(IdentityProblem.LOGIN_TAKEN, Map.of("login", account));
        }
        var scope = given.scope() == null ? suggested(place) : given.scope();
        requireGrant(place, given.roles(), scope);
        var id = store.fresh();
        store.addPerson(id, place, account, given.name(), given.roles(), scope, null);
        store.changePerson(
                id,
                given.name(),
                given.position(),
                secrets.seal(given.phone(), id),
                secrets.seal(given.idNumber(), id),
                given.roles(),
                scope);
        audit.record("identity.person.add", "person", id.toString(), null, person(row(id), false));
        return link(id);
    }

    @Transactional
    public Person change(UUID id, Given given, String ifMatch) {
        var before = rowForChange(id);
        Etag.require(ifMatch, before.version());
        var scope = given.scope() == null ? before.scope() : given.scope();
        requireOver(before);
        requireGrant(before.organisation(), given.roles(), scope);
        if (before.roles().contains(Role.ADMINISTRATOR.name()) && !given.roles().contains(Role.ADMINISTRATOR.name()))
            requireAnotherAdministrator(before);
        store.changePerson(
                id,
                given.name(),
                given.position(),
                changed(given.phone(), before.phone(), id),
                changed(given.idNumber(), before.idNumber(), id),
                given.roles(),
                scope);
        var after = person(row(id), false);
        audit.record("identity.person.change", "person", id.toString(), person(before, false), after);
        return after;
    }

    /** A new one-time link for someone who forgot; the old password works until it is used. */
    @Transactional
    public Invited invite(UUID id) {
        var row = rowForChange(id);
        requireOver(row);
        audit.record("identity.person.invite", "person", id.toString(), null, null);
        return link(id);
    }

    /** Takes the authenticator off someone who lost it, after their identity was checked in person. */
    @Transactional
    public void dropTotp(UUID id) {
        var row = rowForChange(id);
        requireOver(row);
        store.totp(id, null, false, 0);
        store.replaceRecoveryCodes(id, List.of());
        sessions.endAll(id, null, "RIGHTS_CHANGED");
        audit.record("identity.person.totp-drop", "person", id.toString(), null, null);
    }

    /**
     * 离岗: ends every session, link and delegation of theirs, and names who takes over; nothing they did is taken back.
     *
     * @param successor who takes over, of the same organisation; {@code null} where nobody does yet
     */
    @Transactional
    public Person leave(UUID id, UUID successor, String ifMatch) {
        var before = rowForChange(id);
        Etag.require(ifMatch, before.version());
        requireOver(before);
        requireAnotherAdministrator(before);
        if (successor != null) {
            var next = row(successor);
            if (!next.organisation().id().equals(before.organisation().id())
                    || !next.state().equals("ACTIVE")
                    || next.id().equals(id)) {
                throw new Problem(IdentityProblem.DELEGATION_REFUSED, Map.of());
            }
        }
        store.leave(id, successor, clock.instant());
        store.replaceRecoveryCodes(id, List.of());
        sessions.endAll(id, null, "LEFT");
        delegations.revokeAll(id);
        var after = person(row(id), false);
        audit.record("identity.person.leave", "person", id.toString(), person(before, false), after);
        return after;
    }

    // ---- links and one's own account

    /** Whom a link belongs to, for the page that asks for a password. @throws Problem {@link IdentityProblem#LINK_INVALID} */
    @Transactional(readOnly = true)
    public Linked linked(String token) {
        return elevated.call("identity.link", () -> {
            var row = store.findLink(Tokens.digest(token), clock.instant())
                    .flatMap(store::person)
                    .orElseThrow(People::linkInvalid);
            return new Linked(row.login(), row.name(), row.organisation().name());
        });
    }

    /** Whose link it is. */
    public record Linked(String login, String name, String organisation) {}

    /** Sets the password of whoever holds the link; their other sessions end. @return the person */
    @Transactional
    public UUID openLink(String token, String password) {
        var digest = Tokens.digest(token);
        return elevated.call("identity.link", () -> {
            var row = store.link(digest, clock.instant()).flatMap(store::person).orElseThrow(People::linkInvalid);
            if (row.state().equals("LEFT")) throw linkInvalid();
            Passwords.require(row.login(), password);
            store.setPassword(row.id(), passwords.hash(password));
            store.useLink(digest);
            sessions.endAll(row.id(), null, "PASSWORD_CHANGED");
            sessions.forgive(row.login());
            // Whoever holds the link is the person from here on, and the audit says so.
            Sessions.caller(row, null, Set.of())
                    .run(() -> audit.record(
                            "identity.person.password", "person", row.id().toString(), null, Map.of("by", "link")));
            return row.id();
        });
    }

    private static Problem linkInvalid() {
        return new Problem(IdentityProblem.LINK_INVALID, Map.of());
    }

    /** @throws Problem {@link IdentityProblem#PASSWORD_WRONG}, {@code PASSWORD_WEAK} */
    @Transactional
    public void changePassword(UUID person, UUID session, String old, String fresh) {
        elevated.call("identity.password", () -> {
            var row = rowForChange(person);
            sessions.prove(row, old, passwordWrong("old"));
            Passwords.require(row.login(), fresh);
            store.setPassword(person, passwords.hash(fresh));
            sessions.endAll(person, session, "PASSWORD_CHANGED");
            return null;
        });
        audit.record("identity.person.password", "person", person.toString(), null, Map.of("by", "self"));
    }

    static Problem passwordWrong(String field) {
        return new Problem(
                IdentityProblem.PASSWORD_WRONG,
                Map.of(),
                List.of(new Problem.Field(field, "password-wrong", IdentityProblem.PASSWORD_WRONG.title())));
    }

    /** 验证器: a fresh secret, of no effect until {@link #confirmTotp}. @param uri for the picture that an app reads */
    public record TotpSecret(String secret, String uri) {}

    @Transactional
    public TotpSecret startTotp(UUID person, String password) {
        return elevated.call("identity.totp", () -> {
            var row = rowForChange(person);
            sessions.prove(row, password, passwordWrong("password"));
            var secret = Tokens.bytes(Totp.SECRET_BYTES);
            store.totpPending(person, secrets.sealBytes(secret, person));
            return new TotpSecret(Totp.base32(secret), Totp.uri(row.login(), secret));
        });
    }

    /** Recovery codes, each good once, shown this once. @throws Problem {@link IdentityProblem#TOTP_NOT_STARTED}, {@code TOTP_WRONG} */
    @Transactional
    public List<String> confirmTotp(UUID person, String code) {
        var shown = elevated.call("identity.totp", () -> {
            rowForChange(person);
            var pending = store.pendingTotp(person)
                    .orElseThrow(() -> new Problem(IdentityProblem.TOTP_NOT_STARTED, Map.of()));
            var step = Totp.accept(secrets.openBytes(pending, person), code.replaceAll("\\s", ""), clock.instant(), 0);
            if (step.isEmpty()) {
                throw new Problem(
                        CommonProblem.INPUT_INVALID,
                        Map.of(),
                        List.of(new Problem.Field("code", "totp-wrong", IdentityProblem.TOTP_WRONG.title())));
            }
            store.totp(person, pending, true, step.getAsLong());
            var codes = new ArrayList<String>();
            for (int i = 0; i < RECOVERY_CODES; i++) codes.add(Totp.base32(Tokens.bytes(10)));
            store.replaceRecoveryCodes(
                    person, codes.stream().map(Tokens::digest).toList());
            return codes.stream()
                    .map(c -> c.substring(0, 4) + "-" + c.substring(4, 8) + "-" + c.substring(8, 12) + "-"
                            + c.substring(12))
                    .toList();
        });
        audit.record("identity.person.totp", "person", person.toString(), null, null);
        return shown;
    }

    private Invited link(UUID person) {
        var token = Tokens.fresh();
        var expires = clock.instant().plus(LINK_TERM);
        store.addLink(person, Tokens.digest(token), expires);
        return new Invited(person, "/link/" + token, expires);
    }

    private byte[] changed(String given, byte[] before, UUID row) {
        if (given == null || given.contains("*")) return before; // what was shown masked comes back masked: unchanged
        return given.isBlank() ? null : secrets.seal(given, row);
    }

    /**
     * Where no scope is named: a firm's people see the firm, a county's the county, others the prefecture; each of the
     * streams that the caller is limited to.
     */
    private static Scope suggested(OrganisationRow place) {
        var caller = Caller.current();
        var streams = caller.may(IdentityPermissions.GRANT_ANY)
                ? Set.<String>of()
                : caller.scope().streams();
        if (place.firm()) return new Scope(false, Set.of(), Set.of(place.unit()), streams);
        return place.kind().equals("COUNTY")
                ? new Scope(false, Set.of(place.county()), Set.of(), streams)
                : new Scope(true, Set.of(), Set.of(), streams);
    }

    private void requireGrant(OrganisationRow place, Set<String> codes, Scope scope) {
        if (codes.isEmpty()) throw wrong("roles", "请至少选择一个角色");
        rights.requireRoles(codes, scope);
        streams.requireKnown(scope);
        rights.requireScope(scope);
        if (place.firm()) {
            var firm = Set.of(Role.FIRM_MANAGER.name(), Role.FIRM_CLERK.name());
            for (var code : codes) {
                if (roles.get(code).builtin() && !firm.contains(code)) {
                    throw new Problem(IdentityProblem.BEYOND_OWN_RIGHTS, Map.of("role", code));
                }
            }
            boolean own =
                    !scope.all() && scope.counties().isEmpty() && scope.units().equals(Set.of(place.unit()));
            if (!own && !Caller.current().may(IdentityPermissions.GRANT_ANY)) {
                throw new Problem(IdentityProblem.BEYOND_OWN_RIGHTS, Map.of("scope", scope.toString()));
            }
        }
    }

    /** Whoever manages a person must hold all that the person holds: else a reset password would be a way up. */
    private void requireOver(PersonRow person) {
        if (person.state().equals("LEFT")) throw new Problem(IdentityProblem.PERSON_LEFT, Map.of());
        rights.requirePermissions(streams.held(roles.permissions(person.roles()), person.scope()));
        rights.requireScope(person.scope());
    }

    private void requireAnotherAdministrator(PersonRow leaving) {
        if (leaving.roles().contains(Role.ADMINISTRATOR.name())
                && leaving.state().equals("ACTIVE")
                && store.activeWithRole(Role.ADMINISTRATOR.name()) <= 1) {
            throw new Problem(IdentityProblem.LAST_ADMINISTRATOR, Map.of());
        }
    }

    private PersonRow row(UUID id) {
        return store.person(id).orElseThrow(() -> new Problem(IdentityProblem.PERSON_UNKNOWN, Map.of()));
    }

    private PersonRow rowForChange(UUID id) {
        return store.personForChange(id).orElseThrow(() -> new Problem(IdentityProblem.PERSON_UNKNOWN, Map.of()));
    }

    private OrganisationRow organisationRow(UUID id) {
        return store.organisation(id).orElseThrow(() -> new Problem(IdentityProblem.ORGANISATION_UNKNOWN, Map.of()));
    }

    private Person person(PersonRow row, boolean reveal) {
        var phone = secrets.open(row.phone(), row.id());
        var idNumber = secrets.open(row.idNumber(), row.id());
        return new Person(
                row.id(),
                row.login(),
                row.name(),
                row.position(),
                reveal ? phone : Mask.phone(phone),
                reveal ? idNumber : Mask.idNumber(idNumber),
                reveal,
                organisation(row.organisation()),
                row.roles().stream().sorted().toList(),
                row.scope(),
                row.state(),
                row.totpConfirmed(),
                row.successor(),
                row.createdAt(),
                row.version());
    }

    static Organisation organisation(OrganisationRow row) {
        return new Organisation(
                row.id(), Kind.valueOf(row.kind()), row.name(), row.county(), row.unit(), row.active(), row.version());
    }

    static Problem wrong(String field, String message) {
        return new Problem(
                CommonProblem.INPUT_INVALID, Map.of(), List.of(new Problem.Field(field, "invalid", message)));
    }
}
