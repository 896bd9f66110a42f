package org.wufei.survey;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.wufei.kernel.Days;
import org.wufei.ledger.EntryDraft;
import org.wufei.ledger.Lot;
import org.wufei.ledger.Move;
import org.wufei.ledger.Spot;
import org.wufei.ledger.Stage;

/** 排查入账: how an accepted record becomes an entry: FOUND → STORED at its stockpile. A pure rule. */
final class FoundPosting {
    static final String KIND = "survey.record";

    private FoundPosting() {}

    /** @param adjusts the closed month the finding falls into, or {@code null} */
    static EntryDraft draft(
            SurveyRecord record, Measured measured, Instant occurredAt, YearMonth adjusts, int revision) {
        var spot = Spot.of(record.placeId(), record.keeperId(), record.county(), Stage.STORED);
        int year = record.startedYear() != null
                ? record.startedYear()
                : record.foundOn().getYear();
        var move = Move.of(spot.at(Stage.FOUND), spot, record.waste(), measured.mass(), Lot.of(year, record.county()))
                .as(new Move.Stated(measured.volumeM3(), "m³", measured.densityGPerM3(), measured.densitySource()));
        return new EntryDraft(
                key(record, "accept", revision),
                SurveyStream.ID,
                new EntryDraft.Document(KIND, record.id(), record.no()),
                record.keeperId(),
                occurredAt,
                adjusts,
                List.of(move),
                record.evidence().stream()
                        .map(photo -> new EntryDraft.Evidence("photo", photo.toString(), "现场照片"))
                        .toList(),
                record.name() + "，" + Days.of(occurredAt) + " 排查");
    }

    static String key(SurveyRecord record, String step, int revision) {
        return KIND + "/" + record.id() + "/" + step + "-" + revision;
    }
}
