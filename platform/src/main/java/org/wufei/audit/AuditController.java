package org.wufei.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.Allow;
import org.wufei.kernel.AllowSignedIn;
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

    /** What a page put into a file by itself: the platform gave it as pages of a list and would not know otherwise. */
    record Export(
            @NotBlank @Size(max = 100) String list,
            @NotBlank @Size(max = 200) String file,
            @NotNull @PositiveOrZero @Max(1_000_000) Integer rows,
            @Size(max = 2_000) String query) {}

    /** 导出留痕: a page says, before it gives the file to the person, that it makes one from a list. */
    @PostMapping("/exports")
    @AllowSignedIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void exported(@RequestBody @Valid Export body, HttpServletRequest request) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("file", body.file());
        facts.put("rows", body.rows());
        if (body.query() != null) facts.put("query", body.query());
        facts.put("address", request.getRemoteAddr());
        audit.taken(body.list(), facts);
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
