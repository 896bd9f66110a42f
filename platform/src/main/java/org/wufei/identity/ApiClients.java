package org.wufei.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.audit.Audit;
import org.wufei.identity.PersonStore.OrganisationRow;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Problem;
import org.wufei.kernel.Scope;

/** 接口账号: programs and devices that call with a token of their own. Owns {@code identity.api_client}. */
@Component
class ApiClients {
    static final int DAYS_MAX = 366;
    /** Tells a leaked token from any other text, for scanners of code and logs. */
    static final String PREFIX = "wufei_";

    private static final Duration USED_GRAIN = Duration.ofMinutes(1);

    private final JdbcClient db;
    private final PersonStore people;
    private final RoleBook roles;
    private final Streams streams;
    private final Rights rights;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate own;

    record Client(
            UUID id,
            String name,
            UUID organisation,
            String organisationName,
            List<String> permissions,
            Scope scope,
            Instant expiresAt,
            Instant createdAt,
            Instant usedAt,
            boolean revoked) {}

    ApiClients(
            JdbcClient db,
            PersonStore people,
            RoleBook roles,
            Streams streams,
            Rights rights,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.db = db;
        this.people = people;
        this.roles = roles;
        this.streams = streams;
        this.rights = rights;
        this.audit = audit;
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    Optional<Caller> known(String token) {
        if (!token.startsWith(PREFIX)) return Optional.empty();
        var now = clock.instant();
        return Caller.system("identity.client")
                .call(() -> own.execute(status -> db.sql("""
                        select c.*, o.name o_name from identity.api_client c join identity.organisation o on o.id = c.organisation_id
                        where c.digest = ? and c.revoked_at is null and c.expires_at > ? and o.active
                        """)
                        .params(Tokens.digest(token), time(now))
                        .query((row, n) -> {
                            var used = row.getObject("used_at", OffsetDateTime.class);
                            var id = row.getObject("id", UUID.class);
                            if (used == null
                                    || used.toInstant().plus(USED_GRAIN).isBefore(now)) {
                                db.sql("update identity.api_client set used_at = ? where id = ?")
                                        .params(time(now), id)
                                        .update();
                            }
                            var scope = PersonStore.scope(row);
                            var given = Set.of(
                                    (String[]) row.getArray("permissions").getArray());
                            return new Caller(
                                    id,
                                    row.getString("name"),
                                    row.getObject("organisation_id", UUID.class),
                                    row.getObject("unit_id", UUID.class),
                                    Set.of(),
                                    streams.held(given, scope),
                                    scope,
                                    Caller.Via.API_CLIENT);
                        })
                        .optional()));
    }

    @Transactional(readOnly = true)
    public List<Client> list() {
        return db.sql("""
                select c.*, o.name o_name from identity.api_client c join identity.organisation o on o.id = c.organisation_id
                order by c.created_at desc limit 500
                """).query((row, n) -> client(row)).list();
    }

    record Made(UUID id, String token) {}

    /**
     * The token is shown this once. A client never has a right or a row that its maker has not.
     *
     * @throws Problem {@link IdentityProblem#CLIENT_TERM}, {@code BEYOND_OWN_RIGHTS}, {@code PERMISSION_UNKNOWN}
     */
    @Transactional
    public Made add(String name, UUID organisation, Set<String> permissions, Scope scope, int days) {
        if (days < 1 || days > DAYS_MAX) throw new Problem(IdentityProblem.CLIENT_TERM, Map.of("daysMax", DAYS_MAX));
        roles.requireKnown(permissions);
        rights.requirePermissions(permissions);
        OrganisationRow place = people.organisation(organisation)
                .orElseThrow(() -> new Problem(
                        IdentityProblem.ORGANISATION_UNKNOWN, Map.of("organisation", organisation.toString())));
        var seen = place.firm() ? new Scope(false, Set.of(), Set.of(place.unit()), scope.streams()) : scope;
        streams.requireKnown(seen);
        rights.requireScope(seen);
        var token = PREFIX + Tokens.fresh();
        var id = people.fresh();
        db.sql("""
                insert into identity.api_client (id, name, organisation_id, county, unit_id, digest, permissions, scope_all, scope_counties,
                    scope_units, scope_streams, expires_at, created_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(Arrays.asList(
                        id,
                        name,
                        organisation,
                        place.county() == null ? null : place.county().digits(),
                        place.unit(),
                        Tokens.digest(token),
                        permissions.stream().sorted().toArray(String[]::new),
                        seen.all(),
                        PersonStore.counties(seen),
                        PersonStore.units(seen),
                        PersonStore.streams(seen),
                        time(clock.instant().plus(Duration.ofDays(days))),
                        Caller.current().id()))
                .update();
        audit.record(
                "identity.client.add",
                "client",
                id.toString(),
                null,
                Map.of("name", name, "permissions", permissions, "days", days));
        return new Made(id, token);
    }

    @Transactional
    public void revoke(UUID id) {
        int revoked = db.sql("update identity.api_client set revoked_at = now() where id = ? and revoked_at is null")
                .param(id)
                .update();
        if (revoked == 0) throw new Problem(IdentityProblem.CLIENT_UNKNOWN, Map.of());
        audit.record("identity.client.revoke", "client", id.toString(), null, null);
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static Client client(ResultSet row) throws SQLException {
        return new Client(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("organisation_id", UUID.class),
                row.getString("o_name"),
                List.of((String[]) row.getArray("permissions").getArray()),
                PersonStore.scope(row),
                instant(row, "expires_at"),
                instant(row, "created_at"),
                instant(row, "used_at"),
                row.getObject("revoked_at") != null);
    }
}
