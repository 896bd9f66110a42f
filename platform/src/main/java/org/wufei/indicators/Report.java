package org.wufei.indicators;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.wufei.kernel.RegionCode;

/** 报送: a figure that a department reported, for ever; a newer one may supersede it. {@code county} {@code null} is the prefecture. */
record Report(
        UUID id,
        long no,
        String figure,
        String title,
        RegionCode county,
        Period period,
        BigDecimal value,
        String unit,
        List<UUID> evidence,
        String note,
        UUID supersedes,
        UUID supersededBy,
        UUID reportedById,
        String reportedBy,
        Instant reportedAt,
        Review review) {
    boolean is(Review.State state) {
        return review.state() == state;
    }

    LocalDate from() {
        return period.from();
    }
}
