package org.wufei.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.kernel.Caller;
import org.wufei.testkit.As;
import org.wufei.testkit.WufeiTest;

/** Somebody has what is not theirs: a copy of the database, a screen left open, an old link. It gets them little, and not for long. */
@WufeiTest
class StolenThingsTest {
    private static final String IDENTITY = "/api/v1/identity";
    private static final String SESSION = IDENTITY + "/session";

    @Autowired
    As as;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private int written(String sql, Object... params) {
        return Caller.system("test")
                .call(() -> new TransactionTemplate(transactions)
                        .execute(status -> db.sql(sql).params(params).update()));
    }

    @Test
    void a_copy_of_the_database_opens_no_session() {
        var officer = as.bureauOfficer();
        var digest = db.sql("select digest from identity.session where person_id = ?")
                .param(officer.id)
                .query(byte[].class)
                .single();
        for (var token : new String[] {
            HexFormat.of().formatHex(digest),
            Base64.getUrlEncoder().withoutPadding().encodeToString(digest),
            officer.id.toString()
        }) assertThat(as.stranger().with(token).get(IDENTITY + "/me").status()).isEqualTo(401);
        assertThat(officer.get(IDENTITY + "/me").status()).isEqualTo(200);
    }

    @Test
    void at_a_screen_left_open_the_password_is_guessed_no_faster_than_at_the_door() {
        var clerk = as.clerk(UUID.randomUUID());
        for (int i = 1; i < Sessions.FAILURES_MAX; i++) {
            var refused = clerk.put(
                    IDENTITY + "/me/password", Map.of("old", "Guess-number-" + i, "password", "Mine-now-20" + i));
            assertThat(refused.problem()).isEqualTo("identity/password-wrong");
            assertThat(refused.json().get("fields").get(0).get("field").asString())
                    .isEqualTo("old");
        }
        assertThat(clerk.post(IDENTITY + "/me/totp", Map.of("password", "Guess-number-5"))
                        .problem())
                .as("whichever page it is tried on")
                .isEqualTo("identity/locked");
        var locked = clerk.put(IDENTITY + "/me/password", Map.of("old", As.PASSWORD, "password", "Mine-now-2026"));
        assertThat(locked.problem()).isEqualTo("identity/locked");
        assertThat(locked.header("Retry-After")).isNotBlank();
        assertThat(as.administrator()
                        .get("/api/v1/audit?act=identity.sign-in.failed&object=" + clerk.login)
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(Sessions.FAILURES_MAX);

        written("update identity.attempt set locked_until = now() - interval '1 second' where login = ?", clerk.login);
        assertThat(clerk.put(IDENTITY + "/me/password", Map.of("old", As.PASSWORD, "password", "Fresh-snow-4700"))
                        .status())
                .as("its owner, once the wait is over")
                .isEqualTo(204);
        assertThat(db.sql("select count(*) from identity.attempt where login = ?")
                        .param(clerk.login)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void its_owner_sees_a_session_that_is_not_theirs_and_ends_it() {
        var clerk = as.clerk(UUID.randomUUID());
        var opened = as.stranger()
                .send(
                        "POST",
                        SESSION,
                        Map.of("login", clerk.login, "password", As.PASSWORD),
                        "User-Agent",
                        "Somewhere/1.0",
                        "X-Forwarded-For",
                        "10.9.8.7");
        var thief = as.stranger().with(opened.header("Set-Cookie").replaceFirst("wufei_session=([^;]+).*", "$1"));
        String foreign = null;
        for (var session : clerk.get(IDENTITY + "/sessions").json()) {
            if (!session.get("agent").asString().equals("Somewhere/1.0")) continue;
            foreign = session.get("id").asString();
            assertThat(session.get("current").asBoolean()).isFalse();
            assertThat(session.get("address").asString())
                    .as("an address that the caller only claims is not believed")
                    .isEqualTo("127.0.0.1");
        }
        assertThat(as.clerk(UUID.randomUUID())
                        .delete(IDENTITY + "/sessions/" + foreign)
                        .problem())
                .as("nobody ends the session of another")
                .isEqualTo("identity/session-unknown");
        assertThat(thief.get(IDENTITY + "/me").status()).isEqualTo(200);
        assertThat(clerk.delete(IDENTITY + "/sessions/" + foreign).status()).isEqualTo(204);
        assertThat(thief.get(IDENTITY + "/me").status()).isEqualTo(401);
    }

    @Test
    void a_right_that_was_taken_away_is_gone_from_a_session_that_is_open() {
        var firm = UUID.randomUUID();
        var manager = as.manager(firm);
        assertThat(manager.get("/api/v1/audit").status()).isEqualTo(200);
        var administrator = as.administrator();
        var version = administrator.get(IDENTITY + "/people/" + manager.id).header("ETag");
        var changed = administrator.put(
                IDENTITY + "/people/" + manager.id,
                Map.of("name", "德吉", "roles", Set.of("FIRM_CLERK")),
                "If-Match",
                version);
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(manager.get("/api/v1/audit").problem()).isEqualTo("common/not-allowed");
    }

    @Test
    void a_link_works_once_and_not_after_its_days() {
        var administrator = as.administrator();
        var clerk = as.clerk(UUID.randomUUID());
        var link = IDENTITY + "/links/" + invited(administrator, clerk);
        var password = Map.of("password", "Fresh-snow-4700");
        assertThat(as.stranger().post(link, Map.of("password", "short")).problem())
                .as("a refusal does not use it up")
                .isEqualTo("identity/password-weak");
        assertThat(as.stranger().post(link, password).status()).isEqualTo(200);
        assertThat(clerk.get(IDENTITY + "/me").status())
                .as("whoever was signed in is out")
                .isEqualTo(401);
        assertThat(as.stranger().post(link, password).problem()).isEqualTo("identity/link-invalid");
        assertThat(as.stranger().get(link).problem()).isEqualTo("identity/link-invalid");

        var late = IDENTITY + "/links/" + invited(administrator, clerk);
        assertThat(written(
                        "update identity.link set expires_at = now() - interval '1 second' where person_id = ? and used_at is null",
                        clerk.id))
                .isEqualTo(1);
        assertThat(as.stranger().post(late, password).problem()).isEqualTo("identity/link-invalid");
    }

    private static String invited(As.Browser administrator, As.Browser whom) {
        var invited = administrator.post(IDENTITY + "/people/" + whom.id + "/link", Map.of());
        assertThat(invited.status()).as(invited.text()).isEqualTo(200);
        return invited.json().get("link").asString().replace("/link/", "");
    }
}
