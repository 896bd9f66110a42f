package org.wufei.registry;

import java.net.URI;
import java.time.LocalDate;
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
import org.wufei.kernel.RegionCode;

@RestController
@RequestMapping("/api/v1/registry/permits")
class PermitController {
    private final Permits permits;

    PermitController(Permits permits) {
        this.permits = permits;
    }

    /** Permits that the caller sees; {@code on}: valid on that day; {@code endsBy}: in use and ending by then. */
    @GetMapping
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public Page<View> list(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) String county,
            @RequestParam(required = false) String state,
            @RequestParam(required = false) LocalDate on,
            @RequestParam(required = false) LocalDate endsBy,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String sort,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        var page = permits.list(new PermitStore.Filter(unitId, kind, county, state, on, endsBy, q), sort, cursor, size);
        return new Page<>(page.items().stream().map(View::of).toList(), page.next(), page.total());
    }

    @GetMapping("/{id}")
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public ResponseEntity<View> permit(@PathVariable UUID id) {
        return answer(permits.get(id));
    }

    @PostMapping
    @Allow({RegistryPermissions.WRITE, RegistryPermissions.OWN_WRITE})
    @Transactional
    public ResponseEntity<View> register(@RequestBody Registry.NewPermit body) {
        Wrongs.requireUnit(body.unit());
        var permit = permits.register(body);
        return ResponseEntity.created(URI.create("/api/v1/registry/permits/" + permit.id()))
                .eTag(Etag.of(permit.version()))
                .body(View.of(permit));
    }

    @PutMapping("/{id}")
    @Allow({RegistryPermissions.WRITE, RegistryPermissions.OWN_WRITE})
    @Transactional
    public ResponseEntity<View> change(
            @PathVariable UUID id,
            @RequestBody Registry.NewPermit body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return answer(permits.change(id, body, ifMatch));
    }

    @PostMapping("/{id}/revoke")
    @Allow(RegistryPermissions.WRITE)
    @Transactional
    public ResponseEntity<View> revoke(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return answer(permits.revoke(id, ifMatch));
    }

    private static ResponseEntity<View> answer(PermitStore.Row permit) {
        return ResponseEntity.ok().eTag(Etag.of(permit.version())).body(View.of(permit));
    }

    record Line(String waste, String way, String gramsPerYear) {}

    record View(
            UUID id,
            UUID unit,
            String unitName,
            RegionCode county,
            String kind,
            String no,
            String authority,
            LocalDate validFrom,
            LocalDate validTo,
            String state,
            long version,
            List<Line> solidWaste) {
        static View of(PermitStore.Row row) {
            return new View(
                    row.id(),
                    row.unitId(),
                    row.unitName(),
                    row.county(),
                    row.kind(),
                    row.no(),
                    row.authority(),
                    row.validFrom(),
                    row.validTo(),
                    row.state(),
                    row.version(),
                    row.lines().stream()
                            .map(line -> new Line(line.waste().text(), line.way(), Long.toString(line.gramsPerYear())))
                            .toList());
        }
    }
}
