package org.wufei.kernel;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;

/** 日期: the prefecture's calendar, and the bounds a document's date must keep. */
public final class Days {
    /** All official dates are Beijing time, in Ngari too. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** Nothing that a clerk files can have happened before: 固体废物污染环境防治法 first took effect in 1996. */
    public static final LocalDate EARLIEST = LocalDate.of(1996, 4, 1);

    private Days() {}

    public static LocalDate today(Clock clock) {
        return LocalDate.now(clock.withZone(ZONE));
    }

    public static LocalDate of(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }

    public static YearMonth month(Instant instant) {
        return YearMonth.from(of(instant));
    }

    /** @throws Problem {@link CommonProblem#DATE_OUT_OF_RANGE} when {@code day} is before {@link #EARLIEST} or after today */
    public static LocalDate happened(LocalDate day, Clock clock) {
        var today = today(clock);
        if (day.isBefore(EARLIEST) || day.isAfter(today)) {
            throw new Problem(
                    CommonProblem.DATE_OUT_OF_RANGE,
                    Map.of("given", day.toString(), "from", EARLIEST.toString(), "to", today.toString()));
        }
        return day;
    }

    /** The instant at which a document dated to a day, without an hour, is booked: now for today, otherwise noon of that day. */
    public static Instant booked(LocalDate day, Clock clock) {
        return day.equals(today(clock))
                ? clock.instant()
                : day.atTime(12, 0).atZone(ZONE).toInstant();
    }
}
