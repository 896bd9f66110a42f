package org.wufei.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.wufei.findings.FindingKind;
import org.wufei.findings.Findings;
import org.wufei.identity.People;
import org.wufei.kernel.Role;
import org.wufei.kernel.Scope;
import org.wufei.kernel.WasteStream;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.WufeiTest;

/** An officer whose scope names some streams works in those and does not learn of the others. */
@WufeiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamScopeTest {
    private static final String API = "/api/v1/";
    private static final People.Workplace HOUSING = People.Workplace.department("地区住房城乡建设局");

    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Autowired
    Findings findings;

    @Autowired
    List<FindingKind> kinds;

    @Autowired
    List<WasteStream> streams;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    Belongings belongings;
    Map<String, String> made;
    As.Browser sludge;

    @BeforeAll
    void a_firm_of_two_streams_and_an_officer_of_one() {
        belongings = new Belongings(as, registry, findings, kinds);
        made = belongings.make();
        sludge = officer("recycling");
    }

    private As.Browser officer(String... limited) {
        return as.person(Role.DEPARTMENT_OFFICER, HOUSING, new Scope(true, Set.of(), Set.of(), Set.of(limited)));
    }

    private String of(String prefix) {
        return API + prefix + made.get(API + prefix);
    }

    @Test
    void an_officer_of_sludge_opens_sludge_and_is_told_whom_to_ask_for_the_rest() {
        assertThat(sludge.get(of("recycling/sludge/days/")).status()).isEqualTo(200);
        assertThat(sludge.get(API + "recycling/items").json().get("items")).isNotEmpty();

        var refused = sludge.get(of("industrial/exits/"));
        assertThat(refused.problem()).isEqualTo("common/stream-closed");
        assertThat(refused.json().get("title").asString()).contains("一般工业固体废物", "请管理员");
        assertThat(sludge.get(API + "greening/mines").problem()).isEqualTo("common/stream-closed");
        assertThat(sludge.post(API + "survey/campaigns", Map.of()).problem())
                .as("nor is anything written there")
                .isEqualTo("common/stream-closed");
    }

    @Test
    void no_door_of_another_stream_opens_whatever_it_is_allowed_by() {
        var others = new TreeSet<String>();
        for (var stream : streams) if (!stream.id().equals("recycling")) others.add("org.wufei." + stream.id());
        var opened = new ArrayList<String>();
        var tried = new ArrayList<String>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (!others.contains(handler.getBeanType().getPackageName())) return;
            for (var method : info.getMethodsCondition().getMethods()) {
                for (var pattern : info.getPatternValues()) {
                    var path = pattern.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
                    var reply = info.getConsumesCondition().isEmpty()
                            ? sludge.send(method.name(), path, method.name().equals("GET") ? null : "{}")
                            : sludge.upload(path, "file", "a.xlsx", new byte[1], Map.of());
                    var problem = reply.problem();
                    tried.add(path);
                    if (!"common/stream-closed".equals(problem)) opened.add(method + " " + pattern + ": " + problem);
                }
            }
        });
        assertThat(opened).isEmpty();
        assertThat(tried).hasSizeGreaterThan(100);
    }

    @Test
    void what_streams_share_shows_each_its_own() {
        var everything = officer();
        var entry = of("ledger/entries/");
        assertThat(everything.get(entry).json().get("stream").asString()).isEqualTo("industrial");
        assertThat(sludge.get(entry).status()).isEqualTo(404);
        var entries = API + "ledger/documents/industrial.generation/" + made.get(API + "industrial/generations/")
                + "/entries";
        assertThat(everything.get(entries).json()).isNotEmpty();
        assertThat(sludge.get(entries).json()).isEmpty();

        var finding = made.get(API + "findings/");
        assertThat(officer("industrial").get(API + "findings/" + finding).status())
                .isEqualTo(200);
        assertThat(sludge.get(API + "findings/" + finding).status()).isEqualTo(404);

        assertThat(sludge.get(API + "registry/units/" + belongings.firm.id()).status())
                .as("a unit takes part in several streams")
                .isEqualTo(200);
        var bureau = as.person(
                Role.BUREAU_OFFICER,
                People.Workplace.department("地区生态环境局"),
                new Scope(true, Set.of(), Set.of(), Set.of("recycling")));
        assertThat(bureau.get(API + "audit?act=recycling").json().get("items")).isNotEmpty();
        assertThat(bureau.get(API + "audit?act=identity").json().get("items")).isNotEmpty();
        assertThat(bureau.get(API + "audit?act=industrial").json().get("items")).isEmpty();
    }

    @Test
    void the_menu_offers_only_what_opens_and_a_change_holds_from_the_next_request() {
        var permissions =
                sludge.get(API + "identity/me").json().get("permissions").toString();
        assertThat(permissions)
                .contains("\"recycling.read\"", "\"registry.unit.read\"", "\"ledger.read\"")
                .doesNotContain("\"industrial.", "\"survey.", "\"greening.");

        var admin = as.administrator();
        var offered = admin.get(API + "identity/streams").json();
        assertThat(offered).hasSize(streams.size());
        var officer = officer("recycling");
        var person = admin.get(API + "identity/people/" + officer.id);
        var change = Map.of(
                "name",
                "次仁",
                "roles",
                List.of("DEPARTMENT_OFFICER"),
                "scope",
                Map.of("all", true, "streams", List.of("greening", "recycling")));
        assertThat(officer.get(API + "greening/mines").status()).isEqualTo(403);
        var changed = admin.put(API + "identity/people/" + officer.id, change, "If-Match", person.header("ETag"));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(officer.get(API + "greening/mines").status()).isEqualTo(200);
        assertThat(officer.get(API + "industrial/tickets").problem()).isEqualTo("common/stream-closed");

        var typo = Map.of(
                "name",
                "次仁",
                "roles",
                List.of("DEPARTMENT_OFFICER"),
                "scope",
                Map.of("all", true, "streams", List.of("gold")));
        assertThat(admin.put(API + "identity/people/" + officer.id, typo, "If-Match", changed.header("ETag"))
                        .problem())
                .isEqualTo("identity/stream-unknown");
    }

    @Test
    void who_is_limited_gives_nobody_more_and_a_machine_is_limited_likewise() {
        var firm = belongings.firm.id();
        var workplace = People.Workplace.unit(belongings.firm.name(), belongings.firm.county(), firm);
        var manager =
                as.person(Role.FIRM_MANAGER, workplace, new Scope(false, Set.of(), Set.of(firm), Set.of("industrial")));
        var organisation = manager.get(API + "identity/me")
                .json()
                .get("organisation")
                .get("id")
                .asString();
        assertThat(clerk(manager, organisation, Map.of("all", false, "units", List.of(firm)))
                        .problem())
                .isEqualTo("identity/beyond-own-rights");
        var limited = Map.of("all", false, "units", List.of(firm), "streams", List.of("industrial"));
        var added = clerk(manager, organisation, limited);
        assertThat(added.status()).as(added.text()).isEqualTo(201);

        var left = clerk(manager, organisation, null).json().get("id").asString();
        assertThat(manager.get(API + "identity/people/" + left)
                        .json()
                        .get("scope")
                        .get("streams")
                        .toString())
                .as("where no scope is named, it is the manager's")
                .isEqualTo("[\"industrial\"]");

        var machine = Map.of(
                "name",
                "磅房",
                "organisation",
                organisation,
                "permissions",
                List.of("industrial.read"),
                "scope",
                limited,
                "days",
                30);
        var token = manager.post(API + "identity/clients", machine)
                .json()
                .get("token")
                .asString();
        var bearer = List.of("Authorization", "Bearer " + token).toArray(String[]::new);
        assertThat(as.stranger()
                        .send("GET", API + "industrial/tickets", null, bearer)
                        .status())
                .isEqualTo(200);
        assertThat(as.stranger()
                        .send("GET", API + "recycling/items", null, bearer)
                        .problem())
                .isEqualTo("common/stream-closed");
    }

    private As.Reply clerk(As.Browser manager, String organisation, Map<String, Object> scope) {
        var person = new HashMap<String, Object>();
        person.put("organisation", organisation);
        person.put("login", "c" + UUID.randomUUID().toString().substring(0, 12));
        person.put("name", "拉姆");
        person.put("roles", List.of("FIRM_CLERK"));
        person.put("scope", scope);
        return manager.post(API + "identity/people", person);
    }
}
