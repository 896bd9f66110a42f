package org.wufei.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of reading: entries, stocks and flows, each within the caller's sight, and as known at an instant where asked. */
@Component
class Reader {
    /** A posting transaction lasts less than this: what was recorded earlier is committed or undone. */
    private static final Duration SETTLED = Duration.ofMinutes(10);
    /** Up to so many units, a lineage page is read through their own index; beyond, matches are dense enough to scan. */
    private static final int GUIDED_UNITS_MAX = 20;
    /** A single firm's waste makes a row a month of each shard and lot year; much more is many firms'. */
    private static final int DENSE_ROWS = 100;

    private static final String ENTRY = """
            select e.no, e.key, e.stream, e.document_kind, e.document_id, e.document_no, e.unit_id, e.county, e.occurred_at,
                e.recorded_at, e.booked_on, e.adjusts, e.actor, e.actor_name, e.evidence, e.note, e.reverses, r.reversed_by,
                e.content, encode(e.digest, 'hex') as digest
            from ledger.entry e left join ledger.reversal r on r.entry_no = e.no
            """;
    /** Moves within a unit are found by whom they left, and the index of those they came to is without them. */
    private static final String OF_UNIT = "(from_unit = :unit or to_unit = :unit and to_unit <> from_unit)";

    private static final Set<String> TEXTS =
            Set.of("origin", "from_county", "to_county", "waste", "from_stage", "to_stage", "method");
    private static final Set<Stage> SINKS = Set.of(Stage.UTILISED, Stage.DISPOSED, Stage.EXPORTED, Stage.LOST);
    private static final TypeReference<List<EntryDraft.Evidence>> EVIDENCE = new TypeReference<>() {};

    private final JdbcClient db;
    private final Accounts accounts;
    private final JsonMapper json;
    private final Clock clock;

    Reader(JdbcClient db, Accounts accounts, JsonMapper json, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.json = json;
        this.clock = clock;
    }

    /** An entry with what tells a retry from a conflict. */
    record Kept(Entry entry, byte[] content) {}

    String write(List<EntryDraft.Evidence> evidence) {
        return evidence.isEmpty() ? "" : json.writeValueAsString(evidence);
    }

    /** Runs with all rows in sight, and gives the transaction its own sight back: for what a rule must know, whoever asks. */
    <T> T seeingAll(Supplier<T> work) {
        var before = db.sql("select coalesce(current_setting('wufei.scope', true), '')")
                .query(String.class)
                .single();
        db.sql("select set_config('wufei.scope', 'all', true)")
                .query(String.class)
                .single();
        try {
            return work.get();
        } finally {
            restore(before);
        }
    }

    private void restore(String before) {
        try {
            db.sql("select set_config('wufei.scope', :before, true)")
                    .param("before", before)
                    .query(String.class)
                    .single();
        } catch (org.springframework.dao.DataAccessException aborted) {
            // The transaction is already lost, and its sight with it; the first failure is the one to tell.
            org.slf4j.LoggerFactory.getLogger(Reader.class).debug("scope not restored in a lost transaction", aborted);
        }
    }

    Map<Long, Kept> entries(Collection<Long> numbers) {
        if (numbers.isEmpty()) return Map.of();
        return load(db.sql(ENTRY + "where e.no = any(:numbers)").param("numbers", numbers.toArray(Long[]::new)));
    }

    Optional<Entry> byKey(String key) {
        var found = load(db.sql(ENTRY
                        + "join ledger.entry_key k on k.no = e.no and k.recorded_at = e.recorded_at where k.key = :key")
                .param("key", key));
        return found.values().stream().map(Kept::entry).findFirst();
    }

    List<Entry> ofDocument(String kind, UUID id) {
        return load(db.sql(ENTRY + "where e.document_id = :id and e.document_kind = :kind order by e.no limit 1000")
                        .param("id", id)
                        .param("kind", kind))
                .values()
                .stream()
                .map(Kept::entry)
                .toList();
    }

