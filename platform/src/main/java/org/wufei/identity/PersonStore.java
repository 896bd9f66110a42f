package org.wufei.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Scope;

/** Owns {@code identity.organisation}, {@code identity.person}, {@code identity.link} and {@code identity.recovery_code}. */
@Component
class PersonStore {
    record OrganisationRow(
            UUID id, String kind, String name, RegionCode county, UUID unit, boolean active, long version) {
        boolean firm() {
            return kind.equals("UNIT");
        }
    }

    record PersonRow(
            UUID id,
            OrganisationRow organisation,
            String login,
            String name,
            String position,
            byte[] phone,
            byte[] idNumber,
            Set<String> roles,
            Scope scope,
            String state,
            String passwordHash,
            byte[] totpSecret,
            boolean totpConfirmed,
            long totpStep,
            UUID successor,
            long version,
            Instant createdAt) {}

    private static final String PERSON = """
            select p.*, o.kind o_kind, o.name o_name, o.county o_county, o.unit_id o_unit, o.active o_active, o.version o_version
            from identity.person p join identity.organisation o on o.id = p.organisation_id
            """;

    private final JdbcClient db;

    PersonStore(JdbcClient db) {
        this.db = db;
    }

    UUID fresh() {
        return db.sql("select uuidv7()").query(UUID.class).single();
    }

    Optional<OrganisationRow> organisation(UUID id) {
        return db.sql("select * from identity.organisation where id = ?")
                .param(id)
                .query((row, n) -> organisation(row))
                .optional();
    }

    Optional<OrganisationRow> organisationNamed(String kind, String name) {
        return db.sql("select * from identity.organisation where kind = ? and name = ?")
                .params(kind, name)
                .query((row, n) -> organisation(row))
                .optional();
    }

    Optional<OrganisationRow> organisationOf(UUID unit) {
        return db.sql("select * from identity.organisation where unit_id = ?")
                .param(unit)
                .query((row, n) -> organisation(row))
                .optional();
    }

    List<OrganisationRow> organisations(String q, String kind, String after, int limit) {
        return db.sql("""
                        select * from identity.organisation
                        where (cast(? as text) is null or strpos(name, ?) > 0) and (cast(? as text) is null or kind = ?)
                            and (cast(? as text) is null or (name, id::text) > (split_part(?, chr(10), 1), split_part(?, chr(10), 2)))
                        order by name, id::text limit ?
                        """)
                .params(Arrays.asList(q, q, kind, kind, after, after, after, limit))
                .query((row, n) -> organisation(row))
                .list();
    }

    UUID addOrganisation(String kind, String name, RegionCode county, UUID unit) {
        var id = fresh();
        db.sql("insert into identity.organisation (id, kind, name, county, unit_id) values (?, ?, ?, ?, ?)")
                .params(Arrays.asList(id, kind, name, county == null ? null : county.digits(), unit))
                .update();
        return id;
    }

    void changeOrganisation(UUID id, String name, boolean active) {
        db.sql("update identity.organisation set name = ?, active = ?, version = version + 1 where id = ?")
                .params(name, active, id)
                .update();
    }

    Optional<PersonRow> person(UUID id) {
        return db.sql(PERSON + " where p.id = ?")
                .param(id)
                .query((row, n) -> person(row))
                .optional();
    }

    Optional<PersonRow> personForChange(UUID id) {
        return db.sql(PERSON + " where p.id = ? for update of p")
                .param(id)
                .query((row, n) -> person(row))
                .optional();
    }

    Optional<PersonRow> personByLogin(String login) {
        return db.sql(PERSON + " where p.login = ?")
                .param(login)
                .query((row, n) -> person(row))
                .optional();
    }

    List<PersonRow> people(String q, UUID organisation, String role, String state, String after, int limit) {
        var sql = new StringBuilder(PERSON).append(" where true");
        var params = new ArrayList<Object>();
        filter(sql, params, q, organisation, role, state);
        if (after != null) {
            sql.append(" and p.login > ?");
            params.add(after);
        }
        sql.append(" order by p.login limit ?");
        params.add(limit);
        return db.sql(sql.toString())
                .params(params)
                .query((row, n) -> person(row))
                .list();
    }

