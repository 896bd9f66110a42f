package org.wufei.indicators;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.wufei.kernel.RegionCode;

/** 名录类指标项: a count that another module's register answers, as of a day and as known at an instant; one bean a term. */
interface Register {
    String name();

    String title();

    String unit();

    String describes();

    /**
     * By county, of what the caller sees; a county that is not in it has none.
     *
     * @param asKnownAt {@code null} is now
     */
    Map<RegionCode, BigDecimal> counts(LocalDate day, Instant asKnownAt);

    /** API path of the rows that are counted. */
    String link(RegionCode county, LocalDate day);
}
