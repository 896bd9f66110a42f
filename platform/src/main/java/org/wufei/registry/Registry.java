package org.wufei.registry;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/**
 * 名录: the module's one door: who and what exists. Each thing keeps its validity and every version of it; what a document
 * names is never deleted, only closed or merged.
 */
@Service
@Transactional(readOnly = true)
public class Registry {
    private final Units units;
    private final UnitStore unitStore;
    private final Places places;
    private final PlaceStore placeStore;
    private final Permits permits;
    private final PermitStore permitStore;

    Registry(
            Units units,
            UnitStore unitStore,
            Places places,
            PlaceStore placeStore,
            Permits permits,
            PermitStore permitStore) {
        this.units = units;
        this.unitStore = unitStore;
        this.places = places;
        this.placeStore = placeStore;
        this.permits = permits;
        this.permitStore = permitStore;
    }

    /**
     * The unit; where it was merged, the one that stands for it now.
     *
     * @throws org.wufei.kernel.Problem {@code registry/unit-unknown} where it is not there or not seen
     */
    public Unit unit(UUID id) {
        return units.standing(id).unit();
    }

    public Optional<Unit> findUnit(String code) {
        return unitStore.findByCode(code).map(UnitStore.Row::unit);
    }

    /** Name and county of units whatever the caller's scope: a counterparty's name on one's own document. */
    public List<UnitName> names(Collection<UUID> units) {
        return units.isEmpty() ? List.of() : unitStore.names(units);
    }

    /** Units that may receive waste (they have a use or disposal facility, or a permit), whatever the caller's scope. */
    public List<UnitName> receivers(String search, int limit) {
        return unitStore.receivers(search == null ? "" : search.strip(), Math.clamp(limit, 1, Page.SIZE_MAX));
    }

    /** Units seen by the caller that have the trait ({@code null}: any) in the county ({@code null}: any); by name. */
    public List<Unit> units(RegionCode county, String trait, int limit) {
        return unitStore
                .list(
                        new UnitStore.Filter(null, county == null ? null : county.digits(), trait, "ACTIVE"),
                        UnitStore.order("name"),
                        null,
                        limit)
                .stream()
                .map(found -> found.row().unit())
                .toList();
    }

    /** Ids of the units that were merged into this one: documents and accounts may still carry them. */
    public List<UUID> merged(UUID unit) {
        return unitStore.mergedInto(unit);
    }

    /** 县级代管: the unit that answers for ownerless stockpiles of a county. */
    public Unit custodian(RegionCode county) {
        return units(county, Trait.CUSTODIAN.name(), 1).stream()
                .findFirst()
                .orElseThrow(() -> new Problem(RegistryProblem.UNIT_UNKNOWN, Map.of("county", county.digits())));
    }

    /** A site, facility or stockpile. @throws org.wufei.kernel.Problem {@code registry/place-unknown} */
    public Place place(UUID id) {
        return places.get(id).place();
    }

    /** All places of a unit in use, sites first. */
    public List<Place> places(UUID unit) {
        return placeStore.inUse(unit).stream().map(PlaceStore.Row::place).toList();
    }

    /** The place that takes what a receiver gets where its document names none: its first site. Whatever the caller's scope. */
    public Place receivingPlace(UUID unit) {
        return placeStore
                .receiving(unit)
                .orElseThrow(() -> new Problem(RegistryProblem.PLACE_UNKNOWN, Map.of("unit", unit.toString())));
    }

    /** The 排污许可 of a unit valid on a day, with its solid-waste chapter. */
    public Optional<Permit> dischargePermit(UUID unit, LocalDate on) {
        return permitStore.discharging(unit, on).stream().findFirst().map(PermitStore.Row::permit);
    }

    /** The 排污许可 valid on a day of every unit that the caller sees, one a unit, each with its solid-waste chapter. */
    public List<Permit> dischargePermits(LocalDate on) {
        return permitStore.discharging(null, on).stream()
                .map(PermitStore.Row::permit)
                .toList();
    }

    /** Registers a stockpile found by a survey, without an owner where none is known (unit: the county's own custodian unit). */
    @Transactional
    public Place registerStockpile(NewStockpile stockpile) {
        return places.found(stockpile).place();
    }

    /** Registers a unit. Problems: input-invalid, {@code registry/unit-exists}, {@code registry/unit-outside-scope}. */
    @Transactional
    public Unit register(NewUnit unit) {
        return units.register(unit).unit();
    }

    /** Registers a place. Problems: input-invalid, {@code registry/point-outside-prefecture}. */
    @Transactional
    public Place register(NewPlace place) {
        return places.register(place).place();
    }

    /** Registers a permit. Problems: input-invalid, {@code registry/permit-overlaps}. */
    @Transactional
    public Permit register(NewPermit permit) {
        return permits.register(permit).permit();
    }

    /**
     * 单位.
     *
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

    /** 单位名称: what everybody may know of a unit. */
    public record UnitName(UUID id, String name, String code, RegionCode county) {}

    /**
     * 场所、设施或堆场.
     *
     * @param kind {@code SITE}, {@code FACILITY}, {@code STOCKPILE}; @param method R/D code of a facility; capacity in grams a
     *     year of a facility, grams in all of a stockpile
     */
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

    /** 许可证. @param kind {@code DISCHARGE} 排污许可, {@code OPERATING} 经营许可 */
    public record Permit(
            UUID id,
            UUID unit,
            String kind,
            String no,
            LocalDate validFrom,
            LocalDate validTo,
            List<PermitLine> solidWaste) {}

    /**
     * One line of the permit's solid-waste chapter: a waste, a way ({@code STORE}, {@code OWN_USE}, {@code OWN_DISPOSAL}, {@code
     * ENTRUSTED_USE}, {@code ENTRUSTED_DISPOSAL}) and the grams permitted a year.
     */
    public record PermitLine(WasteCode waste, String way, long gramsPerYear) {}

    /** 普查发现的堆场. The county is found from the point. */
    public record NewStockpile(
            UUID unit,
            String name,
            RegionCode county,
            double longitude,
            double latitude,
            BigDecimal areaM2,
            BigDecimal volumeM3) {}

    /** What is filled in of a unit. @param code empty: the platform gives one */
    public record NewUnit(
            String code,
            String name,
            RegionCode county,
            String township,
            String address,
            String industry,
            List<String> traits,
            String contact,
            LocalDate validFrom) {}

    /**
     * What is filled in of a place.
     *
     * @param site of the same unit, where a facility or stockpile stands on one; @param capacityG, @param densityGM3 grams
     */
    public record NewPlace(
            UUID unit,
            UUID site,
            String kind,
            String name,
            Double longitude,
            Double latitude,
            String method,
            String capacityG,
            BigDecimal areaM2,
            BigDecimal volumeM3,
            BigDecimal densityGM3,
            String wasteClass,
            Integer startYear,
            String note,
            LocalDate validFrom) {}

    /** What is filled in of a permit. */
    public record NewPermit(
            UUID unit,
            String kind,
            String no,
            String authority,
            LocalDate validFrom,
            LocalDate validTo,
            List<NewPermitLine> solidWaste) {}

    /** @param gramsPerYear a string of grams */
    public record NewPermitLine(String waste, String way, String gramsPerYear) {}
}
