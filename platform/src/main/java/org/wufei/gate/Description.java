package org.wufei.gate;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.AllowAnyone;

/** The description of the API (OpenAPI 3.1), made by the build and served as it was committed. */
@RestController
class Description {
    @GetMapping("/api/v1/openapi.json")
    @AllowAnyone("programs read it before they sign in")
    ResponseEntity<Resource> description() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ClassPathResource("api/openapi.json"));
    }
}
