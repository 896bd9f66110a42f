package org.wufei.registry;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Page;

@RestController
@RequestMapping("/api/v1/registry")
class LookUpController {
    /** Names for one page of a list; more than that is asked for page by page. */
    private static final int IDS_MAX = 200;

    /** Of each kind; a box of search shows no more. */
    private static final int HITS_DEFAULT = 5;

    private static final int HITS_MAX = 20;

    private static final int WORDS_MAX = 100;

    private final LookUp lookUp;
    private final UnitStore units;

    LookUpController(LookUp lookUp, UnitStore units) {
        this.lookUp = lookUp;
        this.units = units;
    }

    /** Names of units (whatever the caller's scope) and of places (that the caller sees) for their ids; at most 200. */
    @GetMapping("/names")
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public List<LookUp.Named> names(@RequestParam List<UUID> ids) {
        var wrongs = new Wrongs();
        if (ids.size() > IDS_MAX) wrongs.add("ids", "too-many", "一次最多 " + IDS_MAX + " 个");
        wrongs.refuse();
        return lookUp.names(ids.stream().filter(Objects::nonNull).toList());
    }

    /** Name, code and county of units that receive or carry waste, whatever the caller's scope: the other party of a contract. */
    @GetMapping("/counterparties")
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public Page<Registry.UnitName> counterparties(
            @RequestParam(required = false) String q, @RequestParam(required = false) Integer size) {
        return new Page<>(units.counterparties(q == null ? "" : q.strip(), Page.size(size)), null, null);
    }

    /** Units, places, permits, vehicles and contracts that the caller sees; {@code size} of each kind. */
    @GetMapping("/search")
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public List<LookUp.Hit> search(@RequestParam String q, @RequestParam(required = false) Integer size) {
        if (q.isBlank()) return List.of();
        var asked = q.substring(0, Math.min(q.length(), WORDS_MAX));
        return lookUp.search(asked, size == null ? HITS_DEFAULT : Math.clamp(size, 1, HITS_MAX));
    }
}
