package org.wufei.greening;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.greening.Parks.Park;
import org.wufei.greening.Parks.ParkProject;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Rows;

@Component
class ParkStore {
    private final JdbcClient db;

    ParkStore(JdbcClient db) {
        this.db = db;
    }

    Park insert(Park park) {
        return db.sql("""
                insert into greening.park (name, county, level, area_km2, opened_on, operator_id, industries, plan_name, use_goal_percent)
                values (:name, :county, :level, :areaKm2, :openedOn, :operatorId, :industries, :planName, :useGoalPercent)
                returning *
                """).params(Rows.params(park)).query(Rows.of(Park.class)).single();
    }

    Park update(Park park) {
        return db.sql("""
                update greening.park set name = :name, level = :level, area_km2 = :areaKm2, opened_on = :openedOn,
                    operator_id = :operatorId, industries = :industries, plan_name = :planName,
                    use_goal_percent = :useGoalPercent, version = version + 1
                where id = :id returning *
                """).params(Rows.params(park)).query(Rows.of(Park.class)).single();
    }

    Park state(UUID id, Parks.State state, LocalDate on) {
        return db.sql("""
                update greening.park set state = :state, state_on = :on, version = version + 1 where id = :id returning *
                """)
                .params(Rows.params("id", id, "state", state, "on", on))
                .query(Rows.of(Park.class))
                .single();
    }

    Optional<Park> find(UUID id, boolean lock) {
        return db.sql("select * from greening.park where id = :id" + (lock ? " for update" : ""))
                .param("id", id)
                .query(Rows.of(Park.class))
                .optional();
    }

    Page<Park> list(RegionCode county, Parks.State state, Asked asked) {
        return Rows.page(
                db,
                "*",
                """
                greening.park where (cast(:county as text) is null or county = :county)
                    and (cast(:state as text) is null or state = :state)
                    and (cast(:q as text) is null or name ilike :q or industries ilike :q or plan_name ilike :q)
                """,
                asked.order(Map.of("name", "name", "county", "county", "state", "state"), "id desc"),
                Rows.params("county", county, "state", state, "q", asked.pattern()),
                asked,
                Park.class);
    }

    ParkProject insert(ParkProject project) {
        return db.sql("""
                insert into greening.park_project (park_id, county, unit_id, name, kind, waste, capacity_g, investment_yuan)
                values (:parkId, :county, :unitId, :name, :kind, :waste, :capacityG, :investmentYuan) returning *
                """)
                .params(Rows.params(project))
                .query(Rows.of(ParkProject.class))
                .single();
    }

    ParkProject state(UUID id, Parks.ProjectState state, LocalDate on) {
        return db.sql("""
                update greening.park_project set state = :state, state_on = :on, version = version + 1
                where id = :id returning *
                """)
                .params(Rows.params("id", id, "state", state, "on", on))
                .query(Rows.of(ParkProject.class))
                .single();
    }

    Optional<ParkProject> project(UUID id) {
        return db.sql("select * from greening.park_project where id = :id for update")
                .param("id", id)
                .query(Rows.of(ParkProject.class))
                .optional();
    }

    List<ParkProject> projects(UUID park) {
        return db.sql("select * from greening.park_project where park_id = :id order by id")
                .param("id", park)
                .query(Rows.of(ParkProject.class))
                .list();
    }
}
