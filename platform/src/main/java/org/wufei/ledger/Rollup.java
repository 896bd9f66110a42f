package org.wufei.ledger;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** 汇总: flows summed by day and by month for each kind of flow, and by month for each pair of accounts. */
final class Rollup {
    /** Rows of one key, so that writers of one county need not wait for each other; the lane of a transaction's first entry says which. */
    static final int SHARDS = 1;

    private Rollup() {}

    /** 流向: what a flow's row is about. A reversal is of the kind of what it takes back, and counts below zero. */
    record Kind(
            String origin,
            String fromCounty,
            String toCounty,
            String waste,
            String toWaste,
            Stage from,
            Stage to,
            String method,
            int lotYear)
            implements Comparable<Kind> {
        private static final Comparator<Kind> ORDER = Comparator.comparing(Kind::waste)
                .thenComparing(Kind::toWaste)
                .thenComparing(Kind::from)
                .thenComparing(Kind::to)
                .thenComparing(Kind::origin)
                .thenComparing(Kind::fromCounty)
                .thenComparing(Kind::toCounty)
                .thenComparing(Kind::method)
                .thenComparingInt(Kind::lotYear);

        static Kind of(Entry.Account from, Entry.Account to) {
            var method = to.spot().method();
            return new Kind(
                    from.lot().origin().digits(),
                    from.spot().county().digits(),
                    to.spot().county().digits(),
                    from.waste().text(),
                    to.waste().text(),
                    from.spot().stage(),
                    to.spot().stage(),
                    method.isEmpty() ? from.spot().method() : method,
                    from.lot().year());
        }

        @Override
        public int compareTo(Kind other) {
            return ORDER.compare(this, other);
        }
    }

    /** A month's flow between two accounts. */
    private record Pair(int month, long from, long to) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            if (month != other.month) return Integer.compare(month, other.month);
            if (from != other.from) return Long.compare(from, other.from);
            return Long.compare(to, other.to);
        }
    }

    private static final class Sum {
        private long grams;
        private int kind;
        private UUID fromUnit;
        private UUID toUnit;
    }

    /**
     * A batch summed by the rollups' keys, in the order of those keys: writers of one row then wait, and never cross. Days and
     * months (the first of them) are counted from 2000, as the database does.
     */
    static final class Sums {
        final Keyed days = new Keyed();
        final Keyed areas = new Keyed();
        final int[] months;
        final long[] from;
        final long[] to;
        final UUID[] fromUnits;
        final UUID[] toUnits;
        final int[] kinds;
        final long[] grams;

        Sums(List<Writer.Sealed> batch) {
            var pairs = new HashMap<Pair, Sum>();
            for (var each : batch) {
                var bookedOn = each.row().bookedOn();
                boolean back = each.row().reverses() != null;
                int day = day(bookedOn);
                int month = day - bookedOn.getDayOfMonth() + 1;
                for (var line : each.lines()) {
                    long mass = back ? -line.grams() : line.grams();
                    days.add(day, line.kind(), mass);
                    areas.add(month, line.kind(), mass);
                    var source = back ? line.to() : line.from();
                    var target = back ? line.from() : line.to();
                    var sum = pairs.computeIfAbsent(new Pair(month, source.id(), target.id()), none -> new Sum());
                    sum.grams = Math.addExact(sum.grams, mass);
                    sum.kind = line.kind();
                    sum.fromUnit = source.account().spot().unit();
                    sum.toUnit = target.account().spot().unit();
                }
            }
            days.sort();
            areas.sort();
            var sorted = pairs.keySet().toArray(Pair[]::new);
            Arrays.sort(sorted);
            months = new int[sorted.length];
            from = new long[sorted.length];
            to = new long[sorted.length];
            fromUnits = new UUID[sorted.length];
            toUnits = new UUID[sorted.length];
            kinds = new int[sorted.length];
            grams = new long[sorted.length];
            for (int i = 0; i < sorted.length; i++) {
                var sum = pairs.get(sorted[i]);
                months[i] = sorted[i].month;
                from[i] = sorted[i].from;
                to[i] = sorted[i].to;
                fromUnits[i] = sum.fromUnit;
                toUnits[i] = sum.toUnit;
                kinds[i] = sum.kind;
                grams[i] = sum.grams;
            }
        }

        private static int day(LocalDate date) {
            return (int) (date.toEpochDay() - Tuple.EPOCH_2000_DAY);
        }
    }

    /** Grams by day (or first of a month) and kind. */
    static final class Keyed {
        private final Map<Long, Long> sums = new HashMap<>();
        int[] days = new int[0];
        int[] kinds = new int[0];
        long[] grams = new long[0];

        private void add(int day, int kind, long mass) {
            sums.merge((long) day << 32 | kind, mass, Math::addExact);
        }

        private void sort() {
            var keys =
                    sums.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
            days = new int[keys.length];
            kinds = new int[keys.length];
            grams = new long[keys.length];
            for (int i = 0; i < keys.length; i++) {
                days[i] = (int) (keys[i] >> 32);
                kinds[i] = (int) keys[i];
                grams[i] = sums.get(keys[i]);
            }
        }
    }
}
