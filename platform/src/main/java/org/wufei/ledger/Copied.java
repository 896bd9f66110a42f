package org.wufei.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.ByteConverter;

/** Rows of a large batch in the binary form of COPY, and the columns they fill. */
final class Copied {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int UUID_TYPE = 2950;
    private static final int TEXT_TYPE = 25;

    private final String columns;
    private final Tuple rows = new Tuple().raw(SIGNATURE).bare4(0).bare4(0);

    private Copied(String columns) {
        this.columns = columns;
    }

    /** The entries' own rows with their digests. */
    static Copied entries(List<Writer.Sealed> batch, byte[][] digests) {
        var copied = new Copied("""
                no, recorded_at, lane, lane_seq, key, stream, document_kind, document_id, document_no, unit_id, county,
                occurred_at, booked_on, adjusts, actor, actor_name, evidence, note, reverses, units, counties, content, digest""");
        for (int i = 0; i < digests.length; i++) {
            var row = batch.get(i).row();
            var out = copied.row(23);
            out.int8(row.no()).time(row.recordedAt()).int2(row.lane()).int8(row.laneSeq());
            out.text(row.key()).text(row.stream());
            out.text(row.document().kind())
                    .uuid(row.document().id())
                    .text(row.document().no());
            out.uuid(row.unit()).text(row.county()).time(row.occurredAt());
            out.date(row.bookedOn()).date(row.adjusts());
            out.uuid(row.actor()).text(row.actorName()).text(row.evidence()).text(row.note());
            if (row.reverses() == null) out.nothing();
            else out.int8(row.reverses());
            copied.array(UUID_TYPE, row.units(), 20, Tuple::uuid);
            // a county's code is six digits
            copied.array(TEXT_TYPE, row.counties(), 10, Tuple::text);
            out.bytes(row.content().bytes()).bytes(digests[i]);
        }
        return copied;
    }

    static Copied postings(List<Writer.Sealed> batch) {
        var copied = new Copied("""
                entry_no, line, recorded_at, booked_on, reversal, from_account, to_account, mass_g, from_unit, to_unit,
                from_county, to_county, origin, stated_quantity, stated_unit, grams_per_unit, stated_source""");
        for (var each : batch) {
            var row = each.row();
            boolean reverses = row.reverses() != null;
            for (var line : each.lines()) {
                var from = line.from().account();
                var to = line.to().account();
                var out = copied.row(17);
                out.int8(row.no()).int2(line.line()).time(row.recordedAt());
                out.date(row.bookedOn()).bool(reverses);
                out.int8(from.id()).int8(to.id()).int8(line.grams());
                out.uuid(from.spot().unit()).uuid(to.spot().unit());
                out.text(from.spot().county().digits()).text(to.spot().county().digits());
                out.text((reverses ? to : from).lot().origin().digits());
                var stated = line.stated();
                if (stated == null) out.nothing().nothing().nothing().nothing();
                else
                    out.bytes(ByteConverter.numeric(stated.quantity()))
                            .text(stated.unit())
                            .bytes(ByteConverter.numeric(stated.gramsPerUnit()))
                            .text(stated.source());
            }
        }
        return copied;
    }

    /** In the order of the keys, as everybody writes them. */
    static Copied keys(List<Writer.Sealed> batch) {
        var copied = new Copied("key, no, recorded_at");
        batch.stream()
                .map(Writer.Sealed::row)
                .sorted(Comparator.comparing(Seal.Row::key))
                .forEach(row -> copied.row(3).text(row.key()).int8(row.no()).time(row.recordedAt()));
        return copied;
    }

    void into(CopyManager copy, String table) throws SQLException {
        rows.bare2(-1);
        var in = copy.copyIn("copy " + table + " (" + columns + ") from stdin (format binary)");
        try {
            rows.writeTo(in);
            in.endCopy();
        } finally {
            if (in.isActive()) in.cancelCopy();
        }
    }

    private Tuple row(int fields) {
        return rows.bare2(fields);
    }

    private <T> void array(int type, List<T> values, int each, BiConsumer<Tuple, T> write) {
        rows.bare4(20 + values.size() * each)
                .bare4(1)
                .bare4(0)
                .bare4(type)
                .bare4(values.size())
                .bare4(1);
        values.forEach(value -> write.accept(rows, value));
    }
}
