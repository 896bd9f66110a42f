package org.wufei.bench;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.EntryDraft;
import org.wufei.ledger.Lot;
import org.wufei.ledger.Move;
import org.wufei.ledger.Spot;
import org.wufei.ledger.Stage;

/**
 * 一年的单据: documents as firms of seven counties file them, from a seed: what was generated, used and disposed of in the
 * plant, sent, received with a weighing difference, and monthly sheets of several wastes. Knows what each yard holds, so
 * that every document is legal; its days run through the year again and again, and so grow the book within one year.
 */
final class Prefecture {
    static final int BATCH = 1_000;
    /** Documents of one run through the year. */
    private static final int DOCUMENTS_A_YEAR = 800_000;

    private static final int PRODUCERS = 1_600;
    private static final int RECEIVERS = 400;
    private static final int WASTES_EACH = 2;
    private static final int CONTRACTS = 3;
    /** Loads of a sender still on the road when the oldest of them arrives. */
    private static final int ON_THE_ROAD = 4;

    private static final List<RegionCode> COUNTIES = List.of(
            new RegionCode("542521"),
            new RegionCode("542522"),
            new RegionCode("542523"),
            new RegionCode("542524"),
            new RegionCode("542525"),
            new RegionCode("542526"),
            new RegionCode("542527"));
    /** Tailings, waste rock, slag, fly ash, sludge, gypsum: wastes of mines, heating plants, sewage plants and works. */
    private static final List<WasteCode> WASTES = List.of(
            new WasteCode("900-099-S05"),
            new WasteCode("900-099-S59"),
            new WasteCode("900-001-S01"),
            new WasteCode("900-001-S02"),
            new WasteCode("900-099-S07"),
            new WasteCode("900-099-S06"));

    private final long seed;
    private final LocalDate first;
    private final LocalDate last;
    private final List<Yard> producers = new ArrayList<>();
    private final List<Yard> receivers = new ArrayList<>();
    private long documents;
    private boolean opened;

    Prefecture(long seed, LocalDate first, LocalDate last) {
        this.seed = seed;
        this.first = first;
        this.last = last;
        var random = new Random(seed);
        for (int i = 0; i < PRODUCERS + RECEIVERS; i++)
            (i < PRODUCERS ? producers : receivers).add(new Yard(random, i));
    }

    private Prefecture(Prefecture other) {
        seed = other.seed;
        first = other.first;
        last = other.last;
        other.producers.forEach(yard -> producers.add(new Yard(yard)));
        other.receivers.forEach(yard -> receivers.add(new Yard(yard)));
        documents = other.documents;
        opened = other.opened;
    }

    /** The same prefecture at this moment, for a copy of its book. */
    Prefecture copy() {
        return new Prefecture(this);
    }

    private record Load(int waste, long grams) {}

    /** One firm's place with what it holds. */
    private static final class Yard {
        private final int number;
        private final UUID unit;
        private final UUID place;
        private final RegionCode county;
        private final int[] wastes = new int[WASTES_EACH];
        private final long[] held = new long[WASTES.size()];
        private final ArrayDeque<Load> road = new ArrayDeque<>();

        Yard(Random random, int number) {
            this.number = number;
            unit = new UUID(random.nextLong(), random.nextLong());
            place = new UUID(random.nextLong(), random.nextLong());
            county = COUNTIES.get(number % COUNTIES.size());
            for (int i = 0; i < WASTES_EACH; i++) wastes[i] = (number / 7 + i * 2 + 1) % WASTES.size();
        }

        Yard(Yard other) {
            number = other.number;
            unit = other.unit;
            place = other.place;
            county = other.county;
            System.arraycopy(other.wastes, 0, wastes, 0, WASTES_EACH);
            System.arraycopy(other.held, 0, held, 0, held.length);
            road.addAll(other.road);
        }

        Spot at(Stage stage) {
            return switch (stage) {
                case UTILISED -> new Spot(place, unit, county, stage, "R5");
                case DISPOSED -> new Spot(place, unit, county, stage, "D1");
                default -> Spot.of(place, unit, county, stage);
            };
        }
    }

