package org.wufei.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Role;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.TestDatabase;
import org.wufei.testkit.WufeiTest;
import org.xml.sax.SAXException;

/** 审计: who did what to which object, before and after; found again; changed or taken away by nobody unseen. */
@WufeiTest
class AuditTest {
    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Autowired
    Audit audit;

    @Autowired
    AuditStore store;

    @Autowired
    List<ObjectNames> named;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private void byHand(String sql) {
        var to = TestDatabase.connection();
        try (var connection = DriverManager.getConnection(to.url(), to.user(), to.password());
                var statement = connection.createStatement()) {
            statement.execute(
                    "alter table audit.record disable trigger user, disable row level security, no force row level security");
            try {
                assertThat(statement.executeUpdate(sql)).isEqualTo(1);
            } finally {
                statement.execute(
                        "alter table audit.record enable trigger user, enable row level security, force row level security");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String recorded(String act) {
        var object = UUID.randomUUID().toString();
        Caller.system("audit-test")
                .run(() -> audit.record(act, "pile", object, Map.of("height", 12), Map.of("height", 15)));
        return object;
    }

    @Test
    void an_act_is_found_by_its_object_its_kind_its_day_and_a_word_in_it_with_what_was_before_and_after() {
        var object = recorded("audit-test.change");
        var officer = as.administrator();
        for (var asked : new String[] {
            "object=" + object, "object=" + object + "&act=audit-test", "object=" + object + "&kind=pile", "q=" + object
        }) {
            var items = officer.get("/api/v1/audit?" + asked).json().get("items");
            assertThat(items.size()).as(asked).isEqualTo(1);
            assertThat(items.get(0).get("before").get("height").asInt()).isEqualTo(12);
            assertThat(items.get(0).get("after").get("height").asInt()).isEqualTo(15);
        }
        assertThat(officer.get("/api/v1/audit?object=" + object + "&to=2026-01-01T00:00:00Z")
                        .json()
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void an_object_is_named_as_far_as_its_reader_may_know_it_and_whoever_acted_with_whom_they_acted_for() {
        var firm = Firms.inGar(registry, "HEATING");
        var other = Firms.inGar(registry, "MINE");
        var manager = as.manager(firm.id());
        manager.get("/api/v1/industrial/generations/export?unitId=" + firm.id());
        Caller.system("audit-test").run(() -> {
            audit.record("registry.unit.change", "unit", other.id().toString(), null, null);
            audit.record("industrial.import.exits", "unit", other.id().toString(), null, null);
            audit.record("identity.person.change", "person", manager.id.toString(), null, null);
        });
        var officer = as.administrator();
        var units = officer.get("/api/v1/audit?object=" + other.id()).json().get("items");
        assertThat(units).hasSizeGreaterThanOrEqualTo(2).allSatisfy(item -> {
            assertThat(item.get("objectName").asString()).isEqualTo(other.name());
            assertThat(item.get("what").asString()).isEqualTo("registry.unit");
        });
        var people = officer.get("/api/v1/audit?act=identity.person&object=" + manager.id)
                .json()
                .get("items");
        assertThat(people.get(0).get("objectName").asString()).isEqualTo(Role.FIRM_MANAGER.title());
        var taken = officer.get("/api/v1/audit?act=audit.taken&caller=" + manager.id)
                .json()
                .get("items");
        assertThat(taken.get(0).get("organisationName").asString())
                .as("a unit by its name in the register")
                .isEqualTo(firm.name());

        // the same acts, read under a role that has the audit and no register
        var role = "R" + Math.abs(UUID.randomUUID().getMostSignificantBits());
        var given = Map.of("code", role, "title", "审计员", "permissions", List.of("audit.record.read"));
        assertThat(officer.post("/api/v1/identity/roles", given).status()).isEqualTo(201);
        var auditor = as.bureauOfficer();
        var person = officer.get("/api/v1/identity/people/" + auditor.id);
        var only = Map.of("name", "审计员", "roles", List.of(role), "scope", Map.of("all", true));
        var changed = officer.put("/api/v1/identity/people/" + auditor.id, only, "If-Match", person.header("ETag"));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        var unnamed = auditor.get("/api/v1/audit?object=" + other.id()).json().get("items");
        assertThat(unnamed)
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.hasNonNull("objectName")).isFalse());
    }

    @Test
    void every_kind_of_object_that_a_module_names_is_asked_in_one_query_that_works() {
        var what = new HashSet<String>();
        Caller.system("audit-test")
                .run(() -> named.forEach(module -> module.kinds().forEach(kind -> {
                    int dot = kind.what().indexOf('.');
                    what.add(kind.what());
                    audit.record(
                            kind.what().substring(0, dot) + ".audit-test",
                            kind.what().substring(dot + 1),
                            UUID.randomUUID().toString(),
                            null,
                            null);
                })));
        var seen = new HashSet<String>();
        as.administrator()
                .get("/api/v1/audit?size=200")
                .json()
                .get("items")
                .forEach(item -> seen.add(item.get("what").asString()));
        assertThat(what).hasSizeGreaterThan(25);
        assertThat(seen).containsAll(what);
        // An administrator reads few of them; whoever reads all of them asks for all at once.
        var all = new HashMap<ObjectNames.Kind, Set<UUID>>();
        named.forEach(module -> module.kinds().forEach(kind -> all.put(kind, Set.of(UUID.randomUUID()))));
        assertThat(store.names(all)).isEmpty();
    }

    @Test
    void pages_follow_each_other_without_a_gap_or_a_record_twice() {
        var act = "audit-test.page" + UUID.randomUUID();
        for (int i = 0; i < 25; i++) recorded(act);
        var officer = as.administrator();
        var seen = new HashSet<String>();
        String cursor = null;
        int pages = 0;
        do {
            var page = officer.get("/api/v1/audit?size=10&act=" + act + (cursor == null ? "" : "&cursor=" + cursor))
                    .json();
            page.get("items")
                    .forEach(item ->
                            assertThat(seen.add(item.get("id").asString())).isTrue());
            cursor = page.hasNonNull("next") ? page.get("next").asString() : null;
            pages++;
        } while (cursor != null);
        assertThat(seen).hasSize(25);
        assertThat(pages).isEqualTo(3);
        assertThat(officer.get("/api/v1/audit?cursor=nonsense").problem()).isEqualTo("common/input-invalid");
    }

    @Test
    void a_clerk_reads_nothing_of_it() {
        recorded("audit-test.change");
        assertThat(as.clerk(UUID.randomUUID()).get("/api/v1/audit").status()).isEqualTo(403);
    }

    @Test
    void every_file_that_somebody_takes_away_is_written_down_and_carries_their_name() {
        var firm = Firms.inGar(registry, "HEATING");
        var manager = as.manager(firm.id());
        var path = "/api/v1/industrial/generations/export";
        var file = manager.get(path + "?unitId=" + firm.id());
        assertThat(file.status()).isEqualTo(200);
        assertThat(text(file.bytes())).contains("导出人：" + Role.FIRM_MANAGER.title());
        assertThat(as.stranger().get(path).status()).isEqualTo(401);

        var taken = manager.get("/api/v1/audit?act=audit.taken").json().get("items");
        assertThat(taken.size()).isEqualTo(1);
        assertThat(taken.get(0).get("object").asString()).isEqualTo(path);
        assertThat(taken.get(0).get("caller").asString()).isEqualTo(manager.id.toString());
        var facts = taken.get(0).get("after");
        assertThat(facts.get("bytes").asInt()).isEqualTo(file.bytes().length);
        assertThat(facts.get("query").asString()).contains(firm.id().toString());
        assertThat(facts.get("file").asString()).endsWith(".xlsx");
        assertThat(manager.get("/api/v1/industrial/generations").status())
                .as("what is only looked at is no file")
                .isEqualTo(200);
        assertThat(manager.get("/api/v1/audit?act=audit.taken")
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_file_that_a_page_makes_of_a_list_by_itself_is_written_down_too() {
        var manager = as.manager(UUID.randomUUID());
        var said = Map.of(
                "list", "industrial.exits", "file", "出厂记录-2026-11-26.csv", "rows", 128, "query", "month=2026-10");
        assertThat(manager.post("/api/v1/audit/exports", said).status()).isEqualTo(204);
        var taken = manager.get("/api/v1/audit?act=audit.taken").json().get("items");
        assertThat(taken.size()).isEqualTo(1);
        assertThat(taken.get(0).get("object").asString()).isEqualTo("industrial.exits");
        assertThat(taken.get(0).get("after").get("rows").asInt()).isEqualTo(128);
        assertThat(manager.post("/api/v1/audit/exports", Map.of("list", "", "file", "a", "rows", -1))
                        .status())
                .isEqualTo(422);
        assertThat(as.stranger().post("/api/v1/audit/exports", said).status()).isEqualTo(401);
    }

    private static String text(byte[] workbook) {
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                .get()) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(zip.getInputStream(zip.getEntry("xl/sharedStrings.xml")))
                    .getDocumentElement()
                    .getTextContent();
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_letter_changed_by_hand_is_located_and_only_there() {
        var object = recorded("audit-test.tamper");
        byHand("update audit.record set after = replace(after, '15', '14') where object = '" + object + "'");
        try {
            var found = as.administrator().post("/api/v1/audit/verify", null).json();
            assertThat(found.get("sound").asBoolean()).isFalse();
            assertThat(found.get("breaches").size()).isEqualTo(1);
            var id = as.administrator()
                    .get("/api/v1/audit?object=" + object)
                    .json()
                    .get("items")
                    .get(0)
                    .get("id")
                    .asString();
            assertThat(found.get("breaches").get(0).get("id").asString()).isEqualTo(id);
        } finally {
            byHand("update audit.record set after = replace(after, '14', '15') where object = '" + object + "'");
        }
        assertThat(audit.verify().breaches()).isEmpty();
    }

    @Test
    void the_platform_itself_can_neither_change_nor_delete_a_record() {
        var object = recorded("audit-test.keep");
        for (var sql : new String[] {
            "update audit.record set act = 'nothing' where object = '" + object + "'",
            "delete from audit.record where object = '" + object + "'"
        }) assertThat(changed(sql)).as(sql).isZero();
        assertThatThrownBy(() -> db.sql("truncate audit.record").update()).isInstanceOf(DataAccessException.class);
        var items =
                as.administrator().get("/api/v1/audit?object=" + object).json().get("items");
        assertThat(items.size()).isEqualTo(1);
        assertThat(items.get(0).get("act").asString()).isEqualTo("audit-test.keep");
    }

    private int changed(String sql) {
        var rows = new int[1];
        try {
            Caller.system("audit-test")
                    .run(() -> new TransactionTemplate(transactions)
                            .executeWithoutResult(
                                    status -> rows[0] = db.sql(sql).update()));
        } catch (DataAccessException refused) {
            assertThat(refused).rootCause().hasMessageContaining("permission denied");
        }
        return rows[0];
    }
}
