package org.wufei.greening;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.catalogue.Catalogue;
import org.wufei.evidence.Evidences;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Inputs;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Rows;

/**
 * 办理过程: each step of each object of this module, never changed: when it happened and when it was known, so that "as
 * known at" has the same answer for ever. With it the checks that every register here makes.
 */
@Component
class Steps {
    private final JdbcClient db;
    private final Evidences evidences;
    private final Catalogue catalogue;
    private final Clock clock;

    Steps(JdbcClient db, Evidences evidences, Catalogue catalogue, Clock clock) {
        this.db = db;
        this.evidences = evidences;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** What a step says of itself. */
    record Body(LocalDate on, String note, List<UUID> evidence) {}

    record Step(
            UUID id,
            String step,
            LocalDate happenedOn,
            String note,
            Map<String, Object> facts,
            List<UUID> evidence,
            Instant recordedAt,
            String actorName) {}

    /** Whose object it is, for the rows' protection. */
    record Owner(String kind, UUID id, RegionCode county, UUID unit) {}

    void add(Owner owner, String step, Body body, Map<String, ?> facts) {
        db.sql("""
                insert into greening.step (kind, object_id, county, unit_id, step, happened_on, note, facts, evidence, actor_name)
                values (:kind, :id, :county, :unit, :step, :on, :note, cast(:facts as jsonb), cast(:evidence as uuid[]), :actor)
                """)
                .params(Rows.params(owner))
                .params(Rows.params(
                        "step",
                        step,
                        "on",
                        body.on(),
                        "note",
                        body.note(),
                        "facts",
                        Rows.json(facts),
                        "evidence",
                        body.evidence(),
                        "actor",
                        Caller.current().name()))
                .update();
    }

    List<Step> of(UUID object) {
        return db.sql("select * from greening.step where object_id = :id order by id")
                .param("id", object)
                .query(Rows.of(Step.class))
                .list();
    }

    /** The step as it will be kept. */
    Body checked(Body body, LocalDate former) {
        return checked(body, former, false);
    }

    /** @param reasoned a step that takes something from somebody, or says that it is done, says why */
    Body checked(Body body, LocalDate former, boolean reasoned) {
        var in = new Inputs();
        var on = in.happened("on", body.on(), clock);
        var note = reasoned ? in.text("note", body.note(), 1000) : in.maybe("note", body.note(), 1000);
        var kept = new Body(on, note, evidence(in, body.evidence()));
        in.done();
        if (former != null && on.isBefore(former)) {
            throw new Problem(
                    GreeningProblem.STEP_BEFORE_FORMER,
                    Map.of("on", on.toString(), "former", former.toString()),
                    List.of(new Problem.Field("on", "before-former", "不能早于上一步骤日期 " + former)));
        }
        return kept;
    }

    /** Papers that exist and that the caller sees. */
    List<UUID> evidence(Inputs in, List<UUID> ids) {
        var kept = in.list("evidence", ids, 20);
        if (!kept.isEmpty()) {
            in.must(evidences.list(kept).size() == kept.size(), "evidence", "unknown", "有材料不存在或不在您的查看范围内");
        }
        return kept;
    }

    /** One of the prefecture's counties. */
    RegionCode county(Inputs in, RegionCode county) {
        if (in.present("county", county) == null) return null;
        in.must(
                catalogue.counties().stream().anyMatch(known -> known.code().equals(county)),
                "county",
                "unknown",
                "不是阿里地区的县");
        return county;
    }

    /** @throws Problem {@link CommonProblem#NOT_ALLOWED} where it lies outside the caller's scope: the database would refuse the row */
    static void requireSeen(RegionCode county, UUID unit) {
        if (!Caller.current().scope().sees(county, unit)) {
            throw new Problem(CommonProblem.NOT_ALLOWED, Map.of("county", county.digits()));
        }
    }

    static Problem unknown(UUID id) {
        return new Problem(CommonProblem.NOT_FOUND, Map.of("id", id));
    }
}
