package org.wufei.indicators;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.wufei.kernel.RegionCode;

/** A {@link Register} as formulas see it: its count on the period's last day, or today while the period runs. */
record RegisterTerm(Register register) implements Term {
    @Override
    public String name() {
        return register.name();
    }

    @Override
    public String title() {
        return register.title();
    }

    @Override
    public String unit() {
        return register.unit();
    }

    @Override
    public String describes() {
        return register.describes();
    }

    @Override
    public Kind kind() {
        return Kind.REGISTER;
    }

    @Override
    public BigDecimal value(RegionCode county, Period period, Facts facts) {
        var counts = facts.counts(register, facts.on(period));
        return county == null
                ? counts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)
                : counts.getOrDefault(county, BigDecimal.ZERO);
    }

    @Override
    public List<Part> parts(RegionCode county, Period period, Facts facts) {
        if (county != null || value(null, period, facts) == null) return List.of();
        return facts.counties().stream()
                .map(one -> new Part(
                        one.name(),
                        one.code(),
                        value(one.code(), period, facts),
                        register.link(one.code(), facts.on(period))))
                .filter(part -> part.value() != null && part.value().signum() != 0)
                .toList();
    }

    @Override
    public String link(RegionCode county, Period period, Instant asKnownAt) {
        return register.link(county, period.to());
    }
}