    UUID unit(int number) {
        return producers.get(number % PRODUCERS).unit;
    }

    int units() {
        return PRODUCERS + RECEIVERS;
    }

    int counties() {
        return COUNTIES.size();
    }

    int wastes() {
        return WASTES.size();
    }

    /** What lay in the yards before the books began. */
    List<List<EntryDraft>> opening() {
        if (opened) throw new IllegalStateException("opened twice");
        opened = true;
        var random = new Random(seed + 1);
        var all = new ArrayList<EntryDraft>();
        for (var yards : List.of(producers, receivers)) {
            for (var yard : yards) {
                for (int waste : yard.wastes) {
                    for (int year = first.getYear() - 2; year < first.getYear(); year++) {
                        long grams = 10_000_000 + random.nextInt(90_000_000);
                        yard.held[waste] += grams;
                        all.add(draft(
                                random,
                                "opening",
                                yard,
                                first,
                                null,
                                List.of(Move.of(
                                        yard.at(Stage.FOUND),
                                        yard.at(Stage.STORED),
                                        WASTES.get(waste),
                                        new Mass(grams),
                                        Lot.of(year, yard.county)))));
                    }
                }
            }
        }
        var batches = new ArrayList<List<EntryDraft>>();
        for (int i = 0; i < all.size(); i += BATCH) batches.add(all.subList(i, Math.min(all.size(), i + BATCH)));
        return batches;
    }

    /** The next documents, in the order of their days. */
    List<EntryDraft> next(int size) {
        var random = new Random(seed * 31 + documents);
        var drafts = new ArrayList<EntryDraft>(size);
        long days = first.until(last, java.time.temporal.ChronoUnit.DAYS) + 1;
        while (drafts.size() < size) {
            var day = first.plusDays(documents++ % DOCUMENTS_A_YEAR * days / DOCUMENTS_A_YEAR);
            drafts.add(document(random, day));
        }
        return drafts;
    }

    /** What one firm imports at once: the documents of a month in their order. */
    List<EntryDraft> ofOneFirm(int size) {
        var random = new Random(seed * 37 + documents);
        var yard = producers.get(random.nextInt(PRODUCERS));
        var drafts = new ArrayList<EntryDraft>(size);
        var month = first.plusMonths(random.nextInt(Math.max(1, last.getMonthValue() - 1)));
        long days = Math.min(28, month.until(last, java.time.temporal.ChronoUnit.DAYS) + 1);
        while (drafts.size() < size) {
            documents++;
            drafts.add(document(random, random.nextInt(100), yard, month.plusDays(drafts.size() * days / size)));
        }
        return drafts;
    }

    private EntryDraft document(Random random, LocalDate day) {
        int kind = random.nextInt(100);
        return document(random, kind, producers.get(random.nextInt(PRODUCERS)), day);
    }

    private EntryDraft document(Random random, int kind, Yard yard, LocalDate day) {
        int waste = yard.wastes[random.nextInt(WASTES_EACH)];
        if (kind < 15) {
            long part = draw(random, yard.held[waste]);
            if (part > 0) {
                yard.held[waste] -= part;
                yard.road.add(new Load(waste, part));
                return draft(
                        random,
                        "exit",
                        yard,
                        day,
                        "TK" + documents,
                        List.of(Move.oldestFirst(
                                yard.at(Stage.STORED), yard.at(Stage.IN_TRANSIT), WASTES.get(waste), new Mass(part))));
            }
        } else if (kind < 30 && yard.road.size() >= ON_THE_ROAD) {
            return received(random, yard, customer(random, yard), yard.road.poll(), day);
        } else if (kind < 42) {
            return sheet(random, yard, day);
        } else if (kind < 62) {
            var own = random.nextInt(3) == 0 ? receivers.get(random.nextInt(RECEIVERS)) : yard;
            var treated = treated(random, own, own.wastes[random.nextInt(WASTES_EACH)], random.nextInt(3) > 0);
            if (treated != null) return draft(random, "treatment", own, day, null, List.of(treated));
        }
        return draft(random, "generation", yard, day, null, List.of(generated(random, yard, waste, day)));
    }

