package org.wufei.audit;

import java.time.Instant;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Page;
import org.wufei.kernel.Unkeyed;

@RestController
@RequestMapping("/api/v1/audit")
class AuditController {
    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    @GetMapping
    @Allow("audit.record.read")
    Page<Audit.Entry> search(
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String act,
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) String object,
            @RequestParam(required = false) UUID caller,
            @RequestParam(required = false) Instant from,
            @RequestParam(required = false) Instant to,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        return audit.search(
                new Audit.Search(blank(q), blank(act), blank(kind), blank(object), caller, from, to),
                blank(cursor),
                size);
    }

    @PostMapping("/verify")
    @Allow("audit.chain.verify")
    @Unkeyed("reads the chain, changes nothing")
    Audit.Verification verify() {
        return audit.verify();
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
