package org.wufei.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/** 目录: the module's one door to official lists by version: waste codes, methods, regions, factors. Read mostly, kept in memory. */
@Service
public class Catalogue {
    /** The prefecture: 542500 阿里地区. */
    public static final RegionCode PREFECTURE = new RegionCode("542500");

    /** The waste as listed on the day of the act. */
    public Optional<Waste> waste(WasteCode code, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** @throws org.wufei.kernel.Problem {@code catalogue/waste-unknown} where no list of that day has it */
    public Waste get(WasteCode code, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** Classes in order: SW01…SW99, HW01…HW50. */
    public List<WasteClass> classes() {
        throw new UnsupportedOperationException();
    }

    /** The seven counties in code order. */
    public List<Region> counties() {
        throw new UnsupportedOperationException();
    }

    public Optional<Region> region(RegionCode code) {
        throw new UnsupportedOperationException();
    }

    /** County whose area holds the point (WGS-84 degrees); empty outside the prefecture. */
    public Optional<Region> countyAt(double longitude, double latitude) {
        throw new UnsupportedOperationException();
    }

    /** A factor in force on a day, for example {@code density/SW05} in grams per m³. */
    public Optional<Factor> factor(String name, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** Official ways of use (R) and disposal (D), by code. */
    public Optional<Method> method(String code) {
        throw new UnsupportedOperationException();
    }

    public List<Method> methods() {
        throw new UnsupportedOperationException();
    }

    /** @param list name of the list and version it comes from ({@code solid-waste-2024}); @param properties of hazardous waste (T, C, I, R, In) */
    public record Waste(
            WasteCode code,
            String name,
            String wasteClass,
            String description,
            String properties,
            String list,
            LocalDate validFrom,
            LocalDate validTo) {}

    /** @param group industrial, domestic, construction, agricultural, other, hazardous */
    public record WasteClass(String code, String name, String group) {}

    public record Region(
            RegionCode code, String name, String nameBo, String nameEn, double seatLongitude, double seatLatitude) {}

    /** @param unit for example {@code g/m3}, {@code g/piece}; @param source standard or measurement it rests on */
    public record Factor(
            String name, BigDecimal value, String unit, String source, LocalDate validFrom, LocalDate validTo) {}

    /** @param kind {@code USE} or {@code DISPOSAL} */
    public record Method(String code, String name, String kind) {}
}
