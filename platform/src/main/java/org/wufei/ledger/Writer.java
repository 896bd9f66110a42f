package org.wufei.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Days;

/**
 * The SQL of posting. {@link #lock} takes the lanes and reads what the decision needs; {@link #write} puts down entries,
 * postings, balances of stocks, rollups and the lanes' new heads: in one round trip each, but for batches of {@link #MANY}.
 *
 * <p>Locks are taken in one order by everybody: the barrier (shared), the lanes by number, keys, day, area and
 * month rollups by their primary key. Accounts need none: who touches an account holds its unit's lane.
 */
@Component
class Writer {
    /** Advisory lock that each posting transaction holds shared; who takes it alone has waited for all of them. */
    static final String BARRIER = "74010, 1";

    private static final String LOCK =
            "select current_setting('wufei.scope', true), set_config('wufei.scope', 'all', true), "
                    + "pg_advisory_xact_lock_shared(" + BARRIER + ");"
                    + """
            select lane, entries, digest, recorded_at, stocks from ledger.lane where lane = any(?) order by lane for update;
            select key, no from ledger.entry_key where key = any(?);
            select unit_id, max(month) from ledger.closed_month where unit_id = any(?) group by unit_id;
            select array_agg(nextval('ledger.entry_no')) from generate_series(1, ?)
            """;
    private static final String ACCOUNT =
            "select a.id, a.place, a.unit_id, a.county, a.waste, a.stage, a.method, a.lot_year, a.origin, a.tag, b.mass_g ";
    private static final String STOCKS = ";" + ACCOUNT + """
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[]) as k(place, unit_id, county, waste, stage)
                join ledger.account a on a.unit_id = k.unit_id and a.place = k.place and a.waste = k.waste
                    and a.stage = k.stage and a.county = k.county
                join ledger.balance b on b.account_id = a.id
            """;
    /** Of accounts whose numbers memory knows, what they hold is asked by number. */
    private static final String HELD = """
            ;select account_id, mass_g from ledger.balance where account_id = any(?) and mass_g > 0
            """;

    private static final String NAMED = ";" + ACCOUNT + """
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::smallint[], ?::text[], ?::text[])
                    as k(place, unit_id, county, waste, stage, method, lot_year, origin, tag)
                join ledger.account a on a.unit_id = k.unit_id and a.place = k.place and a.waste = k.waste
                    and a.stage = k.stage and a.method = k.method and a.lot_year = k.lot_year and a.origin = k.origin
                    and a.tag = k.tag and a.county = k.county
                join ledger.balance b on b.account_id = a.id
            """;

