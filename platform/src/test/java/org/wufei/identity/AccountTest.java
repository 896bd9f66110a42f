package org.wufei.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.testkit.As;
import org.wufei.testkit.WufeiTest;

/** 本人账户: what people do to their own account stands in the audit under their own name, and who is refused learns whom to ask. */
@WufeiTest
class AccountTest {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    @Autowired
    As as;

    @Test
    void a_new_password_and_an_authenticator_are_audited_under_the_name_of_whoever_set_them() {
        var clerk = as.clerk(UUID.randomUUID());
        var me = clerk.get("/api/v1/identity/me").json().get("id").asString();
        clerk.put("/api/v1/identity/me/password", Map.of("old", As.PASSWORD, "password", "Another-pass-77"));
        var secret = clerk.post("/api/v1/identity/me/totp", Map.of("password", "Another-pass-77"))
                .json()
                .get("secret")
                .asString();
        var code = Totp.code(bytes(secret), Totp.step(Instant.now()));
        assertThat(clerk.put("/api/v1/identity/me/totp", Map.of("code", code))
                        .json()
                        .get("codes")
                        .size())
                .isEqualTo(10);
        assertThat(acts(me, "identity.person.password")).isEqualTo(1);
        assertThat(acts(me, "identity.person.totp")).isEqualTo(1);
    }

    @Test
    void whoever_opens_a_link_stands_in_the_audit_for_the_password_they_set() {
        var administrator = as.administrator();
        var organisations = administrator.get("/api/v1/identity/organisations?kind=DEPARTMENT");
        var invited = administrator.post(
                "/api/v1/identity/people",
                Map.of(
                        "organisation",
                        organisations.json().get("items").get(0).get("id").asString(),
                        "login",
                        "n" + UUID.randomUUID(),
                        "name",
                        "尼玛",
                        "roles",
                        new String[] {"DEPARTMENT_OFFICER"}));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        var link = invited.json().get("link").asString();
        var opened = as.stranger()
                .post(
                        "/api/v1/identity/links" + link.substring("/link".length()),
                        Map.of("password", "Nima-pass-2026"));
        assertThat(opened.status()).as(opened.text()).isEqualTo(200);
        assertThat(acts(invited.json().get("id").asString(), "identity.person.password"))
                .isEqualTo(1);
    }

    @Test
    void a_clerk_who_is_refused_learns_what_is_missing_and_that_the_firms_manager_can_help() {
        var firm = UUID.randomUUID();
        var clerk = as.clerk(firm);
        var without = clerk.get("/api/v1/identity/permissions/identity.person.write");
        assertThat(without.status()).as(without.text()).isEqualTo(200);
        assertThat(without.json().get("title").asString()).contains("管理人员");
        assertThat(without.json().get("roles").toString()).contains("企业负责人");
        var manager = as.manager(firm);
        var name = manager.get("/api/v1/identity/me").json().get("name").asString();
        var ask = clerk.get("/api/v1/identity/permissions/identity.person.write")
                .json()
                .get("ask");
        assertThat(ask.size()).isEqualTo(1);
        assertThat(ask.get(0).get("name").asString()).isEqualTo(name);
        assertThat(clerk.get("/api/v1/identity/permissions/nothing.such").problem())
                .isEqualTo("identity/permission-unknown");
        assertThat(as.stranger()
                        .get("/api/v1/identity/permissions/identity.person.write")
                        .status())
                .isEqualTo(401);
    }

    private long acts(String caller, String act) {
        return as.administrator()
                .get("/api/v1/audit?caller=" + caller + "&act=" + act)
                .json()
                .get("items")
                .size();
    }

    private static byte[] bytes(String base32) {
        var bits = new StringBuilder();
        for (char c : base32.toCharArray())
            bits.append(String.format("%5s", Integer.toBinaryString(BASE32.indexOf(c)))
                    .replace(' ', '0'));
        var bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        return bytes;
    }
}
