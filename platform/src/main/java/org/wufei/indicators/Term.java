package org.wufei.indicators;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.wufei.kernel.RegionCode;

/**
 * 指标项: a named quantity that formulas speak of, answered by the module that knows it; one bean a term, found at start.
 * Terms over the ledger, registers or reported figures all look alike to a formula.
 */
public interface Term {
    /** For example {@code industrial.utilised}; letters, digits, dot and hyphen. */
    String name();

    /** In Chinese. */
    String title();

    /** {@code t}, {@code 家}, {@code 万元}; mass terms are in tonnes, exact to the gram. */
    String unit();

    /**
     * The value for a county ({@code null}: the prefecture) over days {@code from}..{@code to}, as known at an instant
     * ({@code null}: now); {@code null} where nothing is known, which is not zero.
     */
    BigDecimal value(RegionCode county, LocalDate from, LocalDate to, Instant asKnownAt);

    /** The next step down: what this value is made of, for the lineage drawer. At most 200 parts, largest first. */
    List<Part> parts(RegionCode county, LocalDate from, LocalDate to, Instant asKnownAt);

    /** @param link path of the API or page that opens this part further; may be {@code null} */
    record Part(String title, BigDecimal value, String unit, String link) {}
}
