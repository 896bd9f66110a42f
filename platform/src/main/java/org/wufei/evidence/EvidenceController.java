package org.wufei.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.wufei.evidence.Evidences.Evidence;
import org.wufei.kernel.Allow;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;

/** 佐证 over HTTP. */
@RestController
@RequestMapping("/api/v1/evidence")
class EvidenceController {
    /** What is served may show itself and nothing else. */
    private static final String ALONE = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox";

    private final Evidences evidences;

    EvidenceController(Evidences evidences) {
        this.evidences = evidences;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allow(EvidencePermissions.WRITE)
    ResponseEntity<Evidence> keep(
            @RequestPart MultipartFile file,
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county)
            throws IOException {
        if (file.getSize() > Harmless.BYTES_MAX) {
            throw new Problem(EvidenceProblem.TOO_LARGE, Map.of("bytesMax", Harmless.BYTES_MAX));
        }
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(evidences.keep(file.getOriginalFilename(), file.getBytes(), unitId, county));
    }

    @GetMapping("/{id}")
    @Allow(EvidencePermissions.READ)
    Evidence get(@PathVariable UUID id) {
        return evidences.find(id).orElseThrow(EvidenceController::unknown);
    }

    /** A picture shows in the page; a PDF is a download. */
    @GetMapping("/{id}/content")
    @Allow(EvidencePermissions.READ)
    ResponseEntity<byte[]> content(@PathVariable UUID id) {
        var evidence = get(id);
        var content = evidences.content(id).orElseThrow(EvidenceController::unknown);
        var shown =
                evidence.type().startsWith("image/") ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(evidence.type()))
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(1)).cachePrivate().immutable())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        shown.filename(evidence.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", ALONE)
                .header("X-Content-Type-Options", "nosniff")
                .body(content);
    }

    private static Problem unknown() {
        return new Problem(CommonProblem.NOT_FOUND, Map.of());
    }
}
