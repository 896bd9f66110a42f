package org.wufei.industrial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The states of an exit and their steps, as a table that a lawyer can review; {@code -Dgolden=write} renews it. */
class ExitStatesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/industrial/exit-states.txt");

    @Test
    void the_steps_of_each_state_are_those_that_were_agreed() throws IOException {
        var table = Arrays.stream(Exit.class.getPermittedSubclasses())
                .sorted(Comparator.comparing(Class::getSimpleName))
                .map(state -> state.getSimpleName() + ": " + steps(state))
                .collect(Collectors.joining("\n", "", "\n"));
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, table);
        }
        assertThat(table).isEqualTo(Files.readString(GOLDEN));
    }

    private static String steps(Class<?> state) {
        var steps = Arrays.stream(state.getDeclaredMethods())
                .filter(method -> Exit.class.isAssignableFrom(method.getReturnType()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::getName))
                .map(method ->
                        method.getName() + " -> " + method.getReturnType().getSimpleName())
                .collect(Collectors.joining(", "));
        return steps.isEmpty() ? "(end)" : steps;
    }
}
