package org.wufei.ledger;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/**
 * 凭证草稿: what a stream asks the ledger to post for one document.
 *
 * @param key idempotency key, stable for the document and its step: {@code industrial.exit/<uuid>/ship}. Begin it with the
 *     document's kind and put its time-ordered id next, so that keys made together lie together
 * @param stream the stream's id
 * @param document kind, id and number of the document, for lineage
 * @param unit the unit whose book it is (whose closed months it must respect); every lot is locked under it
 * @param occurredAt when it happened
 * @param adjusts the closed month that a late document belongs to; {@code null} for a document in time
 * @param evidence references to weigh tickets, photographs, trips, approvals
 */
public record EntryDraft(
        String key,
        String stream,
        Document document,
        UUID unit,
        Instant occurredAt,
        YearMonth adjusts,
        List<Move> moves,
        List<Evidence> evidence,
        String note) {
    /** Longest list of moves in one entry: a year's yearly list has fewer; more is a batch. */
    public static final int MOVES_MAX = 500;

    public EntryDraft {
        moves = List.copyOf(moves);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        if (note == null) note = "";
        if (key == null || key.isBlank() || key.length() > 160) throw new IllegalArgumentException("key " + key);
        if (moves.isEmpty() || moves.size() > MOVES_MAX) throw new IllegalArgumentException(moves.size() + " moves");
    }

    /** @param kind {@code industrial.exit}; @param no the number people know it by, may be empty */
    public record Document(String kind, UUID id, String no) {}

    /** @param kind {@code weigh-ticket}, {@code photo}, {@code approval}, {@code trip}; @param ref id or number; @param title as shown */
    public record Evidence(String kind, String ref, String title) {}
}
