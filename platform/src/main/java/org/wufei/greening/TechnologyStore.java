package org.wufei.greening;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.greening.Technologies.Result;
import org.wufei.greening.Technologies.Technology;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Rows;

@Component
class TechnologyStore {
    private final JdbcClient db;

    TechnologyStore(JdbcClient db) {
        this.db = db;
    }

    Technology insert(Technology technology) {
        return db.sql("""
                insert into greening.technology (name, county, unit_id, lead, partners, waste, topic, starts_on, ends_on, funding_yuan)
                values (:name, :county, :unitId, :lead, :partners, :waste, :topic, :startsOn, :endsOn, :fundingYuan) returning *
                """)
                .params(Rows.params(technology))
                .query(Rows.of(Technology.class))
                .single();
    }

    Technology update(Technology technology) {
        return db.sql("""
                update greening.technology set name = :name, unit_id = :unitId, lead = :lead, partners = :partners,
                    waste = :waste, topic = :topic, starts_on = :startsOn, ends_on = :endsOn, funding_yuan = :fundingYuan,
                    version = version + 1
                where id = :id returning *
                """)
                .params(Rows.params(technology))
                .query(Rows.of(Technology.class))
                .single();
    }

    Technology state(UUID id, Technologies.State state, LocalDate on) {
        return db.sql("""
                update greening.technology set state = :state, state_on = :on, version = version + 1
                where id = :id returning *
                """)
                .params(Rows.params("id", id, "state", state, "on", on))
                .query(Rows.of(Technology.class))
                .single();
    }

    Optional<Technology> find(UUID id, boolean lock) {
        return db.sql("select * from greening.technology where id = :id" + (lock ? " for update" : ""))
                .param("id", id)
                .query(Rows.of(Technology.class))
                .optional();
    }

    Page<Technology> list(RegionCode county, Technologies.State state, Asked asked) {
        return Rows.page(
                db,
                "*",
                """
                greening.technology where (cast(:county as text) is null or county = :county)
                    and (cast(:state as text) is null or state = :state)
                    and (cast(:q as text) is null or name ilike :q or lead ilike :q or partners ilike :q or topic ilike :q)
                """,
                asked.order(
                        Map.of("name", "name", "county", "county", "state", "state", "startsOn", "starts_on"),
                        "id desc"),
                Rows.params("county", county, "state", state, "q", asked.pattern()),
                asked,
                Technology.class);
    }

    Result insert(Result result, RegionCode county, UUID unit) {
        return db.sql("""
                insert into greening.technology_result (technology_id, county, unit_id, kind, title, happened_on, note)
                values (:technologyId, :county, :unit, :kind, :title, :happenedOn, :note) returning *
                """)
                .params(Rows.params(result))
                .params(Rows.params("county", county, "unit", unit))
                .query(Rows.of(Result.class))
                .single();
    }

    List<Result> results(UUID technology) {
        return db.sql("select * from greening.technology_result where technology_id = :id order by happened_on, id")
                .param("id", technology)
                .query(Rows.of(Result.class))
                .list();
    }
}
