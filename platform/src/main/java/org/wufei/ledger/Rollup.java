package org.wufei.ledger;

import java.time.LocalDate;
import java.util.Comparator;

/** 汇总: the keys by which flows are summed: by day, by month for areas, and by month for units. */
final class Rollup {
    /** Rows of one key, so that writers of one county need not wait for each other; the lane of a transaction's first entry says which. */
    static final int SHARDS = 1;

    private Rollup() {}

    record Day(
            LocalDate day,
            int shard,
            String origin,
            String fromCounty,
            String toCounty,
            String wasteClass,
            Stage from,
            Stage to,
            String method,
            int lotYear)
            implements Comparable<Day> {
        private static final Comparator<Day> ORDER = Comparator.comparing(Day::day)
                .thenComparingInt(Day::shard)
                .thenComparing(Day::origin)
                .thenComparing(Day::fromCounty)
                .thenComparing(Day::toCounty)
                .thenComparing(Day::wasteClass)
                .thenComparing(Day::from)
                .thenComparing(Day::to)
                .thenComparing(Day::method)
                .thenComparingInt(Day::lotYear);

        static Day of(LocalDate day, int shard, Entry.Account from, Entry.Account to) {
            return new Day(
                    day,
                    shard,
                    from.lot().origin().digits(),
                    from.spot().county().digits(),
                    to.spot().county().digits(),
                    from.waste().wasteClass(),
                    from.spot().stage(),
                    to.spot().stage(),
                    methodOf(from, to),
                    from.lot().year());
        }

        @Override
        public int compareTo(Day other) {
            return ORDER.compare(this, other);
        }
    }

    record Area(
            LocalDate month,
            int shard,
            String origin,
            String fromCounty,
            String toCounty,
            String wasteClass,
            String toClass,
            Stage from,
            Stage to,
            String method,
            int lotYear)
            implements Comparable<Area> {
        private static final Comparator<Area> ORDER = Comparator.comparing(Area::month)
                .thenComparingInt(Area::shard)
                .thenComparing(Area::origin)
                .thenComparing(Area::fromCounty)
                .thenComparing(Area::toCounty)
                .thenComparing(Area::wasteClass)
                .thenComparing(Area::toClass)
                .thenComparing(Area::from)
                .thenComparing(Area::to)
                .thenComparing(Area::method)
                .thenComparingInt(Area::lotYear);

        static Area of(Day day, String toClass) {
            return new Area(
                    day.day.withDayOfMonth(1),
                    day.shard,
                    day.origin,
                    day.fromCounty,
                    day.toCounty,
                    day.wasteClass,
                    toClass,
                    day.from,
                    day.to,
                    day.method,
                    day.lotYear);
        }

        @Override
        public int compareTo(Area other) {
            return ORDER.compare(this, other);
        }
    }

    /** Flows of a month between two accounts: its row names unit, county, waste and stage of both beside their numbers. */
    record Month(LocalDate month, long from, long to) implements Comparable<Month> {
        private static final Comparator<Month> ORDER = Comparator.comparing(Month::month)
                .thenComparingLong(Month::from)
                .thenComparingLong(Month::to);

        @Override
        public int compareTo(Month other) {
            return ORDER.compare(this, other);
        }
    }

    private static String methodOf(Entry.Account from, Entry.Account to) {
        return to.spot().method().isEmpty() ? from.spot().method() : to.spot().method();
    }
}
