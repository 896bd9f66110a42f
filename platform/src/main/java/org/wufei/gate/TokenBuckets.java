package org.wufei.gate;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * 限流: a bucket of tokens for each name, filled steadily. In memory: a limit guards this process, and a restart that fills
 * every bucket again harms nobody.
 *
 * @param burst tokens a full bucket holds; @param perSecond how fast it fills
 */
record TokenBuckets(double burst, double perSecond, ConcurrentHashMap<String, Bucket> buckets) {
    /** More names than this and the full buckets are forgotten, so that a flood of addresses cannot fill the memory. */
    private static final int NAMES_MAX = 50_000;

    record Bucket(double tokens, long filledAtNanos) {}

    TokenBuckets(double burst, double perSecond) {
        this(burst, perSecond, new ConcurrentHashMap<>());
    }

    /** Takes a token: {@link Duration#ZERO}, or how long until the next one. */
    Duration take(String name, long nowNanos) {
        if (buckets.size() > NAMES_MAX) {
            buckets.values().removeIf(bucket -> filled(bucket, nowNanos) >= burst);
            if (buckets.size() > NAMES_MAX) buckets.clear();
        }
        var wait = new double[1];
        buckets.compute(name, (key, bucket) -> {
            double tokens = bucket == null ? burst : filled(bucket, nowNanos);
            if (tokens >= 1) return new Bucket(tokens - 1, nowNanos);
            wait[0] = (1 - tokens) / perSecond;
            return new Bucket(tokens, nowNanos);
        });
        return Duration.ofMillis((long) Math.ceil(wait[0] * 1000));
    }

    private double filled(Bucket bucket, long nowNanos) {
        return Math.min(burst, bucket.tokens + (nowNanos - bucket.filledAtNanos) / 1e9 * perSecond);
    }
}
