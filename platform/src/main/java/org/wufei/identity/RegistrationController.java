package org.wufei.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.Allow;
import org.wufei.kernel.AllowAnyone;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;

/** A firm's registration and the officers' admission desk. */
@RestController
@RequestMapping("/api/v1/identity/registrations")
class RegistrationController {
    private final Registrations registrations;

    RegistrationController(Registrations registrations) {
        this.registrations = registrations;
    }

    @PostMapping
    @AllowAnyone("a firm registers itself")
    @ResponseStatus(HttpStatus.CREATED)
    Registrations.Applied apply(@RequestBody @Valid Registrations.Registration body) {
        return registrations.apply(body);
    }

    @GetMapping("/standing/{tracking}")
    @AllowAnyone("whoever has the tracking number")
    Registrations.Standing standing(@PathVariable String tracking) {
        return registrations.standing(tracking);
    }

    /** @param state {@code WAITING}, {@code ADMITTED} or {@code REFUSED} */
    @GetMapping
    @Allow("identity.application.read")
    Page<Registrations.Application> list(
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String state,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        return registrations.list(blank(q), blank(state), cursor, size);
    }

    @GetMapping("/{id}")
    @Allow("identity.application.read")
    ResponseEntity<Registrations.Application> get(@PathVariable UUID id) {
        return tagged(registrations.get(id));
    }

    @PostMapping("/{id}/admit")
    @Allow("identity.application.decide")
    ResponseEntity<Registrations.Application> admit(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return tagged(registrations.admit(id, ifMatch));
    }

    record Refusal(@NotBlank @Size(max = 500) String reason) {}

    @PostMapping("/{id}/refuse")
    @Allow("identity.application.decide")
    ResponseEntity<Registrations.Application> refuse(
            @PathVariable UUID id,
            @RequestBody @Valid Refusal body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return tagged(registrations.refuse(id, body.reason().strip(), ifMatch));
    }

    private static ResponseEntity<Registrations.Application> tagged(Registrations.Application application) {
        return ResponseEntity.ok().eTag(Etag.of(application.version())).body(application);
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
