package org.wufei.ledger;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/**
 * 凭证: what stands in the book, for ever.
 *
 * @param no number in the whole book, rising
 * @param month the month it is booked in: that of {@code occurredAt}, or the open month where it {@code adjusts} a closed one
 * @param reverses the entry that this one takes back, or {@code null}
 * @param reversedBy the entry that took this one back, or {@code null}
 * @param digest SM3 over its content and the digest before it in its chain, in hex
 */
public record Entry(
        long no,
        String key,
        String stream,
        EntryDraft.Document document,
        UUID unit,
        RegionCode county,
        Instant occurredAt,
        Instant recordedAt,
        YearMonth month,
        YearMonth adjusts,
        UUID actor,
        String actorName,
        List<Posting> postings,
        List<EntryDraft.Evidence> evidence,
        String note,
        Long reverses,
        Long reversedBy,
        String digest) {
    /** 分录: a whole number of grams from one account to another. */
    public record Posting(int line, Account from, Account to, Mass mass, Move.Stated stated) {}

    /** 账户: place × waste × stage × lot. */
    public record Account(long id, Spot spot, WasteCode waste, Lot lot) {}
}
