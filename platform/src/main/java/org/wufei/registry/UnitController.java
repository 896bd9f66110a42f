package org.wufei.registry;

import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;

@RestController
@RequestMapping("/api/v1/registry")
class UnitController {
    private static final int HISTORY_MAX = 500;

    private final Units units;
    private final Registry registry;
    private final History history;

    UnitController(Units units, Registry registry, History history) {
        this.units = units;
        this.registry = registry;
        this.history = history;
    }

    /** Units that the caller sees: by part of the name, code, pinyin or initials; county, trait, state. */
    @GetMapping("/units")
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public Page<UnitStore.Row> list(
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String county,
            @RequestParam(required = false) String trait,
            @RequestParam(required = false) String state,
            @RequestParam(required = false) String sort,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        return units.list(new UnitStore.Filter(q, county, trait, state), sort, cursor, size);
    }

    @GetMapping("/units/{id}")
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public ResponseEntity<UnitStore.Row> unit(@PathVariable UUID id) {
        var unit = units.get(id);
        return ResponseEntity.ok().eTag(Etag.of(unit.version())).body(unit);
    }

    /**
     * Registers a unit. A likely duplicate is refused once, with what it resembles; {@code confirmed=true} says that a person
     * looked and it is another.
     */
    @PostMapping("/units")
    @Allow(RegistryPermissions.WRITE)
    @Transactional
    public ResponseEntity<UnitStore.Row> register(
            @RequestBody Registry.NewUnit body, @RequestParam(defaultValue = "false") boolean confirmed) {
        if (!confirmed) {
            var alike = units.duplicates(body.code(), body.name(), null).stream()
                    .filter(duplicate -> duplicate.reason().equals("NAME"))
                    .toList();
            if (!alike.isEmpty()) {
                throw new Problem(RegistryProblem.UNIT_DUPLICATE, java.util.Map.of("duplicates", alike));
            }
        }
        var unit = units.register(body);
        return ResponseEntity.created(URI.create("/api/v1/registry/units/" + unit.id()))
                .eTag(Etag.of(unit.version()))
                .body(unit);
    }

    /** Units that may be the one about to be registered, to be shown while the form is filled in. */
    @PostMapping("/units/duplicates")
    @Allow(RegistryPermissions.WRITE)
    @Transactional(readOnly = true)
    public List<Units.Duplicate> duplicates(@RequestBody DuplicateCheck body) {
        return units.duplicates(body.code(), body.name(), body.but());
    }

    @PutMapping("/units/{id}")
    @Allow({RegistryPermissions.WRITE, RegistryPermissions.OWN_WRITE})
    @Transactional
    public ResponseEntity<UnitStore.Row> change(
            @PathVariable UUID id,
            @RequestBody Registry.NewUnit body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        var unit = units.change(id, body, ifMatch);
        return ResponseEntity.ok().eTag(Etag.of(unit.version())).body(unit);
    }

    @PostMapping("/units/{id}/close")
    @Allow(RegistryPermissions.WRITE)
    @Transactional
    public ResponseEntity<UnitStore.Row> close(
            @PathVariable UUID id,
            @RequestBody Closing body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        var unit = units.close(id, body.on(), ifMatch);
        return ResponseEntity.ok().eTag(Etag.of(unit.version())).body(unit);
    }

    @PostMapping("/units/{id}/merge")
    @Allow(RegistryPermissions.MERGE)
    @Transactional
    public ResponseEntity<UnitStore.Row> merge(
            @PathVariable UUID id,
            @RequestBody Merging body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        var wrongs = new Wrongs();
        if (body.into() == null) wrongs.add("into", "missing", "须选择并入哪个单位");
        wrongs.refuse();
        var unit = units.merge(id, body.into(), ifMatch);
        return ResponseEntity.ok().eTag(Etag.of(unit.version())).body(unit);
    }

    /** Every version of the unit and of what belongs to it, newest first; of one object where named. */
    @GetMapping("/units/{id}/history")
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public List<History.Entry> history(@PathVariable UUID id, @RequestParam(required = false) UUID object) {
        units.get(id);
        return history.of(id, object, HISTORY_MAX);
    }

    /** Name, code and county of units that may receive waste, whatever the caller's scope. */
    @GetMapping("/receivers")
    @Allow(RegistryPermissions.READ)
    public Page<Registry.UnitName> receivers(
            @RequestParam(required = false) String q, @RequestParam(required = false) Integer size) {
        return new Page<>(registry.receivers(q, Page.size(size)), null, null);
    }

    @GetMapping("/traits")
    @Allow(RegistryPermissions.READ)
    List<TraitView> traits() {
        return Arrays.stream(Trait.values())
                .map(trait -> new TraitView(trait.name(), trait.title()))
                .toList();
    }

    record DuplicateCheck(String code, String name, RegionCode county, UUID but) {}

    record Closing(LocalDate on) {}

    record Merging(UUID into) {}

    record TraitView(String code, String title) {}
}
