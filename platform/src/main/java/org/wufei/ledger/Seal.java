package org.wufei.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * 封印: what an entry's digest covers, and in which order (law 10). The column lists are those that {@link Verifier}
 * streams; a field added to the book is added here, at the end.
 */
final class Seal {
    static final byte[] START = new byte[32];
    /** Each county's and unit's lane is a hash of the unit; more lanes, fewer writers waiting for each other. */
    static final int LANES = 256;

    static final String ENTRY_COLUMNS = """
            no, recorded_at, lane, lane_seq, key, stream, document_kind, document_id, document_no, unit_id, county, occurred_at,
            booked_on, adjusts, actor, actor_name, evidence, note, reverses, array_to_string(units, ','),
            array_to_string(counties, ','), content""";
    static final String POSTING_COLUMNS = """
            entry_no, from_account, to_account, mass_g, recorded_at, booked_on, line, reversal, stated_quantity::text,
            stated_unit, grams_per_unit::text, stated_source""";

    private Seal() {}

    /** An entry's own row, but for its digest. */
    record Row(
            long no,
            Instant recordedAt,
            int lane,
            long laneSeq,
            String key,
            String stream,
            EntryDraft.Document document,
            UUID unit,
            String county,
            Instant occurredAt,
            LocalDate bookedOn,
            LocalDate adjusts,
            UUID actor,
            String actorName,
            String evidence,
            String note,
            Long reverses,
            List<UUID> units,
            List<String> counties,
            Content content) {}

    /** What a document asks to post, as one digest: reckoned when somebody first needs it, and most never wait for it. */
    static final class Content {
        private final Supplier<byte[]> reckon;
        private volatile byte[] bytes;

        Content(Supplier<byte[]> reckon) {
            this.reckon = reckon;
        }

        byte[] bytes() {
            var known = bytes;
            if (known == null) bytes = known = reckon.get();
            return known;
        }

        boolean is(Content other) {
            return Arrays.equals(bytes(), other.bytes());
        }
    }

    static int lane(UUID unit) {
        return Math.floorMod(unit.hashCode() * 0x9E3779B9, LANES);
    }

    static byte[] digest(byte[] before, Row row, List<Writer.Ended> lines) {
        var tuple = new Tuple()
                .raw(before)
                .int8(row.no)
                .time(row.recordedAt)
                .int2(row.lane)
                .int8(row.laneSeq)
                .text(row.key)
                .text(row.stream)
                .text(row.document.kind())
                .uuid(row.document.id())
                .text(row.document.no())
                .uuid(row.unit)
                .text(row.county)
                .time(row.occurredAt)
                .date(row.bookedOn)
                .date(row.adjusts)
                .uuid(row.actor)
                .text(row.actorName)
                .text(row.evidence)
                .text(row.note);
        if (row.reverses == null) tuple.nothing();
        else tuple.int8(row.reverses);
        tuple.text(joined(row.units)).text(String.join(",", row.counties)).bytes(row.content.bytes());
        for (var line : lines) {
            tuple.int8(row.no)
                    .int8(line.from().id())
                    .int8(line.to().id())
                    .int8(line.grams())
                    .time(row.recordedAt)
                    .date(row.bookedOn)
                    .int2(line.line())
                    .bool(row.reverses != null);
            var stated = line.stated();
            if (stated == null) tuple.nothing().nothing().nothing().nothing();
            else
                tuple.text(plain(stated.quantity()))
                        .text(stated.unit())
                        .text(plain(stated.gramsPerUnit()))
                        .text(stated.source());
            tuple.raw(line.from().print()).raw(line.to().print());
        }
        return tuple.sm3();
    }

    /** What the document asked for: the same for a retry, whatever lots it drew from. */
    static byte[] content(EntryDraft draft) {
        var tuple = new Tuple()
                .text(draft.stream())
                .text(draft.document().kind())
                .uuid(draft.document().id())
                .text(draft.document().no())
                .uuid(draft.unit())
                .time(draft.occurredAt())
                .date(draft.adjusts() == null ? null : draft.adjusts().atDay(1))
                .text(draft.note());
        for (var move : draft.moves()) {
            spot(tuple, move.from());
            spot(tuple, move.to());
            tuple.text(move.waste().text()).int8(move.mass().grams());
            tuple.text(move.lot() == null ? null : move.lot().text());
            tuple.text(move.toWaste().text())
                    .text(move.toLot() == null ? null : move.toLot().text());
            if (move.stated() != null) {
                tuple.text(plain(move.stated().quantity()))
                        .text(move.stated().unit())
                        .text(plain(move.stated().gramsPerUnit()))
                        .text(move.stated().source());
            }
        }
        for (var evidence : draft.evidence()) {
            tuple.text(evidence.kind()).text(evidence.ref()).text(evidence.title());
        }
        return tuple.sm3();
    }

    static byte[] reversal(long entryNo, String reason) {
        return new Tuple().text("reverse").int8(entryNo).text(reason).sm3();
    }

    /** First half of the SM3 of an account's fields: a changed account shows in every entry that uses it. */
    static byte[] print(long id, AccountKey key) {
        var tuple = new Tuple().int8(id);
        spot(tuple, key.spot());
        var whole = tuple.text(key.waste().text()).text(key.lot().text()).sm3();
        return Arrays.copyOf(whole, 16);
    }

    private static void spot(Tuple tuple, Spot spot) {
        tuple.uuid(spot.place())
                .uuid(spot.unit())
                .text(spot.county().digits())
                .text(spot.stage().name())
                .text(spot.method());
    }

    static String joined(List<UUID> units) {
        if (units.size() == 1) return units.getFirst().toString();
        return String.join(",", units.stream().map(UUID::toString).toList());
    }

    static String plain(java.math.BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
