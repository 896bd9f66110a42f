package org.wufei.simulator;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;

/**
 * 时段: the days that are lived. They end yesterday, because a document from later today would lie in the future when it
 * is sent; all days are Beijing days, as in every official form.
 */
record Span(LocalDate first, LocalDate last) {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    static Span endingBefore(LocalDate today, int days) {
        return new Span(today.minusDays(days), today.minusDays(1));
    }

    LocalDate today() {
        return last.plusDays(1);
    }

    List<LocalDate> days() {
        return first.datesUntil(today()).toList();
    }

    /** Months of which any day is lived, in order. */
    List<YearMonth> months() {
        return first.withDayOfMonth(1)
                .datesUntil(today(), java.time.Period.ofMonths(1))
                .map(YearMonth::from)
                .toList();
    }

    /** Months that have ended by the day the documents are sent, so that they may be closed. */
    List<YearMonth> endedMonths() {
        return months().stream().filter(m -> m.atEndOfMonth().isBefore(today())).toList();
    }
}
