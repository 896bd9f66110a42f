package org.wufei.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.postgresql.copy.CopyIn;

/**
 * A row's fields in the binary form of PostgreSQL's COPY: each field its length and its bytes. The digests are taken over
 * this form, so that {@code ledger verify} hashes what the database streams without decoding it.
 */
final class Tuple {
    private static final long EPOCH_2000_S = 946_684_800L;
    static final long EPOCH_2000_DAY = 10_957L;

    private byte[] bytes = new byte[1024];
    private int length;

    Tuple int8(long value) {
        room(12);
        number(8, 4);
        number(value, 8);
        return this;
    }

    Tuple int4(int value) {
        room(8);
        number(4, 4);
        number(value, 4);
        return this;
    }

    Tuple int2(int value) {
        room(6);
        number(2, 4);
        number(value, 2);
        return this;
    }

    Tuple bool(boolean value) {
        room(5);
        number(1, 4);
        number(value ? 1 : 0, 1);
        return this;
    }

    Tuple uuid(UUID value) {
        room(20);
        number(16, 4);
        number(value.getMostSignificantBits(), 8);
        number(value.getLeastSignificantBits(), 8);
        return this;
    }

    Tuple time(Instant value) {
        return int8(micros(value));
    }

    Tuple date(LocalDate value) {
        return value == null ? nothing() : int4((int) (value.toEpochDay() - EPOCH_2000_DAY));
    }

    Tuple text(String value) {
        return value == null ? nothing() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    Tuple bytes(byte[] value) {
        room(4 + value.length);
        number(value.length, 4);
        return raw(value);
    }

    Tuple nothing() {
        room(4);
        number(-1, 4);
        return this;
    }

    /** Bytes without a length before them. */
    Tuple raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /** A number without a length before it. */
    Tuple bare4(int value) {
        room(4);
        number(value, 4);
        return this;
    }

    /** A number without a length before it. */
    Tuple bare2(int value) {
        room(2);
        number(value, 2);
        return this;
    }

    void writeTo(CopyIn copy) throws SQLException {
        copy.writeToCopy(bytes, 0, length);
    }

    void clear() {
        length = 0;
    }

    byte[] sm3() {
        var digest = new SM3Digest();
        digest.update(bytes, 0, length);
        var out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }

    static long micros(Instant value) {
        return (value.getEpochSecond() - EPOCH_2000_S) * 1_000_000 + value.getNano() / 1_000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                EPOCH_2000_S + Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    static LocalDate day(int days) {
        return LocalDate.ofEpochDay(days + EPOCH_2000_DAY);
    }

    private void room(int more) {
        if (length + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }

    private void number(long value, int size) {
        for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) bytes[length++] = (byte) (value >>> shift);
    }
}
