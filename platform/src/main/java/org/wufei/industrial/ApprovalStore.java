package org.wufei.industrial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/** The table of approvals and filings. */
@Repository
class ApprovalStore {
    private final JdbcClient db;

    ApprovalStore(JdbcClient db) {
        this.db = db;
    }

    boolean insert(Approvals.Approval row) {
        return db.sql("""
                        insert into industrial.approval (id, unit_id, county, kind, no, authority, waste, way, receiver, province, mass_g,
                            valid_from, valid_to, evidence, recorded_at, recorded_by)
                        values (:id, :unit, :county, :kind, :no, :authority, :waste, :way, :receiver, :province, :mass, :from, :to,
                            :evidence::uuid[], :recordedAt, :recordedBy)
                        on conflict (no) do nothing
                        """)
                        .param("id", row.id())
                        .param("unit", row.unitId())
                        .param("county", row.county().digits())
                        .param("kind", row.kind().name())
                        .param("no", row.no())
                        .param("authority", row.authority())
                        .param("waste", row.waste().text())
                        .param("way", row.way().name())
                        .param("receiver", row.receiver())
                        .param("province", row.province())
                        .param("mass", row.massG().grams())
                        .param("from", row.validFrom())
                        .param("to", row.validTo())
                        .param("evidence", YardStore.uuids(row.evidence()))
                        .param("recordedAt", YardStore.time(row.recordedAt()))
                        .param("recordedBy", row.recordedBy())
                        .update()
                == 1;
    }

    Optional<Approvals.Approval> find(UUID id, boolean lock) {
        return db.sql("select * from industrial.approval where id = ?" + (lock ? " for update" : ""))
                .param(id)
                .query(ApprovalStore::approval)
                .optional();
    }

    List<Approvals.Approval> list(UUID unit, String q, Keyset after, int size) {
        return db.sql("""
                        select * from industrial.approval
                        where (:unit::uuid is null or unit_id = :unit)
                            and (:q::text is null or no ilike :q or receiver ilike :q or waste ilike :q)
                          and (recorded_at, id) < (:at, :id)
                        order by recorded_at desc, id desc limit :limit
                        """)
                .param("unit", unit)
                .param("q", YardStore.like(q))
                .param("at", YardStore.time(after.at()))
                .param("id", after.id())
                .param("limit", size + 1)
                .query(ApprovalStore::approval)
                .list();
    }

    void use(UUID id, Mass used) {
        db.sql("update industrial.approval set used_g = :used where id = :id")
                .param("used", used.grams())
                .param("id", id)
                .update();
    }

    private static Approvals.Approval approval(ResultSet row, int no) throws SQLException {
        var mass = new Mass(row.getLong("mass_g"));
        var used = new Mass(row.getLong("used_g"));
        return new Approvals.Approval(
                row.getObject("id", UUID.class),
                row.getObject("unit_id", UUID.class),
                new RegionCode(row.getString("county")),
                Approvals.Kind.valueOf(row.getString("kind")),
                row.getString("no"),
                row.getString("authority"),
                new WasteCode(row.getString("waste")),
                Exit.Way.valueOf(row.getString("way")),
                row.getString("receiver"),
                row.getString("province"),
                mass,
                used,
                mass.minus(used),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                YardStore.uuids(row, "evidence"),
                YardStore.time(row, "recorded_at"),
                row.getString("recorded_by"));
    }
}
