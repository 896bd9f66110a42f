package org.wufei.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.findings.FindingKind;
import org.wufei.findings.Findings;
import org.wufei.kernel.WasteStream;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.TestDatabase;
import org.wufei.testkit.WufeiTest;

/** What the database itself refuses to the platform's own role, whatever a query of the platform forgot. */
@WufeiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowSecurityTest {
    /** Every table that row-level security does not guard, and why nobody is harmed. */
    private static final Map<String, String> OPEN = new LinkedHashMap<>();

    static {
        // found by a secret's digest, before anybody is known
        OPEN.put("identity.session", "found by the digest of a cookie's token; listed by its person only");
        OPEN.put("identity.link", "found by the digest of a one-time secret");
        OPEN.put("identity.recovery_code", "found by a person's id and the digest of the code");
        OPEN.put("identity.attempt", "failed sign-ins by the login that was typed, before anybody is known");
        OPEN.put("identity.delegation", "read by giver and taker only; a giver must be found while the taker signs in");
        OPEN.put("identity.role", "words and permissions; no one's data");
        OPEN.put("wufei.stream", "names of streams; no one's data");
        OPEN.put("gate.answer", "found by its caller's id and key");
        // lists of the state and the prefecture
        OPEN.put("catalogue.list", "official lists are public");
        OPEN.put("catalogue.waste_class", "official lists are public");
        OPEN.put("catalogue.waste", "official lists are public");
        OPEN.put("catalogue.method", "official lists are public");
        OPEN.put("catalogue.factor", "official factors are public");
        OPEN.put("catalogue.region", "regions are public");
        OPEN.put("indicators.indicator_set", "definitions are the prefecture's");
        OPEN.put("indicators.definition", "definitions are the prefecture's");
        OPEN.put("indicators.target", "targets of the plan are published");
        OPEN.put("indicators.flow_term", "definitions are the prefecture's");
        OPEN.put("indicators.figure", "names of figures; what is reported of them is guarded");
        OPEN.put("industrial.parameter", "limits that hold for everybody");
        OPEN.put("greening.standard", "published standards");
        OPEN.put("recycling.benefit", "the published list of tax benefits");
        OPEN.put("survey.campaign", "a campaign is the prefecture's; its counties' lists and records are guarded");
        // chains: digests and numbers, no content
        OPEN.put("audit.lane", "digests of chains");
        OPEN.put("ledger.lane", "digests of chains");
        OPEN.put("ledger.lane_day", "digests of chains");
        OPEN.put("ledger.head", "digests that are published");
        OPEN.put("ledger.entry_key", "keys and numbers of entries, to tell a retry; what they say is guarded");
        OPEN.put("ledger.reversal", "numbers of entries");
    }

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

    /** Every module with tables that is no stream of its own, and why whoever is limited to streams sees its rows. */
    private static final Map<String, String> SHARED = new LinkedHashMap<>();

    static {
        SHARED.put("audit", "an act is its stream's by its name; the others are everybody's");
        SHARED.put("catalogue", "official lists are public");
        SHARED.put("evidence", "a paper is its unit's and its county's; what it proves is the stream's");
        SHARED.put("findings", "a finding is its stream's by its kind");
        SHARED.put("gate", "found by its caller's id and key");
        SHARED.put("identity", "people work for several streams");
        SHARED.put("indicators", "figures of the county, whichever stream moved the mass");
        SHARED.put("ledger", "an entry is its stream's; stocks and sums are the county's");
        SHARED.put("registry", "a unit takes part in several streams");
        SHARED.put("wufei", "what the database itself needs");
    }

    /** @param secured enabled and forced, with a policy that asks for the scope; @param bound append-only */
    record Table(String name, boolean partition, boolean secured, boolean bound) {}

    List<Table> tables;

    @BeforeAll
    void a_firm_with_one_of_everything() throws SQLException {
        new Belongings(as, registry, findings, kinds).make();
        tables = new ArrayList<>();
        try (var db = connect();
                var rows = db.createStatement().executeQuery("""
                select n.nspname || '.' || c.relname as name, c.relispartition,
                    c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid
                        and p.polcmd in ('*', 'r') and pg_get_expr(p.polqual, p.polrelid) ~ 'sees_all|evidence.file') as secured,
                    (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'wufei.refuse_change'::regproc) >= 2
                        as bound
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
                    and c.relname not like '%flyway%' order by 1
                """)) {
            while (rows.next()) {
                tables.add(new Table(
                        rows.getString("name"),
                        rows.getBoolean("relispartition"),
                        rows.getBoolean("secured"),
                        rows.getBoolean("bound")));
            }
        }
        assertThat(tables).hasSizeGreaterThan(80);
    }

    /** The platform's own role, with nothing set. */
    private static Connection connect() throws SQLException {
        var to = TestDatabase.connection();
        return DriverManager.getConnection(to.url(), to.user(), to.password());
    }

    private static void scope(Connection db, String setting, String value) throws SQLException {
        try (var set = db.prepareStatement("select set_config(?, ?, false)")) {
            set.setString(1, setting);
            set.setString(2, value);
            set.execute();
        }
    }

    private static long count(Connection db, String sql) throws SQLException {
        try (var rows = db.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String refusal(Connection db, String sql) {
        try (var statement = db.createStatement()) {
            return "done: " + statement.executeUpdate(sql);
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    @Test
    void every_table_is_guarded_by_the_scope_or_says_why_not() {
        var bare = new TreeSet<String>();
        for (var table : tables) if (!table.secured && !table.partition) bare.add(table.name);
        var unexplained = new TreeSet<>(bare);
        unexplained.removeAll(OPEN.keySet());
        assertThat(unexplained)
                .as("call wufei.protect for it in its migration, or say in OPEN why everybody may see its rows")
                .isEmpty();
        var stale = new TreeSet<>(OPEN.keySet());
        stale.removeAll(bare);
        assertThat(stale).as("guarded by now, or gone").isEmpty();
    }

    /** Its policy of streams, where it has one: restrictive, so that it narrows what county and unit let through. */
    private static Map<String, String> narrowed(Connection db) throws SQLException {
        var found = new TreeMap<String, String>();
        try (var rows = db.createStatement().executeQuery("""
                select relnamespace::regnamespace::text || '.' || relname, pg_get_expr(polqual, polrelid)
                from pg_policy join pg_class c on c.oid = polrelid
                where polname = 'stream' and not polpermissive and polcmd in ('*', 'r')
                """)) {
            while (rows.next()) found.put(rows.getString(1), rows.getString(2));
        }
        return found;
    }

    @Test
    void every_guarded_table_of_a_stream_says_its_stream_and_every_other_module_why_it_has_none() throws SQLException {
        var ids = new TreeSet<String>();
        for (var stream : streams) ids.add(stream.id());
        var silent = new TreeSet<String>();
        var modules = new TreeSet<String>();
        try (var db = connect()) {
            var policies = narrowed(db);
            for (var table : tables) {
                var module = table.name.substring(0, table.name.indexOf('.'));
                modules.add(module);
                if (!table.secured || !ids.contains(module)) continue;
                var policy = policies.getOrDefault(table.name, "none");
                if (!policy.contains("sees_stream('" + module + "'")) silent.add(table.name + ": " + policy);
            }
            assertThat(policies).containsKeys("findings.finding", "findings.step", "audit.record", "ledger.entry");
        }
        assertThat(silent)
                .as("call wufei.of_stream for it in its migration, beside wufei.protect")
                .isEmpty();
        modules.removeAll(ids);
        assertThat(modules)
                .as("give the module a WasteStream, or say in SHARED why its rows are no stream's")
                .isEqualTo(SHARED.keySet());
    }

    @Test
    void who_is_limited_to_one_stream_sees_no_row_of_another_even_of_the_whole_prefecture() throws SQLException {
        try (var db = connect()) {
            scope(db, "wufei.scope", "all");
            var filled = new TreeMap<String, Integer>();
            for (var stream : streams) {
                scope(db, "wufei.streams", "");
                var own = new ArrayList<String>();
                for (var table : tables) {
                    if (table.secured
                            && table.name.startsWith(stream.id() + ".")
                            && count(db, "select count(*) from " + table.name) > 0) own.add(table.name);
                }
                filled.put(stream.id(), own.size());
                var seen = new TreeSet<String>();
                for (var other : streams) {
                    scope(db, "wufei.streams", other.id());
                    for (var table : own) {
                        boolean some = count(db, "select count(*) from " + table) > 0;
                        if (some != other.id().equals(stream.id()))
                            seen.add(other.id() + " and " + table + ": " + some);
                    }
                }
                assertThat(seen).isEmpty();
            }
            assertThat(filled)
                    .as("tables with rows, by stream")
                    .allSatisfy((stream, n) -> assertThat(n).isGreaterThan(1));
            for (var shared : Map.of(
                            "findings.finding", "split_part(kind, '.', 1)",
                            "findings.step", "split_part(kind, '.', 1)",
                            "audit.record", "split_part(act, '.', 1)",
                            "ledger.entry", "stream")
                    .entrySet()) {
                var rows = "select count(*) from " + shared.getKey() + " where " + shared.getValue();
                int looked = 0;
                for (var stream : streams) {
                    scope(db, "wufei.streams", "");
                    var own = rows + " = '" + stream.id() + "'";
                    if (count(db, own) == 0) continue;
                    looked++;
                    for (var other : streams) {
                        scope(db, "wufei.streams", other.id());
                        assertThat(count(db, own) > 0)
                                .as(own + " for " + other.id())
                                .isEqualTo(other.id().equals(stream.id()));
                    }
                }
                assertThat(looked).as(shared.getKey()).isPositive();
            }
            scope(db, "wufei.streams", "recycling");
            for (var everybodys :
                    List.of("registry.unit", "ledger.balance", "audit.record where act like 'identity.%'"))
                assertThat(count(db, "select count(*) from " + everybodys))
                        .as(everybodys)
                        .isPositive();
            assertThat(refusal(db, "update industrial.ticket set county = county"))
                    .isEqualTo("done: 0");
        }
    }

    @Test
    void a_limit_to_streams_is_asked_once_for_a_statement_and_never_for_a_row() throws SQLException {
        try (var db = connect()) {
            scope(db, "wufei.scope", "all");
            for (var table : narrowed(db).keySet()) {
                var plan = new StringBuilder();
                try (var rows = db.createStatement().executeQuery("explain verbose select * from " + table)) {
                    while (rows.next()) plan.append(rows.getString(1)).append('\n');
                }
                assertThat(plan.toString())
                        .as(table)
                        .contains("InitPlan")
                        .doesNotContain("SubPlan")
                        .doesNotContainPattern("Filter: .*(sees_stream|closed_streams)\\(");
            }
        }
    }

    @Test
    void the_platforms_role_is_nobody_special_and_without_a_scope_sees_no_row_of_anybody() throws SQLException {
        try (var db = connect()) {
            assertThat(count(db, """
                    select count(*) from pg_roles where rolname = current_user and (rolsuper or rolbypassrls or rolcreaterole)
                    """)).isZero();
            var seen = new TreeMap<String, Long>();
            for (var table : tables) {
                if (!table.secured) continue;
                long rows = count(db, "select count(*) from " + table.name);
                if (rows > 0) seen.put(table.name, rows);
            }
            assertThat(seen).as("rows seen by a connection that set nothing").isEmpty();
        }
    }

    @Test
    void the_role_that_works_owns_nothing_and_may_not_even_ask_to_change_what_is_append_only() throws SQLException {
        var to = TestDatabase.working();
        assumeFalse(to.equals(TestDatabase.connection()), "a served database with one role for both");
        try (var db = DriverManager.getConnection(to.url(), to.user(), to.password())) {
            assertThat(count(db, """
                    select count(*) from pg_roles where rolname = current_user and (rolsuper or rolbypassrls or rolcreaterole)
                    """)).isZero();
            assertThat(count(db, "select count(*) from pg_class where relowner = current_user::regrole"))
                    .isZero();
            assertThat(count(db, "select count(*) from pg_proc where proowner = current_user::regrole"))
                    .isZero();
            assertThat(count(db, "select count(*) from pg_auth_members where member = current_user::regrole"))
                    .isZero();
            var wrong = new ArrayList<String>();
            for (var table : tables) {
                var rights = new ArrayList<>(List.of("TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"));
                if (table.bound) rights.addAll(List.of("UPDATE", "DELETE"));
                for (var right : rights) {
                    if (count(db, "select has_table_privilege('" + table.name + "', '" + right + "')::int") > 0)
                        wrong.add(right + " on " + table.name);
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(refusal(db, "create table ledger.mine (n int)")).isEqualTo("42501");
            assertThat(refusal(db, "drop policy seen on audit.record")).isEqualTo("42501");
            assertThat(refusal(db, "select count(*) from wufei.flyway_root")).isEqualTo("42501");
        }
    }

    @Test
    void a_month_nobody_made_ready_is_made_by_the_books_owner_and_written_by_whoever_works() throws SQLException {
        var to = TestDatabase.working();
        assumeFalse(to.equals(TestDatabase.connection()), "a served database with one role for both");
        try (var db = DriverManager.getConnection(to.url(), to.user(), to.password())) {
            db.setAutoCommit(false);
            db.createStatement().execute("call ledger.ensure_partition('2041-05-01')");
            assertThat(count(db, "select has_table_privilege('ledger.posting_2041_05', 'INSERT')::int"))
                    .isEqualTo(1);
            assertThat(count(db, "select has_table_privilege('ledger.posting_2041_05', 'UPDATE')::int"))
                    .isZero();
            assertThat(count(db, """
                    select (relowner = (select relowner from pg_class where oid = 'ledger.posting'::regclass))::int
                    from pg_class where oid = 'ledger.posting_2041_05'::regclass
                    """)).isEqualTo(1);
            db.rollback();
        }
    }

    @Test
    void a_county_sees_no_row_that_does_not_name_it() throws SQLException {
        try (var db = connect()) {
            var filled = new TreeSet<String>();
            scope(db, "wufei.scope", "all");
            for (var table : tables) {
                if (table.secured
                        && count(db, "select count(*) from " + table.name + " t where t::text like '%542523%'") > 0)
                    filled.add(table.name);
            }
            assertThat(filled).as("tables with something of Gar's in them").hasSizeGreaterThan(35);
            scope(db, "wufei.scope", "some");
            scope(db, "wufei.counties", "542527");
            var seen = new TreeMap<String, Long>();
            for (var table : filled) {
                long rows = count(db, "select count(*) from " + table + " t where t::text not like '%542527%'");
                if (rows > 0) seen.put(table, rows);
            }
            assertThat(seen).as("rows of elsewhere that 542527 sees").isEmpty();

            assertThat(refusal(db, "update registry.unit set name = 'X' where county = '542523'"))
                    .isEqualTo("done: 0");
            assertThat(refusal(db, "delete from industrial.ticket where county = '542523'"))
                    .isEqualTo("done: 0");
            assertThat(refusal(db, """
                    insert into identity.organisation (kind, name, county) values ('COUNTY', '别人的县', '542523')
                    """))
                    .as("a row may not be put into another county either")
                    .isEqualTo("42501");
        }
    }

    @Test
    void the_book_and_the_audit_are_changed_by_nobody_not_even_by_who_sees_all() throws SQLException {
        var bound = new TreeSet<String>();
        for (var table : tables) if (table.bound) bound.add(table.name);
        assertThat(bound)
                .contains(
                        "ledger.entry",
                        "ledger.posting",
                        "ledger.account",
                        "ledger.entry_key",
                        "ledger.reversal",
                        "ledger.closed_month",
                        "ledger.head",
                        "ledger.lane_day",
                        "audit.record",
                        "evidence.content");
        // a partition is a table of its own for whoever names it
        for (var table : tables) if (table.partition && table.name.startsWith("ledger.")) bound.add(table.name);
        var changed = new ArrayList<String>();
        try (var db = connect()) {
            scope(db, "wufei.scope", "all");
            db.setAutoCommit(false);
            for (var table : bound) {
                var column = column(db, table);
                for (var act : List.of(
                        "update %s set %s = %s".formatted(table, column, column),
                        "delete from " + table,
                        "truncate " + table + " cascade")) {
                    var answer = refusal(db, act);
                    db.rollback();
                    if (!List.of("23001", "done: 0").contains(answer)) changed.add(act + ": " + answer);
                }
            }
        }
        assertThat(changed).as("what the database let pass").isEmpty();
    }

    private static String column(Connection db, String table) throws SQLException {
        try (var columns = db.prepareStatement("""
                select attname from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped
                and attidentity = '' and attgenerated = '' order by attnum limit 1
                """)) {
            columns.setString(1, table);
            try (var row = columns.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
