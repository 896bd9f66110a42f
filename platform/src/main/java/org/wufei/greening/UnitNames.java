package org.wufei.greening;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.registry.Registry;

/** 单位名称 of a page's units, whatever the caller's scope: who sees an object may know whose it is. */
@Component
class UnitNames {
    private final Registry registry;

    UnitNames(Registry registry) {
        this.registry = registry;
    }

    @Transactional(readOnly = true)
    Map<UUID, String> of(Collection<UUID> units) {
        var names = new HashMap<UUID, String>();
        registry.names(units.stream().filter(Objects::nonNull).distinct().toList())
                .forEach(unit -> names.put(unit.id(), unit.name()));
        return names;
    }

    /** Empty where the object belongs to no registered unit. */
    @Transactional(readOnly = true)
    String of(UUID unit) {
        return unit == null ? "" : of(java.util.List.of(unit)).getOrDefault(unit, "");
    }
}
