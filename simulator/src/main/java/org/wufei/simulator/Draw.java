package org.wufei.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * 抽取: chance that can be lived again. Each actor draws from its own stream, named by the seed and its name, so that one
 * more truck at one mine changes nothing at another.
 */
final class Draw {
    private final SplittableRandom random;

    private Draw(SplittableRandom random) {
        this.random = random;
    }

    static Draw of(long seed, String actor) {
        long mixed = seed * 0x9E3779B97F4A7C15L;
        for (byte b : actor.getBytes(StandardCharsets.UTF_8))
            mixed = Long.rotateLeft(mixed ^ b, 17) * 0xBF58476D1CE4E5B9L;
        return new Draw(new SplittableRandom(mixed));
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** Grams between two masses in kilograms, in steps of 20 kg as a truck scale shows them. */
    long scaleGrams(int lowKg, int highKg) {
        return between(lowKg / 20, highKg / 20) * 20_000L;
    }

    double within(double low, double high) {
        return random.nextDouble(low, high);
    }

    <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    String digits(int count) {
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) text.append(random.nextInt(10));
        return text.toString();
    }
}
