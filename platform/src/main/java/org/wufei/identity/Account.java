package org.wufei.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.identity.PersonStore.PersonRow;
import org.wufei.identity.SessionController.Me;
import org.wufei.identity.SessionController.Named;
import org.wufei.identity.SessionController.RoleName;
import org.wufei.identity.SessionController.SessionFacts;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;

/** 本人账户: what somebody signed in sees and does about themselves. */
@Component
class Account {
    private final Sessions sessions;
    private final PersonStore store;
    private final Delegations delegations;
    private final RoleBook roles;
    private final Elevated elevated;
    private final Audit audit;

    Account(
            Sessions sessions,
            PersonStore store,
            Delegations delegations,
            RoleBook roles,
            Elevated elevated,
            Audit audit) {
        this.sessions = sessions;
        this.store = store;
        this.delegations = delegations;
        this.roles = roles;
        this.elevated = elevated;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public Me me(Sessions.Known known, String csrf) {
        var person = known.person();
        var acts = known.actingFor() == null ? person : known.actingFor();
        var may = elevated.call("identity.me", () -> delegations.now(person.id())).stream()
                .map(d -> new Named(d.giver(), d.giverName()))
                .toList();
        return new Me(
                person.id(),
                person.login(),
                person.name(),
                person.position(),
                People.organisation(acts.organisation()),
                acts.organisation().unit(),
                roleNames(acts.roles()),
                known.caller().permissions().stream().sorted().toList(),
                acts.scope(),
                csrf,
                known.must(),
                person.totpConfirmed(),
                new SessionFacts(
                        known.session().id(), known.endsAt(), sessions.idle().toSeconds()),
                known.actingFor() == null ? null : new Named(acts.id(), acts.name()),
                may);
    }

    private List<RoleName> roleNames(Set<String> codes) {
        return codes.stream()
                .sorted()
                .map(code -> new RoleName(
                        code, roles.find(code).map(RoleBook.Held::title).orElse(code)))
                .toList();
    }

    @Transactional(readOnly = true)
    public List<SessionStore.SessionRow> sessions() {
        return sessions.list(Caller.current().id());
    }

    @Transactional
    public void end(UUID session, String why) {
        sessions.end(session, Caller.current().id(), why);
        audit.record("identity.sign-out", "session", session.toString(), null, null);
    }

    @Transactional
    public void endOthers(UUID own) {
        int ended = sessions.endAll(Caller.current().id(), own, "SIGNED_OUT_EVERYWHERE");
        audit.record(
                "identity.sign-out.everywhere",
                "person",
                Caller.current().id().toString(),
                null,
                Map.of("sessions", ended));
    }

    @Transactional
    public Sessions.Opened open(UUID person, String address, String agent) {
        return sessions.open(person, address, agent);
    }

    /** @throws Problem {@link IdentityProblem#DELEGATION_NOT_NOW} */
    @Transactional
    public void actFor(Sessions.Known known, UUID giver) {
        if (giver != null && !delegations.holds(giver, known.person().id()))
            throw new Problem(IdentityProblem.DELEGATION_NOT_NOW, Map.of());
        sessions.actFor(known.session().id(), giver);
        audit.record(
                "identity.act-for",
                "person",
                giver == null ? known.person().id().toString() : giver.toString(),
                null,
                null);
    }

    /** As {@link #me}, read again inside the transaction that changed the session. */
    @Transactional
    public Me meAfterChange(String token) {
        return elevated.call("identity.me", () -> sessions.knownHere(token))
                .map(known -> me(known, Tokens.csrf(token)))
                .orElseThrow(() -> new Problem(CommonProblem.NOT_SIGNED_IN, Map.of()));
    }

    @Transactional
    public void dropTotp(PersonRow person, String password) {
        if (sessions.totpHeld(person)) throw new Problem(IdentityProblem.TOTP_HELD, Map.of());
        elevated.call("identity.totp", () -> {
            var row = store.personForChange(person.id()).orElseThrow();
            sessions.prove(row, password, People.passwordWrong("password"));
            store.totp(row.id(), null, false, 0);
            store.replaceRecoveryCodes(row.id(), List.of());
            return null;
        });
        audit.record("identity.person.totp-drop", "person", person.id().toString(), null, null);
    }
}
