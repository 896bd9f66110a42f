package org.wufei.registry.stream;

/** 固废类别: one kind of solid waste the platform supervises. */
public interface WasteStream {
    /** Module, schema and URL name, for example {@code industrial}. */
    String id();

    /** Name shown to people, in Chinese. */
    String title();
}