    /** Entries in the order of the query, each with its postings. */
    private Map<Long, Kept> load(JdbcClient.StatementSpec query) {
        var heads = query.query((row, n) -> head(row)).list();
        if (heads.isEmpty()) return Map.of();
        var numbers = heads.stream().map(kept -> kept.entry.no()).toArray(Long[]::new);
        record Read(long entry, int line, long from, long to, long grams, Move.Stated stated) {}
        var read = db.sql("""
                        select entry_no, line, from_account, to_account, mass_g, stated_quantity, stated_unit, grams_per_unit,
                            stated_source
                        from ledger.posting where entry_no = any(:numbers) order by entry_no, line
                        """)
                .param("numbers", numbers)
                .query((row, n) -> new Read(
                        row.getLong(1),
                        row.getInt(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getBigDecimal(6) == null
                                ? null
                                : new Move.Stated(
                                        row.getBigDecimal(6),
                                        row.getString(7),
                                        row.getBigDecimal(8),
                                        row.getString(9))))
                .list();
        var ids = new HashSet<Long>();
        read.forEach(posting -> {
            ids.add(posting.from);
            ids.add(posting.to);
        });
        var named = accounts.named(ids);
        var postings = new HashMap<Long, List<Entry.Posting>>();
        read.forEach(posting -> postings.computeIfAbsent(posting.entry, none -> new ArrayList<>())
                .add(new Entry.Posting(
                        posting.line,
                        named.get(posting.from),
                        named.get(posting.to),
                        new Mass(posting.grams),
                        posting.stated)));
        var found = new LinkedHashMap<Long, Kept>();
        heads.forEach(kept -> {
            var e = kept.entry;
            found.put(
                    e.no(),
                    new Kept(
                            new Entry(
                                    e.no(),
                                    e.key(),
                                    e.stream(),
                                    e.document(),
                                    e.unit(),
                                    e.county(),
                                    e.occurredAt(),
                                    e.recordedAt(),
                                    e.month(),
                                    e.adjusts(),
                                    e.actor(),
                                    e.actorName(),
                                    List.copyOf(postings.getOrDefault(e.no(), List.of())),
                                    e.evidence(),
                                    e.note(),
                                    e.reverses(),
                                    e.reversedBy(),
                                    e.digest()),
                            kept.content));
        });
        return found;
    }

    private Kept head(ResultSet row) throws SQLException {
        var adjusts = row.getObject("adjusts", LocalDate.class);
        var evidence = row.getString("evidence");
        return new Kept(
                new Entry(
                        row.getLong("no"),
                        row.getString("key"),
                        row.getString("stream"),
                        new EntryDraft.Document(
                                row.getString("document_kind"),
                                row.getObject("document_id", UUID.class),
                                row.getString("document_no")),
                        row.getObject("unit_id", UUID.class),
                        new RegionCode(row.getString("county")),
                        row.getObject("occurred_at", java.time.OffsetDateTime.class)
                                .toInstant(),
                        row.getObject("recorded_at", java.time.OffsetDateTime.class)
                                .toInstant(),
                        YearMonth.from(row.getObject("booked_on", LocalDate.class)),
                        adjusts == null ? null : YearMonth.from(adjusts),
                        row.getObject("actor", UUID.class),
                        row.getString("actor_name"),
                        List.of(),
                        evidence.isEmpty() ? List.of() : json.readValue(evidence, EVIDENCE),
                        row.getString("note"),
                        row.getObject("reverses", Long.class),
                        row.getObject("reversed_by", Long.class),
                        row.getString("digest")),
                row.getBytes("content"));
    }

    List<Balance> stocks(UUID unit, UUID place, WasteCode waste, Instant asKnownAt) {
        var known = settle(asKnownAt);
        openAccounts();
        var sql = new Sql("""
                select a.id, a.place, a.unit_id, a.county, a.waste, a.stage, a.method, a.lot_year, a.origin, a.tag,
                    b.mass_g
                """);
        if (known != null) sql.add(" - coalesce(later.mass_g, 0)");
        sql.add(" as held_g from ledger.account a join ledger.balance b on b.account_id = a.id ");
        if (known != null) {
            sql.add("""
                    left join (select account, sum(g) as mass_g from (
                            select to_account as account, mass_g as g from ledger.posting where recorded_at > :known
                            union all select from_account, -mass_g from ledger.posting where recorded_at > :known) p
                        group by account) later on later.account = a.id
                    """).with("known", known.atOffset(ZoneOffset.UTC));
        }
        sql.add("where a.stage in ('STORED', 'IN_TRANSIT')");
        if (unit != null)
            sql.add(" and a.unit_id = :unit and b.unit_id = :unit").with("unit", unit);
        if (place != null) sql.add(" and a.place = :place").with("place", place);
        if (waste != null) sql.add(" and a.waste = :waste").with("waste", waste.text());
        if (known == null) sql.add(" and b.mass_g > 0");
        sql.add(" order by a.unit_id, a.place, a.waste, a.stage, a.lot_year, a.origin, a.tag limit 10000");
        return sql
                .query(db)
                .query((row, n) -> new Object[] {Accounts.read(row).account(), row.getLong("held_g")})
                .list()
                .stream()
                .filter(pair -> (long) pair[1] != 0)
                .map(pair -> new Balance((Entry.Account) pair[0], new Mass((long) pair[1])))
                .toList();
    }

    /** A stock's balance; what a sink has taken, or a source given, is the sum of its flows. */
    Mass held(Spot spot, WasteCode waste) {
        var sum = spot.stage().side() == Stage.Side.STOCK
                ? "select coalesce(sum(b.mass_g), 0)::bigint from mine join ledger.balance b on b.account_id = mine.id"
                : """
                  select abs(coalesce(sum(case when to_account = mine.id then mass_g else -mass_g end), 0))::bigint
                  from ledger.flow_month_sum f join mine on mine.id in (f.from_account, f.to_account)
                  where\s""" + OF_UNIT;
        return new Mass(db.sql("""
                        with mine as (
                            select id from ledger.account
                            where unit_id = :unit and place = :place and waste = :waste and stage = :stage
                                and method = :method and county = :county)
                        """ + sum)
                .param("unit", spot.unit())
                .param("place", spot.place())
                .param("waste", waste.text())
                .param("stage", spot.stage().name())
                .param("method", spot.method())
                .param("county", spot.county().digits())
                .query(Long.class)
                .single());
    }

    List<Flow> flows(Flow.Query asked) {
        var query = toMonthsEnd(asked);
        var known = settle(query.asKnownAt());
        openAccounts();
        var by = query.by();
        boolean months = query.from().getDayOfMonth() == 1
                && query.to().equals(YearMonth.from(query.to()).atEndOfMonth())
                && !by.contains(Flow.By.DAY);
        boolean units = query.unit() != null || by.contains(Flow.By.UNITS) || scopedByUnit();
        var table = units
                ? months ? "ledger.flow_month" : "ledger.posting_flow"
                : months ? "ledger.flow_area" : "ledger.flow_day";
        var wasteClass = table.equals("ledger.posting_flow") ? "ledger.waste_class(waste)" : "waste_class";
        var day = months ? "month" : "booked_on";
        var keys = new LinkedHashMap<String, String>();
        if (by.contains(Flow.By.DAY)) keys.put("day", "%s");
        if (by.contains(Flow.By.DAY) || by.contains(Flow.By.MONTH)) keys.put("month", "date_trunc('month', %s)::date");
        if (by.contains(Flow.By.ORIGIN)) keys.put("origin", "origin");
        if (by.contains(Flow.By.COUNTIES)) {
            keys.put("from_county", "from_county");
            keys.put("to_county", "to_county");
        }
        if (by.contains(Flow.By.UNITS)) {
            keys.put("from_unit", "from_unit");
            keys.put("to_unit", "to_unit");
        }
        if (by.contains(Flow.By.WASTE)) keys.put("waste", "waste");
        else if (by.contains(Flow.By.WASTE_CLASS)) keys.put("waste", "class:");
        keys.put("from_stage", "from_stage");
        keys.put("to_stage", "to_stage");
        if (by.contains(Flow.By.METHOD)) keys.put("method", "method");
        if (by.contains(Flow.By.LOT_YEAR)) keys.put("lot_year", "lot_year");

        var sql = new Sql("select " + String.join(", ", keys.keySet()) + ", sum(mass_g)::bigint as mass_g from (");
        var whole = table.equals("ledger.flow_day") && !by.contains(Flow.By.DAY) ? wholeMonths(query) : null;
        if (whole == null) {
            flowRows(sql, query, keys, table, day, wasteClass, "mass_g", "");
        } else {
            // Whole months from their own rollup; the days before and after them from that of days.
            flowRows(sql, whole, keys, "ledger.flow_area", "month", wasteClass, "mass_g", "month_");
            if (query.from().isBefore(whole.from())) {
                var before = query.span(query.from(), whole.from().minusDays(1));
                flowRows(sql.add(" union all "), before, keys, table, day, wasteClass, "mass_g", "before_");
            }
            if (query.to().isAfter(whole.to())) {
                var after = query.span(whole.to().plusDays(1), query.to());
                flowRows(sql.add(" union all "), after, keys, table, day, wasteClass, "mass_g", "after_");
            }
        }
        if (known != null && table.equals("ledger.posting_flow")) {
            sql.add(" and recorded_at <= :known").with("known", known.atOffset(ZoneOffset.UTC));
        } else if (known != null) {
            // What was recorded later is taken off again, in one statement and so in one snapshot.
            sql.add(" union all ");
            flowRows(sql, query, keys, "ledger.posting_flow", "booked_on", "ledger.waste_class(waste)", "-mass_g", "");
            sql.add(" and recorded_at > :known").with("known", known.atOffset(ZoneOffset.UTC));
        }
        // Ordered by the bytes, as the database orders; said so that it groups by hashing and sorts what is left.
        var order = keys.keySet().stream()
                .map(name -> TEXTS.contains(name) ? name + " collate \"C\"" : name)
                .toList();
        sql.add(") f group by " + String.join(", ", keys.keySet()) + " having sum(mass_g) <> 0 order by "
                + String.join(", ", order));
        return sql.query(db).query((row, n) -> flow(row, keys.keySet())).list();
    }

    /** Nothing of this month is booked after today, so a query up to today may read the whole month's rollup. */
    private Flow.Query toMonthsEnd(Flow.Query query) {
        var today = org.wufei.kernel.Days.today(clock);
        return query.to().equals(today)
                ? query.span(query.from(), YearMonth.from(today).atEndOfMonth())
                : query;
    }

    private static void flowRows(
            Sql sql,
            Flow.Query query,
            Map<String, String> keys,
            String table,
            String day,
            String wasteClass,
            String mass,
            String span) {
        var columns = new ArrayList<String>();
        keys.forEach((name, expression) -> {
            var column = expression.equals("class:") ? wasteClass : expression.formatted(day);
            // a rollup's month is a month already
            columns.add((name.equals("month") && day.equals("month") ? day : column) + " as " + name);
        });
        sql.add("select " + String.join(", ", columns) + ", " + mass + " as mass_g from " + table);
        sql.add(" where " + day + " between :" + span + "from and :" + span + "to")
                .with(span + "from", query.from())
                .with(span + "to", query.to());
        filter(sql, query, wasteClass, table.equals("ledger.posting_flow"));
    }

    /** Who sees by unit reads the rollups that know units. */
    private static boolean scopedByUnit() {
        return Caller.find()
                .map(Caller::scope)
                .filter(scope -> !scope.all() && !scope.units().isEmpty())
                .isPresent();
    }

    /** The whole months of the query's days, or {@code null} where there is none. */
    private static Flow.Query wholeMonths(Flow.Query query) {
        var first = query.from().getDayOfMonth() == 1
                ? YearMonth.from(query.from())
                : YearMonth.from(query.from()).plusMonths(1);
        var last = YearMonth.from(query.to().plusDays(1)).minusMonths(1);
        return last.isBefore(first) ? null : query.span(first.atDay(1), last.atEndOfMonth());
    }

    private static void filter(Sql sql, Flow.Query query, String wasteClass, boolean postings) {
        if (query.unit() != null) {
            sql.add(
                            postings
                                    ? " and (posted_from_unit = :unit"
                                            + " or posted_to_unit = :unit and posted_to_unit <> posted_from_unit)"
                                    : " and " + OF_UNIT)
                    .with("unit", query.unit());
            if (!query.hands().isEmpty()) hands(sql, query.hands());
        }
        if (!query.origins().isEmpty()) sql.add(" and origin = any(:origins)").with("origins", digits(query.origins()));
        if (!query.counties().isEmpty())
            sql.add(" and (from_county = any(:counties) or to_county = any(:counties))")
                    .with("counties", digits(query.counties()));
        if (!query.classes().isEmpty())
            sql.add(" and " + wasteClass + " = any(:classes)")
                    .with("classes", query.classes().toArray(String[]::new));
        if (!query.stagesFrom().isEmpty())
            sql.add(" and from_stage = any(:stages_from)").with("stages_from", names(query.stagesFrom()));
        if (!query.stagesTo().isEmpty())
            sql.add(" and to_stage = any(:stages_to)").with("stages_to", names(query.stagesTo()));
        if (query.lotsBefore() != null) sql.add(" and lot_year < :lots_before").with("lots_before", query.lotsBefore());
    }

    /** Of the unit of the query. A reversal counts in the hands of what it takes back. */
    private static void hands(Sql sql, Set<Flow.Hands> hands) {
        var delivered = "(from_stage = 'IN_TRANSIT' and to_stage = any(:sinks))";
        sql.add(" and case when from_unit is distinct from :unit then 'IN' when to_unit is distinct from :unit or "
                        + delivered + " then 'OUT' else 'WITHIN' end = any(:hands)")
                .with("hands", hands.stream().map(Flow.Hands::name).toArray(String[]::new))
                .with("sinks", names(SINKS));
    }

    /** A net below zero is mass that went back: it is given the other way round. */
    private static Flow flow(ResultSet row, Set<String> keys) throws SQLException {
        long grams = row.getLong("mass_g");
        boolean back = grams < 0;
        return new Flow(
                keys.contains("month") ? YearMonth.from(row.getObject("month", LocalDate.class)) : null,
                keys.contains("day") ? row.getObject("day", LocalDate.class) : null,
                region(row, keys, "origin"),
                region(row, keys, back ? "to_county" : "from_county"),
                region(row, keys, back ? "from_county" : "to_county"),
                unit(row, keys, back ? "to_unit" : "from_unit"),
                unit(row, keys, back ? "from_unit" : "to_unit"),
                keys.contains("waste") ? row.getString("waste") : null,
                Stage.valueOf(row.getString(back ? "to_stage" : "from_stage")),
                Stage.valueOf(row.getString(back ? "from_stage" : "to_stage")),
                keys.contains("method") ? row.getString("method") : null,
                keys.contains("lot_year") ? row.getInt("lot_year") : 0,
                new Mass(Math.absExact(grams)));
    }

    private static RegionCode region(ResultSet row, Set<String> keys, String column) throws SQLException {
        return keys.contains(column) ? new RegionCode(row.getString(column)) : null;
    }

    private static UUID unit(ResultSet row, Set<String> keys, String column) throws SQLException {
        return keys.contains(column) ? row.getObject(column, UUID.class) : null;
    }

    /**
     * Statements of what is in view, by month or over the whole period, by waste code or by class. Months without movement
     * are given while something is held.
     */
    List<Statement> statements(
            Statement.View view, YearMonth from, YearMonth to, boolean byMonth, boolean byClass, Instant asKnownAt) {
        var known = settle(asKnownAt);
        openAccounts();
        var in = view.unit() != null ? "%s_unit = :unit" : view.county() != null ? "%s_county = :county" : "true";
        var near = view.unit() != null
                ? " and " + OF_UNIT
                : view.county() != null ? " and (from_county = :county or to_county = :county)" : "";
        boolean area = view.unit() == null && !scopedByUnit();
        var columns = "month, from_county, to_county, from_stage, to_stage, "
                + (area ? "" : "from_unit, to_unit, ")
                + (byClass
                        ? "ledger.waste_class(waste) as waste, ledger.waste_class(to_waste) as to_waste"
                        : "waste, to_waste");
        var table = area ? "ledger.flow_area" : "ledger.flow_month";
        var stored = byClass
                ? columns.replaceFirst("ledger.waste_class.*", "waste_class as waste, to_class as to_waste")
                : columns;
        var sql = new Sql("select greatest(month, :before) as month, " + in.formatted("from") + " as from_inside, "
                + in.formatted("to")
                + " as to_inside, waste, to_waste, from_stage, to_stage, sum(mass_g)::bigint as mass_g from (");
        sql.add("select " + stored + ", mass_g from " + table + " where month <= :to" + near);
        if (known != null) {
            sql.add(" union all select " + columns
                            + ", -mass_g from ledger.posting_flow where booked_on < :end and recorded_at > :known"
                            + near)
                    .with("known", known.atOffset(ZoneOffset.UTC))
                    .with("end", to.plusMonths(1).atDay(1));
        }
        sql.add(") f group by 1, 2, 3, 4, 5, 6, 7")
                .with("before", from.minusMonths(1).atDay(1))
                .with("to", to.atDay(1));
        if (view.unit() != null) sql.with("unit", view.unit());
        else if (view.county() != null)
            sql.with("county", view.county().county().digits());
        var rows = sql.query(db)
                .query((row, n) -> new Statement.Row(
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getBoolean("from_inside"),
                        row.getBoolean("to_inside"),
                        row.getString("waste"),
                        row.getString("to_waste"),
                        Stage.valueOf(row.getString("from_stage")),
                        Stage.valueOf(row.getString("to_stage")),
                        row.getLong("mass_g")))
                .list();
        var stock = new java.util.TreeMap<String, Long>();
        var later = new java.util.TreeMap<YearMonth, List<Statement.Row>>();
        for (var row : rows) {
            if (row.month().isBefore(from))
                Statement.addToStock(row, (waste, grams) -> stock.merge(waste, grams, Math::addExact));
            else
                later.computeIfAbsent(byMonth ? row.month() : from, none -> new ArrayList<>())
                        .add(row);
        }
        var statements = new ArrayList<Statement>();
        for (var month = from; !month.isAfter(byMonth ? to : from); month = month.plusMonths(1)) {
            var sums = new java.util.TreeMap<String, Statement.Sum>();
            stock.forEach((waste, grams) -> {
                if (grams != 0) sums.put(waste, new Statement.Sum().opening(grams));
            });
            for (var row : later.getOrDefault(month, List.of()))
                Statement.add(row, waste -> sums.computeIfAbsent(waste, none -> new Statement.Sum()));
            for (var sum : sums.entrySet()) {
                statements.add(sum.getValue().close(byMonth ? month : null, sum.getKey()));
                stock.put(sum.getKey(), sum.getValue().closing());
            }
        }
        return statements;
    }

    Page<Entry> behind(Flow.Query query, WasteCode waste, String cursor, int size) {
        var after = cursor == null || cursor.isBlank() ? null : Cursor.parse(cursor);
        var known = settle(query.asKnownAt());
        openAccounts();
        var units = query.unit() != null || dense(query, waste) ? null : guide(query, waste);
        var from = query.from();
        var to = query.to();
        if (units != null && units.ends.isEmpty()) return new Page<>(List.of(), null, null);
        if (units != null) {
            from = units.first.isAfter(from) ? units.first : from;
            to = units.last.isBefore(to) ? units.last : to;
        }
        var where = new Sql(" where booked_on between :from and :to");
        where.with("from", from).with("to", to);
        // Nothing is recorded before the day it counts for: partitions of earlier months are not opened.
        where.add(" and recorded_at >= :earliest")
                .with("earliest", from.atStartOfDay(org.wufei.kernel.Days.ZONE).toOffsetDateTime());
        filter(where, query.unit(null), "ledger.waste_class(waste)", true);
        if (query.unit() != null && !query.hands().isEmpty()) hands(where, query.hands());
        if (units != null && units.ends.size() <= GUIDED_UNITS_MAX)
            where.add(" and posted_from_unit = any(cast(:guided as uuid[]))")
                    .with("guided", units.ends.stream().map(UUID::toString).toArray(String[]::new));
        if (waste != null) where.add(" and waste = :waste").with("waste", waste.text());
        if (known != null) where.add(" and recorded_at <= :known").with("known", known.atOffset(ZoneOffset.UTC));
        if (after != null) {
            where.add(" and (booked_on, entry_no) < (:at_day, :at_no)")
                    .with("at_day", after.day)
                    .with("at_no", after.no);
        }
        // One entry may match by several postings, which lie side by side: group, and read one more than a page.
        var select = "select entry_no, booked_on from ";
        var ordered = " group by booked_on, entry_no order by booked_on desc, entry_no desc limit :limit";
        var sql = new Sql(select);
        if (query.unit() == null) {
            sql.add("ledger.posting_flow" + where.text + ordered);
        } else {
            // What left the unit and what came to it, each in the order of its own index.
            var one = "(" + select + "ledger.posting_flow" + where.text;
            sql.add("(" + one + " and posted_from_unit = :unit" + ordered + ") union all "
                            + one + " and posted_to_unit = :unit and posted_to_unit <> posted_from_unit" + ordered
                            + ")) p"
                            + ordered)
                    .with("unit", query.unit());
        }
        sql.values.putAll(where.values);
        sql.with("limit", size + 1);
        var found = inOrder(() -> sql.query(db)
                .query((row, n) -> new Cursor(row.getObject(2, LocalDate.class), row.getLong(1)))
                .list());
        var page = found.subList(0, Math.min(size, found.size()));
        var loaded = entries(page.stream().map(Cursor::no).toList());
        return new Page<>(
                page.stream()
                        .map(at -> loaded.get(at.no))
                        .filter(java.util.Objects::nonNull)
                        .map(Kept::entry)
                        .toList(),
                found.size() > size ? page.getLast().text() : null,
                null);
    }

    /** Place in the list of entries: newest day first, then highest number. */
    private record Cursor(LocalDate day, long no) {
        static Cursor parse(String text) {
            try {
                var parts = text.split("_", 2);
                return new Cursor(LocalDate.parse(parts[0]), Long.parseLong(parts[1]));
            } catch (RuntimeException e) {
                throw new Problem(
                        CommonProblem.INPUT_INVALID, Map.of("cursor", text.substring(0, Math.min(40, text.length()))));
            }
        }

        String text() {
            return day + "_" + no;
        }
    }

    /**
     * Runs a query that wants the first rows of an order that an index has. The planner, which cannot know how many
     * postings match, may otherwise read and sort a whole year for one page.
     */
    private <T> T inOrder(Supplier<T> work) {
        walk("off");
        var found = work.get();
        walk("on"); // a failure ends the transaction, and these settings with it
        return found;
    }

    private void walk(String others) {
        db.sql("""
                        select set_config(name, :others, true)
                        from unnest(array['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan', 'enable_sort']) as name
                        """).param("others", others).query(String.class).list();
    }

    /** Whether so much of the area's rollup matches that a page is soon full, from wherever it is read. */
    private boolean dense(Flow.Query query, WasteCode waste) {
        if (waste != null || scopedByUnit()) return false;
        var sql = new Sql("select 1 from ledger.flow_area where month between :from and :to")
                .with("from", query.from().withDayOfMonth(1))
                .with("to", query.to());
        filter(sql, query, "waste_class", false);
        sql.add(" limit :limit").with("limit", DENSE_ROWS);
        return sql.query(db).query(Integer.class).list().size() == DENSE_ROWS;
    }

    /** Which units' books hold what is asked for, and in which months: the monthly rollup knows. */
    private record Guide(Set<UUID> ends, LocalDate first, LocalDate last) {}

    private Guide guide(Flow.Query query, WasteCode waste) {
        var sql = new Sql("""
                select from_unit, to_unit, min(month) as first, max(month) as last from ledger.flow_month
                where month between :from and :to
                """).with("from", query.from().withDayOfMonth(1)).with("to", query.to());
        filter(sql, query, "waste_class", false);
        if (waste != null) sql.add(" and waste = :waste").with("waste", waste.text());
        sql.add(" group by from_unit, to_unit");
        var ends = new LinkedHashSet<UUID>();
        var first = LocalDate.MAX;
        var last = LocalDate.MIN;
        record Found(UUID from, UUID to, LocalDate first, LocalDate last) {}
        for (var found : sql.query(db)
                .query((row, n) -> new Found(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, LocalDate.class),
                        row.getObject(4, LocalDate.class)))
                .list()) {
            ends.add(found.from);
            ends.add(found.to);
            if (found.first.isBefore(first)) first = found.first;
            if (found.last.isAfter(last)) last = found.last;
        }
        return new Guide(
                ends, first, ends.isEmpty() ? last : YearMonth.from(last).atEndOfMonth());
    }

