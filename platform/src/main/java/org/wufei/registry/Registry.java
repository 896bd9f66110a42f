package org.wufei.registry;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/** 名录: the module's one door: who and what exists. */
@Service
public class Registry {
    /** @throws org.wufei.kernel.Problem {@code registry/unit-unknown} where it is not there or not seen */
    public Unit unit(UUID id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Unit> findUnit(String code) {
        throw new UnsupportedOperationException();
    }

    /** Name and county of units whatever the caller's scope: a counterparty's name on one's own document. */
    public List<UnitName> names(java.util.Collection<UUID> units) {
        throw new UnsupportedOperationException();
    }

    /** Units that may receive waste (they have a use or disposal facility, or a permit), whatever the caller's scope. */
    public List<UnitName> receivers(String search, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Units seen by the caller that have all the given traits; by name. */
    public List<Unit> units(RegionCode county, String trait, int limit) {
        throw new UnsupportedOperationException();
    }

    /** A site, facility or stockpile. @throws org.wufei.kernel.Problem {@code registry/place-unknown} */
    public Place place(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** All places of a unit in use, sites first. */
    public List<Place> places(UUID unit) {
        throw new UnsupportedOperationException();
    }

    /** The place that takes what a receiver gets where its document names none: its first site. Whatever the caller's scope. */
    public Place receivingPlace(UUID unit) {
        throw new UnsupportedOperationException();
    }

    /** The 排污许可 of a unit valid on a day, with its solid-waste chapter. */
    public Optional<Permit> dischargePermit(UUID unit, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** Registers a stockpile found by a survey, without an owner where none is known (unit: the county's own custodian unit). */
    public Place registerStockpile(NewStockpile stockpile) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param code credit code, or a platform code ({@code WF…}) where the unit has none
     * @param industry GB/T 4754 code; @param traits what it is: {@code MINE}, {@code HEATING}, {@code BRICKWORKS}, {@code SEWAGE},
     *     {@code RECYCLER}, {@code ELV_DISMANTLER}, {@code LANDFILL}, {@code CUSTODIAN}, {@code KEY_CLEAN_PRODUCTION}…
     */
    public record Unit(
            UUID id,
            String code,
            boolean platformCode,
            String name,
            RegionCode county,
            String address,
            String industry,
            List<String> traits,
            String contact,
            String state,
            long version) {}

    public record UnitName(UUID id, String name, String code, RegionCode county) {}

    /** @param kind {@code SITE}, {@code FACILITY}, {@code STOCKPILE}; @param method R/D code of a facility; capacity in grams a year of a facility, grams in all of a stockpile */
    public record Place(
            UUID id,
            UUID unit,
            String kind,
            String name,
            RegionCode county,
            Double longitude,
            Double latitude,
            String method,
            Long capacityGrams,
            String state) {}

    public record Permit(
            UUID id,
            UUID unit,
            String kind,
            String no,
            LocalDate validFrom,
            LocalDate validTo,
            List<PermitLine> solidWaste) {}

    /** One line of the permit's solid-waste chapter: a waste, a way ({@code STORE}, {@code OWN_USE}, {@code OWN_DISPOSAL}, {@code ENTRUSTED_USE}, {@code ENTRUSTED_DISPOSAL}) and the grams permitted a year. */
    public record PermitLine(WasteCode waste, String way, long gramsPerYear) {}

    public record NewStockpile(
            UUID unit,
            String name,
            RegionCode county,
            double longitude,
            double latitude,
            BigDecimal areaM2,
            BigDecimal volumeM3) {}
}
