package org.wufei.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CreditCode;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Role;
import org.wufei.kernel.Scope;

/** 企业注册与准入: a firm applies by itself; an officer of its county or of the bureau admits or refuses it. */
@Component
class Registrations {
    private final RegistrationStore store;
    private final PersonStore people;
    private final Passwords passwords;
    private final Secrets secrets;
    private final Elevated elevated;
    private final ObjectProvider<Admission> admission;
    private final Audit audit;

    Registrations(
            RegistrationStore store,
            PersonStore people,
            Passwords passwords,
            Secrets secrets,
            Elevated elevated,
            ObjectProvider<Admission> admission,
            Audit audit) {
        this.store = store;
        this.people = people;
        this.passwords = passwords;
        this.secrets = secrets;
        this.elevated = elevated;
        this.admission = admission;
        this.audit = audit;
    }

    /** @param trait what the firm is, as the registry names it: {@code MINE}, {@code HEATING}…; @param industry GB/T 4754 code */
    record Registration(
            @NotNull CreditCode code,
            @NotBlank @Size(max = 200) String name,

            @NotNull @Pattern(regexp = "5425\\d{2}", message = "请选择阿里地区的县")
            String county,

            @NotBlank @Size(max = 200) String address,
            @Size(max = 10) String industry,
            @Size(max = 40) String trait,
            @NotBlank @Size(max = 60) String contactName,

            @NotBlank @Pattern(regexp = "[0-9+ -]{5,20}", message = "电话为 5 至 20 位数字")
            String phone,

            @NotBlank @Pattern(regexp = "[a-zA-Z0-9][a-zA-Z0-9._@-]{1,63}", message = "账号为 2 至 64 位字母、数字和 . _ @ -")
            String login,

            @NotBlank @Size(max = 200) String password) {}

    /** @param tracking by which the applicant asks how it stands; shown this once */
    record Applied(UUID id, String tracking) {}

    /** @param reason why it was refused */
    record Standing(
            String name,
            String code,
            String state,
            String reason,
            Instant appliedAt,
            Instant decidedAt,
            String login) {}

    record Application(
            UUID id,
            String code,
            String name,
            RegionCode county,
            String address,
            String industry,
            String trait,
            String contactName,
            String phone,
            String login,
            String state,
            String reason,
            String decidedBy,
            Instant decidedAt,
            UUID unit,
            Instant appliedAt,
            long version) {}

    /** @throws Problem {@link IdentityProblem#APPLICATION_WAITING}, {@code LOGIN_TAKEN}, {@code PASSWORD_WEAK} */
    @Transactional
    public Applied apply(@Valid Registration given) {
        var login = Sessions.account(given.login());
        Passwords.require(login, given.password());
        var hash = passwords.hash(given.password());
        return elevated.call("identity.registration", () -> {
            if (store.waiting(given.code().text()))
                throw new Problem(
                        IdentityProblem.APPLICATION_WAITING,
                        Map.of("code", given.code().text()));
            if (people.personByLogin(login).isPresent() || store.loginWaiting(login)) {
                throw new Problem(
                        IdentityProblem.LOGIN_TAKEN,
                        Map.of("login", login),
                        List.of(new Problem.Field("login", "login-taken", "账号已被使用，请换一个")));
            }
            var id = people.fresh();
            var tracking = Totp.base32(Tokens.bytes(10));
            store.add(
                    id,
                    given.code().text(),
                    given.name().strip(),
                    new RegionCode(given.county()),
                    given.address().strip(),
                    given.industry(),
                    given.trait(),
                    given.contactName().strip(),
                    secrets.seal(given.phone(), id),
                    login,
                    hash,
                    Tokens.digest(tracking));
            audit.record(
                    "identity.application.add",
                    "application",
                    id.toString(),
                    null,
                    Map.of("name", given.name(), "code", given.code().text()));
            return new Applied(id, tracking);
        });
    }

    /** How an application stands, for whoever has its tracking number. */
    @Transactional(readOnly = true)
    public Standing standing(String tracking) {
        return elevated.call(
                "identity.registration",
                () -> store.tracked(Tokens.digest(tracking.strip().toUpperCase(java.util.Locale.ROOT)))
                        .map(row -> new Standing(
                                row.name(),
                                row.code(),
                                row.state(),
                                row.reason(),
                                row.appliedAt(),
                                row.decidedAt(),
                                row.login()))
                        .orElseThrow(() -> new Problem(IdentityProblem.APPLICATION_UNKNOWN, Map.of())));
    }