    Optional<YearMonth> closedUpTo(UUID unit) {
        return db.sql("select month from ledger.closed_month where unit_id = :unit order by month desc limit 1")
                .param("unit", unit)
                .query(LocalDate.class)
                .optional()
                .map(YearMonth::from);
    }

    Set<YearMonth> closedMonths(UUID unit) {
        return new LinkedHashSet<>(db.sql("select month from ledger.closed_month where unit_id = :unit order by month")
                .param("unit", unit)
                .query((row, n) -> YearMonth.from(row.getObject(1, LocalDate.class)))
                .list());
    }

    Optional<YearMonth> firstMonth(UUID unit) {
        return Optional.ofNullable(db.sql("select min(month) from ledger.flow_month_sum where " + OF_UNIT)
                        .param("unit", unit)
                        .query(LocalDate.class)
                        .single())
                .map(YearMonth::from);
    }

    void close(UUID unit, YearMonth month, UUID actor) {
        db.sql("""
                        insert into ledger.closed_month (unit_id, county, month, closed_at, actor)
                        values (:unit, (select county from ledger.account where unit_id = :unit limit 1), :month, :now, :actor)
                        """)
                .param("unit", unit)
                .param("month", month.atDay(1))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .update();
    }

    /**
     * Lets this transaction's reads of the ledger join accounts; the rows they join stay within the caller's sight. What they
     * sum is planned for the period asked: a plan for any period takes a year for a few rows, and is slow on it.
     */
    void openAccounts() {
        db.sql(
                        "select set_config('wufei.ledger', 'reads', true), set_config('plan_cache_mode', 'force_custom_plan', true)")
                .query((row, n) -> true)
                .single();
    }

