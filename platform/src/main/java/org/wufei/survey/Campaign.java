package org.wufei.survey;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.wufei.kernel.RegionCode;

/** 排查任务: a term in which counties look for every stockpile. */
record Campaign(
        UUID id,
        String name,
        int year,
        LocalDate startsOn,
        LocalDate endsOn,
        String basis,
        List<RegionCode> counties,
        State state,
        long version,
        Instant createdAt) {
    enum State {
        OPEN,
        CLOSED
    }
}
