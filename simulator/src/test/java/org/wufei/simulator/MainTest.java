package org.wufei.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dance",
                "simulate --sed 1",
                "simulate --seed x --to http://127.0.0.1:1 --truth t",
                "simulate --days 0 --to http://127.0.0.1:1 --truth t",
                "simulate --to http://127.0.0.1:1",
                "simulate --truth t",
                "simulate --to nowhere --truth t",
                "verify --to http://127.0.0.1:1",
                "verify a b --to http://127.0.0.1:1",
                "ledger check",
                "audit verify --to"
            })
    void an_unknown_word_or_option_gets_one_line_that_says_what_is_known(String line) {
        var err = new ByteArrayOutputStream();
        var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        int status = Main.run(line.split(" "), out, new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(status).as(line).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1).allMatch(l -> l.contains("known:"));
    }
}
