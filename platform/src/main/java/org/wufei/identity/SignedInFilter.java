package org.wufei.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;

/** Says who calls: by the session cookie or a bearer token. A write by cookie must also carry the session's own header. */
@Component
@Order(SignedInFilter.ORDER)
class SignedInFilter extends OncePerRequestFilter {
    /** Before the rate limit of {@code gate}, which counts by caller, and before any transaction. */
    static final int ORDER = 50;

    static final String COOKIE = "wufei_session";
    static final String KNOWN = Sessions.Known.class.getName();
    static final String TOKEN = SignedInFilter.class.getName() + ".token";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String SIGN_IN = "/api/v1/identity/session";

    private final Sessions sessions;
    private final ApiClients clients;
    private final HandlerExceptionResolver problems;

    SignedInFilter(
            Sessions sessions,
            ApiClients clients,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.sessions = sessions;
        this.clients = clients;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller;
        try {
            caller = caller(request);
        } catch (RuntimeException e) {
            problems.resolveException(request, response, null, e);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        if (caller == null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            caller.run(() -> {
                try {
                    chain.doFilter(request, response);
                } catch (IOException | ServletException e) {
                    throw new Passed(e);
                }
            });
        } catch (Passed passed) {
            if (passed.getCause() instanceof IOException io) throw io;
            throw (ServletException) passed.getCause();
        }
    }

    private Caller caller(HttpServletRequest request) {
        var authorization = request.getHeader("Authorization");
        if (authorization != null) {
            if (!authorization.startsWith("Bearer ")) throw new Problem(CommonProblem.NOT_SIGNED_IN, Map.of());
            return clients.known(authorization.substring(7).strip())
                    .orElseThrow(() -> new Problem(CommonProblem.NOT_SIGNED_IN, Map.of()));
        }
        var token = token(request);
        if (token == null) return null;
        var known = sessions.known(token).orElse(null);
        if (known == null) return null;
        boolean signIn =
                request.getMethod().equals("POST") && request.getRequestURI().equals(SIGN_IN);
        if (!READS.contains(request.getMethod())
                && !signIn
                && !Tokens.same(Tokens.csrf(token), request.getHeader("X-CSRF-Token"))) {
            throw new Problem(CommonProblem.CSRF, Map.of());
        }
        request.setAttribute(KNOWN, known);
        request.setAttribute(TOKEN, token);
        return known.caller();
    }

    private static String token(HttpServletRequest request) {
        if (request.getCookies() == null) return null;
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals(COOKIE) && !cookie.getValue().isBlank()) return cookie.getValue();
        }
        return null;
    }

    private static final class Passed extends RuntimeException {
        Passed(Exception cause) {
            super(cause);
        }
    }
}
