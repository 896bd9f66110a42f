package org.wufei;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ModuleMapTest {
    private static final Path MAP = Path.of("../docs/modules.md");
    private final ApplicationModules modules = ApplicationModules.of(WufeiApplication.class);

    /** The map is drawn from the code and committed, so that a new arrow shows in review; {@code -Dgolden=write} renews it. */
    @Test
    void the_module_map_is_as_committed() throws Exception {
        var drawn = "# Modules\n\nDrawn from the code by `ModuleMapTest`; renew with `-Dgolden=write`."
                + " An arrow means \"knows\"; everyone knows `kernel`.\n\n"
                + "```mermaid\nflowchart TD\n"
                + modules.stream().map(this::arrows).collect(Collectors.joining())
                + "```\n";
        if ("write".equals(System.getProperty("golden"))) Files.writeString(MAP, drawn);
        assertThat(drawn).isEqualTo(Files.readString(MAP));
    }

    private String arrows(ApplicationModule module) {
        var name = module.getIdentifier().toString();
        var known = module.getDirectDependencies(modules).stream()
                .map(dependency -> dependency.getTargetModule().getIdentifier().toString())
                .filter(other -> !other.equals("kernel") && !other.equals(name))
                .distinct()
                .sorted()
                .map(other -> "  %s --> %s%n".formatted(name, other))
                .collect(Collectors.joining());
        return known.isEmpty() ? "  " + name + "\n" : known;
    }
}
