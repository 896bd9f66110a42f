package org.wufei.gate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;

/** Too many requests are refused with the time to wait: by person or client once known, by address before; sign-in stricter. */
@Component
@Order(RateLimit.ORDER)
class RateLimit extends OncePerRequestFilter {
    /** After {@code identity} has said who calls, before anything is done for them. */
    static final int ORDER = 100;

    private final TokenBuckets callers;
    private final TokenBuckets addresses;
    private final TokenBuckets signIns;
    private final HandlerExceptionResolver problems;

    RateLimit(
            @Value("${wufei.limits.caller-burst:1000}") double callerBurst,
            @Value("${wufei.limits.caller-per-second:300}") double callerPerSecond,
            @Value("${wufei.limits.address-burst:300}") double addressBurst,
            @Value("${wufei.limits.address-per-second:50}") double addressPerSecond,
            @Value("${wufei.limits.sign-in-burst:60}") double signInBurst,
            @Value("${wufei.limits.sign-in-per-second:1}") double signInPerSecond,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        callers = new TokenBuckets(callerBurst, callerPerSecond);
        addresses = new TokenBuckets(addressBurst, addressPerSecond);
        signIns = new TokenBuckets(signInBurst, signInPerSecond);
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var wait = wait(request);
        if (wait.isZero()) {
            chain.doFilter(request, response);
        } else {
            problems.resolveException(
                    request,
                    response,
                    null,
                    new Problem(CommonProblem.TOO_MANY, Map.of("retryAfterSeconds", wait.toSeconds() + 1)));
        }
    }

    private Duration wait(HttpServletRequest request) {
        long now = System.nanoTime();
        var address = request.getRemoteAddr();
        if (guessable(request)) {
            var wait = signIns.take(address, now);
            if (!wait.isZero()) return wait;
        }
        return Caller.find()
                .map(caller -> callers.take(caller.id().toString(), now))
                .orElseGet(() -> addresses.take(address, now));
    }

    /** Where a stranger tries secrets or leaves applications. */
    private static boolean guessable(HttpServletRequest request) {
        var path = request.getRequestURI();
        return request.getMethod().equals("POST")
                && (path.equals("/api/v1/identity/session")
                        || path.startsWith("/api/v1/identity/links/")
                        || path.equals("/api/v1/identity/registrations"));
    }
}
