package org.wufei.audit;

import org.springframework.stereotype.Service;

/**
 * 审计: the module's one door. Written in the caller's transaction, chained with SM3; nobody can change or delete it.
 */
@Service
public class Audit {
    /**
     * Records one act of the current caller.
     *
     * @param act what was done: {@code registry.unit.change}, {@code identity.sign-in}
     * @param kind kind of object ({@code unit}); @param id its id or number
     * @param before the object before, as a record or map written as JSON; {@code null} for a creation or a look
     * @param after the object after; {@code null} for a removal or a look
     */
    public void record(String act, String kind, String id, Object before, Object after) {
        throw new UnsupportedOperationException();
    }

    /** Records that the current caller looked at personal data (个人信息). */
    public void looked(String kind, String id, String what) {
        record("audit.looked", kind, id, null, java.util.Map.of("what", what));
    }
}
