package org.wufei.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Role;
import org.wufei.kernel.Scope;
import org.wufei.testkit.As;
import org.wufei.testkit.WufeiTest;

/** People of departments over their time: two proofs at sign-in, sessions that end, stand-ins, leavers, machines, sealed numbers. */
@WufeiTest
class OfficialsStoryTest {
    private static final String IDENTITY = "/api/v1/identity";
    private static final String SESSION = IDENTITY + "/session";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    @Autowired
    As as;

    @Autowired
    People people;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    /** What time does to a row, without waiting for it. */
    private void meanwhile(String sql, Object... params) {
        Caller.system("test")
                .run(() -> new TransactionTemplate(transactions)
                        .executeWithoutResult(status -> assertThat(
                                        db.sql(sql).params(List.of(params)).update())
                                .isPositive()));
    }

    private <T> T look(String sql, Class<T> type, Object... params) {
        return Caller.system("test")
                .call(() -> new TransactionTemplate(transactions)
                        .execute(status ->
                                db.sql(sql).params(List.of(params)).query(type).single()));
    }

    private String official() {
        var login = "o" + UUID.randomUUID().toString().substring(0, 20);
        people.ensurePerson(
                login, "扎西", As.PASSWORD, Role.BUREAU_OFFICER, People.Workplace.department("地区生态环境局"), Scope.ALL);
        return login;
    }

    private As.Browser signedIn(String login, String totp) {
        var reply = as.stranger()
                .post(
                        SESSION,
                        totp == null
                                ? Map.of("login", login, "password", As.PASSWORD)
                                : Map.of("login", login, "password", As.PASSWORD, "totp", totp));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return as.stranger().with(reply.header("Set-Cookie").replaceFirst("wufei_session=([^;]+).*", "$1"));
    }

    private String refusal(String login, String totp) {
        return as.stranger()
                .post(SESSION, Map.of("login", login, "password", As.PASSWORD, "totp", totp))
                .problem();
    }

    @Test
    void an_official_binds_an_authenticator_before_anything_else_and_a_password_alone_is_then_not_enough() {
        var login = official();
        var fresh = signedIn(login, null);
        assertThat(fresh.get(IDENTITY + "/me").json().get("must").toString()).contains("ENROL_TOTP");
        assertThat(fresh.get("/api/v1/registry/units").status()).isEqualTo(403);

        var started = fresh.post(IDENTITY + "/me/totp", Map.of("password", As.PASSWORD));
        var secret = secretBytes(started.json().get("secret").asString());
        long step = Totp.step(Instant.now());
        var codes = fresh.put(IDENTITY + "/me/totp", Map.of("code", Totp.code(secret, step)))
                .json()
                .get("codes");
        assertThat(fresh.get("/api/v1/registry/units").status()).isEqualTo(200);

        assertThat(as.stranger()
                        .post(SESSION, Map.of("login", login, "password", As.PASSWORD))
                        .problem())
                .isEqualTo("identity/totp-needed");
        assertThat(refusal(login, Totp.code(secret, step)))
                .as("a code that was used is used")
                .isEqualTo("identity/totp-wrong");
        signedIn(login, Totp.code(secret, step + 1));
        var recovery = codes.get(0).asString();
        signedIn(login, recovery);
        assertThat(refusal(login, recovery)).as("a recovery code works once").isEqualTo("identity/totp-wrong");
        assertThat(fresh.send("DELETE", IDENTITY + "/me/totp", Map.of("password", As.PASSWORD))
                        .problem())
                .isEqualTo("identity/totp-held");
    }

    @Test
    void a_session_ends_when_nobody_is_there_when_its_day_is_over_and_when_its_owner_says_so() {
        var office = as.bureauOfficer();
        var idle = office.get(IDENTITY + "/sessions").json().get(0).get("id").asString();
        meanwhile("update identity.session set seen_at = now() - interval '31 minutes' where id = ?::uuid", idle);
        assertThat(office.get(IDENTITY + "/me").problem()).isEqualTo("common/not-signed-in");

        var late = as.bureauOfficer();
        var over = late.get(IDENTITY + "/sessions").json().get(0).get("id").asString();
        meanwhile("update identity.session set ends_at = now() - interval '1 second' where id = ?::uuid", over);
        assertThat(late.get(IDENTITY + "/me").problem()).isEqualTo("common/not-signed-in");

        var clerk = as.clerk(UUID.randomUUID());
        var home = signedIn(clerk.login, null);
        var lent = signedIn(clerk.login, null);
        assertThat(clerk.get(IDENTITY + "/sessions").json().size()).isEqualTo(3);
        assertThat(home.delete(IDENTITY + "/sessions").status()).isEqualTo(204);
        assertThat(lent.get(IDENTITY + "/me").status()).isEqualTo(401);
        assertThat(clerk.get(IDENTITY + "/me").status()).isEqualTo(401);
        assertThat(home.get(IDENTITY + "/me").status()).isEqualTo(200);
    }

