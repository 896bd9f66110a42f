package org.wufei.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Role;
import org.wufei.kernel.Scope;
import org.wufei.testkit.As;
import org.wufei.testkit.WufeiTest;

@WufeiTest
class SignInTest {
    private static final String SESSION = "/api/v1/identity/session";

    @Autowired
    As as;

    @Autowired
    People people;

    private String clerk() {
        var login = "c" + UUID.randomUUID();
        var unit = UUID.randomUUID();
        people.ensurePerson(
                login,
                "𠮷田龘",
                As.PASSWORD,
                Role.FIRM_CLERK,
                People.Workplace.unit("矿", new RegionCode("542523"), unit),
                Scope.ofUnits(Set.of(unit)));
        return login;
    }

    @Test
    void a_clerk_signs_in_is_known_and_signs_out() {
        var signedIn = as.stranger().post(SESSION, Map.of("login", clerk(), "password", As.PASSWORD));
        assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(200);
        var cookie = signedIn.header("Set-Cookie");
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");
        var browser = as.stranger().with(cookie.replaceFirst("wufei_session=([^;]+).*", "$1"));
        var me = browser.get("/api/v1/identity/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().get("name").asString()).isEqualTo("𠮷田龘");
        assertThat(me.json().get("csrf").asString())
                .isEqualTo(browser.csrf())
                .isEqualTo(signedIn.json().get("csrf").asString());
        assertThat(browser.delete(SESSION).status()).isEqualTo(204);
        assertThat(browser.get("/api/v1/identity/me").problem()).isEqualTo("common/not-signed-in");
    }

    @Test
    void a_wrong_password_and_an_unknown_account_are_refused_alike_and_lock_alike() {
        for (var login : new String[] {clerk(), "nobody" + UUID.randomUUID()}) {
            for (int i = 1; i < Sessions.FAILURES_MAX; i++) {
                var refused = as.stranger().post(SESSION, Map.of("login", login, "password", "Wrong-pass-2026"));
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.problem()).isEqualTo("identity/sign-in-failed");
            }
            as.stranger().post(SESSION, Map.of("login", login, "password", "Wrong-pass-2026"));
            var locked = as.stranger().post(SESSION, Map.of("login", login, "password", As.PASSWORD));
            assertThat(locked.problem())
                    .as("the right password too, while locked")
                    .isEqualTo("identity/locked");
            assertThat(locked.header("Retry-After")).isNotNull();
        }
    }

    @Test
    void a_write_without_the_csrf_header_is_refused() {
        var clerk = as.clerk(UUID.randomUUID());
        assertThat(clerk.delete("/api/v1/identity/sessions", "X-CSRF-Token", "").problem())
                .isEqualTo("common/csrf");
        assertThat(clerk.delete("/api/v1/identity/sessions", "X-CSRF-Token", "x")
                        .problem())
                .isEqualTo("common/csrf");
        assertThat(clerk.delete("/api/v1/identity/sessions").status()).isEqualTo(204);
    }

    @Test
    void nobody_is_refused_and_an_unknown_address_is_not_found() {
        assertThat(as.stranger().get("/api/v1/identity/me").status()).isEqualTo(401);
        assertThat(as.stranger().get("/api/v1/nothing/here").problem()).isEqualTo("common/not-found");
        assertThat(as.leader().get("/api/v1/audit").problem()).isEqualTo("common/not-allowed");
    }
}
