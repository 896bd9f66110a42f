package org.wufei.kernel;

/**
 * 固废类别: one kind of solid waste the platform supervises; one bean a stream, found at start. What lies in its package
 * (doors), in its schema (rows) and under its name (permissions, acts, findings, entries) is the stream's, and hidden from
 * whoever is limited to others ({@link Scope#streams()}).
 */
public interface WasteStream {
    /** Module, schema and URL name, for example {@code industrial}. */
    String id();

    /** Name shown to people, in Chinese. */
    String title();
}
