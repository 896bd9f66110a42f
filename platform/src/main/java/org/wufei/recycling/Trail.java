package org.wufei.recycling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.kernel.Caller;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Rows;

/** 办理记录: what was done to each document of this module, by whom, in the order it was recorded. */
@Component
class Trail {
    private final JdbcClient db;

    Trail(JdbcClient db) {
        this.db = db;
    }

    /** Whose document it is, for the rows' protection. */
    record Owner(String kind, UUID id, RegionCode county, UUID unit, UUID receiver) {}

    record Step(
            UUID id,
            String step,
            LocalDate happenedOn,
            String note,
            Long entryNo,
            Instant recordedAt,
            String actorName) {}

    void add(Owner owner, String step, LocalDate on, String note, Long entryNo) {
        db.sql("""
                insert into recycling.step (kind, object_id, county, unit_id, receiver_id, step, happened_on, note, entry_no, actor_name)
                values (:kind, :id, :county, :unit, :receiver, :step, :on, :note, :entry, :actor)
                """)
                .params(Rows.params(owner))
                .params(Rows.params(
                        "step",
                        step,
                        "on",
                        on,
                        "note",
                        note == null ? "" : note,
                        "entry",
                        entryNo,
                        "actor",
                        Caller.current().name()))
                .update();
    }

    @Transactional(readOnly = true)
    List<Step> of(UUID document) {
        return db.sql("select * from recycling.step where object_id = :id order by id")
                .param("id", document)
                .query(Rows.of(Step.class))
                .list();
    }
}
