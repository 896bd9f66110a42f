package org.wufei.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.audit.Audit;
import org.wufei.identity.PersonStore.PersonRow;
import org.wufei.identity.SessionStore.SessionRow;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Problem;
import org.wufei.kernel.Role;

/** 登录会话: signing in, who a token stands for, and how it ends. Source: GB/T 22239-2019 8.1.4.1 (身份鉴别). */
@Component
class Sessions {
    /** The first wait after too many failures; it doubles with each further one, up to {@link #LOCK_MAX}. */
    static final Duration LOCK_FIRST = Duration.ofSeconds(30);

    static final Duration LOCK_MAX = Duration.ofMinutes(30);
    static final int FAILURES_MAX = 5;
    private static final Duration SEEN_GRAIN = Duration.ofMinutes(1);
    private static final int STRIPES = 64;

    private final PersonStore people;
    private final SessionStore sessions;
    private final Delegations delegations;
    private final RoleBook roles;
    private final Streams streams;
    private final Passwords passwords;
    private final Secrets secrets;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate own;
    private final Duration idle;
    private final Duration absolute;
    private final boolean totpForOfficials;
    /** One attempt at a time for an account: parallel guesses would all be let through before the first is counted. */
    private final ReentrantLock[] turns =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    Sessions(
            PersonStore people,
            SessionStore sessions,
            Delegations delegations,
            RoleBook roles,
            Streams streams,
            Passwords passwords,
            Secrets secrets,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${wufei.sign-in.idle:30m}") Duration idle,
            @Value("${wufei.sign-in.absolute:12h}") Duration absolute,
            @Value("${wufei.sign-in.totp-for-officials:true}") boolean totpForOfficials,
            @Value("${wufei.demo:false}") boolean demo) {
        this.people = people;
        this.sessions = sessions;
        this.delegations = delegations;
        this.roles = roles;
        this.streams = streams;
        this.passwords = passwords;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.idle = idle;
        this.absolute = absolute;
        this.totpForOfficials = totpForOfficials && !demo;
    }

    /** A token that was just given; it is kept nowhere. */
    record Opened(String token, UUID session) {}

    /** Who calls with this token, and what they must do before anything else. */
    record Known(
            SessionRow session,
            PersonRow person,
            PersonRow actingFor,
            Caller caller,
            List<String> must,
            Instant endsAt) {}

    Duration idle() {
        return idle;
    }

    /** @throws Problem {@link IdentityProblem#SIGN_IN_FAILED}, {@code TOTP_NEEDED}, {@code TOTP_WRONG}, {@code LOCKED} */
    Opened signIn(String login, String password, String code, String address, String agent) {
        var account = account(login);
        var turn = turns[Math.floorMod(account.hashCode(), STRIPES)];
        turn.lock();
        try {
            return attempt(account, password, code, address, agent);
        } finally {
            turn.unlock();
        }
    }

    static String account(String login) {
        var account = login.strip().toLowerCase(Locale.ROOT);
        return account.length() > 64 ? account.substring(0, 64) : account;
    }

    private Opened attempt(String account, String password, String code, String address, String agent) {
        var now = now();
        var attempts = system(() -> sessions.attempts(account));
        if (attempts.lockedUntil() != null && attempts.lockedUntil().isAfter(now))
            throw locked(attempts.lockedUntil(), now);
        var person = system(() -> people.personByLogin(account))
                .filter(found -> found.state().equals("ACTIVE"))
                .orElse(null);
        // Outside a transaction: a hash takes a tenth of a second, and a connection is dear.
        if (!passwords.matches(password, person == null ? null : person.passwordHash())) {
            throw failed(account, address, now, IdentityProblem.SIGN_IN_FAILED);
        }
        if (person.totpConfirmed()) {
            if (code == null || code.isBlank()) throw new Problem(IdentityProblem.TOTP_NEEDED, Map.of());
            if (!system(() -> second(person, code, now)))
                throw failed(account, address, now, IdentityProblem.TOTP_WRONG);
        }
        return system(() -> {
            sessions.succeeded(account);
            var opened = open(person.id(), address, agent);
            caller(person, null, Set.of())
                    .run(() -> audit.record(
                            "identity.sign-in", "person", person.id().toString(), null, Map.of("address", address)));
            return opened;
        });
    }

    /** Opens a session for someone whose identity has been proven. */
    Opened open(UUID person, String address, String agent) {
        var token = Tokens.fresh();
        var now = now();
        var id = sessions.open(
                Tokens.digest(token),
                person,
                now,
                now.plus(absolute),
                address,
                agent == null ? "" : agent.substring(0, Math.min(200, agent.length())));
        return new Opened(token, id);
    }

    /** A code of the telephone, once; or one of the recovery codes, once. */
    private boolean second(PersonRow person, String given, Instant now) {
        var code = given.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        if (code.matches("\\d{6}")) {
            var step = Totp.accept(secrets.openBytes(person.totpSecret(), person.id()), code, now, person.totpStep());
            return step.isPresent() && people.useTotpStep(person.id(), step.getAsLong());
        }
        return people.useRecoveryCode(person.id(), Tokens.digest(code));
    }

