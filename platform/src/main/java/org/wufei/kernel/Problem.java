package org.wufei.kernel;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one exception for a refusal a caller can act on (RFC 9457). A programmer's error is an
 * {@link IllegalStateException} instead.
 */
public final class Problem extends RuntimeException {
    private final transient ProblemType type;
    private final transient Map<String, Object> facts;
    private final transient List<Field> fields;

    public Problem(ProblemType type, Map<String, Object> facts) {
        this(type, facts, List.of());
    }

    /** @param fields the places of the input that are wrong, each with its own sentence */
    public Problem(ProblemType type, Map<String, Object> facts, List<Field> fields) {
        super(type.slug() + " " + new TreeMap<>(facts) + (fields.isEmpty() ? "" : " " + fields));
        this.type = type;
        this.facts = Map.copyOf(facts);
        this.fields = List.copyOf(fields);
    }

    public ProblemType type() {
        return type;
    }

    public Map<String, Object> facts() {
        return facts;
    }

    public List<Field> fields() {
        return fields;
    }

    /**
     * One wrong place: a path as the body names it ({@code moves[0].massG}), a stable code and a Chinese sentence with
     * the bounds.
     */
    public record Field(String field, String code, String message) {}
}