    /**
     * The instant asked for, made safe to answer for ever: where it is recent, postings still under way are waited for,
     * since one of them may have been recorded before it.
     */
    Instant settle(Instant asKnownAt) {
        if (asKnownAt == null) return null;
        var now = clock.instant();
        if (asKnownAt.isAfter(now))
            throw new Problem(
                    CommonProblem.DATE_OUT_OF_RANGE, Map.of("given", asKnownAt.toString(), "to", now.toString()));
        if (asKnownAt.isAfter(now.minus(SETTLED))) {
            db.sql("select pg_advisory_lock(" + Writer.BARRIER + "), pg_advisory_unlock(" + Writer.BARRIER + ")")
                    .query((row, n) -> true)
                    .single();
        }
        return asKnownAt;
    }

    private static String[] digits(Set<RegionCode> regions) {
        return regions.stream().map(region -> region.county().digits()).toArray(String[]::new);
    }

    private static String[] names(Set<Stage> stages) {
        return stages.stream().map(Stage::name).toArray(String[]::new);
    }

    /** A statement put together with its parameters. */
    static final class Sql {
        private final StringBuilder text;
        private final Map<String, Object> values = new HashMap<>();

        Sql(String start) {
            text = new StringBuilder(start);
        }

        Sql add(String more) {
            text.append(more);
            return this;
        }

        Sql with(String name, Object value) {
            values.put(name, value);
            return this;
        }

        JdbcClient.StatementSpec query(JdbcClient db) {
            return db.sql(text.toString()).params(values);
        }
    }
}
