package org.wufei.catalogue;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.Allow;
import org.wufei.kernel.AllowAnyone;
import org.wufei.kernel.Days;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

@RestController
@RequestMapping("/api/v1/catalogue")
class CatalogueController {
    private final Catalogue catalogue;
    private final Clock clock;

    CatalogueController(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * Wastes in force on a day (today), found by code, name or description; the cursor is the last code of the page before.
     *
     * @param hazardous only hazardous wastes, or only the others
     */
    @GetMapping("/wastes")
    @Allow(CataloguePermissions.READ)
    Page<Catalogue.Waste> wastes(
            @RequestParam(required = false) LocalDate on,
            @RequestParam(required = false) String wasteClass,
            @RequestParam(required = false) Boolean hazardous,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        var found = catalogue.wastes(on == null ? Days.today(clock) : on, wasteClass, q, Integer.MAX_VALUE).stream()
                .filter(waste -> hazardous == null || waste.code().hazardous() == hazardous)
                .toList();
        int start = 0;
        if (cursor != null && !cursor.isBlank()) {
            var codes = found.stream().map(waste -> waste.code().text()).toList();
            start = codes.indexOf(cursor) + 1;
        }
        int end = Math.min(found.size(), start + Page.size(size));
        var items = found.subList(start, end);
        return new Page<>(items, end < found.size() ? items.getLast().code().text() : null, (long) found.size());
    }

    @GetMapping("/wastes/{code}")
    @Allow(CataloguePermissions.READ)
    Catalogue.Waste waste(@PathVariable WasteCode code, @RequestParam(required = false) LocalDate on) {
        return catalogue.get(code, on == null ? Days.today(clock) : on);
    }

    @GetMapping("/classes")
    @Allow(CataloguePermissions.READ)
    List<Catalogue.WasteClass> classes() {
        return catalogue.classes();
    }

    @GetMapping("/methods")
    @Allow(CataloguePermissions.READ)
    List<Catalogue.Method> methods() {
        return catalogue.methods();
    }

    @GetMapping("/factors")
    @Allow(CataloguePermissions.READ)
    List<Catalogue.Factor> factors() {
        return catalogue.factors();
    }

    @GetMapping("/regions/{code}")
    @AllowAnyone("行政区划是公开信息，注册企业时也要用")
    RegionDetail region(@PathVariable RegionCode code) {
        var region = catalogue
                .region(code)
                .orElseThrow(() -> new Problem(CatalogueProblem.REGION_UNKNOWN, Map.of("region", code.digits())));
        return new RegionDetail(region, catalogue.within(code));
    }

    /** The county that holds a point, for a form that shows it before saving. */
    @GetMapping("/county-at")
    @Allow(CataloguePermissions.READ)
    CountyAt countyAt(@RequestParam double longitude, @RequestParam double latitude) {
        return catalogue
                .countyAt(longitude, latitude)
                .map(county -> new CountyAt(true, county.code(), county.name()))
                .orElse(new CountyAt(false, null, "该点不在阿里地区范围内"));
    }

    /** County boundaries, WGS-84, for the map. */
    @GetMapping(value = "/counties.geojson", produces = MediaType.APPLICATION_JSON_VALUE)
    @AllowAnyone("县界用于公众地图")
    ResponseEntity<Resource> boundaries() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .body(new ClassPathResource("catalogue/counties.geojson"));
    }

    record RegionDetail(Catalogue.Region region, List<Catalogue.Region> within) {}

    record CountyAt(boolean inside, RegionCode county, String name) {}
}