    @Transactional(readOnly = true)
    public Page<Application> list(String q, String state, String cursor, Integer size) {
        int limit = Page.size(size);
        UUID before;
        try {
            before = cursor == null || cursor.isBlank() ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw People.wrong("cursor", "翻页标记无效，请从第一页重新查询");
        }
        var found = store.list(q, state, before, limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? shown.getLast().id().toString() : null;
        return new Page<>(shown.stream().map(this::application).toList(), next, store.count(q, state));
    }

    @Transactional(readOnly = true)
    public Application get(UUID id) {
        return application(row(id, false));
    }

    /**
     * 接纳: makes the unit (by the registry), its organisation and its manager, who signs in with the password they chose.
     *
     * @throws Problem {@link IdentityProblem#APPLICATION_DECIDED}, {@code UNIT_HAS_ACCOUNT}, {@code ADMISSION_CLOSED}
     */
    @Transactional
    public Application admit(UUID id, String ifMatch) {
        var row = waiting(id, ifMatch);
        var registry = admission.getIfAvailable();
        if (registry == null) throw new Problem(IdentityProblem.ADMISSION_CLOSED, Map.of());
        var unit = registry.unitFor(new Admission.Applicant(
                new CreditCode(row.code()),
                row.name(),
                row.county(),
                row.address(),
                row.industry(),
                row.trait(),
                row.contactName()));
        var person = elevated.call("identity.admit", () -> {
            var organisation = people.organisationOf(unit)
                    .map(PersonStore.OrganisationRow::id)
                    .orElseGet(() -> people.addOrganisation(People.Kind.UNIT.name(), row.name(), row.county(), unit));
            if (!people.people(null, organisation, Role.FIRM_MANAGER.name(), "ACTIVE", null, 1)
                    .isEmpty()) {
                throw new Problem(IdentityProblem.UNIT_HAS_ACCOUNT, Map.of("unit", unit.toString()));
            }
            if (people.personByLogin(row.login()).isPresent())
                throw new Problem(IdentityProblem.LOGIN_TAKEN, Map.of("login", row.login()));
            var fresh = people.fresh();
            var roles = Set.of(Role.FIRM_MANAGER.name());
            var scope = Scope.ofUnits(Set.of(unit));
            people.addPerson(
                    fresh,
                    people.organisation(organisation).orElseThrow(),
                    row.login(),
                    row.contactName(),
                    roles,
                    scope,
                    row.passwordHash());
            people.changePerson(
                    fresh,
                    row.contactName(),
                    "负责人",
                    secrets.seal(secrets.open(row.phone(), id), fresh),
                    null,
                    roles,
                    scope);
            return fresh;
        });
        store.decide(id, "ADMITTED", null, Caller.current().id(), unit, person);
        audit.record(
                "identity.application.admit",
                "application",
                id.toString(),
                null,
                Map.of("unit", unit, "person", person));
        return application(row(id, false));
    }

    @Transactional
    public Application refuse(UUID id, String reason, String ifMatch) {
        waiting(id, ifMatch);
        store.decide(id, "REFUSED", reason, Caller.current().id(), null, null);
        audit.record("identity.application.refuse", "application", id.toString(), null, Map.of("reason", reason));
        return application(row(id, false));
    }

    private RegistrationStore.Row waiting(UUID id, String ifMatch) {
        var row = row(id, true);
        if (!row.state().equals("WAITING"))
            throw new Problem(IdentityProblem.APPLICATION_DECIDED, Map.of("state", row.state()));
        Etag.require(ifMatch, row.version());
        return row;
    }

    private RegistrationStore.Row row(UUID id, boolean forChange) {
        return store.find(id, forChange).orElseThrow(() -> new Problem(IdentityProblem.APPLICATION_UNKNOWN, Map.of()));
    }

    private Application application(RegistrationStore.Row row) {
        var by = row.decidedBy() == null
                ? null
                : elevated.call(
                        "identity.names",
                        () -> people.person(row.decidedBy())
                                .map(PersonStore.PersonRow::name)
                                .orElse(null));
        return new Application(
                row.id(),
                row.code(),
                row.name(),
                row.county(),
                row.address(),
                row.industry(),
                row.trait(),
                row.contactName(),
                Mask.phone(secrets.open(row.phone(), row.id())),
                row.login(),
                row.state(),
                row.reason(),
                by,
                row.decidedAt(),
                row.unit(),
                row.appliedAt(),
                row.version());
    }
}
