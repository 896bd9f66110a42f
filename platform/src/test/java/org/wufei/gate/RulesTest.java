package org.wufei.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.wufei.kernel.Allow;
import org.wufei.kernel.AllowAnyone;
import org.wufei.kernel.AllowSignedIn;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.testkit.WufeiTest;

/** No handler without a rule, and no rule that names what no module has. */
@WufeiTest
class RulesTest {
    @Autowired
    List<Permissions> modules;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Test
    void every_handler_has_one_rule_and_every_permission_of_a_rule_is_in_the_catalogue() {
        var known = new TreeSet<String>();
        modules.forEach(
                module -> module.permissions().stream().map(Permission::code).forEach(known::add));
        var wrong = new ArrayList<String>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (!handler.getBeanType().getName().startsWith("org.wufei.")) return;
            int rules = 0;
            for (var rule : List.of(Allow.class, AllowSignedIn.class, AllowAnyone.class)) {
                if (handler.hasMethodAnnotation(rule)) rules++;
            }
            if (rules != 1) wrong.add(handler + " has " + rules + " rules; say @Allow, @AllowSignedIn or @AllowAnyone");
            var allow = handler.getMethodAnnotation(Allow.class);
            if (allow == null) return;
            for (var permission : allow.value()) {
                if (!known.contains(permission))
                    wrong.add(handler + " asks for " + permission + ", which no module has");
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_permission_is_declared_once() {
        var codes = modules.stream()
                .flatMap(module -> module.permissions().stream())
                .map(Permission::code)
                .toList();
        assertThat(codes).doesNotHaveDuplicates();
    }
}
