package org.wufei.ledger;

import java.util.Arrays;

/** Sums by a {@code long} key that is never {@link Long#MIN_VALUE}: open addressing, 16 bytes a key, nothing boxed. */
final class LongSums {
    private static final long NONE = Long.MIN_VALUE;

    private long[] keys = none(1 << 12);
    private long[] sums = new long[1 << 12];
    private int size;

    interface Each {
        void take(long key, long sum);
    }

    void add(long key, long amount) {
        int at = slot(keys, key);
        if (keys[at] == NONE) {
            keys[at] = key;
            if (++size > keys.length / 2) {
                sums[at] = amount;
                grow();
                return;
            }
        }
        sums[at] = Math.addExact(sums[at], amount);
    }

    void each(Each each) {
        for (int i = 0; i < keys.length; i++) if (keys[i] != NONE) each.take(keys[i], sums[i]);
    }

    private void grow() {
        var moreKeys = none(keys.length * 2);
        var moreSums = new long[moreKeys.length];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == NONE) continue;
            int at = slot(moreKeys, keys[i]);
            moreKeys[at] = keys[i];
            moreSums[at] = sums[i];
        }
        keys = moreKeys;
        sums = moreSums;
    }

    private static int slot(long[] keys, long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed ^ (mixed >>> 32)) & (keys.length - 1);
        while (keys[at] != NONE && keys[at] != key) at = (at + 1) & (keys.length - 1);
        return at;
    }

    private static long[] none(int length) {
        var keys = new long[length];
        Arrays.fill(keys, NONE);
        return keys;
    }
}
