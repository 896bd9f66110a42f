package org.wufei.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.kernel.RegionCode;

/** Owns {@code identity.application}. */
@Component
class RegistrationStore {
    record Row(
            UUID id,
            String code,
            String name,
            RegionCode county,
            String address,
            String industry,
            String trait,
            String contactName,
            byte[] phone,
            String login,
            String passwordHash,
            String state,
            String reason,
            UUID decidedBy,
            Instant decidedAt,
            UUID unit,
            UUID person,
            long version,
            Instant appliedAt) {}

    record Sealed(UUID id, byte[] phone) {}

    private final JdbcClient db;

    RegistrationStore(JdbcClient db) {
        this.db = db;
    }

    void add(
            UUID id,
            String code,
            String name,
            RegionCode county,
            String address,
            String industry,
            String trait,
            String contactName,
            byte[] phone,
            String login,
            String passwordHash,
            byte[] tracking) {
        db.sql("""
                insert into identity.application (id, code, name, county, address, industry, trait, contact_name, phone, login,
                    password_hash, tracking)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(Arrays.asList(
                        id,
                        code,
                        name,
                        county.digits(),
                        address,
                        industry,
                        trait,
                        contactName,
                        phone,
                        login,
                        passwordHash,
                        tracking))
                .update();
    }

    boolean waiting(String code) {
        return db.sql("select exists (select from identity.application where code = ? and state = 'WAITING')")
                .param(code)
                .query(Boolean.class)
                .single();
    }

    boolean loginWaiting(String login) {
        return db.sql("select exists (select from identity.application where login = ? and state = 'WAITING')")
                .param(login)
                .query(Boolean.class)
                .single();
    }

    Optional<Row> find(UUID id, boolean forChange) {
        return db.sql("select * from identity.application where id = ?" + (forChange ? " for update" : ""))
                .param(id)
                .query((row, n) -> row(row))
                .optional();
    }

    Optional<Row> tracked(byte[] tracking) {
        return db.sql("select * from identity.application where tracking = ?")
                .param(tracking)
                .query((row, n) -> row(row))
                .optional();
    }

    List<Row> list(String q, String state, UUID before, int limit) {
        return db.sql("""
                        select * from identity.application
                        where (cast(? as text) is null or strpos(name, ?) > 0 or code = upper(?)) and (cast(? as text) is null or state = ?)
                            and (cast(? as uuid) is null or id < ?)
                        order by id desc limit ?
                        """)
                .params(Arrays.asList(q, q, q, state, state, before, before, limit))
                .query((row, n) -> row(row))
                .list();
    }

    long count(String q, String state) {
        return db.sql("""
                        select count(*) from identity.application
                        where (cast(? as text) is null or strpos(name, ?) > 0 or code = upper(?)) and (cast(? as text) is null or state = ?)
                        """)
                .params(Arrays.asList(q, q, q, state, state))
                .query(Long.class)
                .single();
    }

    void decide(UUID id, String state, String reason, UUID by, UUID unit, UUID person) {
        db.sql("""
                update identity.application set state = ?, reason = ?, decided_by = ?, decided_at = now(), unit_id = ?, person_id = ?,
                    version = version + 1 where id = ?
                """).params(Arrays.asList(state, reason, by, unit, person, id)).update();
    }

    List<Sealed> phones() {
        return db.sql("select id, phone from identity.application")
                .query((row, n) -> new Sealed(row.getObject("id", UUID.class), row.getBytes("phone")))
                .list();
    }

    void reseal(UUID id, byte[] phone) {
        db.sql("update identity.application set phone = ? where id = ?")
                .params(phone, id)
                .update();
    }

    private static Row row(ResultSet row) throws SQLException {
        var decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("name"),
                new RegionCode(row.getString("county")),
                row.getString("address"),
                row.getString("industry"),
                row.getString("trait"),
                row.getString("contact_name"),
                row.getBytes("phone"),
                row.getString("login"),
                row.getString("password_hash"),
                row.getString("state"),
                row.getString("reason"),
                row.getObject("decided_by", UUID.class),
                decided == null ? null : decided.toInstant(),
                row.getObject("unit_id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getLong("version"),
                row.getObject("applied_at", OffsetDateTime.class).toInstant());
    }
}