    @Test
    void a_new_password_ends_every_other_session_and_a_weak_one_is_refused_with_the_rule() {
        var clerk = as.clerk(UUID.randomUUID());
        var other = signedIn(clerk.login, null);
        for (var weak : List.of("short-1A", "password2026", "aaaaaaaaaaaaaaaa", clerk.login + "-A1")) {
            assertThat(clerk.put(IDENTITY + "/me/password", Map.of("old", As.PASSWORD, "password", weak))
                            .problem())
                    .as(weak)
                    .isEqualTo("identity/password-weak");
        }
        assertThat(clerk.put(IDENTITY + "/me/password", Map.of("old", "Not-mine-2026", "password", "Fresh-snow-4700"))
                        .problem())
                .isEqualTo("identity/password-wrong");
        assertThat(clerk.put(IDENTITY + "/me/password", Map.of("old", As.PASSWORD, "password", "Fresh-snow-4700"))
                        .status())
                .isEqualTo(204);
        assertThat(other.get(IDENTITY + "/me").status()).isEqualTo(401);
        assertThat(clerk.get(IDENTITY + "/me").status()).isEqualTo(200);
    }

    @Test
    void a_colleague_stands_in_for_a_term_under_both_names_and_not_a_day_longer() {
        var county = "542526";
        var away = as.countyOfficer(county);
        var standIn = as.countyOfficer(county);
        var stranger = as.clerk(UUID.randomUUID());
        var today = Days.today(java.time.Clock.systemUTC());
        var term =
                Map.of("fromDay", today.toString(), "toDay", today.plusDays(3).toString(), "reason", "下乡");
        assertThat(away.post(IDENTITY + "/delegations", plus(term, "taker", stranger.id))
                        .problem())
                .isEqualTo("identity/delegation-refused");
        assertThat(away.post(
                                IDENTITY + "/delegations",
                                plus(plus(term, "toDay", today.plusDays(400).toString()), "taker", standIn.id))
                        .problem())
                .isEqualTo("identity/delegation-term");
        var given = away.post(IDENTITY + "/delegations", plus(term, "taker", standIn.id));
        assertThat(given.status()).as(given.text()).isEqualTo(201);

        var acting = standIn.put(IDENTITY + "/session/acting", Map.of("person", away.id));
        assertThat(acting.json().get("actingFor").get("id").asString()).isEqualTo(away.id.toString());
        assertThat(acting.json().get("permissions").toString())
                .as("a stand-in manages nobody")
                .doesNotContain("identity.person.write");

        away.delete(IDENTITY + "/delegations/" + given.json().get("id").asString());
        assertThat(standIn.put(IDENTITY + "/session/acting", Map.of("person", away.id))
                        .problem())
                .isEqualTo("identity/delegation-not-now");
        assertThat(standIn.get(IDENTITY + "/me").json().get("actingFor").isNull())
                .as("what was begun ends with the delegation")
                .isTrue();
    }

    @Test
    void who_leaves_is_out_at_once_and_names_whom_the_work_goes_to() {
        var administrator = as.administrator();
        var firm = UUID.randomUUID();
        var leaver = as.clerk(firm);
        var successor = as.clerk(firm);
        var version = administrator.get(IDENTITY + "/people/" + leaver.id).header("ETag");
        var left = administrator.post(
                IDENTITY + "/people/" + leaver.id + "/leave", Map.of("successor", successor.id), "If-Match", version);
        assertThat(left.status()).as(left.text()).isEqualTo(200);
        assertThat(left.json().get("state").asString()).isEqualTo("LEFT");
        assertThat(left.json().get("successor").asString()).isEqualTo(successor.id.toString());
        assertThat(leaver.get(IDENTITY + "/me").status()).isEqualTo(401);
        assertThat(as.stranger()
                        .post(SESSION, Map.of("login", leaver.login, "password", As.PASSWORD))
                        .problem())
                .isEqualTo("identity/sign-in-failed");
    }

    @Test
    void nobody_gives_a_right_that_they_do_not_have() {
        var manager = as.manager(UUID.randomUUID());
        var organisation = manager.get(IDENTITY + "/me")
                .json()
                .get("organisation")
                .get("id")
                .asString();
        for (var role : List.of("ADMINISTRATOR", "BUREAU_OFFICER")) {
            assertThat(manager.post(
                                    IDENTITY + "/people",
                                    Map.of(
                                            "organisation",
                                            organisation,
                                            "login",
                                            "x" + UUID.randomUUID(),
                                            "name",
                                            "冒名",
                                            "roles",
                                            Set.of(role)))
                            .problem())
                    .as(role)
                    .isEqualTo("identity/beyond-own-rights");
        }
        var wide = Map.of(
                "organisation",
                organisation,
                "login",
                "x" + UUID.randomUUID(),
                "name",
                "冒名",
                "roles",
                Set.of("FIRM_CLERK"),
                "scope",
                Map.of("all", true));
        assertThat(manager.post(IDENTITY + "/people", wide).problem()).isEqualTo("identity/beyond-own-rights");
    }

