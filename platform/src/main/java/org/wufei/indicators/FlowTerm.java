package org.wufei.indicators;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.wufei.catalogue.Catalogue;
import org.wufei.catalogue.Catalogue.Region;
import org.wufei.kernel.RegionCode;
import org.wufei.ledger.Flow;
import org.wufei.ledger.Stage;

/**
 * 账上的指标项: mass that went into a stage or out of it, less what reversals took back, by the county that generated it.
 * In tonnes, exact to the gram. Without a county, the sum over counties of the prefecture: waste from elsewhere is not its own.
 *
 * @param into mass into {@code stage}; otherwise out of it
 * @param earlier only lots of years before the period begins (往年贮存)
 */
record FlowTerm(
        String name, String title, String describes, Stage stage, boolean into, Set<String> classes, boolean earlier)
        implements Term {
    /** First four digits of the prefecture and its counties. */
    private static final String OWN = Catalogue.PREFECTURE.digits().substring(0, 4);

    /** One group of flows as this term counts it. */
    record Signed(YearMonth month, RegionCode origin, String wasteClass, int lotYear, long grams) {}

    /** The flow as counted, or {@code null} where it is none of this term's. */
    Signed signed(Flow flow) {
        if (!classes.contains(flow.waste()) || !flow.origin().digits().startsWith(OWN)) return null;
        boolean enters = flow.to() == stage;
        boolean leaves = flow.from() == stage;
        if (enters == leaves) return null;
        long grams = flow.mass().grams();
        return new Signed(flow.month(), flow.origin(), flow.waste(), flow.lotYear(), enters == into ? grams : -grams);
    }

    @Override
    public String unit() {
        return "t";
    }

    @Override
    public Kind kind() {
        return Kind.LEDGER;
    }

    @Override
    public BigDecimal value(RegionCode county, Period period, Facts facts) {
        return tonnes(grams(county, null, period, facts));
    }

    long grams(RegionCode county, String wasteClass, Period period, Facts facts) {
        var first = YearMonth.from(period.from());
        var last = YearMonth.from(period.to());
        long sum = 0;
        for (var flow : facts.of(this)) {
            if (flow.month().isBefore(first) || flow.month().isAfter(last)) continue;
            if (county != null && !county.equals(flow.origin())) continue;
            if (wasteClass != null && !wasteClass.equals(flow.wasteClass())) continue;
            if (earlier && flow.lotYear() >= first.getYear()) continue;
            sum = Math.addExact(sum, flow.grams());
        }
        return sum;
    }

    /** Of the prefecture by county, of a county by waste class. */
    @Override
    public List<Part> parts(RegionCode county, Period period, Facts facts) {
        if (county == null) {
            var titles = facts.counties().stream().collect(Collectors.toMap(Region::code, Region::name));
            var counties = new TreeSet<RegionCode>();
            facts.of(this).forEach(flow -> counties.add(flow.origin()));
            return counties.stream()
                    .map(one -> new Part(
                            titles.getOrDefault(one, one.digits()),
                            one,
                            tonnes(grams(one, null, period, facts)),
                            link(one, period, facts.asKnownAt())))
                    .filter(part -> part.value().signum() != 0)
                    .toList();
        }
        var byClass = new TreeMap<String, Long>();
        facts.of(this)
                .forEach(flow -> byClass.computeIfAbsent(
                        flow.wasteClass(), wasteClass -> grams(county, wasteClass, period, facts)));
        return byClass.entrySet().stream()
                .filter(part -> part.getValue() != 0)
                .map(part -> new Part(
                        facts.classTitle(part.getKey()),
                        null,
                        tonnes(part.getValue()),
                        link(county, Set.of(part.getKey()), period, facts.asKnownAt())))
                .toList();
    }

    @Override
    public String link(RegionCode county, Period period, Instant asKnownAt) {
        return link(county, classes, period, asKnownAt);
    }

    private String link(RegionCode county, Set<String> some, Period period, Instant asKnownAt) {
        return "/api/v1/ledger/entries?from=%s&to=%s&%s=%s&wasteClass=%s%s%s%s"
                .formatted(
                        period.from(),
                        period.to(),
                        into ? "stageTo" : "stageFrom",
                        stage,
                        String.join(",", new TreeSet<>(some)),
                        county == null ? "" : "&origin=" + county,
                        earlier ? "&lotsBefore=" + period.from().getYear() : "",
                        asKnownAt == null ? "" : "&asKnownAt=" + asKnownAt);
    }

    static BigDecimal tonnes(long grams) {
        return BigDecimal.valueOf(grams, 6);
    }
}