    /** One of the few receivers that a firm has contracts with. */
    private Yard customer(Random random, Yard sender) {
        return receivers.get((sender.number + random.nextInt(CONTRACTS) * 131) % RECEIVERS);
    }

    /** A month's sheet of one firm: of each waste what came, what was used and what was disposed of. */
    private EntryDraft sheet(Random random, Yard yard, LocalDate day) {
        var moves = new ArrayList<Move>();
        for (int waste : yard.wastes) {
            moves.add(generated(random, yard, waste, day));
            var used = treated(random, yard, waste, true);
            var disposed = treated(random, yard, waste, false);
            if (used != null) moves.add(used);
            if (disposed != null) moves.add(disposed);
        }
        return draft(random, "sheet", yard, day, null, moves);
    }

    private EntryDraft received(Random random, Yard sender, Yard receiver, Load load, LocalDate day) {
        long lost = load.grams < 1_000 || random.nextInt(3) > 0 ? 0 : load.grams / 500;
        var moves = new ArrayList<Move>();
        moves.add(Move.oldestFirst(
                sender.at(Stage.IN_TRANSIT),
                receiver.at(Stage.STORED),
                WASTES.get(load.waste),
                new Mass(load.grams - lost)));
        receiver.held[load.waste] += load.grams - lost;
        if (lost > 0)
            moves.add(Move.oldestFirst(
                    sender.at(Stage.IN_TRANSIT), sender.at(Stage.LOST), WASTES.get(load.waste), new Mass(lost)));
        return draft(random, "exit", receiver, day, "TK" + documents, moves);
    }

    private Move generated(Random random, Yard yard, int waste, LocalDate day) {
        long grams = 1_000_000 + 10_000L * random.nextInt(4_000);
        yard.held[waste] += grams;
        var move = Move.of(
                yard.at(Stage.GENERATED),
                yard.at(Stage.STORED),
                WASTES.get(waste),
                new Mass(grams),
                Lot.of(day.getYear(), yard.county));
        if (random.nextInt(8) > 0) return move;
        return move.as(new Move.Stated(
                BigDecimal.valueOf(grams).divide(BigDecimal.valueOf(1_600_000), 3, java.math.RoundingMode.HALF_UP),
                "m³",
                BigDecimal.valueOf(1_600_000),
                "按堆体密度 1.6 t/m³ 折算"));
    }

    /** Some of the oldest stock used or disposed of, or {@code null} where there is too little. */
    private static Move treated(Random random, Yard yard, int waste, boolean used) {
        long part = draw(random, yard.held[waste]);
        if (part == 0) return null;
        yard.held[waste] -= part;
        return Move.oldestFirst(
                yard.at(Stage.STORED),
                yard.at(used ? Stage.UTILISED : Stage.DISPOSED),
                WASTES.get(waste),
                new Mass(part));
    }

    /** A part of what is held, so small that documents under way at the same time cannot overdraw it. */
    private static long draw(Random random, long held) {
        return held < 1_000_000 ? 0 : held / 100 * (1 + random.nextInt(20));
    }

    private EntryDraft draft(Random random, String kind, Yard book, LocalDate day, String ticket, List<Move> moves) {
        // Ordered as identifiers of documents are: those made together lie together.
        var id = new UUID((documents + 1) << 16 | 0x7000 | random.nextInt(0x1000), random.nextLong() >>> 2 | 1L << 63);
        return new EntryDraft(
                "bench." + kind + "/" + id + "/book",
                "industrial",
                new EntryDraft.Document("industrial." + kind, id, ticket == null ? "" : ticket),
                book.unit,
                Instant.from(
                        day.atTime(8, 0).plusSeconds(random.nextInt(30_000)).atZone(Days.ZONE)),
                null,
                moves,
                ticket == null ? List.of() : List.of(new EntryDraft.Evidence("weigh-ticket", ticket, "过磅单 " + ticket)),
                "");
    }
}
