package org.wufei.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.bouncycastle.crypto.digests.SM3Digest;

/** The digest of a record (SM3, GB/T 32905-2016): the previous digest, then each field with its length before it. */
final class Chain {
    private Chain() {}

    record Link(
            int lane,
            long no,
            UUID id,
            Instant at,
            UUID caller,
            String callerName,
            UUID organisation,
            UUID unit,
            String via,
            String act,
            String kind,
            String object,
            String before,
            String after) {}

    static byte[] digest(byte[] previous, Link link) {
        var sm3 = new SM3Digest();
        sm3.update(previous, 0, previous.length);
        field(sm3, Integer.toString(link.lane));
        field(sm3, Long.toString(link.no));
        field(sm3, link.id.toString());
        field(sm3, link.at.toString());
        field(sm3, link.caller.toString());
        field(sm3, link.callerName);
        field(sm3, link.organisation == null ? null : link.organisation.toString());
        field(sm3, link.unit == null ? null : link.unit.toString());
        field(sm3, link.via);
        field(sm3, link.act);
        field(sm3, link.kind);
        field(sm3, link.object);
        field(sm3, link.before);
        field(sm3, link.after);
        var digest = new byte[32];
        sm3.doFinal(digest, 0);
        return digest;
    }

    private static void field(SM3Digest sm3, String value) {
        var bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
        var length =
                ByteBuffer.allocate(4).putInt(value == null ? -1 : bytes.length).array();
        sm3.update(length, 0, 4);
        sm3.update(bytes, 0, bytes.length);
    }
}
