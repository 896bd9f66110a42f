package org.wufei.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * 真实账: the simulator's own double-entry book of mass, written without a look at the platform's, so that the two can
 * disagree. Whole grams; stocks never go below zero; what leaves a stock without a named lot leaves by the oldest.
 */
final class Book {
    static final long TONNE = 1_000_000;

    enum Stage {
        GENERATED,
        IMPORTED,
        FOUND,
        STORED,
        IN_TRANSIT,
        UTILISED,
        DISPOSED,
        EXPORTED,
        LOST;

        boolean source() {
            return this == GENERATED || this == IMPORTED || this == FOUND;
        }

        boolean stock() {
            return this == STORED || this == IN_TRANSIT;
        }
    }

    /** @param unit the unit's code; @param place the place's name, unique within the unit */
    record Spot(String unit, String place, String county, Stage stage, String method) {
        Spot at(Stage other) {
            return new Spot(unit, place, county, other, "");
        }

        Spot at(Stage other, String way) {
            return new Spot(unit, place, county, other, way);
        }
    }

    record Lot(int year, String origin) implements Comparable<Lot> {
        @Override
        public int compareTo(Lot other) {
            return Comparator.comparingInt(Lot::year).thenComparing(Lot::origin).compare(this, other);
        }
    }

    record Account(Spot spot, String waste, Lot lot) {
        String text() {
            return String.join(
                    "|", spot.unit, spot.place, waste, spot.stage.name(), spot.method, lot.year + "-" + lot.origin);
        }
    }

    record Posting(LocalDate bookedOn, Account from, Account to, long grams) {
        String waste() {
            return from.waste;
        }

        /** The class of the waste: {@code SW05} of {@code 091-001-S05}. */
        String wasteClass() {
            return "SW" + from.waste.substring(from.waste.length() - 2);
        }
    }

    private final List<Posting> postings = new ArrayList<>();
    private final Map<String, Map<Lot, Long>> stocks = new TreeMap<>();

    /** Out of a source, into a lot. */
    void bring(LocalDate day, Spot from, Spot to, String waste, long grams, Lot lot) {
        if (!from.stage.source()) throw new IllegalStateException("not a source: " + from);
        post(day, new Account(from, waste, lot), new Account(to, waste, lot), grams);
    }

    /** Out of a stock, oldest lot first; gives what left by lot, oldest first. */
    List<Posting> move(LocalDate day, Spot from, Spot to, String waste, long grams) {
        var lots = new TreeMap<>(stocks.getOrDefault(key(from, waste), Map.of()));
        var made = new ArrayList<Posting>();
        long left = grams;
        for (var lot : lots.entrySet()) {
            if (left == 0) break;
            long part = Math.min(left, lot.getValue());
            if (part == 0) continue;
            made.add(post(day, new Account(from, waste, lot.getKey()), new Account(to, waste, lot.getKey()), part));
            left -= part;
        }
        if (left > 0) throw new IllegalStateException("the story moves " + left + " g more than " + from + " holds");
        return made;
    }

    /** Out of a stock, from one lot. */
    Posting moveLot(LocalDate day, Spot from, Spot to, String waste, long grams, Lot lot) {
        return post(day, new Account(from, waste, lot), new Account(to, waste, lot), grams);
    }

    /** Treatment changes what the waste is, not how much: out of the oldest lots of one waste into the same lots of another. */
    void become(LocalDate day, Spot spot, String waste, String other, long grams) {
        var lots = lots(spot, waste);
        long left = grams;
        for (var lot : lots.entrySet()) {
            long part = Math.min(left, lot.getValue());
            if (part == 0) continue;
            post(day, new Account(spot, waste, lot.getKey()), new Account(spot, other, lot.getKey()), part);
            left -= part;
        }
        if (left > 0) throw new IllegalStateException("the story makes " + left + " g of nothing at " + spot);
    }

    private Posting post(LocalDate day, Account from, Account to, long grams) {
        if (grams <= 0) throw new IllegalStateException("a posting of " + grams + " g");
        if (from.spot.stage.stock()) {
            long held = held(from);
            if (held < grams)
                throw new IllegalStateException("the story takes " + grams + " g of " + held + " g at " + from);
            stocks.get(key(from.spot, from.waste)).put(from.lot, held - grams);
        }
        if (to.spot.stage.stock()) {
            stocks.computeIfAbsent(key(to.spot, to.waste), k -> new TreeMap<>()).merge(to.lot, grams, Math::addExact);
        }
        var posting = new Posting(day, from, to, grams);
        postings.add(posting);
        return posting;
    }

    private static String key(Spot spot, String waste) {
        return spot.unit + "|" + spot.place + "|" + spot.stage + "|" + waste;
    }

    private long held(Account account) {
        return stocks.getOrDefault(key(account.spot, account.waste), Map.of()).getOrDefault(account.lot, 0L);
    }

    /** What one spot holds of one waste over all lots. */
    long held(Spot spot, String waste) {
        return stocks.getOrDefault(key(spot, waste), Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    Map<Lot, Long> lots(Spot spot, String waste) {
        return new TreeMap<>(stocks.getOrDefault(key(spot, waste), Map.of()));
    }

    List<Posting> postings() {
        return List.copyOf(postings);
    }

    /** Every account's balance, zeroes left out: sources below zero, stocks and sinks above. */
    Map<String, Long> balances() {
        var sums = new TreeMap<String, Long>();
        for (var p : postings) {
            sums.merge(p.from.text(), -p.grams, Math::addExact);
            sums.merge(p.to.text(), p.grams, Math::addExact);
        }
        sums.values().removeIf(grams -> grams == 0);
        return sums;
    }

    /** Sums over postings that a test accepts, grouped by what the key says. */
    Map<String, Long> sums(
            java.util.function.Predicate<Posting> which, java.util.function.Function<Posting, String> by) {
        return postings.stream()
                .filter(which)
                .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.summingLong(Posting::grams)));
    }
}