    long countPeople(String q, UUID organisation, String role, String state) {
        var sql = new StringBuilder(
                "select count(*) from identity.person p join identity.organisation o on o.id = p.organisation_id where true");
        var params = new ArrayList<Object>();
        filter(sql, params, q, organisation, role, state);
        return db.sql(sql.toString()).params(params).query(Long.class).single();
    }

    private static void filter(
            StringBuilder sql, List<Object> params, String q, UUID organisation, String role, String state) {
        if (q != null) {
            sql.append(" and (strpos(p.login, lower(?)) > 0 or strpos(p.name, ?) > 0 or strpos(o.name, ?) > 0)");
            for (int i = 0; i < 3; i++) params.add(q);
        }
        if (organisation != null) {
            sql.append(" and p.organisation_id = ?");
            params.add(organisation);
        }
        if (role != null) {
            sql.append(" and ? = any (p.roles)");
            params.add(role);
        }
        if (state != null) {
            sql.append(" and p.state = ?");
            params.add(state);
        }
    }

    void addPerson(
            UUID id,
            OrganisationRow organisation,
            String login,
            String name,
            Set<String> roles,
            Scope scope,
            String passwordHash) {
        db.sql("""
                insert into identity.person (id, organisation_id, county, unit_id, login, name, roles, scope_all,
                    scope_counties, scope_units,
                    scope_streams, state, password_hash, password_set_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, case when ? then now() end)
                """)
                .params(Arrays.asList(
                        id,
                        organisation.id(),
                        organisation.county() == null
                                ? null
                                : organisation.county().digits(),
                        organisation.unit(),
                        login,
                        name,
                        roles.stream().sorted().toArray(String[]::new),
                        scope.all(),
                        counties(scope),
                        units(scope),
                        streams(scope),
                        passwordHash == null ? "INVITED" : "ACTIVE",
                        passwordHash,
                        passwordHash != null))
                .update();
    }

    void changePerson(
            UUID id, String name, String position, byte[] phone, byte[] idNumber, Set<String> roles, Scope scope) {
        db.sql("""
                update identity.person set name = ?, position = ?, phone = ?, id_number = ?, roles = ?, scope_all = ?, scope_counties = ?,
                    scope_units = ?, scope_streams = ?, version = version + 1 where id = ?
                """)
                .params(Arrays.asList(
                        name,
                        position,
                        phone,
                        idNumber,
                        roles.stream().sorted().toArray(String[]::new),
                        scope.all(),
                        counties(scope),
                        units(scope),
                        streams(scope),
                        id))
                .update();
    }

    static String[] counties(Scope scope) {
        return scope.counties().stream().map(RegionCode::digits).sorted().toArray(String[]::new);
    }

    static UUID[] units(Scope scope) {
        return scope.units().stream().sorted().toArray(UUID[]::new);
    }

    static String[] streams(Scope scope) {
        return scope.streams().stream().sorted().toArray(String[]::new);
    }

    void setPassword(UUID id, String hash) {
        db.sql("update identity.person set password_hash = ?, password_set_at = now(), state = 'ACTIVE',"
                        + " version = version + 1 where id = ? and state <> 'LEFT'")
                .params(hash, id)
                .update();
    }

    void leave(UUID id, UUID successor, Instant at) {
        db.sql(
                        "update identity.person set state = 'LEFT', successor = ?, left_at = ?, version = version + 1 where id = ?")
                .params(Arrays.asList(successor, OffsetDateTime.ofInstant(at, ZoneOffset.UTC), id))
                .update();
    }

    void totp(UUID id, byte[] secret, boolean confirmed, long step) {
        db.sql("update identity.person set totp_pending = null, totp_secret = ?,"
                        + " totp_confirmed_at = case when ? then now() end, totp_step = ? where id = ?")
                .params(Arrays.asList(secret, confirmed, step, id))
                .update();
    }

    void totpPending(UUID id, byte[] secret) {
        db.sql("update identity.person set totp_pending = ? where id = ?")
                .params(secret, id)
                .update();
    }

    Optional<byte[]> pendingTotp(UUID id) {
        return db.sql("select totp_pending from identity.person where id = ? and totp_pending is not null")
                .param(id)
                .query(byte[].class)
                .optional();
    }

    /** False: another sign-in has used a code of this step or a later one. */
    boolean useTotpStep(UUID id, long step) {
        return db.sql("update identity.person set totp_step = ? where id = ? and totp_step < ?")
                        .params(step, id, step)
                        .update()
                == 1;
    }

