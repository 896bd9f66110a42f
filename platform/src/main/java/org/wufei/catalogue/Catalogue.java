package org.wufei.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 目录: the module's one door to official lists by version: waste codes, methods, regions, factors. Read mostly, kept in memory.
 *
 * <p>A day before the first version that the platform holds is judged by that first version: otherwise old stock could not
 * be entered at all.
 *
 * @see <a href="https://www.mee.gov.cn">固体废物分类与代码目录 (公告2024年第4号); 国家危险废物名录 (2021)</a>
 */
@Service
public class Catalogue {
    /** The prefecture: 542500 阿里地区. */
    public static final RegionCode PREFECTURE = new RegionCode("542500");

    private static final String BOUNDARIES = "catalogue/counties.geojson";

    private final CatalogueStore store;
    private final Map<RegionCode, Area> areas;
    private volatile Snapshot snapshot;

    Catalogue(CatalogueStore store, JsonMapper json) {
        this.store = store;
        this.areas = areas(json);
    }

    /** The waste as listed on the day of the act. */
    public Optional<Waste> waste(WasteCode code, LocalDate on) {
        var versions = snapshot().wastes().get(code);
        if (versions == null) return Optional.empty();
        var kept = versions.stream().filter(waste -> covers(waste, on)).findFirst();
        if (kept.isPresent()) return kept;
        var first = versions.getFirst();
        var firstList = snapshot().firstDays().get(code.hazardous());
        return on.isBefore(first.validFrom()) && first.validFrom().equals(firstList)
                ? Optional.of(first)
                : Optional.empty();
    }

    /** @throws org.wufei.kernel.Problem {@code catalogue/waste-unknown} where no list of that day has it */
    public Waste get(WasteCode code, LocalDate on) {
        return waste(code, on)
                .orElseThrow(() ->
                        new Problem(CatalogueProblem.WASTE_UNKNOWN, Map.of("waste", code.text(), "on", on.toString())));
    }

    /** Wastes in force on a day, in order of class and code, whose code, name or description holds the text; of one class where given. */
    public List<Waste> wastes(LocalDate on, String wasteClass, String text, int limit) {
        var needle = text == null ? "" : text.strip().toLowerCase(java.util.Locale.ROOT);
        return snapshot().wastes().values().stream()
                .flatMap(versions -> versions.stream().filter(waste -> covers(waste, on)))
                .filter(waste -> wasteClass == null
                        || wasteClass.isBlank()
                        || waste.wasteClass().equals(wasteClass))
                .filter(waste -> needle.isEmpty()
                        || waste.code()
                                .text()
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains(needle)
                        || waste.name().toLowerCase(java.util.Locale.ROOT).contains(needle)
                        || waste.description()
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains(needle))
                .limit(limit)
                .toList();
    }

    /** Classes in order: SW01…SW99, HW01…HW50. */
    public List<WasteClass> classes() {
        return snapshot().classes();
    }

    /** The seven counties in code order. */
    public List<Region> counties() {
        return snapshot().counties();
    }

    public Optional<Region> region(RegionCode code) {
        return Optional.ofNullable(snapshot().regions().get(code));
    }

    /** Regions directly within one, in code order: counties of the prefecture, townships of a county, villages of a township. */
    public List<Region> within(RegionCode code) {
        return snapshot().regions().values().stream()
                .filter(region -> !region.code().equals(code)
                        && CatalogueStore.parent(region.code()).equals(code.digits()))
                .toList();
    }

    /** County whose area holds the point (WGS-84 degrees); empty outside the prefecture. */
    public Optional<Region> countyAt(double longitude, double latitude) {
        return areas.entrySet().stream()
                .filter(area -> area.getValue().holds(longitude, latitude))
                .findFirst()
                .flatMap(area -> region(area.getKey()));
    }

    /** A factor in force on a day, for example {@code density/SW05} in grams per m³. */
    public Optional<Factor> factor(String name, LocalDate on) {
        return snapshot().factors().stream()
                .filter(factor -> factor.name().equals(name)
                        && !on.isBefore(factor.validFrom())
                        && (factor.validTo() == null || !on.isAfter(factor.validTo())))
                .findFirst();
    }

