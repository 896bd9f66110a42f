package org.wufei.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;

/** One organisation by its number: with its version to change it by, and only for those who see it. */
@WufeiTest
class OrganisationsTest {
    private static final String ORGANISATIONS = "/api/v1/identity/organisations";

    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Test
    void an_administrator_opens_one_and_changes_it_by_the_version_it_came_with() {
        var administrator = as.administrator();
        var name = "地区林草局" + UUID.randomUUID();
        var made = administrator.post(ORGANISATIONS, Map.of("kind", "DEPARTMENT", "name", name));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var path = ORGANISATIONS + "/" + made.json().get("id").asString();
        var opened = administrator.get(path);
        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.json()).isEqualTo(made.json());
        var change = Map.of("name", name + "（新）", "active", true);
        var etag = opened.header("ETag");
        assertThat(administrator.put(path, change, "If-Match", etag).status()).isEqualTo(200);
        assertThat(administrator.get(path).json().get("name").asString()).isEqualTo(name + "（新）");
        assertThat(administrator.put(path, change, "If-Match", etag).problem())
                .as("the version it came with is gone")
                .isEqualTo("common/changed-meanwhile");
    }

    @Test
    void a_manager_opens_the_own_firm_and_a_foreign_one_is_not_there() {
        var own = as.manager(Firms.inGar(registry, "MINE").id());
        var other = as.manager(Firms.inGar(registry, "MINE").id());
        var path = ORGANISATIONS + "/" + organisationOf(own);
        assertThat(own.get(path).status()).isEqualTo(200);
        assertThat(other.get(path).problem()).isEqualTo("identity/organisation-unknown");
        assertThat(as.countyOfficer("542523").get(path).status()).isEqualTo(200);
        assertThat(as.countyOfficer("542521").get(path).problem()).isEqualTo("identity/organisation-unknown");
        assertThat(as.administrator()
                        .get(ORGANISATIONS + "/" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
    }

    private static String organisationOf(As.Browser person) {
        return person.get("/api/v1/identity/people/" + person.id)
                .json()
                .at("/organisation/id")
                .asString();
    }
}
