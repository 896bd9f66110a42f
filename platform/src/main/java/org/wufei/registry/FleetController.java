package org.wufei.registry;

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
import org.wufei.kernel.Asked;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.registry.Fleet.NewVehicle;
import org.wufei.registry.Fleet.Vehicle;

@RestController
@RequestMapping("/api/v1/registry/vehicles")
class FleetController {
    private final Fleet fleet;

    FleetController(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Vehicles that the caller sees, by part of the plate or the unit's name, code or initials. */
    @GetMapping
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public Page<Vehicle> list(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) String county,
            @RequestParam(required = false) String state,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String sort,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        return fleet.list(new Fleet.Filter(unitId, kind, county, state), new Asked(q, sort, cursor, size));
    }

    @GetMapping("/{id}")
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public ResponseEntity<Vehicle> vehicle(@PathVariable UUID id) {
        return answer(fleet.get(id));
    }

    @PostMapping
    @Allow({RegistryPermissions.WRITE, RegistryPermissions.OWN_WRITE})
    @Transactional
    public ResponseEntity<Vehicle> register(@RequestBody NewVehicle body) {
        Wrongs.requireUnit(body.unit());
        var vehicle = fleet.register(body);
        return ResponseEntity.created(URI.create("/api/v1/registry/vehicles/" + vehicle.id()))
                .eTag(Etag.of(vehicle.version()))
                .body(vehicle);
    }

    @PutMapping("/{id}")
    @Allow({RegistryPermissions.WRITE, RegistryPermissions.OWN_WRITE})
    @Transactional
    public ResponseEntity<Vehicle> change(
            @PathVariable UUID id,
            @RequestBody NewVehicle body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return answer(fleet.change(id, body, ifMatch));
    }

    /** Ends its use with this unit; the plate is free for another. */
    @PostMapping("/{id}/close")
    @Allow({RegistryPermissions.WRITE, RegistryPermissions.OWN_WRITE})
    @Transactional
    public ResponseEntity<Vehicle> close(
            @PathVariable UUID id,
            @RequestBody Closing body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return answer(fleet.close(id, body.on(), ifMatch));
    }

    private static ResponseEntity<Vehicle> answer(Vehicle vehicle) {
        return ResponseEntity.ok().eTag(Etag.of(vehicle.version())).body(vehicle);
    }

    record Closing(LocalDate on) {}
}