    private Problem failed(String account, String address, Instant now, IdentityProblem why) {
        var lockedUntil = system(() -> {
            int failures = sessions.failed(account, now);
            audit.record(
                    "identity.sign-in.failed",
                    "account",
                    account,
                    null,
                    Map.of("address", address, "failures", failures, "why", why.slug()));
            if (failures < FAILURES_MAX) return null;
            var until = now.plus(backOff(failures));
            sessions.lock(account, until);
            return until;
        });
        return lockedUntil == null ? new Problem(why, Map.of()) : locked(lockedUntil, now);
    }

    /**
     * The password again, from someone signed in: guessed here no faster than at the door, so that a session left open is
     * no way to the password. The caller holds the person's row, which keeps attempts one after another.
     *
     * @throws Problem {@code wrong}, {@link IdentityProblem#LOCKED}
     */
    void prove(PersonRow person, String password, Problem wrong) {
        var now = now();
        var lockedUntil = system(() -> sessions.attempts(person.login())).lockedUntil();
        if (lockedUntil != null && lockedUntil.isAfter(now)) throw locked(lockedUntil, now);
        if (!passwords.matches(password, person.passwordHash())) {
            var said = failed(person.login(), "session", now, IdentityProblem.PASSWORD_WRONG);
            throw said.type() == IdentityProblem.PASSWORD_WRONG ? wrong : said;
        }
        system(() -> {
            sessions.succeeded(person.login());
            return null;
        });
    }

    static Duration backOff(int failures) {
        var doubled = LOCK_FIRST.multipliedBy(1L << Math.min(failures - FAILURES_MAX, 10));
        return doubled.compareTo(LOCK_MAX) > 0 ? LOCK_MAX : doubled;
    }

    private static Problem locked(Instant until, Instant now) {
        return new Problem(
                IdentityProblem.LOCKED,
                Map.of("retryAfterSeconds", Duration.between(now, until).toSeconds() + 1));
    }

    /** Who a session token stands for now; empty where it never was, has ended or was idle too long. */
    Optional<Known> known(String token) {
        return system(() -> knownHere(token));
    }

    /** As {@link #known}, in the transaction at hand. */
    Optional<Known> knownHere(String token) {
        var now = now();
        return sessions.find(Tokens.digest(token), now, now.minus(idle)).flatMap(session -> {
            if (session.seenAt().plus(SEEN_GRAIN).isBefore(now)) sessions.seen(session.id(), now);
            var person = people.person(session.person()).orElseThrow();
            if (!person.state().equals("ACTIVE") || !person.organisation().active()) return Optional.empty();
            PersonRow giver = null;
            if (session.actingFor() != null && delegations.holds(session.actingFor(), person.id())) {
                giver = people.person(session.actingFor())
                        .filter(g -> g.state().equals("ACTIVE"))
                        .orElse(null);
            }
            var must = must(person);
            var source = giver == null ? person : giver;
            var permissions =
                    must.isEmpty() ? streams.held(roles.permissions(source.roles()), source.scope()) : Set.<String>of();
            return Optional.of(
                    new Known(session, person, giver, caller(person, giver, permissions), must, session.endsAt()));
        });
    }

    private List<String> must(PersonRow person) {
        return totpForOfficials && !person.organisation().firm() && !person.totpConfirmed()
                ? List.of("ENROL_TOTP")
                : List.of();
    }

    boolean totpHeld(PersonRow person) {
        return totpForOfficials && !person.organisation().firm();
    }

    /** Someone as themselves, or for the one who delegated to them: with that one's scope and rights, but no rights over people. */
    static Caller caller(PersonRow person, PersonRow giver, Set<String> permissions) {
        var source = giver == null ? person : giver;
        var held = giver == null
                ? permissions
                : permissions.stream().filter(p -> !p.startsWith("identity.")).collect(Collectors.toSet());
        return new Caller(
                person.id(),
                giver == null ? person.name() : person.name() + "（代" + giver.name() + "）",
                source.organisation().id(),
                source.organisation().unit(),
                builtin(source.roles()),
                held,
                source.scope(),
                Caller.Via.BROWSER);
    }

    static Set<Role> builtin(Set<String> codes) {
        return Stream.of(Role.values())
                .filter(role -> codes.contains(role.name()))
                .collect(Collectors.toSet());
    }

    List<SessionRow> list(UUID person) {
        var now = now();
        return sessions.open(person, now, now.minus(idle));
    }

    void end(UUID session, UUID person, String why) {
        if (!sessions.end(session, person, now(), why)) throw new Problem(IdentityProblem.SESSION_UNKNOWN, Map.of());
    }

    int endAll(UUID person, UUID except, String why) {
        return sessions.endAll(person, except, now(), why);
    }

    /** Someone whose identity was proven another way need not wait out a lock. */
    void forgive(String login) {
        sessions.succeeded(login);
    }

    void actFor(UUID session, UUID giver) {
        sessions.actFor(session, giver);
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 900_000)
    void forget() {
        system(() -> {
            sessions.forget(now().minus(Duration.ofDays(1)));
            return null;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private <T> T system(Supplier<T> work) {
        return Caller.system("identity.session").call(() -> own.execute(status -> work.get()));
    }
}
