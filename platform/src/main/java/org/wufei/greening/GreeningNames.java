package org.wufei.greening;

import java.util.List;
import org.springframework.stereotype.Component;
import org.wufei.audit.ObjectNames;

/** How this module's objects are called where the audit names them. */
@Component
class GreeningNames implements ObjectNames {
    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind(
                        "greening.project",
                        "greening.read",
                        "select id, name from greening.project where id = any(:ids)"),
                new Kind(
                        "greening.condition",
                        "greening.read",
                        "select id, text from greening.condition where id = any(:ids)"),
                new Kind(
                        "greening.clean-production",
                        "greening.read",
                        "select id, year::text from greening.audit where id = any(:ids)"),
                new Kind("greening.park", "greening.read", "select id, name from greening.park where id = any(:ids)"),
                new Kind(
                        "greening.park-project",
                        "greening.read",
                        "select id, name from greening.park_project where id = any(:ids)"),
                new Kind("greening.mine", "greening.read", "select id, name from greening.mine where id = any(:ids)"),
                new Kind(
                        "greening.standard",
                        "greening.read",
                        "select id, name from greening.standard where id = any(:ids)"),
                new Kind(
                        "greening.technology",
                        "greening.read",
                        "select id, name from greening.technology where id = any(:ids)"));
    }
}
