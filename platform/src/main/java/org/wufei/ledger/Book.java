package org.wufei.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Problem;

/**
 * 账面: the accounts that a batch touches, as they stood when its units were locked and as its lines leave them. Decides
 * which lots a move draws from and whether a stock suffices; knows no database and no clock.
 *
 * <p>Every stock that a move leaves must have been {@link #open opened} with what it holds. Accounts that only receive
 * need not be: nothing there can be refused, and only the change is written.
 */
final class Book {
    private final Map<AccountKey, Slot> slots = new LinkedHashMap<>();
    private final Map<AccountKey.Stock, TreeMap<Lot, Slot>> stocks = new HashMap<>();

    /** One account while a batch is booked. */
    static final class Slot {
        final AccountKey key;
        /** Its account, once that is known. */
        Accounts.Known account;

        private final long before;
        private long now;

        private Slot(AccountKey key, long before) {
            this.key = key;
            this.before = before;
            this.now = before;
        }

        long change() {
            return now - before;
        }

        boolean stock() {
            return key.spot().stage().side() == Stage.Side.STOCK;
        }
    }

    /** One posting to be: mass from one account to another. */
    record Line(Slot from, Slot to, Mass mass, Move.Stated stated) {}

    /** Says what an account holds before the batch. */
    void open(AccountKey key, long grams) {
        if (slots.containsKey(key)) return;
        put(new Slot(key, grams));
    }

    /** The same of an account that is known. */
    void open(Accounts.Known account, long grams) {
        var key = key(account.account());
        if (slots.containsKey(key)) return;
        put(new Slot(key, grams)).account = account;
    }

    Collection<Slot> touched() {
        return slots.values().stream().filter(slot -> slot.change() != 0).toList();
    }

    Collection<Slot> slots() {
        return slots.values();
    }

    /**
     * Books a draft's moves one after the other.
     *
     * @throws Problem {@link LedgerProblem#INSUFFICIENT_STOCK}; the whole batch is then void
     */
    List<Line> book(EntryDraft draft) {
        var lines = new ArrayList<Line>(draft.moves().size());
        for (var move : draft.moves()) {
            if (move.lot() != null || move.from().stage().side() != Stage.Side.STOCK) named(move, lines, draft);
            else oldestFirst(move, lines, draft);
        }
        return lines;
    }

    /** Books the mirror image of lines already in the book. */
    List<Line> mirror(List<Entry.Posting> postings, String key) {
        var lines = new ArrayList<Line>(postings.size());
        for (var posting : postings.reversed()) {
            var from = slot(key(posting.to()));
            if (from.stock() && from.now < posting.mass().grams()) {
                throw insufficient(from.key.stock(), from.key.lot(), from.now, posting.mass(), key);
            }
            lines.add(move(from, slot(key(posting.from())), posting.mass(), posting.stated()));
        }
        return lines;
    }

    static AccountKey key(Entry.Account account) {
        return new AccountKey(account.spot(), account.waste(), account.lot());
    }

    private void named(Move move, List<Line> lines, EntryDraft draft) {
        var from = slot(new AccountKey(move.from(), move.waste(), move.lot()));
        if (from.stock() && from.now < move.mass().grams())
            throw insufficient(from.key.stock(), move.lot(), from.now, move.mass(), draft.key());
        lines.add(move(from, target(move, move.lot()), move.mass(), move.stated()));
    }

    private void oldestFirst(Move move, List<Line> lines, EntryDraft draft) {
        var stock = new AccountKey.Stock(move.from(), move.waste());
        var lots = stocks.getOrDefault(stock, new TreeMap<>());
        long held = lots.values().stream().mapToLong(slot -> slot.now).reduce(0, Math::addExact);
        if (held < move.mass().grams()) throw insufficient(stock, null, held, move.mass(), draft.key());
        var left = move.mass();
        var stated = move.stated();
        for (var from : List.copyOf(lots.values())) {
            if (left.isZero()) break;
            if (from.now == 0) continue;
            var part = new Mass(Math.min(from.now, left.grams()));
            lines.add(move(from, target(move, from.key.lot()), part, stated));
            left = left.minus(part);
            stated = null;
        }
    }

    private Slot target(Move move, Lot lot) {
        return slot(new AccountKey(move.to(), move.toWaste(), move.toLot() == null ? lot : move.toLot()));
    }

    private static Line move(Slot from, Slot to, Mass mass, Move.Stated stated) {
        if (from == to) throw new IllegalArgumentException("a move from an account to itself: " + from.key);
        from.now = Math.subtractExact(from.now, mass.grams());
        to.now = Math.addExact(to.now, mass.grams());
        return new Line(from, to, mass, stated);
    }

    private Slot slot(AccountKey key) {
        var slot = slots.get(key);
        return slot != null ? slot : put(new Slot(key, 0));
    }

    private Slot put(Slot slot) {
        slots.put(slot.key, slot);
        if (slot.stock()) {
            stocks.computeIfAbsent(slot.key.stock(), none -> new TreeMap<>()).put(slot.key.lot(), slot);
        }
        return slot;
    }

    private static Problem insufficient(AccountKey.Stock stock, Lot lot, long holds, Mass asked, String key) {
        var facts = new HashMap<String, Object>();
        facts.put("place", stock.spot().place());
        facts.put("unit", stock.spot().unit());
        facts.put("stage", stock.spot().stage());
        facts.put("waste", stock.waste().text());
        facts.put("holdsG", Long.toString(holds));
        facts.put("askedG", asked.wire());
        facts.put("key", key);
        if (lot != null) facts.put("lot", lot.text());
        return new Problem(LedgerProblem.INSUFFICIENT_STOCK, facts);
    }
}
