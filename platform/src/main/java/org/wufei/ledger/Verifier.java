package org.wufei.ledger;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Days;

/**
 * 账簿核验: proves the laws on the data as it stands. Reads one snapshot of the whole book as the database streams it, in the
 * order of the chains; recomputes every digest, balance and rollup; names each place where what is stored differs.
 */
@Component
class Verifier {
    /** After so many, more would not help to see what happened. */
    private static final int BREACHES_MAX = 200;

    private static final int CHUNK_ENTRIES = 1_000;
    /** Read ahead and not yet hashed: enough to keep all busy, little enough for the platform's small heap. */
    private static final int CHUNKS_AHEAD = 6;

    /** A month and two accounts are one number of 64 bits. */
    private static final int ACCOUNT_BITS = 26;

    private static final int ACCOUNT = (1 << ACCOUNT_BITS) - 1;

    private static final int NO_DAY = Integer.MIN_VALUE;
    private static final byte[][] END = new byte[0][];

    private final DataSource source;

    Verifier(DataSource source) {
        this.source = source;
    }

    Verification verify() {
        try (var hashing = Executors.newFixedThreadPool(2);
                var reading = Executors.newFixedThreadPool(3);
                var base = open(null)) {
            return new Run(base, snapshot(base), hashing, reading).whole();
        } catch (SQLException e) {
            throw new org.springframework.dao.DataAccessResourceFailureException("ledger verify", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new org.springframework.dao.DataAccessResourceFailureException("ledger verify", e.getCause());
        }
    }

    /** A connection that reads everything in one snapshot and can change nothing. */
    private Connection open(String snapshot) throws SQLException {
        var connection = source.getConnection();
        connection.setAutoCommit(false);
        try (var sql = connection.createStatement()) {
            sql.execute("set transaction isolation level repeatable read, read only");
            if (snapshot != null) sql.execute("set transaction snapshot '" + snapshot + "'");
            sql.execute("select set_config('wufei.scope', 'all', true)");
        }
        return connection;
    }

    private static String snapshot(Connection connection) throws SQLException {
        try (var sql = connection.createStatement();
                var row = sql.executeQuery("select pg_export_snapshot()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** What the check needs of an account, by its number. */
    private record Known(byte[] print, UUID unit, byte[] county, byte[] origin, Stage.Side side, int dayDimension) {}

    private record DayDimension(String county, String waste, Stage stage, String method, int lotYear, String origin) {}

    /** One entry to hash: the digest before it, its row and its postings with the prints of their accounts. */
    private record ToHash(long no, byte[] before, byte[] row, List<byte[]> postings, List<Known> ends) {}

    private final class Run {
        private final Connection base;
        private final String snapshot;
        private final ExecutorService hashing;
        private final ExecutorService reading;
        private final ConcurrentLinkedQueue<Verification.Breach> breaches = new ConcurrentLinkedQueue<>();
        private final List<CompletableFuture<Void>> hashes = new ArrayList<>();
        private final Map<DayDimension, Integer> dayDimensions = new HashMap<>();
        private final List<DayDimension> dayDimensionList = new ArrayList<>();
        private Known[] accounts = new Known[0];
        private long[] sums = new long[0];
        private final LongSums days = new LongSums();
        private final LongSums months = new LongSums();
        private final long[] laneEntries = new long[Seal.LANES];
        private final byte[][] laneDigests = new byte[Seal.LANES][];
        private final int[] laneDay = new int[Seal.LANES];
        private final List<TreeMap<Integer, byte[]>> laneDays = new ArrayList<>();
        private long lastHour = Long.MIN_VALUE;
        private int lastDay;
        private int lastBooked = Integer.MIN_VALUE;
        private long lastBookedDay;
        private long lastMonth;
        private final Map<Long, Long> reversals = new HashMap<>();
        private List<ToHash> chunk = new ArrayList<>();
        private long entries;
        private long postings;

        Run(Connection base, String snapshot, ExecutorService hashing, ExecutorService reading) {
            this.base = base;
            this.snapshot = snapshot;
            this.hashing = hashing;
            this.reading = reading;
            Arrays.fill(laneDigests, Seal.START);
            Arrays.fill(laneDay, NO_DAY);
            for (int i = 0; i < Seal.LANES; i++) laneDays.add(new TreeMap<>());
        }

        Verification whole() throws SQLException, InterruptedException, ExecutionException {
            long start = System.nanoTime();
            var beside = CompletableFuture.runAsync(this::beside, reading);
            accounts();
            for (var partition : partitions()) stream(partition);
            flush();
            for (var hash : hashes) hash.get();
            for (int lane = 0; lane < Seal.LANES; lane++) dayEnds(lane);
            lanes();
            heads();
            balances();
            rollups();
            beside.get();
            base.rollback();
            var found = new ArrayList<>(breaches);
            found.sort(Comparator.comparingInt(Verification.Breach::law).thenComparing(Verification.Breach::where));
            return new Verification(entries, postings, (System.nanoTime() - start) / 1_000_000, List.copyOf(found));
        }

        /** What the database compares by itself, while the chains are read. */
        private void beside() {
            try (var own = open(snapshot)) {
                keys(own);
                described(own);
                own.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void breach(int law, String where, String what) {
            if (breaches.size() < BREACHES_MAX) breaches.add(new Verification.Breach(law, where, what));
        }

        private void accounts() throws SQLException {
            try (var sql = base.createStatement()) {
                sql.setFetchSize(10_000);
                try (var top = sql.executeQuery("select coalesce(max(id), 0) from ledger.account")) {
                    top.next();
                    int size = Math.toIntExact(top.getLong(1)) + 1;
                    if (size > 1 << ACCOUNT_BITS) throw new IllegalStateException("too many accounts to verify");
                    accounts = new Known[size];
                    sums = new long[size];
                }
                try (var rows = sql.executeQuery("select * from ledger.account")) {
                    while (rows.next()) {
                        var known = Accounts.read(rows);
                        var a = known.account();
                        var county = a.spot().county().digits();
                        var origin = a.lot().origin().digits();
                        var day = new DayDimension(
                                county,
                                a.waste().text(),
                                a.spot().stage(),
                                a.spot().method(),
                                a.lot().year(),
                                origin);
                        accounts[(int) a.id()] = new Known(
                                known.print(),
                                a.spot().unit(),
                                county.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                                origin.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                                a.spot().stage().side(),
                                number(day));
                    }
                }
            }
        }

        private int number(DayDimension day) {
            var known = dayDimensions.get(day);
            if (known != null) return known;
            if (dayDimensionList.size() >= 1 << 18) throw new IllegalStateException("too many kinds of account");
            dayDimensions.put(day, dayDimensionList.size());
            dayDimensionList.add(day);
            return dayDimensionList.size() - 1;
        }

        private List<String> partitions() throws SQLException {
            try (var sql = base.createStatement();
                    var rows = sql.executeQuery("""
                            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                            where i.inhparent = 'ledger.entry'::regclass order by c.relname
                            """)) {
                var found = new ArrayList<String>();
                while (rows.next()) found.add(rows.getString(1).substring("entry_".length()));
                return found;
            }
        }

        private void stream(String partition) throws InterruptedException, ExecutionException {
            var entryRows = new Rows("copy (select " + Seal.ENTRY_COLUMNS + ", digest from ledger.entry_" + partition
                    + " order by no) to stdout (format binary)");
            var postingRows = new Rows("copy (select " + Seal.POSTING_COLUMNS
                    + ", from_unit, to_unit, from_county, to_county, origin from ledger.posting_" + partition
                    + " order by entry_no, line) to stdout (format binary)");
            byte[] posting = postingRows.next();
            for (byte[] row = entryRows.next(); row != null; row = entryRows.next()) {
                var in = ByteBuffer.wrap(row);
                long no = in.getLong(6);
                long recorded = in.getLong(18);
                int lane = in.getShort(30);
                long seq = in.getLong(36);
                while (posting != null && ByteBuffer.wrap(posting).getLong(6) < no) {
                    orphan(posting);
                    posting = postingRows.next();
                }
                var lines = new ArrayList<byte[]>(4);
                var ends = new ArrayList<Known>(8);
                while (posting != null && ByteBuffer.wrap(posting).getLong(6) == no) {
                    lines.add(posting);
                    line(posting, no, ends);
                    posting = postingRows.next();
                }
                chain(row, no, recorded, lane, seq, lines, ends);
            }
            while (posting != null) {
                orphan(posting);
                posting = postingRows.next();
            }
            entryRows.done();
            postingRows.done();
        }

        private void orphan(byte[] posting) {
            breach(3, "entry " + ByteBuffer.wrap(posting).getLong(6), "分录没有凭证：凭证已被删除");
        }

        private void chain(
                byte[] row, long no, long recorded, int lane, long seq, List<byte[]> lines, List<Known> ends) {
            entries++;
            if (lane < 0 || lane >= Seal.LANES) {
                breach(10, "entry " + no, "链号不对：凭证内容被改动");
                return;
            }
            if (seq != laneEntries[lane] + 1)
                breach(3, "entry " + no, "其前缺少凭证：第 %d 链应为第 %d 张，实为第 %d 张".formatted(lane, laneEntries[lane] + 1, seq));
            if (lines.isEmpty()) breach(3, "entry " + no, "凭证没有分录：分录已被删除");
            chunk.add(new ToHash(no, laneDigests[lane], row, lines, ends));
            laneEntries[lane] = seq;
            // what a lane is told of a day is where it stood when the next one began
            int day = dayOf(recorded);
            if (day != laneDay[lane]) {
                dayEnds(lane);
                laneDay[lane] = day;
            }
            laneDigests[lane] = Arrays.copyOfRange(row, row.length - 32, row.length);
            if (chunk.size() >= CHUNK_ENTRIES) flush();
        }

        private void dayEnds(int lane) {
            if (laneDay[lane] != NO_DAY) laneDays.get(lane).put(laneDay[lane], laneDigests[lane]);
        }

        /** The Beijing day of an instant; entries of a batch, and of an hour, share it. */
        private int dayOf(long micros) {
            long hour = Math.floorDiv(micros, 3_600_000_000L);
            if (hour != lastHour) {
                lastHour = hour;
                lastDay = (int) Days.of(Tuple.instant(micros)).toEpochDay();
            }
            return lastDay;
        }

        /** Field by field: 0 entry_no, 1 from, 2 to, 3 mass, 4 recorded, 5 booked, 6 line, 7 reversal, then texts. */
        private void line(byte[] posting, long no, List<Known> ends) {
            postings++;
            var in = ByteBuffer.wrap(posting);
            long from = in.getLong(18);
            long to = in.getLong(30);
            long grams = in.getLong(42);
            int booked = in.getInt(66);
            boolean reversal = in.get(80) != 0;
            var f = account(from, no);
            var t = account(to, no);
            ends.add(f);
            ends.add(t);
            if (f == null || t == null) return;
            if (grams <= 0) breach(1, "entry " + no, "分录重量不大于 0");
            sums[(int) from] = Math.subtractExact(sums[(int) from], grams);
            sums[(int) to] = Math.addExact(sums[(int) to], grams);
            int at = derived(in);
            if (!ends(in, at, f, t, reversal ? t : f)) breach(10, "entry " + no, "分录所属单位或县与账户不符：内容被改动");
            var a = reversal ? t : f;
            var b = reversal ? f : t;
            long signed = reversal ? -grams : grams;
            if (booked != lastBooked) {
                var day = Tuple.day(booked);
                lastBooked = booked;
                lastBookedDay = day.toEpochDay();
                lastMonth = day.getYear() * 12L + day.getMonthValue() - 1 - 1900 * 12;
            }
            long month = lastMonth;
            months.add(
                    month << 2 * ACCOUNT_BITS | (reversal ? to : from) << ACCOUNT_BITS | (reversal ? from : to),
                    signed);
            days.add(lastBookedDay << 36 | (long) a.dayDimension << 18 | b.dayDimension, signed);
        }

        private Known account(long id, long no) {
            var known = id > 0 && id < accounts.length ? accounts[(int) id] : null;
            if (known == null) breach(1, "entry " + no, "分录的账户 " + id + " 不存在");
            return known;
        }

        private void flush() {
            var full = chunk;
            chunk = new ArrayList<>(CHUNK_ENTRIES);
            if (full.isEmpty()) return;
            if (hashes.size() >= CHUNKS_AHEAD) {
                hashes.removeFirst().join();
            }
            hashes.add(CompletableFuture.runAsync(() -> full.forEach(this::hash), hashing));
        }

        private void hash(ToHash one) {
            var sm3 = new SM3Digest();
            sm3.update(one.before, 0, 32);
            sm3.update(one.row, 2, one.row.length - 2 - 36);
            int end = 0;
            for (var posting : one.postings) {
                sm3.update(posting, 2, derived(ByteBuffer.wrap(posting)) - 2);
                for (int i = 0; i < 2; i++) {
                    var known = one.ends.get(end++);
                    if (known != null) sm3.update(known.print, 0, known.print.length);
                }
            }
            var digest = new byte[32];
            sm3.doFinal(digest, 0);
            if (!Arrays.equals(digest, 0, 32, one.row, one.row.length - 32, one.row.length))
                breach(10, "entry " + one.no, "凭证内容与摘要不符：凭证、分录或其前一张被改动");
        }

        private void lanes() throws SQLException {
            try (var sql = base.createStatement();
                    var rows = sql.executeQuery("select lane, entries, digest from ledger.lane order by lane")) {
                while (rows.next()) {
                    int lane = rows.getInt(1);
                    if (rows.getLong(2) != laneEntries[lane])
                        breach(3, "lane " + lane, "链尾应有 %d 张凭证，实有 %d 张".formatted(rows.getLong(2), laneEntries[lane]));
                    else if (!Arrays.equals(rows.getBytes(3), laneDigests[lane]))
                        breach(10, "lane " + lane, "链尾摘要与最后一张凭证不符");
                }
            }
            try (var sql = base.createStatement();
                    var rows = sql.executeQuery("select lane, day, digest from ledger.lane_day")) {
                while (rows.next()) {
                    int lane = rows.getInt(1);
                    var day = rows.getObject(2, LocalDate.class);
                    if (!Arrays.equals(rows.getBytes(3), laneDays.get(lane).get((int) day.toEpochDay())))
                        breach(10, "lane " + lane + " " + day, "当日链尾摘要与凭证不符");
                }
            }
        }

        private void heads() throws SQLException {
            try (var sql = base.createStatement();
                    var rows = sql.executeQuery("select day, digest from ledger.head order by day")) {
                while (rows.next()) {
                    var day = rows.getObject(1, LocalDate.class);
                    var lanes = new byte[Seal.LANES][];
                    for (int lane = 0; lane < Seal.LANES; lane++) {
                        var last = laneDays.get(lane).floorEntry((int) day.toEpochDay());
                        lanes[lane] = last == null ? Seal.START : last.getValue();
                    }
                    if (!Arrays.equals(rows.getBytes(2), Heads.digest(lanes)))
                        breach(10, "head " + day, "已公布的日首摘要与账簿不符");
                }
            }
        }

        private void balances() throws SQLException {
            long whole = 0;
            for (long sum : sums) whole = Math.addExact(whole, sum);
            if (whole != 0) breach(1, "all accounts", "全部账户合计不为零：" + whole + " 克");
            var seen = new boolean[sums.length];
            try (var sql = base.createStatement()) {
                sql.setFetchSize(10_000);
                try (var rows = sql.executeQuery("select account_id, mass_g, unit_id, county from ledger.balance")) {
                    while (rows.next()) {
                        long id = rows.getLong(1);
                        if (id < 0
                                || id >= sums.length
                                || accounts[(int) id] == null
                                || accounts[(int) id].side != Stage.Side.STOCK) {
                            breach(1, "account " + id, "余额没有库存账户");
                            continue;
                        }
                        seen[(int) id] = true;
                        long stored = rows.getLong(2);
                        if (stored != sums[(int) id])
                            breach(1, "account " + id, "余额为 %d 克，分录合计 %d 克".formatted(stored, sums[(int) id]));
                        var known = accounts[(int) id];
                        if (!known.unit.equals(rows.getObject(3, UUID.class))
                                || !Arrays.equals(
                                        known.county,
                                        rows.getString(4).getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                            breach(1, "account " + id, "余额所属单位或县与账户不符");
                    }
                }
            }
            for (int id = 0; id < sums.length; id++) {
                if (accounts[id] == null) continue;
                var side = accounts[id].side;
                if (!seen[id] && side == Stage.Side.STOCK) breach(1, "account " + id, "账户没有余额");
                if (side == Stage.Side.SOURCE ? sums[id] > 0 : sums[id] < 0)
                    breach(2, "account " + id, "分录合计 %d 克，库存或汇不得为负，源不得为正".formatted(sums[id]));
            }
        }

        private void rollups() throws SQLException, InterruptedException, ExecutionException {
            try (var sql = base.createStatement()) {
                sql.setFetchSize(10_000);
                try (var rows =
                        sql.executeQuery("select month, from_account, to_account, mass_g from ledger.flow_month_sum")) {
                    while (rows.next()) {
                        var month = rows.getObject(1, LocalDate.class);
                        months.add(key(month, rows.getLong(2), rows.getLong(3)), -rows.getLong(4));
                    }
                }
            }
            months.each((key, difference) -> {
                if (difference == 0) return;
                int month = (int) (key >>> 2 * ACCOUNT_BITS) + 1900 * 12;
                breach(
                        1,
                        "rollup month %d-%02d account %d to %d"
                                .formatted(month / 12, month % 12 + 1, key >>> ACCOUNT_BITS & ACCOUNT, key & ACCOUNT),
                        "汇总比分录合计%s %d 克".formatted(difference > 0 ? "少" : "多", Math.abs(difference)));
            });
            var byDay = new HashMap<Dated, Long>();
            var byArea = new HashMap<Dated, Long>();
            days.each((key, sum) -> {
                var a = dayDimensionList.get((int) (key >>> 18 & 0x3FFFF));
                var b = dayDimensionList.get((int) (key & 0x3FFFF));
                var kind = new Rollup.Kind(
                        a.origin,
                        a.county,
                        b.county,
                        a.waste,
                        b.waste,
                        a.stage,
                        b.stage,
                        b.method.isEmpty() ? a.method : b.method,
                        a.lotYear);
                var day = LocalDate.ofEpochDay(key >> 36);
                byDay.merge(new Dated(day, kind), sum, Math::addExact);
                byArea.merge(new Dated(day.withDayOfMonth(1), kind), sum, Math::addExact);
            });
            rollup("day", "ledger.flow_day", "booked_on", byDay);
            rollup("area", "ledger.flow_area", "month", byArea);
        }

        private record Dated(LocalDate day, Rollup.Kind kind) {}

        private void rollup(String name, String view, String day, Map<Dated, Long> expected) throws SQLException {
            try (var sql = base.createStatement()) {
                sql.setFetchSize(10_000);
                try (var rows = sql.executeQuery("select " + day
                        + ", origin, from_county, to_county, waste, to_waste, from_stage, to_stage, method,"
                        + " lot_year, sum(mass_g)::bigint as mass_g from " + view
                        + " group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10")) {
                    while (rows.next()) {
                        var key = new Dated(
                                rows.getObject(day, LocalDate.class),
                                new Rollup.Kind(
                                        rows.getString("origin"),
                                        rows.getString("from_county"),
                                        rows.getString("to_county"),
                                        rows.getString("waste"),
                                        rows.getString("to_waste"),
                                        Stage.valueOf(rows.getString("from_stage")),
                                        Stage.valueOf(rows.getString("to_stage")),
                                        rows.getString("method"),
                                        rows.getInt("lot_year")));
                        compare(name, key, expected.remove(key), rows.getLong("mass_g"));
                    }
                }
            }
            expected.forEach((key, sum) -> {
                if (sum != 0) compare(name, key, sum, 0);
            });
        }

        /** The number of a month's flow; a row that names no account there can be is another's and so a difference. */
        private static long key(LocalDate month, long from, long to) {
            long months = month.getYear() * 12L + month.getMonthValue() - 1 - 1900 * 12;
            return months << 2 * ACCOUNT_BITS | (from & ACCOUNT) << ACCOUNT_BITS | to & ACCOUNT;
        }

        /** What a month's flow says of its accounts must be what they are. */
        private void described(Connection own) throws SQLException {
            try (var sql = own.createStatement();
                    var rows = sql.executeQuery("""
                            select m.month, m.from_account, m.to_account
                            from ledger.flow_month m
                                left join ledger.account f on f.id = m.from_account
                                left join ledger.account t on t.id = m.to_account
                            where (m.from_unit, m.from_county, m.waste, m.from_stage, m.origin, m.lot_year)
                                    is distinct from (f.unit_id, f.county, f.waste, f.stage, f.origin, f.lot_year)
                                or (m.to_unit, m.to_county, m.to_waste, m.to_stage)
                                    is distinct from (t.unit_id, t.county, t.waste, t.stage)
                                or m.waste_class <> ledger.waste_class(m.waste) or m.to_class <> ledger.waste_class(m.to_waste)
                                or m.method is distinct from case when t.method <> '' then t.method else f.method end
                                or extract(day from m.month) <> 1
                            limit 100
                            """)) {
                while (rows.next())
                    breach(
                            1,
                            "rollup month %s account %d to %d"
                                    .formatted(rows.getObject(1, LocalDate.class), rows.getLong(2), rows.getLong(3)),
                            "汇总所记的单位、县、废物或环节与账户不符");
            }
        }

        private void compare(String rollup, Object key, Long expected, long stored) {
            long sum = expected == null ? 0 : expected;
            if (sum != stored) breach(1, "rollup " + rollup + " " + key, "汇总为 %d 克，分录合计 %d 克".formatted(stored, sum));
        }

        /** Keys and reversals stand beside the book; they must say what it says. */
        private void keys(Connection own) throws SQLException {
            try (var sql = own.createStatement();
                    var rows = sql.executeQuery("""
                            select (select count(*) from ledger.entry), (select count(*) from ledger.entry_key),
                                (select coalesce(sum(hashtextextended(key, no)), 0)::text from ledger.entry),
                                (select coalesce(sum(hashtextextended(key, no)), 0)::text from ledger.entry_key)
                            """)) {
                rows.next();
                if (rows.getLong(1) != rows.getLong(2) || !rows.getString(3).equals(rows.getString(4)))
                    breach(4, "entry_key", "幂等键与凭证不符：凭证 %d 张，键 %d 个".formatted(rows.getLong(1), rows.getLong(2)));
            }
            try (var sql = own.createStatement();
                    var rows = sql.executeQuery("""
                            select coalesce(e.reverses, r.entry_no), e.no, r.reversed_by
                            from (select no, reverses from ledger.entry where reverses is not null) e
                                full join ledger.reversal r on r.entry_no = e.reverses and r.reversed_by = e.no
                            where e.no is null or r.entry_no is null limit 100
                            """)) {
                while (rows.next()) breach(3, "entry " + rows.getLong(1), "冲销登记与凭证不符");
            }
        }

        /** Rows of one COPY, read ahead by a thread of their own. */
        private final class Rows {
            private final BlockingQueue<byte[][]> ahead = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
            private final CompletableFuture<Void> reader;
            private byte[][] batch = new byte[0][];
            private int at;

            Rows(String sql) {
                reader = CompletableFuture.runAsync(() -> read(sql), reading);
            }

            private void read(String sql) {
                try (var connection = open(snapshot)) {
                    var out = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
                    rows(out);
                    connection.rollback();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                } finally {
                    end();
                }
            }

            private void rows(CopyOut out) throws SQLException, InterruptedException {
                var some = new ArrayList<byte[]>(512);
                boolean first = true;
                for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                    if (first) {
                        first = false;
                        if (row.length <= 21) continue;
                        row = Arrays.copyOfRange(row, 19, row.length); // the stream's signature and flags
                    }
                    if (row.length == 2) continue; // the stream's end
                    some.add(row);
                    if (some.size() == 512) {
                        ahead.put(some.toArray(byte[][]::new));
                        some.clear();
                    }
                }
                if (!some.isEmpty()) ahead.put(some.toArray(byte[][]::new));
            }

            private void end() {
                try {
                    ahead.put(END);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            /** The next row, or {@code null} after the last. */
            byte[] next() throws InterruptedException {
                if (at == batch.length) {
                    if (batch == END) return null;
                    batch = ahead.take();
                    at = 0;
                    if (batch == END) return null;
                }
                return batch[at++];
            }

            void done() throws InterruptedException, ExecutionException {
                reader.get();
            }
        }
    }

    /** Where the columns begin that repeat the accounts': after eight fields of fixed length and four texts. */
    private static int derived(ByteBuffer in) {
        int at = 81;
        for (int i = 0; i < 4; i++) at += 4 + Math.max(0, in.getInt(at));
        return at;
    }

    private static boolean ends(ByteBuffer in, int at, Known from, Known to, Known origin) {
        return in.getLong(at + 4) == from.unit.getMostSignificantBits()
                && in.getLong(at + 12) == from.unit.getLeastSignificantBits()
                && in.getLong(at + 24) == to.unit.getMostSignificantBits()
                && in.getLong(at + 32) == to.unit.getLeastSignificantBits()
                && text(in, at + 40, from.county)
                && text(in, at + 50, to.county)
                && text(in, at + 60, origin.origin);
    }

    private static boolean text(ByteBuffer in, int at, byte[] expected) {
        return in.getInt(at) == expected.length
                && Arrays.equals(in.array(), at + 4, at + 4 + expected.length, expected, 0, expected.length);
    }
}