    private static final String INSERT = """
            insert into ledger.entry_%1$s (no, recorded_at, lane, lane_seq, key, stream, document_kind, document_id,
                document_no, unit_id, county, occurred_at, booked_on, adjusts, actor, actor_name, evidence, note, reverses,
                units, counties, content, digest)
            select no, ?, lane, seq, key, stream, kind, id, dno, unit, county, occurred, booked, adjusts, actor, actor_name,
                evidence, note, reverses, units::uuid[], counties::text[], content, digest
            from unnest(?::int8[], ?::int2[], ?::int8[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::uuid[],
                ?::text[], ?::timestamptz[], ?::date[], ?::date[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::int8[],
                ?::text[], ?::text[], ?::bytea[], ?::bytea[]) as e(no, lane, seq, key, stream, kind, id, dno, unit, county,
                occurred, booked, adjusts, actor, actor_name, evidence, note, reverses, units, counties, content, digest);
            insert into ledger.posting_%1$s (entry_no, line, recorded_at, booked_on, reversal, from_account, to_account, mass_g,
                from_unit, to_unit, from_county, to_county, origin, stated_quantity, stated_unit, grams_per_unit, stated_source)
            select no, line, ?, booked, reversal, f, t, g, fu, tu, fc, tc, o, q::numeric, u, gpu::numeric, s
            from unnest(?::int8[], ?::int2[], ?::date[], ?::bool[], ?::int8[], ?::int8[], ?::int8[], ?::uuid[], ?::uuid[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                as p(no, line, booked, reversal, f, t, g, fu, tu, fc, tc, o, q, u, gpu, s);
            insert into ledger.entry_key (key, no, recorded_at)
            select key, no, ? from unnest(?::text[], ?::int8[]) as k(key, no) order by key;
            """;
    private static final String ROLLUPS = """
            update ledger.balance b set mass_g = b.mass_g + d.g from unnest(?::int8[], ?::int8[]) as d(id, g)
            where b.account_id = d.id;
            insert into ledger.flow_day_sum (booked_on, kind, shard, origin, from_county, to_county, mass_g)
            select date '2000-01-01' + day, d.kind, ?, k.origin, k.from_county, k.to_county, g
            from unnest(?::int4[], ?::int4[], ?::int8[]) as d(day, kind, g) join ledger.flow_kind k on k.id = d.kind
            on conflict (booked_on, kind, shard) do update set mass_g = flow_day_sum.mass_g + excluded.mass_g;
            insert into ledger.flow_area_sum (month, kind, shard, origin, from_county, to_county, mass_g)
            select date '2000-01-01' + month, d.kind, ?, k.origin, k.from_county, k.to_county, g
            from unnest(?::int4[], ?::int4[], ?::int8[]) as d(month, kind, g) join ledger.flow_kind k on k.id = d.kind
            on conflict (month, kind, shard) do update set mass_g = flow_area_sum.mass_g + excluded.mass_g;
            insert into ledger.flow_month_sum (month, from_account, to_account, from_unit, to_unit, kind, origin, from_county,
                to_county, mass_g)
            select date '2000-01-01' + month, f, t, fu, tu, d.kind, k.origin, k.from_county, k.to_county, g
            from unnest(?::int4[], ?::int8[], ?::int8[], ?::uuid[], ?::uuid[], ?::int4[], ?::int8[])
                as d(month, f, t, fu, tu, kind, g) join ledger.flow_kind k on k.id = d.kind
            on conflict (month, from_account, to_account) do update set mass_g = flow_month_sum.mass_g + excluded.mass_g""";

    private static final String LANES = """
            update ledger.lane l set entries = l.entries + d.n, digest = d.digest, recorded_at = ?
            from unnest(?::int2[], ?::int8[], ?::bytea[]) as d(lane, n, digest) where l.lane = d.lane""";
    private static final String ENDED =
            ";insert into ledger.lane_day (lane, day, digest) select * from unnest(?::int2[], ?::date[], ?::bytea[])";
    private static final String REVERSALS =
            ";insert into ledger.reversal (entry_no, reversed_by) select * from unnest(?::int8[], ?::int8[])";
    private static final String UNLOCK = "select set_config('wufei.scope', ?, true)";
    /** From so many entries on, three COPYs cost less than the arrays of one statement. */
    static final int MANY = 64;

    private final JdbcTemplate jdbc;
    private final Accounts accounts;
    private final java.util.Set<YearMonth> partitions = java.util.concurrent.ConcurrentHashMap.newKeySet();

