package org.wufei.audit;

import java.util.List;

/**
 * 对象名称: how a module's objects are called, for whoever reads the audit; one bean a module, found at start. Asked in the
 * reader's transaction, so that row-level security decides again which names they learn.
 */
public interface ObjectNames {
    List<Kind> kinds();

    /**
     * One kind of object.
     *
     * @param what module and kind as acts and records name them: {@code registry.unit}
     * @param permission without which the reader sees the id only
     * @param names the module's own query: id and name of those whose ids are {@code any(:ids)}, a set of UUIDs
     */
    record Kind(String what, String permission, String names) {}
}
