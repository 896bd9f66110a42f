package org.wufei.ledger;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.WasteCode;

/**
 * 固废总账: the module's one door. Mass moves, and never appears or vanishes: every method keeps the ten laws or refuses.
 * All take part in the caller's transaction, so that a document and its entry stand or fall together. One business
 * transaction makes <b>one</b> call of {@link #post} or {@link #postAll}: locks are then taken in one order.
 */
@Service
public class Ledger {
    /** Posts one entry. The same key with the same content returns the first result. */
    public Entry post(EntryDraft draft) {
        return postAll(List.of(draft)).getFirst();
    }

    /** Posts many entries, all or none, set-based. Later drafts may use what earlier ones of the list put in stock. */
    public List<Entry> postAll(List<EntryDraft> drafts) {
        throw new UnsupportedOperationException();
    }

    /** Takes an entry back: the mirror image, linked, booked in the open month. {@code key} makes the reversal idempotent. */
    public Entry reverse(long entryNo, String key, String reason) {
        throw new UnsupportedOperationException();
    }

    public Optional<Entry> find(String key) {
        throw new UnsupportedOperationException();
    }

    public Entry get(long entryNo) {
        throw new UnsupportedOperationException();
    }

    /** Entries of one document, oldest first, reversals included. */
    public List<Entry> ofDocument(String kind, UUID id) {
        throw new UnsupportedOperationException();
    }

    /** What a place (or, with {@code null}, every place of the unit) holds in stocks, by account; zero balances left out. */
    public List<Balance> stocks(UUID unit, UUID place, WasteCode waste, Instant asKnownAt) {
        throw new UnsupportedOperationException();
    }

    /** What one spot holds of one waste over all lots. */
    public Mass held(Spot spot, WasteCode waste) {
        throw new UnsupportedOperationException();
    }

    /** Flows of a period, from rollups; as known at an instant where the query says so. */
    public List<Flow> flows(Flow.Query query) {
        throw new UnsupportedOperationException();
    }

    /** The entries behind flows: every figure opens down to these. Newest first. */
    public Page<Entry> entries(Flow.Query query, WasteCode waste, String cursor, int size) {
        throw new UnsupportedOperationException();
    }

    /** Closes a unit's month; months close in order from the first with postings. Closing twice is the same as once. */
    public void closeMonth(UUID unit, YearMonth month) {
        throw new UnsupportedOperationException();
    }

    /** Months of the unit that are closed. */
    public Set<YearMonth> closedMonths(UUID unit) {
        throw new UnsupportedOperationException();
    }

    /** The month that a document of {@code month} is booked in now: itself, or the first open month after a closed one. */
    public YearMonth bookingMonth(UUID unit, YearMonth month) {
        throw new UnsupportedOperationException();
    }

    /** Proves the laws on the data as it stands: chains, balances, rollups, stocks. */
    public Verification verify() {
        throw new UnsupportedOperationException();
    }
}