    Writer(JdbcTemplate jdbc, Accounts accounts) {
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    /** A lane as it stands. */
    record Lane(int lane, long entries, byte[] digest, Instant recordedAt, long stocks) {}

    /** What the lanes protect, read once they are held. */
    record Locked(
            String scopeBefore,
            Map<Integer, Lane> lanes,
            Map<String, Long> keys,
            Map<UUID, YearMonth> closedUpTo,
            long[] numbers) {
        /** How many stocks the lane of this one's unit has made. */
        private long stocks(AccountKey.Stock stock) {
            return lanes.get(Seal.lane(stock.spot().unit())).stocks;
        }
    }

    /** An entry and its lines, ready for the book. */
    record Sealed(Seal.Row row, List<Ended> lines) {}

    /** A posting with both accounts, and the kind of flow that it is. */
    record Ended(int line, Accounts.Known from, Accounts.Known to, int kind, long grams, Move.Stated stated) {}

    /**
     * Lanes of all units that the batch touches, so that no account needs a lock of its own; and in the book what the stocks
     * hold that it draws from.
     */
    Locked lock(
            Collection<UUID> units,
            Collection<String> keys,
            int numbers,
            Collection<AccountKey.Stock> stocks,
            Collection<AccountKey> named,
            Book book) {
        var lanes = new TreeSet<Short>();
        units.forEach(unit -> lanes.add((short) Seal.lane(unit)));
        var remembered = new HashMap<AccountKey.Stock, Accounts.Lots>();
        var unknown = new ArrayList<AccountKey.Stock>();
        for (var stock : stocks) {
            var lots = accounts.lots(stock);
            if (lots == null) unknown.add(stock);
            else remembered.put(stock, lots);
        }
        var known = new ArrayList<Accounts.Known>();
        var unnamed = new ArrayList<AccountKey>();
        for (var key : named) {
            var account = accounts.known(key);
            if (account == null) unnamed.add(key);
            else known.add(account);
        }
        var ids = java.util.stream.LongStream.concat(
                        remembered.values().stream()
                                .flatMap(lots -> lots.accounts().stream())
                                .mapToLong(Accounts.Known::id),
                        known.stream().mapToLong(Accounts.Known::id))
                .distinct()
                .sorted()
                .toArray();
        var sql = LOCK
                + (ids.length == 0 ? "" : HELD)
                + (unknown.isEmpty() ? "" : STOCKS)
                + (unnamed.isEmpty() ? "" : NAMED);
        return jdbc.execute((ConnectionCallback<Locked>) connection -> {
            Locked locked;
            var held = new HashMap<Long, Long>();
            try (var statement = connection.prepareStatement(sql)) {
                var in = new In(connection, statement);
                in.array("int2", lanes.toArray());
                in.array("text", keys.toArray());
                in.array("uuid", units.toArray());
                statement.setInt(in.next(), numbers);
                if (ids.length > 0) in.longs(ids);
                if (!unknown.isEmpty()) stocks(in, unknown);
                if (!unnamed.isEmpty()) named(in, unnamed);
                statement.execute();
                locked = locked(statement);
                if (ids.length > 0) {
                    try (var rows = more(statement)) {
                        while (rows.next()) held.put(rows.getLong(1), rows.getLong(2));
                    }
                }
                if (!unknown.isEmpty()) opened(more(statement), unknown, locked, book);
                if (!unnamed.isEmpty()) {
                    try (var rows = more(statement)) {
                        while (rows.next()) book.open(Accounts.read(rows), rows.getLong("mass_g"));
                    }
                }
            }
            var again = new ArrayList<AccountKey.Stock>();
            remembered.forEach((stock, lots) -> {
                if (lots.made() == locked.stocks(stock)) open(lots.accounts(), held, book);
                else again.add(stock);
            });
            open(known, held, book);
            if (!again.isEmpty()) {
                try (var statement = connection.prepareStatement(STOCKS.substring(1))) {
                    stocks(new In(connection, statement), again);
                    opened(statement.executeQuery(), again, locked, book);
                }
            }
            return locked;
        });
    }

    private static void open(List<Accounts.Known> known, Map<Long, Long> held, Book book) {
        for (var account : known) book.open(account, held.getOrDefault(account.id(), 0L));
    }

    /** Opens what was read of these stocks, and remembers which accounts they have. */
    private void opened(ResultSet read, List<AccountKey.Stock> stocks, Locked locked, Book book) throws SQLException {
        var found = new HashMap<AccountKey.Stock, List<Accounts.Known>>();
        try (var rows = read) {
            while (rows.next()) {
                var account = Accounts.read(rows);
                book.open(account, rows.getLong("mass_g"));
                found.computeIfAbsent(Book.key(account.account()).stock(), none -> new ArrayList<>())
                        .add(account);
            }
        }
        var lots = new HashMap<AccountKey.Stock, Accounts.Lots>();
        for (var stock : stocks)
            lots.put(stock, new Accounts.Lots(locked.stocks(stock), List.copyOf(found.getOrDefault(stock, List.of()))));
        accounts.keep(lots);
    }

    private static void stocks(In in, List<AccountKey.Stock> stocks) throws SQLException {
        in.array("uuid", stocks.stream().map(one -> one.spot().place()).toArray());
        in.array("uuid", stocks.stream().map(one -> one.spot().unit()).toArray());
        in.array(
                "text", stocks.stream().map(one -> one.spot().county().digits()).toArray());
        in.array("text", stocks.stream().map(one -> one.waste().text()).toArray());
        in.array("text", stocks.stream().map(one -> one.spot().stage().name()).toArray());
    }

    private static void named(In in, List<AccountKey> named) throws SQLException {
        in.array("uuid", named.stream().map(one -> one.spot().place()).toArray());
        in.array("uuid", named.stream().map(one -> one.spot().unit()).toArray());
        in.array("text", named.stream().map(one -> one.spot().county().digits()).toArray());
        in.array("text", named.stream().map(one -> one.waste().text()).toArray());
        in.array("text", named.stream().map(one -> one.spot().stage().name()).toArray());
        in.array("text", named.stream().map(one -> one.spot().method()).toArray());
        in.array("int2", named.stream().map(one -> (short) one.lot().year()).toArray());
        in.array("text", named.stream().map(one -> one.lot().origin().digits()).toArray());
        in.array("text", named.stream().map(one -> one.lot().tag()).toArray());
    }

    private static Locked locked(PreparedStatement statement) throws SQLException {
        String scope;
        try (var rows = statement.getResultSet()) {
            rows.next();
            scope = rows.getString(1);
        }
        var lanes = new HashMap<Integer, Lane>();
        try (var rows = more(statement)) {
            while (rows.next()) {
                var lane =
                        new Lane(rows.getInt(1), rows.getLong(2), rows.getBytes(3), instant(rows, 4), rows.getLong(5));
                lanes.put(lane.lane, lane);
            }
        }
        var keys = new HashMap<String, Long>();
        try (var rows = more(statement)) {
            while (rows.next()) keys.put(rows.getString(1), rows.getLong(2));
        }
        var closed = new HashMap<UUID, YearMonth>();
        try (var rows = more(statement)) {
            while (rows.next())
                closed.put(rows.getObject(1, UUID.class), YearMonth.from(rows.getObject(2, LocalDate.class)));
        }
        long[] numbers;
        try (var rows = more(statement)) {
            rows.next();
            var taken = rows.getArray(1);
            numbers = taken == null
                    ? new long[0]
                    : java.util.Arrays.stream((Long[]) taken.getArray())
                            .mapToLong(Long::longValue)
                            .toArray();
        }
        return new Locked(scope, lanes, keys, closed, numbers);
    }

    private static ResultSet more(PreparedStatement statement) throws SQLException {
        if (!statement.getMoreResults()) throw new IllegalStateException("a result is missing");
        return statement.getResultSet();
    }

    static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Gives the transaction its own sight back. */
    void unlock(String scopeBefore) {
        jdbc.queryForList(UNLOCK, String.class, scopeBefore);
    }

    /**
     * Writes a batch and gives the transaction its own sight back. A few entries go in one round trip; many are copied into
     * the month's partitions, and what is not needed yet is made ready by another thread meanwhile.
     *
     * @return the digests, as the entries stand
     */
    byte[][] write(List<Sealed> batch, Supplier<byte[][]> sealing, Collection<Book.Slot> touched, Locked locked) {
        var recordedAt = batch.getFirst().row.recordedAt();
        var month = YearMonth.from(recordedAt.atOffset(ZoneOffset.UTC));
        ensurePartition(month);
        var part = "%d_%02d".formatted(month.getYear(), month.getMonthValue());
        boolean copied = batch.size() >= MANY;
        return jdbc.execute((ConnectionCallback<byte[][]>) connection -> {
            if (!copied) {
                var digests = sealing.get();
                var lanes = new Lanes(batch, digests, locked);
                try (var statement = connection.prepareStatement(
                        INSERT.formatted(part) + ROLLUPS + ";" + lanes.sql() + ";" + UNLOCK)) {
                    var in = new In(connection, statement);
                    entries(in, batch, digests, recordedAt);
                    postings(in, batch, recordedAt);
                    in.time(recordedAt);
                    in.array("text", batch.stream().map(one -> one.row.key()).toArray());
                    in.array("int8", batch.stream().map(one -> one.row.no()).toArray());
                    rollups(in, batch, touched, new Rollup.Sums(batch));
                    lanes.set(in);
                    statement.setString(in.next(), locked.scopeBefore);
                    statement.execute();
                }
                return digests;
            }
            var summing = CompletableFuture.supplyAsync(() -> new Rollup.Sums(batch));
            var sealed = CompletableFuture.supplyAsync(sealing);
            var rows = sealed.thenApply(digests -> Copied.entries(batch, digests));
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            Copied.postings(batch).into(copy, "ledger.posting_" + part);
            Copied.keys(batch).into(copy, "ledger.entry_key");
            try (var statement = connection.prepareStatement(ROLLUPS)) {
                rollups(new In(connection, statement), batch, touched, summing.join());
                statement.execute();
            }
            rows.join().into(copy, "ledger.entry_" + part);
            var digests = sealed.join();
            var lanes = new Lanes(batch, digests, locked);
            try (var statement = connection.prepareStatement(lanes.sql() + ";" + UNLOCK)) {
                var in = new In(connection, statement);
                lanes.set(in);
                statement.setString(in.next(), locked.scopeBefore);
                statement.execute();
            }
            return digests;
        });
    }

    /** The lanes as a batch leaves them: their new heads, where a day of theirs ended, and what was taken back. */
    private static final class Lanes {
        private final Instant recordedAt;
        private final TreeMap<Integer, byte[]> heads = new TreeMap<>();
        private final Map<Integer, Long> entries = new HashMap<>();
        private final List<Lane> ended;
        private final List<Sealed> reversals;

        Lanes(List<Sealed> batch, byte[][] digests, Locked locked) {
            recordedAt = batch.getFirst().row.recordedAt();
            for (int i = 0; i < digests.length; i++) {
                int lane = batch.get(i).row.lane();
                heads.put(lane, digests[i]);
                entries.merge(lane, 1L, Long::sum);
            }
            ended = heads.keySet().stream()
                    .map(locked.lanes::get)
                    .filter(lane -> lane.entries > 0 && Days.of(lane.recordedAt).isBefore(Days.of(recordedAt)))
                    .toList();
            reversals =
                    batch.stream().filter(each -> each.row.reverses() != null).toList();
        }

        String sql() {
            return LANES + (ended.isEmpty() ? "" : ENDED) + (reversals.isEmpty() ? "" : REVERSALS);
        }

        void set(In in) throws SQLException {
            in.time(recordedAt);
            in.array("int2", heads.keySet().stream().map(Integer::shortValue).toArray());
            in.array("int8", heads.keySet().stream().map(entries::get).toArray());
            in.array("bytea", heads.values().toArray(byte[][]::new));
            if (!ended.isEmpty()) {
                in.array("int2", ended.stream().map(lane -> (short) lane.lane).toArray());
                in.array(
                        "date",
                        ended.stream()
                                .map(lane -> Days.of(lane.recordedAt).toString())
                                .toArray());
                in.array("bytea", ended.stream().map(Lane::digest).toArray(byte[][]::new));
            }
            if (!reversals.isEmpty()) {
                in.array(
                        "int8",
                        reversals.stream().map(one -> one.row.reverses()).toArray());
                in.array("int8", reversals.stream().map(one -> one.row.no()).toArray());
            }
        }
    }

    private static void entries(In in, List<Sealed> batch, byte[][] digests, Instant recordedAt) throws SQLException {
        var rows = batch.stream().map(Sealed::row).toList();
        in.time(recordedAt);
        in.array("int8", rows.stream().map(Seal.Row::no).toArray());
        in.array("int2", rows.stream().map(row -> (short) row.lane()).toArray());
        in.array("int8", rows.stream().map(Seal.Row::laneSeq).toArray());
        in.array("text", rows.stream().map(Seal.Row::key).toArray());
        in.array("text", rows.stream().map(Seal.Row::stream).toArray());
        in.array("text", rows.stream().map(row -> row.document().kind()).toArray());
        in.array("uuid", rows.stream().map(row -> row.document().id()).toArray());
        in.array("text", rows.stream().map(row -> row.document().no()).toArray());
        in.array("uuid", rows.stream().map(Seal.Row::unit).toArray());
        in.array("text", rows.stream().map(Seal.Row::county).toArray());
        in.array(
                "timestamptz",
                rows.stream().map(row -> row.occurredAt().toString()).toArray());
        in.array("date", rows.stream().map(row -> row.bookedOn().toString()).toArray());
        in.array(
                "date",
                rows.stream()
                        .map(row -> row.adjusts() == null ? null : row.adjusts().toString())
                        .toArray());
        in.array("uuid", rows.stream().map(Seal.Row::actor).toArray());
        in.array("text", rows.stream().map(Seal.Row::actorName).toArray());
        in.array("text", rows.stream().map(Seal.Row::evidence).toArray());
        in.array("text", rows.stream().map(Seal.Row::note).toArray());
        in.array("int8", rows.stream().map(Seal.Row::reverses).toArray());
        in.array(
                "text",
                rows.stream().map(row -> "{" + Seal.joined(row.units()) + "}").toArray());
        in.array(
                "text",
                rows.stream()
                        .map(row -> "{" + String.join(",", row.counties()) + "}")
                        .toArray());
        in.array("bytea", rows.stream().map(row -> row.content().bytes()).toArray(byte[][]::new));
        in.array("bytea", digests);
    }

    private static void postings(In in, List<Sealed> batch, Instant recordedAt) throws SQLException {
        int size = batch.stream().mapToInt(each -> each.lines.size()).sum();
        var no = new Object[size];
        var line = new Object[size];
        var booked = new Object[size];
        var reversal = new Object[size];
        var from = new Object[size];
        var to = new Object[size];
        var grams = new Object[size];
        var fromUnit = new Object[size];
        var toUnit = new Object[size];
        var fromCounty = new Object[size];
        var toCounty = new Object[size];
        var origin = new Object[size];
        var quantity = new Object[size];
        var unit = new Object[size];
        var factor = new Object[size];
        var source = new Object[size];
        int i = 0;
        for (var each : batch) {
            boolean reverses = each.row.reverses() != null;
            var bookedOn = each.row.bookedOn().toString();
            for (var ended : each.lines) {
                var f = ended.from.account();
                var t = ended.to.account();
                no[i] = each.row.no();
                line[i] = (short) ended.line;
                booked[i] = bookedOn;
                reversal[i] = reverses;
                from[i] = f.id();
                to[i] = t.id();
                grams[i] = ended.grams;
                fromUnit[i] = f.spot().unit();
                toUnit[i] = t.spot().unit();
                fromCounty[i] = f.spot().county().digits();
                toCounty[i] = t.spot().county().digits();
                origin[i] = (reverses ? t : f).lot().origin().digits();
                if (ended.stated != null) {
                    quantity[i] = Seal.plain(ended.stated.quantity());
                    unit[i] = ended.stated.unit();
                    factor[i] = Seal.plain(ended.stated.gramsPerUnit());
                    source[i] = ended.stated.source();
                }
                i++;
            }
        }
        in.time(recordedAt);
        in.array("int8", no);
        in.array("int2", line);
        in.array("date", booked);
        in.array("bool", reversal);
        in.array("int8", from);
        in.array("int8", to);
        in.array("int8", grams);
        in.array("uuid", fromUnit);
        in.array("uuid", toUnit);
        in.array("text", fromCounty);
        in.array("text", toCounty);
        in.array("text", origin);
        in.array("text", quantity);
        in.array("text", unit);
        in.array("text", factor);
        in.array("text", source);
    }

    /** Balances of stocks, and the sums. A transaction adds to one shard, so that a batch touches each row once. */
    private static void rollups(In in, List<Sealed> batch, Collection<Book.Slot> touched, Rollup.Sums sums)
            throws SQLException {
        var stocks = touched.stream().filter(Book.Slot::stock).toList();
        in.longs(stocks.stream().mapToLong(slot -> slot.account.id()).toArray());
        in.longs(stocks.stream().mapToLong(Book.Slot::change).toArray());
        short shard = (short) (batch.getFirst().row.lane() % Rollup.SHARDS);
        for (var keyed : List.of(sums.days, sums.areas)) {
            in.short1(shard);
            in.ints(keyed.days);
            in.ints(keyed.kinds);
            in.longs(keyed.grams);
        }
        in.ints(sums.months);
        in.longs(sums.from);
        in.longs(sums.to);
        in.array("uuid", sums.fromUnits);
        in.array("uuid", sums.toUnits);
        in.ints(sums.kinds);
        in.longs(sums.grams);
    }

    /** Partitions are made ahead; a clock that jumped past them makes its own. */
    private void ensurePartition(YearMonth month) {
        if (partitions.contains(month)) return;
        jdbc.update("call ledger.ensure_partition(?)", month.atDay(1));
        org.springframework.transaction.support.TransactionSynchronizationManager.registerSynchronization(
                new org.springframework.transaction.support.TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        partitions.add(month);
                    }
                });
    }

    /** Parameters in their order. */
    private static final class In {
        private final Connection connection;
        private final PreparedStatement statement;
        private int position;

        In(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        int next() {
            return ++position;
        }

        void time(Instant instant) throws SQLException {
            statement.setObject(next(), instant.atOffset(ZoneOffset.UTC));
        }

        void short1(short value) throws SQLException {
            statement.setShort(next(), value);
        }

        void ints(int[] values) throws SQLException {
            statement.setObject(next(), values);
        }

        void longs(long[] values) throws SQLException {
            statement.setObject(next(), values);
        }

        void array(String type, Object[] values) throws SQLException {
            Array array = connection.createArrayOf(type, typed(values));
            statement.setArray(next(), array);
        }

        /** An {@code Object[]} of longs becomes {@code Long[]}, which the driver sends in binary. */
        private static Object[] typed(Object[] values) {
            if (values.length > 0 && values.getClass() == Object[].class) {
                var first = values[0];
                if (first instanceof Long) return java.util.Arrays.copyOf(values, values.length, Long[].class);
                if (first instanceof Short) return java.util.Arrays.copyOf(values, values.length, Short[].class);
                if (first instanceof String) return java.util.Arrays.copyOf(values, values.length, String[].class);
            }
            return values;
        }
    }

    static List<UUID> unitsOf(List<EntryDraft> drafts) {
        var units = new TreeSet<UUID>();
        for (var draft : drafts) {
            units.add(draft.unit());
            for (var move : draft.moves()) {
                units.add(move.from().unit());
                units.add(move.to().unit());
            }
        }
        return new ArrayList<>(units);
    }
}
