package org.wufei.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/** Numbers of accounts (账户), kept in memory since an account never changes; what memory lacks is read or made set-based. */
@Component
class Accounts {
    /** About 300 bytes each: 60 MB at most, then memory starts afresh. */
    private static final int KEPT_MAX = 200_000;

    private static final String COLUMNS =
            "a.id, a.place, a.unit_id, a.county, a.waste, a.stage, a.method, a.lot_year, a.origin, a.tag";
    private static final String GIVEN = """
            unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::smallint[], ?::text[], ?::text[])
                as k(place, unit_id, county, waste, stage, method, lot_year, origin, tag)
            """;
    private static final String FIND = "select " + COLUMNS + " from " + GIVEN + """
            join ledger.account a on a.unit_id = k.unit_id and a.place = k.place and a.waste = k.waste and a.stage = k.stage
                and a.method = k.method and a.lot_year = k.lot_year and a.origin = k.origin and a.tag = k.tag
                and a.county = k.county
            """;
    private static final String MAKE = "with made as (insert into ledger.account as a "
            + "(place, unit_id, county, waste, stage, method, lot_year, origin, tag) select * from " + GIVEN
            + " on conflict do nothing returning " + COLUMNS + "), balanced as ("
            + "insert into ledger.balance (account_id, unit_id, county, mass_g) select id, unit_id, county, 0 from made "
            + "where stage in ('STORED', 'IN_TRANSIT')) select * from made";

    private static final String COUNT = """
            update ledger.lane l set stocks = l.stocks + d.n from unnest(?::int2[], ?::int8[]) as d(lane, n) where l.lane = d.lane
            """;

    private final JdbcTemplate jdbc;
    private final Map<AccountKey.Stock, Lots> lots = new ConcurrentHashMap<>();
    private final Map<AccountKey, Known> byKey = new ConcurrentHashMap<>();
    private final Map<Long, Known> byId = new ConcurrentHashMap<>();

    /** An account with what its digest needs. */
    record Known(Entry.Account account, byte[] print) {
        long id() {
            return account.id();
        }
    }

    Accounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives these slots their accounts; makes those that are not there. Call with the lanes of their units held. */
    void ensure(Collection<Book.Slot> slots) {
        var missing = new HashMap<AccountKey, Book.Slot>();
        for (var slot : slots) {
            if (slot.account == null) slot.account = byKey.get(slot.key);
            if (slot.account == null) missing.put(slot.key, slot);
        }
        if (missing.isEmpty()) return;
        var fresh = query(FIND, missing.keySet());
        var absent = new HashSet<>(missing.keySet());
        fresh.forEach(known -> absent.remove(Book.key(known.account)));
        if (!absent.isEmpty()) {
            var made = query(MAKE, absent);
            if (made.size() != absent.size())
                throw new IllegalStateException("accounts made elsewhere while their lanes were held");
            counted(made);
            fresh.addAll(made);
        }
        fresh.forEach(known -> missing.get(Book.key(known.account)).account = known);
        afterCommit(() -> fresh.forEach(this::remember));
    }

    /** A lane counts its stocks, so that whoever remembers them sees that there are more. */
    private void counted(List<Known> made) {
        var stocks = new TreeMap<Short, Long>();
        for (var known : made) {
            var spot = known.account.spot();
            if (spot.stage().side() == Stage.Side.STOCK) stocks.merge((short) Seal.lane(spot.unit()), 1L, Long::sum);
        }
        if (stocks.isEmpty()) return;
        jdbc.update(
                COUNT, stocks.keySet().toArray(Short[]::new), stocks.values().toArray(Long[]::new));
    }

    /** An account that memory knows, or {@code null}. */
    Known known(AccountKey key) {
        return byKey.get(key);
    }

    /** All accounts of a stock, as they were when its lane had made so many. */
    record Lots(long made, List<Known> accounts) {}

    /** What memory knows of a stock, or {@code null}; all of it only while its lane has made no more. */
    Lots lots(AccountKey.Stock stock) {
        return lots.get(stock);
    }

    /** Remembers the accounts of these stocks once the transaction that read them is over. */
    void keep(Map<AccountKey.Stock, Lots> read) {
        afterCommit(() -> {
            if (lots.size() >= KEPT_MAX) lots.clear();
            lots.putAll(read);
        });
    }

    /** Accounts by number, whoever asks: an entry that is seen is seen with both its ends. */
    Map<Long, Entry.Account> named(Collection<Long> ids) {
        var found = new HashMap<Long, Entry.Account>();
        var missing = new ArrayList<Long>();
        for (var id : Set.copyOf(ids)) {
            var known = byId.get(id);
            if (known != null) found.put(id, known.account);
            else missing.add(id);
        }
        if (!missing.isEmpty()) {
            jdbc.queryForList("select set_config('wufei.ledger', 'reads', true)");
            jdbc.query(
                            "select " + COLUMNS + " from ledger.account a where a.id = any(?)",
                            (row, n) -> read(row),
                            (Object) missing.toArray(Long[]::new))
                    .forEach(known -> {
                        found.put(known.id(), known.account);
                        remember(known);
                    });
        }
        return found;
    }

    static Known read(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        var spot = new Spot(
                row.getObject("place", UUID.class),
                row.getObject("unit_id", UUID.class),
                new RegionCode(row.getString("county")),
                Stage.valueOf(row.getString("stage")),
                row.getString("method"));
        var key = new AccountKey(
                spot,
                new WasteCode(row.getString("waste")),
                new Lot(row.getInt("lot_year"), new RegionCode(row.getString("origin")), row.getString("tag")));
        return new Known(new Entry.Account(id, key.spot(), key.waste(), key.lot()), Seal.print(id, key));
    }

    private List<Known> query(String sql, Collection<AccountKey> keys) {
        var list = List.copyOf(keys);
        return new ArrayList<>(jdbc.query(
                sql,
                (row, n) -> read(row),
                list.stream().map(key -> key.spot().place().toString()).toArray(String[]::new),
                list.stream().map(key -> key.spot().unit().toString()).toArray(String[]::new),
                list.stream().map(key -> key.spot().county().digits()).toArray(String[]::new),
                list.stream().map(key -> key.waste().text()).toArray(String[]::new),
                list.stream().map(key -> key.spot().stage().name()).toArray(String[]::new),
                list.stream().map(key -> key.spot().method()).toArray(String[]::new),
                list.stream().map(key -> (short) key.lot().year()).toArray(Short[]::new),
                list.stream().map(key -> key.lot().origin().digits()).toArray(String[]::new),
                list.stream().map(key -> key.lot().tag()).toArray(String[]::new)));
    }

    /** What was made in a transaction that is undone must not be remembered. */
    static void afterCommit(Runnable remember) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                remember.run();
            }
        });
    }

    private void remember(Known known) {
        if (byId.size() >= KEPT_MAX) {
            byId.clear();
            byKey.clear();
        }
        byId.put(known.id(), known);
        byKey.put(Book.key(known.account), known);
    }
}
