package org.wufei;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {
    private final ApplicationModules modules = ApplicationModules.of(WufeiApplication.class);

    @Test
    void every_module_keeps_to_the_doors_of_the_others() {
        modules.verify();
    }
}
