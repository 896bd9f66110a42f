package org.wufei.industrial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Lot;
import org.wufei.ledger.Stage;

/** The posting rules: from a document to an entry, with nothing asked and nothing kept. */
class PostingsTest {
    private static final RegionCode GAR = new RegionCode("542523");
    private static final RegionCode RUTOG = new RegionCode("542524");
    private static final WasteCode SLAG = new WasteCode("900-001-S03");
    private static final Instant NEW_YEAR_IN_BEIJING = Instant.parse("2025-12-31T17:00:00Z");

    private final UUID unit = UUID.randomUUID();
    private final Postings.Where yard = new Postings.Where(UUID.randomUUID(), unit, GAR);

    @Test
    void what_is_generated_goes_into_stock_under_the_year_that_Beijing_has_then() {
        var draft = Postings.generated(of(NEW_YEAR_IN_BEIJING, null), yard, SLAG, Mass.ofTonnes("12.5"));

        var move = draft.moves().getFirst();
        assertThat(move.from().stage()).isEqualTo(Stage.GENERATED);
        assertThat(move.to().stage()).isEqualTo(Stage.STORED);
        assertThat(move.lot()).isEqualTo(Lot.of(2026, GAR));
        assertThat(draft.unit()).isEqualTo(unit);
    }

    @Test
    void opening_stock_is_found_under_the_year_it_was_generated_in() {
        var move = Postings.opening(of(NEW_YEAR_IN_BEIJING, null), yard, SLAG, new Mass(1), 2019)
                .moves()
                .getFirst();
        assertThat(move.from().stage()).isEqualTo(Stage.FOUND);
        assertThat(move.lot()).isEqualTo(Lot.of(2019, GAR));
    }

    @Test
    void own_use_leaves_the_oldest_stock_and_counts_at_the_facility_under_its_method() {
        var kiln = new Postings.Where(UUID.randomUUID(), unit, RUTOG);
        var move = Postings.treated(of(NEW_YEAR_IN_BEIJING, null), yard, kiln, Stage.UTILISED, "R5", SLAG, new Mass(7))
                .moves()
                .getFirst();
        assertThat(move.lot()).as("oldest first").isNull();
        assertThat(move.from().county()).isEqualTo(GAR);
        assertThat(move.to().county()).isEqualTo(RUTOG);
        assertThat(move.to().method()).isEqualTo("R5");
    }

    @Test
    void a_count_below_the_book_is_lost_and_one_above_it_is_found() {
        var less = Postings.countedLess(of(NEW_YEAR_IN_BEIJING, null), yard, SLAG, new Mass(3));
        var more = Postings.countedMore(of(NEW_YEAR_IN_BEIJING, null), yard, SLAG, new Mass(3), 2026);
        assertThat(less.moves().getFirst().to().stage()).isEqualTo(Stage.LOST);
        assertThat(more.moves().getFirst().from().stage()).isEqualTo(Stage.FOUND);
    }

    @Test
    void a_late_document_names_the_closed_month_it_belongs_to() {
        var september = YearMonth.of(2026, 9);
        assertThat(Postings.generated(of(NEW_YEAR_IN_BEIJING, september), yard, SLAG, new Mass(1))
                        .adjusts())
                .isEqualTo(september);
    }

    @Test
    void a_tolerance_of_three_in_a_thousand_covers_three_kilograms_in_a_tonne_and_not_a_gram_more() {
        var tolerance = new Tolerance(3);
        assertThat(tolerance.covers(new Mass(1_000_000), new Mass(3_000))).isTrue();
        assertThat(tolerance.covers(new Mass(1_000_000), new Mass(3_001))).isFalse();
        assertThat(tolerance.covers(Mass.DOCUMENT_MAX, Mass.DOCUMENT_MAX)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("org.wufei.testkit.Seeds#forty")
    void taking_from_a_load_gives_back_every_gram_and_the_oldest_first(long seed) {
        var random = new Random(seed);
        var parts = new ArrayList<Lots.Part>();
        for (int year = 2015; year < 2027; year++) {
            if (random.nextBoolean())
                parts.add(new Lots.Part(Lot.of(year, GAR), new Mass(random.nextLong(1, 1_000_000))));
        }
        var whole = new Lots(parts);
        var asked = new Mass(random.nextLong(whole.total().grams() + 1));

        var taken = whole.take(asked);

        assertThat(taken.taken().total()).as("-Dseed=%d", seed).isEqualTo(asked);
        assertThat(taken.taken().total().plus(taken.left().total()))
                .as("-Dseed=%d", seed)
                .isEqualTo(whole.total());
        if (!taken.taken().parts().isEmpty() && !taken.left().parts().isEmpty()) {
            var youngestTaken = taken.taken().parts().getLast().lot();
            var oldestLeft = taken.left().parts().getFirst().lot();
            assertThat(youngestTaken.compareTo(oldestLeft))
                    .as("-Dseed=%d", seed)
                    .isLessThanOrEqualTo(0);
        }
    }

    @Test
    void nobody_takes_more_from_a_load_than_it_has() {
        var load = new Lots(List.of(new Lots.Part(Lot.of(2026, GAR), new Mass(5))));
        assertThatThrownBy(() -> load.take(new Mass(6))).isInstanceOf(IllegalStateException.class);
    }

    private Postings.Of of(Instant at, YearMonth adjusts) {
        return new Postings.Of(UUID.randomUUID(), "T-1", unit, at, adjusts, List.of(), "");
    }
}
