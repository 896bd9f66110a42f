package org.wufei.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/** A firm's yard for tests: one place, and drafts in the words of the yard. */
record Yard(UUID unit, UUID place, RegionCode county) {
    static final WasteCode TAILINGS = new WasteCode("900-099-S05");
    static final WasteCode SLAG = new WasteCode("900-001-S01");
    static final RegionCode GAR = new RegionCode("542523");
    static final RegionCode RUTOG = new RegionCode("542524");

    static Yard in(RegionCode county) {
        return new Yard(UUID.randomUUID(), UUID.randomUUID(), county);
    }

    Spot at(Stage stage) {
        return switch (stage) {
            case UTILISED -> new Spot(place, unit, county, stage, "R1");
            case DISPOSED -> new Spot(place, unit, county, stage, "D1");
            default -> Spot.of(place, unit, county, stage);
        };
    }

    Move generates(long grams, int year) {
        return Move.of(at(Stage.GENERATED), at(Stage.STORED), TAILINGS, new Mass(grams), Lot.of(year, county));
    }

    Move uses(long grams) {
        return Move.oldestFirst(at(Stage.STORED), at(Stage.UTILISED), TAILINGS, new Mass(grams));
    }

    Move ships(long grams) {
        return Move.oldestFirst(at(Stage.STORED), at(Stage.IN_TRANSIT), TAILINGS, new Mass(grams));
    }

    Move receivesFrom(Yard sender, long grams) {
        return Move.oldestFirst(sender.at(Stage.IN_TRANSIT), at(Stage.STORED), TAILINGS, new Mass(grams));
    }

    EntryDraft draft(String key, LocalDate day, YearMonth adjusts, Move... moves) {
        return new EntryDraft(
                key,
                "test",
                new EntryDraft.Document("test.note", UUID.nameUUIDFromBytes(key.getBytes()), key),
                unit,
                noon(day),
                adjusts,
                List.of(moves),
                List.of(),
                "");
    }

    EntryDraft draft(LocalDate day, Move... moves) {
        return draft("test.note/" + UUID.randomUUID() + "/book", day, null, moves);
    }

    static Instant noon(LocalDate day) {
        return day.atTime(8, 0).atZone(Days.ZONE).toInstant();
    }
}
