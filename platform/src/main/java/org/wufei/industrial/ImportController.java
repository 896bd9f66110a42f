package org.wufei.industrial;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
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
import org.wufei.kernel.Allow;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.tables.OfficialTable;

/** 导入 over HTTP. */
@RestController
@RequestMapping("/api/v1/industrial")
class ImportController {
    private final Imports imports;
    private final Clock clock;

    ImportController(Imports imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    /**
     * @param mode {@code check} looks only; {@code all} books every row or none; {@code good} books the rows without a mistake
     * @param late whether rows of a closed month are booked as adjustments
     * @param year of the yearly list; this year where none is named
     */
    @PostMapping(path = "/units/{unitId}/imports/{table}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allow({IndustrialPermissions.WRITE, IndustrialPermissions.TICKET})
    Imports.Outcome take(
            @PathVariable UUID unitId,
            @PathVariable String table,
            @RequestPart MultipartFile file,
            @RequestParam(defaultValue = "all") String mode,
            @RequestParam(defaultValue = "false") boolean late,
            @RequestParam(required = false) Integer year)
            throws IOException {
        var asked = ImportTable.of(table);
        Caller.current()
                .require(asked == ImportTable.TICKETS ? IndustrialPermissions.TICKET : IndustrialPermissions.WRITE);
        var check = new Check(clock);
        var how = check.choice("mode", mode.toUpperCase(Locale.ROOT), Imports.Mode.class);
        int of = year == null ? Days.today(clock).getYear() : check.year("year", year, 1);
        check.done();
        try (var content = file.getInputStream()) {
            return imports.take(asked, unitId, file.getOriginalFilename(), content, how, late, of);
        }
    }

    @GetMapping(path = "/imports/{table}/template", produces = OfficialTable.XLSX)
    @Allow({IndustrialPermissions.WRITE, IndustrialPermissions.TICKET})
    ResponseEntity<byte[]> template(@PathVariable String table) {
        var asked = ImportTable.of(table);
        return OfficialTable.file(asked.head.title() + "（模板）.xlsx", imports.template(asked));
    }

    /** The file that came in, its wrong cells marked and explained. */
    @GetMapping(path = "/imports/marked/{id}", produces = OfficialTable.XLSX)
    @Allow({IndustrialPermissions.WRITE, IndustrialPermissions.TICKET})
    ResponseEntity<byte[]> marked(@PathVariable UUID id) {
        var file = imports.marked(id);
        return OfficialTable.file(file.name(), file.content());
    }
}
