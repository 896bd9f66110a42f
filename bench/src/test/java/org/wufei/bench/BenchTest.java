package org.wufei.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wufei.ledger.Stage;

class BenchTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "nope", "ledger --fast", "ledger extra", "ledger --full --full", "--full"})
    void words_that_are_not_known_are_answered_in_one_line_that_says_what_is(String words) throws Exception {
        var said = new ByteArrayOutputStream();
        var none = new PrintStream(new ByteArrayOutputStream());

        int status = Bench.run(
                words.isEmpty() ? List.of() : List.of(words.split(" ")),
                Path.of("nowhere"),
                none,
                new PrintStream(said, true, StandardCharsets.UTF_8));

        assertThat(status).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8).strip())
                .startsWith("wufei: ")
                .contains("known: bench ledger [--full]")
                .doesNotContain("\n");
    }

    @Test
    void a_figure_says_whether_it_holds() {
        assertThat(Figure.atLeast("speed", 26.14, 25, "%", "").line()).isEqualTo("speed | 26.14 % | ≥ 25 % | holds");
        assertThat(Figure.below("wait", 50, 50, "ms", "").line()).isEqualTo("wait | 50 ms | < 50 ms | falls short");
        assertThat(Figure.atMost("cost", 1.2, 1.2, "", "").fallsShort()).isFalse();
    }

    @Test
    void a_copied_prefecture_goes_on_as_the_first_would_and_none_of_its_documents_is_filed_twice() {
        var prefecture = new Prefecture(7, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 11, 24));
        prefecture.opening();
        var keys = new HashSet<String>();
        for (int i = 0; i < 40; i++)
            prefecture
                    .next(1_000)
                    .forEach(draft -> assertThat(keys.add(draft.key())).isTrue());
        var copy = prefecture.copy();

        assertThat(copy.next(1_000)).isEqualTo(prefecture.next(1_000));
    }

    @Test
    void no_yard_is_asked_for_more_than_it_holds() {
        var prefecture = new Prefecture(11, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 11, 24));
        var held = new HashMap<String, Long>();
        var drafts = new java.util.ArrayList<>(
                prefecture.opening().stream().flatMap(List::stream).toList());
        for (int i = 0; i < 60; i++) drafts.addAll(prefecture.next(1_000));
        for (var draft : drafts) {
            for (var move : draft.moves()) {
                if (move.from().stage().side() == Stage.Side.STOCK) {
                    var left = held.merge(
                            move.from() + move.waste().text(), -move.mass().grams(), Long::sum);
                    assertThat(left).as(draft.key()).isNotNegative();
                }
                held.merge(move.to() + move.waste().text(), move.mass().grams(), Long::sum);
            }
        }
    }
}
