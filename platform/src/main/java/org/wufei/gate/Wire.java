package org.wufei.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.wufei.kernel.Problem;

/** A {@link Problem} as RFC 9457 wants it: type, title, status, then its facts and the places of the input. */
final class Wire {
    private Wire() {}

    static ResponseEntity<Map<String, Object>> answer(Problem problem, HttpServletRequest request) {
        var builder = ResponseEntity.status(problem.type().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        var wait = problem.facts().get("retryAfterSeconds");
        if (wait != null) builder.header("Retry-After", wait.toString());
        return builder.body(body(problem, request.getRequestURI()));
    }

    static Map<String, Object> body(Problem problem, String instance) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "/problems/" + problem.type().slug());
        body.put("title", title(problem));
        body.put("status", problem.type().status());
        body.put("instance", instance);
        problem.facts().forEach(body::putIfAbsent);
        if (!problem.fields().isEmpty()) body.put("fields", problem.fields());
        return body;
    }

    /** The type's sentence with its facts in the braces. */
    static String title(Problem problem) {
        var title = problem.type().title();
        for (var fact : problem.facts().entrySet()) {
            title = title.replace("{" + fact.getKey() + "}", String.valueOf(fact.getValue()));
        }
        return title;
    }
}
