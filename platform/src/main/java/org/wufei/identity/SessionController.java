package org.wufei.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.AllowAnyone;
import org.wufei.kernel.AllowSignedIn;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;
import org.wufei.kernel.Scope;
import org.wufei.kernel.Unkeyed;

/** Signing in and out, and one's own account. */
@RestController
@RequestMapping("/api/v1/identity")
class SessionController {
    private final Sessions sessions;
    private final People people;
    private final Account account;
    private final boolean secure;

    SessionController(
            Sessions sessions,
            People people,
            Account account,
            @Value("${wufei.sign-in.cookie-secure:false}") boolean secure) {
        this.sessions = sessions;
        this.people = people;
        this.account = account;
        this.secure = secure;
    }

    /** @param totp the six digits of the authenticator, or a recovery code, where the account has one */
    record SignIn(
            @NotBlank @Size(max = 64) String login,
            @NotBlank @Size(max = 200) String password,
            @Size(max = 40) String totp) {}

    record Named(UUID id, String name) {}

    record RoleName(String code, String title) {}

    record SessionFacts(UUID id, Instant endsAt, long idleSeconds) {}

    /**
     * Who is signed in.
     *
     * @param csrf to be sent back as {@code X-CSRF-Token} with each write; {@code null} for an API client
     * @param must what has to be done before anything else: {@code ENROL_TOTP}
     * @param actingFor whom they act for now; @param mayActFor whom they may act for today
     */
    record Me(
            UUID id,
            String login,
            String name,
            String position,
            People.Organisation organisation,
            UUID unit,
            List<RoleName> roles,
            List<String> permissions,
            Scope scope,
            String csrf,
            List<String> must,
            boolean totp,
            SessionFacts session,
            Named actingFor,
            List<Named> mayActFor) {}

    @PostMapping("/session")
    @AllowAnyone("to sign in")
    @Unkeyed("a failed attempt is counted; a repeated one opens another session of the same person")
    ResponseEntity<Me> signIn(@RequestBody @Valid SignIn body, HttpServletRequest request) {
        var opened = sessions.signIn(
                body.login(), body.password(), body.totp(), request.getRemoteAddr(), request.getHeader("User-Agent"));
        return signedIn(opened);
    }

