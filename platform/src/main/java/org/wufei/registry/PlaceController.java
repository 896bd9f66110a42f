package org.wufei.registry;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
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
import org.wufei.kernel.RegionCode;

@RestController
@RequestMapping("/api/v1/registry/places")
class PlaceController {
    private final Places places;

    PlaceController(Places places) {
        this.places = places;
    }

    /** Sites, facilities and stockpiles that the caller sees. */
    @GetMapping
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public Page<View> list(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) String county,
            @RequestParam(required = false) String state,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String sort,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        var page = places.list(new PlaceStore.Filter(unitId, kind, county, state, q), sort, cursor, size);
        return new Page<>(page.items().stream().map(View::of).toList(), page.next(), page.total());
    }

    @GetMapping("/{id}")
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public ResponseEntity<View> place(@PathVariable UUID id) {
        return answer(places.get(id));
    }

    @PostMapping
    @Allow({RegistryPermissions.WRITE, RegistryPermissions.OWN_WRITE})
    @Transactional
    public ResponseEntity<View> register(@RequestBody Registry.NewPlace body) {
        Wrongs.requireUnit(body.unit());
        var place = places.register(body);
        return ResponseEntity.created(URI.create("/api/v1/registry/places/" + place.id()))
                .eTag(Etag.of(place.version()))
                .body(View.of(place));
    }

    @PutMapping("/{id}")
    @Allow({RegistryPermissions.WRITE, RegistryPermissions.OWN_WRITE})
    @Transactional
    public ResponseEntity<View> change(
            @PathVariable UUID id,
            @RequestBody Registry.NewPlace body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return answer(places.change(id, body, ifMatch));
    }

    @PostMapping("/{id}/close")
    @Allow({RegistryPermissions.WRITE, RegistryPermissions.OWN_WRITE})
    @Transactional
    public ResponseEntity<View> close(
            @PathVariable UUID id,
            @RequestBody Closing body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return answer(places.close(id, body.on(), ifMatch));
    }

    private static ResponseEntity<View> answer(PlaceStore.Row place) {
        return ResponseEntity.ok().eTag(Etag.of(place.version())).body(View.of(place));
    }

    record Closing(LocalDate on) {}

    /** @param capacityG grams as text */
    record View(
            UUID id,
            UUID unit,
            String unitName,
            UUID site,
            String kind,
            String name,
            RegionCode county,
            Double longitude,
            Double latitude,
            String method,
            String capacityG,
            BigDecimal areaM2,
            BigDecimal volumeM3,
            BigDecimal densityGM3,
            String wasteClass,
            Integer startYear,
            String note,
            String state,
            LocalDate validFrom,
            LocalDate validTo,
            long version) {
        static View of(PlaceStore.Row row) {
            return new View(
                    row.id(),
                    row.unitId(),
                    row.unitName(),
                    row.siteId(),
                    row.kind(),
                    row.name(),
                    row.county(),
                    row.longitude(),
                    row.latitude(),
                    row.method(),
                    row.capacityG() == null ? null : row.capacityG().toString(),
                    row.areaM2(),
                    row.volumeM3(),
                    row.densityGM3(),
                    row.wasteClass(),
                    row.startYear(),
                    row.note(),
                    row.state(),
                    row.validFrom(),
                    row.validTo(),
                    row.version());
        }
    }
}
