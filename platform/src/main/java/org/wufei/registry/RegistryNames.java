package org.wufei.registry;

import java.util.List;
import org.springframework.stereotype.Component;
import org.wufei.audit.ObjectNames;

/** How this module's objects are called where the audit names them. */
@Component
class RegistryNames implements ObjectNames {
    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind(
                        "registry.unit",
                        "registry.unit.read",
                        "select id, name from registry.unit where id = any(:ids)"),
                new Kind(
                        "registry.place",
                        "registry.unit.read",
                        "select id, name from registry.place where id = any(:ids)"),
                new Kind(
                        "registry.vehicle",
                        "registry.unit.read",
                        "select id, plate from registry.vehicle where id = any(:ids)"),
                new Kind(
                        "registry.permit",
                        "registry.unit.read",
                        "select id, no from registry.permit where id = any(:ids)"),
                new Kind(
                        "registry.contract",
                        "registry.unit.read",
                        "select id, no from registry.contract where id = any(:ids)"));
    }
}
