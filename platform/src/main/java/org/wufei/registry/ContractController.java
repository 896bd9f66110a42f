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
import org.wufei.registry.Contracts.Contract;
import org.wufei.registry.Contracts.NewContract;

@RestController
@RequestMapping("/api/v1/registry/contracts")
class ContractController {
    private final Contracts contracts;

    ContractController(Contracts contracts) {
        this.contracts = contracts;
    }

    /** Contracts that the caller is a party of or oversees; {@code unitId}: of either party; {@code endsBy}: in use and ending by then. */
    @GetMapping
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public Page<Contract> list(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) String way,
            @RequestParam(required = false) String county,
            @RequestParam(required = false) String state,
            @RequestParam(required = false) LocalDate endsBy,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String sort,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        return contracts.list(
                new Contracts.Filter(unitId, way, county, state, endsBy), new Asked(q, sort, cursor, size));
    }

    @GetMapping("/{id}")
    @Allow(RegistryPermissions.READ)
    @Transactional(readOnly = true)
    public ResponseEntity<Contract> contract(@PathVariable UUID id) {
        return answer(contracts.get(id));
    }

    @PostMapping
    @Allow({RegistryPermissions.WRITE, RegistryPermissions.OWN_WRITE})
    @Transactional
    public ResponseEntity<Contract> register(@RequestBody NewContract body) {
        Wrongs.requireUnit(body.unit());
        var contract = contracts.register(body);
        return ResponseEntity.created(URI.create("/api/v1/registry/contracts/" + contract.id()))
                .eTag(Etag.of(contract.version()))
                .body(contract);
    }

    @PutMapping("/{id}")
    @Allow({RegistryPermissions.WRITE, RegistryPermissions.OWN_WRITE})
    @Transactional
    public ResponseEntity<Contract> change(
            @PathVariable UUID id,
            @RequestBody NewContract body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return answer(contracts.change(id, body, ifMatch));
    }

    /** Ends it before its term. */
    @PostMapping("/{id}/end")
    @Allow({RegistryPermissions.WRITE, RegistryPermissions.OWN_WRITE})
    @Transactional
    public ResponseEntity<Contract> end(
            @PathVariable UUID id,
            @RequestBody Ending body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return answer(contracts.end(id, body.on(), ifMatch));
    }

    private static ResponseEntity<Contract> answer(Contract contract) {
        return ResponseEntity.ok().eTag(Etag.of(contract.version())).body(contract);
    }

    record Ending(LocalDate on) {}
}
