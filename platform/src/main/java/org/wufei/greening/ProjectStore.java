package org.wufei.greening;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.greening.Projects.Condition;
import org.wufei.greening.Projects.Project;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Page;
import org.wufei.kernel.Rows;

@Component
class ProjectStore {
    private final JdbcClient db;

    ProjectStore(JdbcClient db) {
        this.db = db;
    }

    String nextNo(int year) {
        return "ZR%d-%05d"
                .formatted(
                        year,
                        db.sql("select nextval('greening.project_no')")
                                .query(Long.class)
                                .single());
    }

    Project insert(Project project) {
        return db.sql("""
                insert into greening.project (no, name, unit_id, developer, county, kind, industry, zone, eia_kind, eia_no,
                    wastes, evidence)
                values (:no, :name, :unitId, :developer, :county, :kind, :industry, :zone, :eiaKind, :eiaNo,
                    cast(:json as jsonb), cast(:evidence as uuid[])) returning *
                """)
                .params(Rows.params(project))
                .param("json", Rows.json(project.wastes()))
                .query(Rows.of(Project.class))
                .single();
    }

    Project update(Project project) {
        return db.sql("""
                update greening.project set name = :name, unit_id = :unitId, developer = :developer, kind = :kind,
                    industry = :industry, zone = :zone, eia_kind = :eiaKind, eia_no = :eiaNo, wastes = cast(:json as jsonb),
                    evidence = cast(:evidence as uuid[]), version = version + 1
                where id = :id returning *
                """)
                .params(Rows.params(project))
                .param("json", Rows.json(project.wastes()))
                .query(Rows.of(Project.class))
                .single();
    }

    Project state(UUID id, Projects.State state, LocalDate on) {
        return db.sql("""
                update greening.project set state = :state, state_on = :on, version = version + 1 where id = :id returning *
                """)
                .params(Rows.params("id", id, "state", state, "on", on))
                .query(Rows.of(Project.class))
                .single();
    }

    Optional<Project> find(UUID id, boolean lock) {
        return db.sql("select * from greening.project where id = :id" + (lock ? " for update" : ""))
                .param("id", id)
                .query(Rows.of(Project.class))
                .optional();
    }

    Page<Project> list(Projects.Wanted wanted, Asked asked) {
        var params = Rows.params(wanted);
        params.put("q", asked.pattern());
        return Rows.page(
                db,
                "*",
                """
                greening.project where (cast(:county as text) is null or county = :county)
                    and (cast(:state as text) is null or state = :state)
                    and (cast(:unitId as uuid) is null or unit_id = :unitId)
                    and (cast(:q as text) is null or name ilike :q or no ilike :q or developer ilike :q)
                """,
                asked.order(Map.of("no", "no", "name", "name", "county", "county", "state", "state"), "id desc"),
                params,
                asked,
                Project.class);
    }

    /** A project that turns out to be another firm's takes its conditions with it. */
    void own(Project project) {
        db.sql("update greening.condition set unit_id = :unitId where project_id = :id")
                .params(Rows.params(project))
                .update();
    }

    List<Projects.Head> heads(Collection<UUID> projects) {
        return db.sql("select id, no, name, state from greening.project where id = any (cast(:ids as uuid[]))")
                .params(Rows.params("ids", List.copyOf(projects)))
                .query(Rows.of(Projects.Head.class))
                .list();
    }

    Optional<Condition> conditionUnlocked(UUID id) {
        return db.sql("select * from greening.condition where id = :id")
                .param("id", id)
                .query(Rows.of(Condition.class))
                .optional();
    }

    Condition insert(Condition condition) {
        return db.sql("""
                insert into greening.condition (project_id, county, unit_id, text, kind, due_on)
                values (:projectId, :county, :unitId, :text, :kind, :dueOn) returning *
                """)
                .params(Rows.params(condition))
                .query(Rows.of(Condition.class))
                .single();
    }

    Condition update(Condition condition) {
        return db.sql("""
                update greening.condition set state = :state, fulfilled_on = :fulfilledOn, note = :note,
                    evidence = cast(:evidence as uuid[]) where id = :id returning *
                """)
                .params(Rows.params(condition))
                .query(Rows.of(Condition.class))
                .single();
    }

    Optional<Condition> condition(UUID id) {
        return db.sql("select * from greening.condition where id = :id for update")
                .param("id", id)
                .query(Rows.of(Condition.class))
                .optional();
    }

    List<Condition> conditions(UUID project) {
        return db.sql("select * from greening.condition where project_id = :id order by due_on, id")
                .param("id", project)
                .query(Rows.of(Condition.class))
                .list();
    }

    Page<Condition> conditions(Projects.ConditionsWanted wanted, LocalDate today, Asked asked) {
        var params = Rows.params(wanted);
        params.put("today", today);
        params.put("q", asked.pattern());
        return Rows.page(
                db,
                "*",
                """
                greening.condition where (cast(:projectId as uuid) is null or project_id = :projectId)
                    and (cast(:county as text) is null or county = :county)
                    and (cast(:state as text) is null or state = :state)
                    and (not :overdue or state = 'OPEN' and due_on < :today
                        and exists (select from greening.project p where p.id = project_id and p.state <> 'REFUSED'))
                    and (cast(:q as text) is null or text ilike :q)
                """,
                asked.order(Map.of("dueOn", "due_on", "county", "county", "state", "state"), "due_on, id"),
                params,
                asked,
                Condition.class);
    }

    List<Condition> overdue(LocalDate today) {
        return db.sql("""
                select c.* from greening.condition c join greening.project p on p.id = c.project_id
                where c.state = 'OPEN' and c.due_on < :today and p.state <> 'REFUSED' order by c.id
                """).param("today", today).query(Rows.of(Condition.class)).list();
    }
}
