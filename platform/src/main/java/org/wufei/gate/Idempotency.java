package org.wufei.gate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.ServletRequestPathUtils;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;
import org.wufei.kernel.Unkeyed;

/**
 * 幂等: every write is done once. The key, the work and its answer are one transaction: what was acknowledged is kept, what
 * was refused left nothing, and the same write sent again gets the first answer. Work that lost a deadlock is done again.
 * Last of the filters, so that doing it again reaches the handler and nothing else.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class Idempotency extends OncePerRequestFilter {
    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    /** The largest document is a batch of a few hundred exits; files go as multipart. */
    static final int BODY_BYTES_MAX = 2 * 1024 * 1024;

    /** What one upload may hold, with what surrounds the file; as {@code spring.servlet.multipart} says it. */
    static final long UPLOAD_BYTES_MAX = 25L * 1024 * 1024;

    private static final int TRIES_MAX = 4;
    /**
     * Writes at work together. Each holds a connection and may need a second one for what is beyond the caller's scope: half
     * of the pool, or they would wait for each other.
     */
    private static final int WRITES_MAX = 8;

    private static final long WAIT_SECONDS_MAX = 20;
    private static final UUID STRANGER = new UUID(0, 0);
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final List<String> KEPT_HEADERS = List.of("Content-Type", "ETag", "Location", "Content-Disposition");

    private final RequestMappingHandlerMapping handlers;
    private final HandlerExceptionResolver problems;
    private final Rules rules;
    private final KeptAnswers answers;
    private final TransactionTemplate transaction;
    private final Semaphore writes = new Semaphore(WRITES_MAX, true);

    Idempotency(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            Rules rules,
            KeptAnswers answers,
            PlatformTransactionManager transactions) {
        this.handlers = handlers;
        this.problems = problems;
        this.rules = rules;
        this.answers = answers;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READS.contains(request.getMethod()) || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var handler = handler(request);
            if (handler == null) { // not found, or another method: the dispatcher says so
                chain.doFilter(request, response);
                return;
            }
            rules.check(handler);
            if (handler.hasMethodAnnotation(Unkeyed.class)) {
                chain.doFilter(bounded(request), response);
                return;
            }
            once(request, response, chain);
        } catch (Problem | MultipartException | UncheckedIOException | EOFException e) {
            problems.resolveException(
                    request, response, null, e instanceof UncheckedIOException io ? io.getCause() : e);
        } catch (RuntimeException e) {
            if (response.isCommitted()) throw e;
            response.reset();
            problems.resolveException(request, response, null, e);
        }
    }

    private HandlerMethod handler(HttpServletRequest request) {
        var parsed = ServletRequestPathUtils.hasParsedRequestPath(request);
        if (!parsed) ServletRequestPathUtils.parseAndCache(request);
        try {
            var chain = handlers.getHandler(request);
            return chain != null && chain.getHandler() instanceof HandlerMethod method ? method : null;
        } catch (Exception e) {
            return null; // the dispatcher meets the same and answers
        } finally {
            if (!parsed) ServletRequestPathUtils.clearParsedRequestPath(request);
        }
    }

    private void once(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader(KEY);
        if (key == null || key.isBlank() || key.length() > 200) throw new Problem(CommonProblem.KEY_MISSING, Map.of());
        boolean multipart = multipart(request);
        if (multipart && request.getContentLengthLong() > UPLOAD_BYTES_MAX) {
            throw new Problem(CommonProblem.TOO_LARGE, Map.of("bytesMax", UPLOAD_BYTES_MAX));
        }
        var caller = Caller.find().map(Caller::id).orElse(STRANGER);
        var seal = new KeySeal(caller, key);
        var digest = seal.content();
        HttpServletRequest again = request;
        if (multipart) parts(request, digest);
        else {
            var body = body(request);
            digest.update(body);
            again = new BufferedRequest(request, body);
        }
        var query = request.getQueryString();
        var named = request.getMethod() + " " + request.getRequestURI() + (query == null ? "" : "?" + query);
        if (named.length() > 2100) throw new Problem(CommonProblem.TOO_LARGE, Map.of());
        var write = new Write(caller, key, seal, named, digest.doFinal());
        if (!acquire()) throw new Problem(CommonProblem.BUSY, Map.of("retryAfterSeconds", 2));
        try {
            for (int tried = 1; ; tried++) {
                again.removeAttribute(ProblemAdvice.AGAIN);
                var buffer = new ContentCachingResponseWrapper(response);
                RuntimeException failed = null;
                try {
                    attempt(write, again, buffer, chain);
                } catch (Passed passed) {
                    throw passed.unpack();
                } catch (RuntimeException e) { // the commit, or the key's own row
                    failed = e;
                    ProblemAdvice.problem(e, again);
                }
                boolean lost = again.getAttribute(ProblemAdvice.AGAIN) != null;
                if (lost && !multipart && tried < TRIES_MAX) {
                    response.reset();
                    pause(tried);
                    continue;
                }
                if (failed != null) throw failed;
                buffer.copyBodyToResponse();
                return;
            }
        } finally {
            writes.release();
        }
    }

    private record Write(UUID caller, String key, KeySeal seal, String request, byte[] digest) {}

    private void attempt(
            Write write, HttpServletRequest request, ContentCachingResponseWrapper buffer, FilterChain chain) {
        transaction.executeWithoutResult(status -> {
            if (!answers.take(write.caller, write.seal.name(), write.request, write.digest)) {
                replay(write, buffer);
                return;
            }
            try {
                chain.doFilter(request, buffer);
            } catch (IOException | ServletException e) {
                throw new Passed(e);
            }
            if (buffer.getStatus() >= 400) {
                status.setRollbackOnly();
                return;
            }
            answers.keep(
                    write.caller,
                    write.seal.name(),
                    buffer.getStatus(),
                    headers(buffer),
                    write.seal.seal(buffer.getContentAsByteArray()));
        });
    }

    private void replay(Write write, ContentCachingResponseWrapper buffer) {
        var first = answers.find(write.caller, write.seal.name())
                .orElseThrow(() -> new Problem(CommonProblem.BUSY, Map.of("retryAfterSeconds", 1)));
        if (!first.request().equals(write.request) || !MessageDigest.isEqual(first.digest(), write.digest)) {
            throw new Problem(CommonProblem.KEY_CONFLICT, Map.of("key", write.key));
        }
        buffer.setStatus(first.status());
        first.headers()
                .lines()
                .forEach(line -> buffer.setHeader(
                        line.substring(0, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2)));
        buffer.setHeader(REPLAYED, "true");
        try {
            buffer.getOutputStream().write(write.seal.open(first.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> headers(HttpServletResponse response) {
        var kept = new LinkedHashMap<String, String>();
        for (var name : KEPT_HEADERS) {
            var value = name.equals("Content-Type") ? response.getContentType() : response.getHeader(name);
            if (value != null) kept.put(name, value);
        }
        return kept;
    }

    private boolean acquire() {
        try {
            return writes.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause(int tried) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(10L, 40L << tried));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean multipart(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/form-data");
    }

    private static HttpServletRequest bounded(HttpServletRequest request) throws IOException {
        return multipart(request) ? request : new BufferedRequest(request, body(request));
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > BODY_BYTES_MAX)
            throw new Problem(CommonProblem.TOO_LARGE, Map.of("bytesMax", BODY_BYTES_MAX));
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
        } catch (IOException e) { // cut off on the way
            throw new Problem(CommonProblem.BODY_UNREADABLE, Map.of());
        }
        if (body.length > BODY_BYTES_MAX)
            throw new Problem(CommonProblem.TOO_LARGE, Map.of("bytesMax", BODY_BYTES_MAX));
        return body;
    }

    private static void parts(HttpServletRequest request, Mac digest) throws IOException {
        List<Part> parts;
        try {
            parts = new ArrayList<>(request.getParts());
        } catch (ServletException | IOException | IllegalStateException e) {
            throw new MultipartException("the parts could not be read", e);
        }
        parts.sort(Comparator.comparing(Part::getName));
        for (var part : parts) {
            digest.update((part.getName() + "\n" + part.getSubmittedFileName() + "\n" + part.getContentType() + "\n"
                            + part.getSize() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            try (InputStream content = part.getInputStream()) {
                var block = new byte[64 * 1024];
                for (int read; (read = content.read(block)) > 0; ) digest.update(block, 0, read);
            }
        }
    }

    /** Carries a checked exception of the chain out of the transaction, which it rolls back. */
    private static final class Passed extends RuntimeException {
        Passed(Exception cause) {
            super(cause);
        }

        ServletException unpack() throws IOException {
            if (getCause() instanceof IOException io) throw io;
            return (ServletException) getCause();
        }
    }
}
