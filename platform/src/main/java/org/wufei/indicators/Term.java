package org.wufei.indicators;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.wufei.kernel.RegionCode;

/** 指标项: a named quantity that formulas speak of: a query of the ledger, a count over a register, a reported figure. */
interface Term {
    /** Snake case, as formulas write it. */
    String name();

    /** In Chinese. */
    String title();

    /** {@code t} (exact to the gram), {@code 家}, {@code 万元}. */
    String unit();

    /** What exactly is counted, in Chinese. */
    String describes();

    Kind kind();

    /** {@code null} where nothing is known, which is not zero; {@code county} {@code null} is the prefecture. */
    BigDecimal value(RegionCode county, Period period, Facts facts);

    /** The next step down; the parts add up to the value. */
    List<Part> parts(RegionCode county, Period period, Facts facts);

    /** API path that opens it further, or {@code null}. */
    String link(RegionCode county, Period period, Instant asKnownAt);

    /** Where it comes from. */
    enum Kind {
        LEDGER,
        REGISTER,
        REPORT
    }

    /** @param county the county it is of, where parts are told apart by county */
    record Part(String title, RegionCode county, BigDecimal value, String link) {}
}
