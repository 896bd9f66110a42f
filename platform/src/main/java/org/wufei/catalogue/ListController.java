package org.wufei.catalogue;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.wufei.catalogue.CatalogueStore.Line;
import org.wufei.catalogue.CatalogueStore.Version;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Unkeyed;
import org.wufei.tables.OfficialTable;
import org.wufei.tables.Tables;

/** 名录版本 over HTTP. */
@RestController
@RequestMapping("/api/v1/catalogue/lists")
class ListController {
    private static final OfficialTable<Line> TABLE = OfficialTable.<Line>titled("废物名录", "")
            .with("class", "废物类别", Line::wasteClass)
            .with("code", "废物代码", Line::code)
            .with("name", "废物名称", Line::name)
            .with("description", "说明", Line::description)
            .with("properties", "危险特性", Line::properties)
            .with("mark", "核对", line -> line.mark().equals("CHECK") ? "待与官方文本核对" : "");

    private final Lists lists;
    private final Tables tables;

    ListController(Lists lists, Tables tables) {
        this.lists = lists;
        this.tables = tables;
    }

    @GetMapping
    @Allow(CataloguePermissions.READ)
    List<Version> versions() {
        return lists.versions();
    }

    @GetMapping("/{id}")
    @Allow(CataloguePermissions.READ)
    Version version(@PathVariable String id) {
        return lists.version(id);
    }

    @GetMapping("/{id}/differences")
    @Allow(CataloguePermissions.READ)
    Lists.Differences differences(@PathVariable String id) {
        return lists.differences(id);
    }

    @GetMapping(path = "/{id}/export", produces = OfficialTable.XLSX)
    @Allow(CataloguePermissions.READ)
    ResponseEntity<byte[]> export(@PathVariable String id) {
        var version = lists.version(id);
        var note = "来源：" + version.source() + "    生效：" + version.validFrom();
        return new OfficialTable<>(new Tables.Head(version.title(), note), TABLE.cells())
                .download(tables, lists.lines(id));
    }

    /** What the official Excel would change. */
    @PostMapping(path = "/check", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allow(CataloguePermissions.PUBLISH)
    @Unkeyed("looks the file through, keeps nothing")
    Lists.Preview check(@RequestPart MultipartFile file, @RequestParam Lists.Kind kind) throws IOException {
        try (var content = file.getInputStream()) {
            return lists.check(kind, file.getOriginalFilename(), content);
        }
    }

    /** @param id short name of the version, for example {@code hazardous-waste-2025} */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allow(CataloguePermissions.PUBLISH)
    ResponseEntity<Lists.Preview> load(
            @RequestPart MultipartFile file,
            @RequestParam Lists.Kind kind,
            @RequestParam @Pattern(regexp = "[a-z0-9][a-z0-9-]{2,40}", message = "版本标识由 3 到 41 个小写字母、数字和短横线组成")
                    String id,
            @RequestParam @Size(min = 2, max = 200) String title,
            @RequestParam @Size(min = 2, max = 400) String source,
            @RequestParam LocalDate validFrom)
            throws IOException {
        try (var content = file.getInputStream()) {
            var wanted = new Lists.NewList(id, kind, title.strip(), source.strip(), validFrom);
            return ResponseEntity.status(HttpStatus.CREATED)
                    .body(lists.load(wanted, file.getOriginalFilename(), content));
        }
    }

    @PostMapping("/{id}/publish")
    @Allow(CataloguePermissions.PUBLISH)
    Version publish(@PathVariable String id) {
        return lists.publish(id);
    }

    @DeleteMapping("/{id}")
    @Allow(CataloguePermissions.PUBLISH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable String id) {
        lists.discard(id);
    }
}