    @Test
    void a_machine_calls_with_a_token_that_is_kept_nowhere_sees_its_scope_and_ends() {
        var administrator = as.administrator();
        var organisation = administrator
                .get(IDENTITY + "/me")
                .json()
                .get("organisation")
                .get("id")
                .asString();
        var made = administrator.post(
                IDENTITY + "/clients",
                Map.of(
                        "name",
                        "国家平台对接",
                        "organisation",
                        organisation,
                        "permissions",
                        Set.of("identity.person.read"),
                        "scope",
                        Map.of("all", false, "counties", Set.of("542523")),
                        "days",
                        30));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var token = made.json().get("token").asString();
        var id = made.json().get("id").asString();
        var bearer = new String[] {"Authorization", "Bearer " + token};
        var machine = as.stranger();
        assertThat(machine.send("GET", IDENTITY + "/people", null, bearer).status())
                .isEqualTo(200);
        assertThat(machine.send("GET", IDENTITY + "/roles/none", null, bearer).status())
                .isNotEqualTo(200);
        assertThat(machine.send("POST", IDENTITY + "/people", Map.of(), bearer).status())
                .isEqualTo(403);
        var me = machine.send("GET", IDENTITY + "/me", null, bearer).json();
        assertThat(me.get("scope").toString()).contains("542523");
        assertThat(look(
                        "select count(*) from identity.api_client c where c::text like '%' || ? || '%'",
                        Long.class, token.substring(8)))
                .isZero();
        meanwhile("update identity.api_client set expires_at = now() - interval '1 second' where id = ?::uuid", id);
        assertThat(machine.send("GET", IDENTITY + "/people", null, bearer).status())
                .isEqualTo(401);
        assertThat(machine.send("GET", IDENTITY + "/people", null, "Authorization", "Bearer made-up")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_telephone_is_sealed_in_the_database_masked_on_the_screen_and_each_look_is_written_down() {
        var administrator = as.administrator();
        var organisation = administrator
                .get(IDENTITY + "/me")
                .json()
                .get("organisation")
                .get("id")
                .asString();
        var invited = administrator.post(
                IDENTITY + "/people",
                Map.of(
                        "organisation",
                        organisation,
                        "login",
                        "p" + UUID.randomUUID(),
                        "name",
                        "德吉",
                        "phone",
                        "13908975678",
                        "idNumber",
                        "54252319900101123X",
                        "roles",
                        Set.of("DEPARTMENT_OFFICER")));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        var id = invited.json().get("id").asString();
        var shown = administrator.get(IDENTITY + "/people/" + id).json();
        assertThat(shown.get("phone").asString()).isEqualTo("139****5678");
        assertThat(shown.get("idNumber").asString()).isEqualTo("542523********123X");

        var sealed = look("select phone from identity.person where id = ?::uuid", byte[].class, id);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("13908975678");
        assertThat(as.administrator().post(IDENTITY + "/keys/rotation", null).status())
                .isEqualTo(200);
        assertThat(look("select phone from identity.person where id = ?::uuid", byte[].class, id))
                .as("sealed anew")
                .isNotEqualTo(sealed);

        var full = administrator.get(IDENTITY + "/people/" + id + "/personal");
        assertThat(full.json().get("phone").asString()).isEqualTo("13908975678");
        var looks = administrator
                .get("/api/v1/audit?act=audit.looked&object=" + id)
                .json()
                .get("items");
        assertThat(looks.size()).isEqualTo(1);
        assertThat(looks.get(0).get("caller").asString()).isEqualTo(administrator.id.toString());
        assertThat(as.leader().get(IDENTITY + "/people/" + id + "/personal").status())
                .isEqualTo(403);
        assertThat(administrator.get("/api/v1/audit?object=" + id).text())
                .as("the audit is no way around the seal")
                .doesNotContain("13908975678")
                .doesNotContain("54252319900101123X");
    }

    @Test
    void a_county_reads_its_own_people_and_no_other_countys() {
        var rutog = as.countyOfficer("542524");
        var zanda = as.person(
                Role.COUNTY_OFFICER,
                People.Workplace.county("县542522", new RegionCode("542522")),
                Scope.ofCounties(Set.of(new RegionCode("542522"))));
        assertThat(rutog.get(IDENTITY + "/people/" + zanda.id).problem()).isEqualTo("identity/person-unknown");
        assertThat(rutog.get(IDENTITY + "/people?size=200").text()).doesNotContain(zanda.id.toString());
    }

    private static Map<String, Object> plus(Map<String, ?> map, String key, Object value) {
        var more = new java.util.HashMap<String, Object>(map);
        more.put(key, value);
        return more;
    }

    private static byte[] secretBytes(String base32) {
        var bits = new StringBuilder();
        for (char c : base32.toCharArray())
            bits.append(String.format("%5s", Integer.toBinaryString(BASE32.indexOf(c)))
                    .replace(' ', '0'));
        var bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        return bytes;
    }
}