    /** Every factor with its validity, by name and day. */
    public List<Factor> factors() {
        return snapshot().factors();
    }

    /** Official ways of use (R) and disposal (D), by code. */
    public Optional<Method> method(String code) {
        return methods().stream().filter(method -> method.code().equals(code)).findFirst();
    }

    public List<Method> methods() {
        return snapshot().methods();
    }

    /** To be called in the transaction that changed a list: what is kept in memory is read anew once that is committed. */
    void changed() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            snapshot = null;
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                snapshot = null;
            }
        });
    }

    private static boolean covers(Waste waste, LocalDate on) {
        return !on.isBefore(waste.validFrom()) && (waste.validTo() == null || !on.isAfter(waste.validTo()));
    }

    private Snapshot snapshot() {
        var held = snapshot;
        if (held == null) {
            held = Snapshot.of(store);
            snapshot = held;
        }
        return held;
    }

    private record Snapshot(
            Map<WasteCode, List<Waste>> wastes,
            Map<Boolean, LocalDate> firstDays,
            List<WasteClass> classes,
            Map<RegionCode, Region> regions,
            List<Region> counties,
            List<Factor> factors,
            List<Method> methods) {
        static Snapshot of(CatalogueStore store) {
            var wastes = new LinkedHashMap<WasteCode, List<Waste>>();
            var firstDays = new TreeMap<Boolean, LocalDate>();
            for (var waste : store.publishedWastes()) {
                wastes.computeIfAbsent(waste.code(), code -> new ArrayList<>()).add(waste);
                firstDays.merge(waste.code().hazardous(), waste.validFrom(), (a, b) -> a.isBefore(b) ? a : b);
            }
            var regions = new TreeMap<RegionCode, Region>();
            store.regions().forEach(region -> regions.put(region.code(), region));
            var counties = regions.values().stream()
                    .filter(region -> region.code().digits().length() == 6
                            && !region.code().equals(PREFECTURE)
                            && region.code().digits().startsWith("5425"))
                    .sorted(Comparator.comparing(Region::code))
                    .toList();
            return new Snapshot(
                    wastes, firstDays, store.classes(), regions, counties, store.factors(), store.methods());
        }
    }

    private static Map<RegionCode, Area> areas(JsonMapper json) {
        var found = new TreeMap<RegionCode, Area>();
        try (var content = new ClassPathResource(BOUNDARIES).getInputStream()) {
            for (JsonNode feature : json.readTree(content).get("features")) {
                var rings = new ArrayList<double[][]>();
                for (JsonNode polygon : feature.get("geometry").get("coordinates")) {
                    for (JsonNode ring : polygon) rings.add(ring(ring));
                }
                found.put(
                        new RegionCode(feature.get("properties").get("adcode").asString()),
                        new Area(List.copyOf(rings)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static double[][] ring(JsonNode node) {
        var ring = new double[node.size()][];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new double[] {
                node.get(i).get(0).asDouble(), node.get(i).get(1).asDouble()
            };
        }
        return ring;
    }

    /**
     * 废物. @param list name of the list and version it comes from ({@code solid-waste-2024}); @param properties of
     * hazardous waste (T, C, I, R, In)
     */
    public record Waste(
            WasteCode code,
            String name,
            String wasteClass,
            String description,
            String properties,
            String list,
            LocalDate validFrom,
            LocalDate validTo) {}

    /** 废物种类. @param group industrial, domestic, construction, agricultural, other, hazardous */
    public record WasteClass(String code, String name, String group) {}

    /** 行政区. Townships and villages have no seat: 0, 0. */
    public record Region(
            RegionCode code, String name, String nameBo, String nameEn, double seatLongitude, double seatLatitude) {}

    /** 系数. @param unit for example {@code g/m3}, {@code g/piece}; @param source standard or measurement it rests on */
    public record Factor(
            String name, BigDecimal value, String unit, String source, LocalDate validFrom, LocalDate validTo) {}

    /** 利用处置方式. @param kind {@code USE} or {@code DISPOSAL} */
    public record Method(String code, String name, String kind) {}
}
