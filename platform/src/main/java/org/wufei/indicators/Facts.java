package org.wufei.indicators;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.wufei.catalogue.Catalogue.Region;
import org.wufei.kernel.RegionCode;
import org.wufei.ledger.Flow;

/**
 * What values are computed from, read once in one snapshot: flows of the ledger by month, county of origin, class and lot
 * year; reports; counts of registers. Values over it are plain arithmetic.
 */
final class Facts {
    private final List<Flow> flows;
    private final List<Report> reports;
    private final List<Region> counties;
    private final Map<String, String> classes;
    private final Instant asKnownAt;
    private final LocalDate today;
    private final Map<FlowTerm, List<FlowTerm.Signed>> ofTerm = new HashMap<>();
    private final Map<List<Object>, Map<RegionCode, BigDecimal>> counts = new HashMap<>();

    /** @param classes names of waste classes by code; @param asKnownAt {@code null} for now; @param today its Beijing day */
    Facts(
            List<Flow> flows,
            List<Report> reports,
            List<Region> counties,
            Map<String, String> classes,
            Instant asKnownAt,
            LocalDate today) {
        this.flows = flows;
        this.reports = reports;
        this.counties = counties;
        this.classes = classes;
        this.asKnownAt = asKnownAt;
        this.today = today;
    }

    List<FlowTerm.Signed> of(FlowTerm term) {
        return ofTerm.computeIfAbsent(
                term,
                t -> flows.stream().map(t::signed).filter(Objects::nonNull).toList());
    }

    List<Flow> flows() {
        return flows;
    }

    List<Region> counties() {
        return counties;
    }

    /** {@code SW05 尾矿}; the code alone where the catalogue does not name it. */
    String classTitle(String code) {
        var name = classes.get(code);
        return name == null ? code : code + " " + name;
    }

    Instant asKnownAt() {
        return asKnownAt;
    }

    /** The day as of which a period is looked at: its last, or today while it runs. */
    LocalDate on(Period period) {
        return period.to().isBefore(today) ? period.to() : today;
    }

    /**
     * The report of exactly this figure, county and period that counts: the newest, approved or not yet looked at; where
     * the bureau returned it, the newest that was approved before.
     */
    Optional<Report> report(String figure, RegionCode county, Period period) {
        var newest = newest(figure, county, period, null);
        return newest.filter(report -> report.is(Review.State.RETURNED)).isPresent()
                ? newest(figure, county, period, Review.State.APPROVED)
                : newest;
    }

    /** The newest, where the bureau returned it: the department reports anew. */
    Optional<Report> returned(String figure, RegionCode county, Period period) {
        return newest(figure, county, period, null).filter(report -> report.is(Review.State.RETURNED));
    }

    private Optional<Report> newest(String figure, RegionCode county, Period period, Review.State state) {
        return reports.stream()
                .filter(report -> report.figure().equals(figure)
                        && Objects.equals(report.county(), county)
                        && report.period().equals(period)
                        && (state == null || report.is(state)))
                .max(Comparator.comparingLong(Report::no));
    }

    /** A register's counts, asked once a day that is looked at. */
    Map<RegionCode, BigDecimal> counts(Register register, LocalDate day) {
        return counts.computeIfAbsent(List.of(register, day), key -> register.counts(day, asKnownAt));
    }
}
