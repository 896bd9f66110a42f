package org.wufei.indicators;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.wufei.catalogue.Catalogue;
import org.wufei.catalogue.Catalogue.Region;
import org.wufei.kernel.RegionCode;

/**
 * 报送的指标项: what a department reported for exactly this period; where it is additive, also the sum of shorter periods that
 * tile it, and of the seven counties for the prefecture, when every one of them was reported. Anything less is missing.
 */
record ReportedTerm(
        String name, String title, String describes, String unit, String owner, String frequency, boolean additive)
        implements Term {
    @Override
    public Kind kind() {
        return Kind.REPORT;
    }

    @Override
    public BigDecimal value(RegionCode county, Period period, Facts facts) {
        var own = over(county, period, facts);
        if (own != null || county != null || !additive || facts.counties().isEmpty()) return own;
        return sum(facts.counties().stream()
                .map(Region::code)
                .map(one -> over(one, period, facts))
                .toList());
    }

    /** Whether anything of what is reported waits for the bureau's approval. */
    private boolean pending(RegionCode county, Period period, Facts facts) {
        var exact = facts.report(name, county, period);
        if (exact.isPresent()) return exact.get().is(Review.State.PENDING);
        if (!additive) return false;
        for (var tiling : period.tilings()) {
            if (tiling.stream().anyMatch(one -> over(county, one, facts) == null) || tiling.isEmpty()) continue;
            return tiling.stream().anyMatch(one -> pending(county, one, facts));
        }
        return county == null && facts.counties().stream().anyMatch(one -> pending(one.code(), period, facts));
    }

    private String marked(String title, RegionCode county, Period period, Facts facts) {
        return pending(county, period, facts) ? title + "（含未审核）" : title;
    }

    private BigDecimal over(RegionCode county, Period period, Facts facts) {
        var exact = facts.report(name, county, period);
        if (exact.isPresent()) return exact.get().value();
        if (!additive) return null;
        for (var tiling : period.tilings()) {
            var sum = sum(tiling.stream().map(one -> over(county, one, facts)).toList());
            if (sum != null) return sum;
        }
        return null;
    }

    private static BigDecimal sum(List<BigDecimal> parts) {
        if (parts.isEmpty() || parts.stream().anyMatch(Objects::isNull)) return null;
        return parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public List<Part> parts(RegionCode county, Period period, Facts facts) {
        var exact = facts.report(name, county, period);
        if (exact.isPresent()) {
            var report = exact.get();
            return List.of(new Part(
                    report.is(Review.State.APPROVED)
                            ? "%s 报送，%s 审核通过"
                                    .formatted(
                                            report.reportedBy(), report.review().byName())
                            : report.reportedBy() + " 报送（未审核）",
                    report.county(),
                    report.value(),
                    "/api/v1/indicators/reports/" + report.id()));
        }
        if (!additive) return List.of();
        for (var tiling : period.tilings()) {
            if (sum(tiling.stream().map(one -> over(county, one, facts)).toList()) == null) continue;
            return tiling.stream()
                    .map(one -> new Part(
                            marked(one.text(), county, one, facts),
                            county,
                            over(county, one, facts),
                            link(county, one, facts.asKnownAt())))
                    .toList();
        }
        if (county != null || value(null, period, facts) == null) return List.of();
        return facts.counties().stream()
                .map(one -> new Part(
                        marked(one.name(), one.code(), period, facts),
                        one.code(),
                        over(one.code(), period, facts),
                        link(one.code(), period, facts.asKnownAt())))
                .toList();
    }

    @Override
    public String link(RegionCode county, Period period, Instant asKnownAt) {
        return "/api/v1/indicators/reports?figure=%s&county=%s&period=%s"
                .formatted(
                        name,
                        county == null ? Catalogue.PREFECTURE : county,
                        URLEncoder.encode(period.text(), StandardCharsets.UTF_8));
    }
}
