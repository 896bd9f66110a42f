package org.wufei.ledger;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import java.util.UUID;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;

/**
 * 流量: mass that went from one stage to another, summed over what a {@link Query} groups by; fields not grouped by are
 * {@code null} (or {@code 0} for {@code lotYear}).
 */
public record Flow(
        YearMonth month,
        LocalDate day,
        RegionCode origin,
        RegionCode fromCounty,
        RegionCode toCounty,
        UUID fromUnit,
        UUID toUnit,
        String waste,
        Stage from,
        Stage to,
        String method,
        int lotYear,
        Mass mass) {

    /** What a flow may be grouped by. Stages are always told apart. */
    public enum By {
        DAY,
        MONTH,
        ORIGIN,
        COUNTIES,
        UNITS,
        WASTE_CLASS,
        WASTE,
        METHOD,
        LOT_YEAR
    }

    /** How a flow passes a unit's hands. What its own road delivers to a sink has left them. */
    public enum Hands {
        IN,
        OUT,
        WITHIN
    }

    /**
     * Which flows: booked from {@code from} to {@code to} (both included), of the whole prefecture or of the places named.
     *
     * @param origins counties where the waste was generated; empty means all
     * @param counties counties where the mass moved (either end); empty means all
     * @param unit a unit at either end; {@code null} means all
     * @param hands of {@code unit} only what came to it, left it, or stayed within; empty means all
     * @param classes waste classes ({@code SW05}); empty means all
     * @param stages pairs wanted; empty means all
     * @param lotsBefore only lots of years before this one; {@code null} means all
     * @param asKnownAt {@code null} for now; otherwise only what was recorded up to that instant
     */
    public record Query(
            LocalDate from,
            LocalDate to,
            Set<RegionCode> origins,
            Set<RegionCode> counties,
            UUID unit,
            Set<Hands> hands,
            Set<String> classes,
            Set<Stage> stagesFrom,
            Set<Stage> stagesTo,
            Integer lotsBefore,
            Set<By> by,
            java.time.Instant asKnownAt) {
        public static Query between(LocalDate from, LocalDate to) {
            return new Query(
                    from, to, Set.of(), Set.of(), null, Set.of(), Set.of(), Set.of(), Set.of(), null, Set.of(), null);
        }

        public static Query month(YearMonth month) {
            return between(month.atDay(1), month.atEndOfMonth());
        }

        Query span(LocalDate first, LocalDate last) {
            return new Query(
                    first,
                    last,
                    origins,
                    counties,
                    unit,
                    hands,
                    classes,
                    stagesFrom,
                    stagesTo,
                    lotsBefore,
                    by,
                    asKnownAt);
        }

        public Query origins(Set<RegionCode> some) {
            return new Query(
                    from, to, some, counties, unit, hands, classes, stagesFrom, stagesTo, lotsBefore, by, asKnownAt);
        }

        public Query counties(Set<RegionCode> some) {
            return new Query(
                    from, to, origins, some, unit, hands, classes, stagesFrom, stagesTo, lotsBefore, by, asKnownAt);
        }

        public Query unit(UUID one) {
            return new Query(
                    from, to, origins, counties, one, hands, classes, stagesFrom, stagesTo, lotsBefore, by, asKnownAt);
        }

        public Query hands(Set<Hands> some) {
            return new Query(
                    from, to, origins, counties, unit, some, classes, stagesFrom, stagesTo, lotsBefore, by, asKnownAt);
        }

        public Query classes(Set<String> some) {
            return new Query(
                    from, to, origins, counties, unit, hands, some, stagesFrom, stagesTo, lotsBefore, by, asKnownAt);
        }

        public Query stages(Set<Stage> fromSome, Set<Stage> toSome) {
            return new Query(
                    from, to, origins, counties, unit, hands, classes, fromSome, toSome, lotsBefore, by, asKnownAt);
        }

        public Query lotsBefore(Integer year) {
            return new Query(
                    from, to, origins, counties, unit, hands, classes, stagesFrom, stagesTo, year, by, asKnownAt);
        }

        public Query by(By... some) {
            return new Query(
                    from,
                    to,
                    origins,
                    counties,
                    unit,
                    hands,
                    classes,
                    stagesFrom,
                    stagesTo,
                    lotsBefore,
                    Set.of(some),
                    asKnownAt);
        }

        public Query asKnownAt(java.time.Instant instant) {
            return new Query(
                    from, to, origins, counties, unit, hands, classes, stagesFrom, stagesTo, lotsBefore, by, instant);
        }
    }
}
