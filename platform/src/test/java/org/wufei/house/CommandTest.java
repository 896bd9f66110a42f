package org.wufei.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    @Test
    void a_demo_is_told_where_to_live() throws Exception {
        var command = Command.parse(List.of("demo", "--port", "9000", "--data", "/tmp/x", "--seed", "7", "--empty"));

        assertThat(command).isEqualTo(new Command("demo", 9000, Path.of("/tmp/x"), 7, true, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dmeo",
                "start --empty",
                "start --seed 3",
                "demo --port",
                "demo --port 70000",
                "demo --port eighty",
                "demo extra",
                "backup",
                "backup a b",
                "demo --dat"
            })
    void words_that_are_not_known_are_answered_in_one_line_that_says_what_is(String words) {
        assertThatExceptionOfType(Command.Misunderstood.class)
                .isThrownBy(() -> Command.parse(List.of(words.split(" "))))
                .satisfies(e -> assertThat(e.getMessage()).startsWith("wufei: ").doesNotContain("\n"));
    }
}
