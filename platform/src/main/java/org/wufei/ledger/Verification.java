package org.wufei.ledger;

import java.util.List;

/** What {@code ledger verify} found: how much was read, and each place where a law does not hold. */
public record Verification(long entries, long postings, long millis, List<Breach> breaches) {
    /** @param law number of the law in docs/adr and the design; @param where entry number, account or day; @param what in Chinese */
    public record Breach(int law, String where, String what) {}

    public boolean clean() {
        return breaches.isEmpty();
    }
}