    private ResponseEntity<Me> signedIn(Sessions.Opened opened) {
        var known =
                sessions.known(opened.token()).orElseThrow(() -> new Problem(CommonProblem.NOT_SIGNED_IN, Map.of()));
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie(opened.token(), null))
                .body(account.me(known, Tokens.csrf(opened.token())));
    }

    @DeleteMapping("/session")
    @AllowSignedIn
    @Unkeyed("a session ends once")
    ResponseEntity<Void> signOut(HttpServletRequest request) {
        var known = session(request);
        account.end(known.session().id(), "SIGNED_OUT");
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", 0L))
                .build();
    }

    @GetMapping("/me")
    @AllowSignedIn
    Me me(HttpServletRequest request) {
        var known = (Sessions.Known) request.getAttribute(SignedInFilter.KNOWN);
        if (known != null) return account.me(known, Tokens.csrf((String) request.getAttribute(SignedInFilter.TOKEN)));
        var caller = Caller.current();
        return new Me(
                caller.id(),
                null,
                caller.name(),
                null,
                null,
                caller.unit(),
                List.of(),
                caller.permissions().stream().sorted().toList(),
                caller.scope(),
                null,
                List.of(),
                false,
                null,
                null,
                List.of());
    }

    record OwnSession(
            UUID id,
            Instant createdAt,
            Instant seenAt,
            Instant endsAt,
            String address,
            String agent,
            boolean current) {}

    @GetMapping("/sessions")
    @AllowSignedIn
    List<OwnSession> sessions(HttpServletRequest request) {
        var own = session(request).session().id();
        return account.sessions().stream()
                .map(s -> new OwnSession(
                        s.id(), s.createdAt(), s.seenAt(), s.endsAt(), s.address(), s.agent(), s.id().equals(own)))
                .toList();
    }

    @DeleteMapping("/sessions/{id}")
    @AllowSignedIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(@PathVariable UUID id) {
        account.end(id, "SIGNED_OUT");
    }

    /** 全部退出: every other session of one's own ends. */
    @DeleteMapping("/sessions")
    @AllowSignedIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOthers(HttpServletRequest request) {
        account.endOthers(session(request).session().id());
    }

    record NewPassword(
            @NotBlank @Size(max = 200) String old,
            @NotBlank @Size(max = 200) String password) {}

    @PutMapping("/me/password")
    @AllowSignedIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@RequestBody @Valid NewPassword body, HttpServletRequest request) {
        var known = session(request);
        people.changePassword(known.person().id(), known.session().id(), body.old(), body.password());
    }

    record Proof(@NotBlank @Size(max = 200) String password) {}

    @PostMapping("/me/totp")
    @AllowSignedIn
    @Unkeyed("a secret of no effect until confirmed; it must not be kept with the answers")
    People.TotpSecret startTotp(@RequestBody @Valid Proof body, HttpServletRequest request) {
        return people.startTotp(session(request).person().id(), body.password());
    }

    record Code(@NotBlank @Size(max = 40) String code) {}

    record RecoveryCodes(List<String> codes) {}

    @PutMapping("/me/totp")
    @AllowSignedIn
    @Unkeyed("confirms the pending secret once; recovery codes must not be kept with the answers")
    RecoveryCodes confirmTotp(@RequestBody @Valid Code body, HttpServletRequest request) {
        return new RecoveryCodes(people.confirmTotp(session(request).person().id(), body.code()));
    }

    @DeleteMapping("/me/totp")
    @AllowSignedIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dropTotp(HttpServletRequest request, @RequestBody @Valid Proof body) {
        account.dropTotp(session(request).person(), body.password());
    }

    record Acting(@NotNull UUID person) {}

    @PutMapping("/session/acting")
    @AllowSignedIn
    Me act(@RequestBody @Valid Acting body, HttpServletRequest request) {
        account.actFor(session(request), body.person());
        return again(request);
    }

    @DeleteMapping("/session/acting")
    @AllowSignedIn
    Me actForSelf(HttpServletRequest request) {
        account.actFor(session(request), null);
        return again(request);
    }

    private Me again(HttpServletRequest request) {
        var token = (String) request.getAttribute(SignedInFilter.TOKEN);
        return account.meAfterChange(token);
    }

    @GetMapping("/links/{token}")
    @AllowAnyone("whoever was given the link")
    People.Linked link(@PathVariable String token) {
        return people.linked(token);
    }

    record FirstPassword(@NotBlank @Size(max = 200) String password) {}

    /** Sets the password and signs in. */
    @PostMapping("/links/{token}")
    @AllowAnyone("whoever was given the link")
    @Unkeyed("a link works once; a session's token must not be kept with the answers")
    ResponseEntity<Me> openLink(
            @PathVariable String token, @RequestBody @Valid FirstPassword body, HttpServletRequest request) {
        var person = people.openLink(token, body.password());
        return signedIn(account.open(person, request.getRemoteAddr(), request.getHeader("User-Agent")));
    }

    private static Sessions.Known session(HttpServletRequest request) {
        if (request.getAttribute(SignedInFilter.KNOWN) instanceof Sessions.Known known) return known;
        throw new Problem(CommonProblem.NOT_ALLOWED, Map.of("permission", "session"));
    }

    private String cookie(String token, Long maxAgeSeconds) {
        var cookie = ResponseCookie.from(SignedInFilter.COOKIE, token)
                .path("/")
                .httpOnly(true)
                .sameSite("Strict")
                .secure(secure);
        if (maxAgeSeconds != null) cookie.maxAge(maxAgeSeconds);
        return cookie.build().toString();
    }
}