    void replaceRecoveryCodes(UUID person, List<byte[]> digests) {
        db.sql("delete from identity.recovery_code where person_id = ?")
                .param(person)
                .update();
        for (var digest : digests) {
            db.sql("insert into identity.recovery_code (person_id, digest) values (?, ?)")
                    .params(person, digest)
                    .update();
        }
    }

    boolean useRecoveryCode(UUID person, byte[] digest) {
        return db.sql(
                                "update identity.recovery_code set used_at = now() where person_id = ? and digest = ? and used_at is null")
                        .params(person, digest)
                        .update()
                == 1;
    }

    void addLink(UUID person, byte[] digest, Instant expires) {
        db.sql("update identity.link set used_at = now() where person_id = ? and used_at is null")
                .param(person)
                .update();
        db.sql("insert into identity.link (digest, person_id, expires_at) values (?, ?, ?)")
                .params(digest, person, OffsetDateTime.ofInstant(expires, ZoneOffset.UTC))
                .update();
    }

    Optional<UUID> link(byte[] digest, Instant now) {
        return db.sql(
                        "select person_id from identity.link where digest = ? and used_at is null and expires_at > ? for update")
                .params(digest, OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    Optional<UUID> findLink(byte[] digest, Instant now) {
        return db.sql("select person_id from identity.link where digest = ? and used_at is null and expires_at > ?")
                .params(digest, OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    void useLink(byte[] digest) {
        db.sql("update identity.link set used_at = now() where digest = ?")
                .param(digest)
                .update();
    }

    long activeWithRole(String role) {
        return db.sql("select count(*) from identity.person where ? = any (roles) and state = 'ACTIVE'")
                .param(role)
                .query(Long.class)
                .single();
    }

    long withRole(String role) {
        return db.sql("select count(*) from identity.person where ? = any (roles) and state <> 'LEFT'")
                .param(role)
                .query(Long.class)
                .single();
    }

    List<PersonRow> sealed(UUID after, int limit) {
        return db.sql(PERSON + """
                 where (cast(? as uuid) is null or p.id > ?)
                     and (p.phone is not null or p.id_number is not null or p.totp_secret is not null)
                order by p.id limit ? for update of p
                """)
                .params(Arrays.asList(after, after, limit))
                .query((row, n) -> person(row))
                .list();
    }

    void reseal(UUID id, byte[] phone, byte[] idNumber, byte[] totp) {
        db.sql("update identity.person set phone = ?, id_number = ?, totp_secret = ? where id = ?")
                .params(Arrays.asList(phone, idNumber, totp, id))
                .update();
    }

    private static OrganisationRow organisation(ResultSet row) throws SQLException {
        return new OrganisationRow(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("name"),
                row.getString("county") == null ? null : new RegionCode(row.getString("county")),
                row.getObject("unit_id", UUID.class),
                row.getBoolean("active"),
                row.getLong("version"));
    }

    static Scope scope(ResultSet row) throws SQLException {
        return new Scope(
                row.getBoolean("scope_all"),
                Arrays.stream((String[]) row.getArray("scope_counties").getArray())
                        .map(RegionCode::new)
                        .collect(Collectors.toSet()),
                Set.of((UUID[]) row.getArray("scope_units").getArray()),
                Set.of((String[]) row.getArray("scope_streams").getArray()));
    }

    private static PersonRow person(ResultSet row) throws SQLException {
        return new PersonRow(
                row.getObject("id", UUID.class),
                new OrganisationRow(
                        row.getObject("organisation_id", UUID.class),
                        row.getString("o_kind"),
                        row.getString("o_name"),
                        row.getString("o_county") == null ? null : new RegionCode(row.getString("o_county")),
                        row.getObject("o_unit", UUID.class),
                        row.getBoolean("o_active"),
                        row.getLong("o_version")),
                row.getString("login"),
                row.getString("name"),
                row.getString("position"),
                row.getBytes("phone"),
                row.getBytes("id_number"),
                Set.of((String[]) row.getArray("roles").getArray()),
                scope(row),
                row.getString("state"),
                row.getString("password_hash"),
                row.getBytes("totp_secret"),
                row.getObject("totp_confirmed_at") != null,
                row.getLong("totp_step"),
                row.getObject("successor", UUID.class),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
