package org.wufei.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.WasteCode;

/**
 * 固废总账: the module's one door. Mass moves, and never appears or vanishes: every method keeps the ten laws or refuses.
 * All take part in the caller's transaction, so that a document and its entry stand or fall together. One business
 * transaction makes <b>one</b> call of {@link #post} or {@link #postAll}: locks are then taken in one order.
 */
@Service
public class Ledger {
    private static final UUID PLATFORM = new UUID(0, 0);

    private final Writer writer;
    private final Reader reader;
    private final Accounts accounts;
    private final FlowKinds kinds;
    private final Verifier verifier;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Ledger(
            Writer writer,
            Reader reader,
            Accounts accounts,
            FlowKinds kinds,
            Verifier verifier,
            ApplicationEventPublisher events,
            Clock clock) {
        this.writer = writer;
        this.reader = reader;
        this.accounts = accounts;
        this.kinds = kinds;
        this.verifier = verifier;
        this.events = events;
        this.clock = clock;
    }

    /** Posts one entry. The same key with the same content returns the first result. */
    @Transactional
    public Entry post(EntryDraft draft) {
        return postAll(List.of(draft)).getFirst();
    }

    /**
     * Posts many entries, all or none, set-based. Later drafts may use what earlier ones of the list put in stock.
     *
     * <p>A document may be dated any time of today (Beijing), since many name the day only; from tomorrow on it is refused.
     *
     * @throws Problem {@link LedgerProblem#INSUFFICIENT_STOCK}, {@link LedgerProblem#IDEMPOTENCY_CONFLICT},
     *     {@link LedgerProblem#MONTH_CLOSED}, {@link LedgerProblem#MONTH_NOT_CLOSED},
     *     {@link LedgerProblem#OCCURRED_IN_FUTURE}, {@link CommonProblem#DATE_OUT_OF_RANGE}
     */
    @Transactional
    public List<Entry> postAll(List<EntryDraft> drafts) {
        if (drafts.isEmpty()) return List.of();
        var stocks = new LinkedHashSet<AccountKey.Stock>();
        var named = new LinkedHashSet<AccountKey>();
        var units = new TreeSet<UUID>();
        for (var draft : drafts) {
            units.add(draft.unit());
            for (var move : draft.moves()) {
                units.add(move.from().unit());
                units.add(move.to().unit());
                if (move.from().stage().side() != Stage.Side.STOCK) continue;
                if (move.lot() == null) stocks.add(new AccountKey.Stock(move.from(), move.waste()));
                else named.add(new AccountKey(move.from(), move.waste(), move.lot()));
            }
        }
        var book = new Book();
        var wanted = drafts.stream()
                .map(draft -> new Wanted(draft.key(), new Seal.Content(() -> Seal.content(draft)), draft))
                .toList();
        // While the lanes are waited for; needed where a key came before, and for the entries' own rows.
        if (drafts.size() >= Writer.MANY) CompletableFuture.runAsync(() -> wanted.forEach(one -> one.content.bytes()));
        var locked =
                writer.lock(units, drafts.stream().map(EntryDraft::key).toList(), drafts.size(), stocks, named, book);
        return post(wanted, locked, book, draft -> book.book(draft.draft));
    }

    /**
     * Takes an entry back: the mirror image, linked, and booked where the entry was booked, or in the first open month
     * where that one is closed. {@code key} makes the reversal idempotent.
     *
     * @throws Problem {@link LedgerProblem#ENTRY_UNKNOWN}, {@link LedgerProblem#ALREADY_REVERSED},
     *     {@link LedgerProblem#REVERSAL_FINAL}, {@link LedgerProblem#INSUFFICIENT_STOCK} where the mass has moved on
     */
    @Transactional
    public Entry reverse(long entryNo, String key, String reason) {
        var kept = reader.seeingAll(() -> reader.entries(List.of(entryNo)).get(entryNo));
        if (kept == null) throw unknown(entryNo);
        var entry = kept.entry();
        if (entry.reverses() != null) throw new Problem(LedgerProblem.REVERSAL_FINAL, Map.of("entry", entryNo));
        var units = new TreeSet<UUID>(Set.of(entry.unit()));
        var named = new LinkedHashSet<AccountKey>();
        for (var posting : entry.postings()) {
            units.add(posting.from().spot().unit());
            units.add(posting.to().spot().unit());
            named.add(Book.key(posting.to()));
        }
        var book = new Book();
        var locked = writer.lock(units, List.of(key), 1, Set.of(), named, book);
        var wanted = new Wanted(key, new Seal.Content(() -> Seal.reversal(entryNo, reason)), null);
        return post(List.of(wanted), locked, book, none -> {
                    var before = reader.entries(List.of(entryNo)).get(entryNo).entry();
                    if (before.reversedBy() != null)
                        throw new Problem(
                                LedgerProblem.ALREADY_REVERSED,
                                Map.of("entry", entryNo, "reversedBy", before.reversedBy()));
                    none.takesBack(entry, reason);
                    return book.mirror(entry.postings(), key);
                })
                .getFirst();
    }

    /** What is asked to be posted under a key: a draft, or the taking back of an entry. */
    private static final class Wanted {
        private final String key;
        private final Seal.Content content;
        private final EntryDraft draft;
        private Entry takenBack;
        private String reason;

        Wanted(String key, Seal.Content content, EntryDraft draft) {
            this.key = key;
            this.content = content;
            this.draft = draft;
        }

        String key() {
            return key;
        }

        void takesBack(Entry entry, String why) {
            takenBack = entry;
            reason = why;
        }
    }

    private interface Booking {
        List<Book.Line> lines(Wanted wanted);
    }

    private record Booked(Wanted wanted, Day day, List<Book.Line> lines) {}

    /** The day that an entry counts for, and the closed month that it adjusts. */
    private record Day(LocalDate bookedOn, LocalDate adjusts) {}

    private List<Entry> post(List<Wanted> wanted, Writer.Locked locked, Book book, Booking booking) {
        boolean written = false;
        try {
            var kept = reader.entries(locked.keys().values());
            var results = new HashMap<String, Entry>();
            var contents = new HashMap<String, Seal.Content>();
            locked.keys().forEach((key, no) -> {
                results.put(key, kept.get(no).entry());
                contents.put(key, new Seal.Content(() -> kept.get(no).content()));
            });
            var booked = new ArrayList<Booked>(wanted.size());
            for (var one : wanted) {
                var before = contents.putIfAbsent(one.key, one.content);
                if (before != null) {
                    if (!before.is(one.content))
                        throw new Problem(LedgerProblem.IDEMPOTENCY_CONFLICT, Map.of("key", one.key));
                    continue;
                }
                var lines = booking.lines(one);
                booked.add(new Booked(one, day(one, locked), lines));
            }
            if (!booked.isEmpty()) {
                var fresh = seal(booked, locked, book);
                written = true;
                fresh.forEach(entry -> results.put(entry.key(), entry));
                events.publishEvent(new EntryPosted(fresh));
            }
            return wanted.stream().map(one -> results.get(one.key)).toList();
        } catch (org.springframework.dao.DataAccessException lost) {
            written = true; // the transaction is aborted, and its settings with it
            if (lost instanceof org.springframework.dao.DuplicateKeyException
                    && String.valueOf(lost.getMessage()).contains("entry_key"))
                throw new Problem(LedgerProblem.IDEMPOTENCY_CONFLICT, Map.of());
            throw lost;
        } finally {
            if (!written) writer.unlock(locked.scopeBefore());
        }
    }

    private Day day(Wanted wanted, Writer.Locked locked) {
        if (wanted.takenBack != null) {
            var entry = wanted.takenBack;
            var closed = locked.closedUpTo().get(entry.unit());
            if (closed == null || entry.month().isAfter(closed)) return new Day(bookedOn(entry), null);
            return new Day(closed.plusMonths(1).atDay(1), entry.month().atDay(1));
        }
        var draft = wanted.draft;
        var happened = Days.of(draft.occurredAt());
        var today = Days.today(clock);
        if (happened.isAfter(today))
            throw new Problem(
                    LedgerProblem.OCCURRED_IN_FUTURE,
                    Map.of("occurredAt", draft.occurredAt().toString(), "key", draft.key()));
        Days.happened(happened, clock);
        var month = YearMonth.from(happened);
        var closed = locked.closedUpTo().get(draft.unit());
        if (draft.adjusts() == null) {
            if (closed != null && !month.isAfter(closed))
                throw new Problem(
                        LedgerProblem.MONTH_CLOSED,
                        Map.of(
                                "unit", draft.unit(),
                                "month", month.toString(),
                                "openMonth", closed.plusMonths(1).toString(),
                                "key", draft.key()));
            return new Day(happened, null);
        }
        if (closed == null || draft.adjusts().isAfter(closed))
            throw new Problem(
                    LedgerProblem.MONTH_NOT_CLOSED,
                    Map.of("unit", draft.unit(), "month", draft.adjusts().toString(), "key", draft.key()));
        var bookedOn = month.isAfter(closed) ? happened : closed.plusMonths(1).atDay(1);
        return new Day(bookedOn, draft.adjusts().atDay(1));
    }

    private LocalDate bookedOn(Entry entry) {
        var happened = Days.of(entry.occurredAt());
        return YearMonth.from(happened).equals(entry.month())
                ? happened
                : entry.month().atDay(1);
    }

    /** Chains and writes what was decided; gives the entries as they now stand. */
    private List<Entry> seal(List<Booked> booked, Writer.Locked locked, Book book) {
        accounts.ensure(book.slots());
        var kinds = kinds(booked);
        var recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var lane : locked.lanes().values()) {
            if (lane.recordedAt().isAfter(recordedAt)) recordedAt = lane.recordedAt();
        }
        var actor = Caller.find().map(Caller::id).orElse(PLATFORM);
        var actorName = Caller.find().map(Caller::name).orElse("");
        var sequence = new HashMap<Integer, Long>();
        locked.lanes().forEach((lane, state) -> sequence.put(lane, state.entries()));
        var batch = new ArrayList<Writer.Sealed>(booked.size());
        int next = 0;
        for (var one : booked) {
            var row = row(one, locked.numbers()[next++], recordedAt, actor, actorName, sequence);
            var ended = new ArrayList<Writer.Ended>(one.lines.size());
            for (var each : one.lines) {
                ended.add(new Writer.Ended(
                        ended.size() + 1,
                        each.from().account,
                        each.to().account,
                        kinds.get(kind(one, each)),
                        each.mass().grams(),
                        each.stated()));
            }
            batch.add(new Writer.Sealed(row, ended));
        }
        var digests = writer.write(batch, () -> chain(batch, locked), book.touched(), locked);
        var entries = new ArrayList<Entry>(booked.size());
        for (int i = 0; i < digests.length; i++) entries.add(entry(booked.get(i), batch.get(i), digests[i]));
        return entries;
    }

    private Map<Rollup.Kind, Integer> kinds(List<Booked> booked) {
        var kinds = new HashSet<Rollup.Kind>();
        for (var one : booked) one.lines.forEach(line -> kinds.add(kind(one, line)));
        return this.kinds.ensure(kinds);
    }

    private static Rollup.Kind kind(Booked one, Book.Line line) {
        boolean back = one.wanted.takenBack != null;
        var from = back ? line.to() : line.from();
        var to = back ? line.from() : line.to();
        return Rollup.Kind.of(from.account.account(), to.account.account());
    }

    /** The digest of each entry, over that of the one before it in its lane. */
    private static byte[][] chain(List<Writer.Sealed> batch, Writer.Locked locked) {
        var last = new HashMap<Integer, byte[]>();
        locked.lanes().forEach((lane, state) -> last.put(lane, state.digest()));
        var digests = new byte[batch.size()][];
        for (int i = 0; i < digests.length; i++) {
            var row = batch.get(i).row();
            digests[i] = Seal.digest(last.get(row.lane()), row, batch.get(i).lines());
            last.put(row.lane(), digests[i]);
        }
        return digests;
    }

    private Seal.Row row(
            Booked one, long no, Instant recordedAt, UUID actor, String actorName, Map<Integer, Long> sequence) {
        var draft = one.wanted.draft;
        var before = one.wanted.takenBack;
        var unit = draft != null ? draft.unit() : before.unit();
        var units = new LinkedHashSet<UUID>(Set.of(unit));
        var counties = new LinkedHashSet<String>();
        String county = before != null ? before.county().digits() : null;
        for (var line : one.lines) {
            for (var slot : List.of(line.from(), line.to())) {
                units.add(slot.key.spot().unit());
                counties.add(slot.key.spot().county().digits());
                counties.add(slot.key.lot().origin().digits());
                if (county == null && slot.key.spot().unit().equals(unit))
                    county = slot.key.spot().county().digits();
            }
        }
        if (county == null) county = counties.getFirst();
        int lane = Seal.lane(unit);
        long seq = sequence.merge(lane, 1L, Long::sum);
        return new Seal.Row(
                no,
                recordedAt,
                lane,
                seq,
                one.wanted.key,
                draft != null ? draft.stream() : before.stream(),
                draft != null ? draft.document() : before.document(),
                unit,
                county,
                (draft != null ? draft.occurredAt() : before.occurredAt()).truncatedTo(ChronoUnit.MICROS),
                one.day.bookedOn,
                one.day.adjusts,
                actor,
                actorName,
                reader.write(draft != null ? draft.evidence() : List.of()),
                draft != null ? draft.note() : one.wanted.reason,
                before == null ? null : before.no(),
                List.copyOf(units),
                List.copyOf(counties),
                one.wanted.content);
    }

    private static Entry entry(Booked one, Writer.Sealed sealed, byte[] digest) {
        var row = sealed.row();
        return new Entry(
                row.no(),
                row.key(),
                row.stream(),
                row.document(),
                row.unit(),
                new org.wufei.kernel.RegionCode(row.county()),
                row.occurredAt(),
                row.recordedAt(),
                YearMonth.from(row.bookedOn()),
                row.adjusts() == null ? null : YearMonth.from(row.adjusts()),
                row.actor(),
                row.actorName(),
                sealed.lines().stream()
                        .map(line -> new Entry.Posting(
                                line.line(),
                                line.from().account(),
                                line.to().account(),
                                new Mass(line.grams()),
                                line.stated()))
                        .toList(),
                one.wanted.draft != null ? one.wanted.draft.evidence() : List.of(),
                row.note(),
                row.reverses(),
                null,
                java.util.HexFormat.of().formatHex(digest));
    }

    @Transactional(readOnly = true)
    public Optional<Entry> find(String key) {
        return reader.byKey(key);
    }

    /** @throws Problem {@link LedgerProblem#ENTRY_UNKNOWN}, also where the caller may not see it */
    @Transactional(readOnly = true)
    public Entry get(long entryNo) {
        var kept = reader.entries(List.of(entryNo)).get(entryNo);
        if (kept == null) throw unknown(entryNo);
        return kept.entry();
    }

    private static Problem unknown(long entryNo) {
        return new Problem(LedgerProblem.ENTRY_UNKNOWN, Map.of("entry", entryNo));
    }

    /** Entries of one document, oldest first, reversals included. */
    @Transactional(readOnly = true)
    public List<Entry> ofDocument(String kind, UUID id) {
        return reader.ofDocument(kind, id);
    }

    /**
     * What a place (or, with {@code null}, every place of the unit) holds in stocks, by account; zero balances left out.
     * Without a unit, of every unit in the caller's sight.
     */
    @Transactional(readOnly = true)
    public List<Balance> stocks(UUID unit, UUID place, WasteCode waste, Instant asKnownAt) {
        return reader.stocks(unit, place, waste, asKnownAt);
    }

    /** What one spot holds (a sink: has taken) of one waste over all lots, whoever asks: a receiver must know what is on its way. */
    @Transactional(readOnly = true)
    public Mass held(Spot spot, WasteCode waste) {
        return reader.seeingAll(() -> reader.held(spot, waste));
    }

    /**
     * Flows of a period, from rollups; as known at an instant where the query says so. Net of reversals: where more was
     * taken back in the period than moved, the flow is given the other way round.
     */
    @Transactional(readOnly = true)
    public List<Flow> flows(Flow.Query query) {
        return reader.flows(query);
    }

    /** The entries behind flows: every figure opens down to these. Newest first. */
    @Transactional(readOnly = true)
    public Page<Entry> entries(Flow.Query query, WasteCode waste, String cursor, int size) {
        return reader.behind(query, waste, cursor, Page.size(size));
    }

    /**
     * A unit's months (收支对账): opening stock, what came, what went, closing stock, by waste; balanced to the gram.
     *
     * @param asKnownAt {@code null} for now
     */
    @Transactional(readOnly = true)
    public List<Statement> months(UUID unit, YearMonth from, YearMonth to, Instant asKnownAt) {
        return reader.statements(new Statement.View(unit, null), from, to, true, false, asKnownAt);
    }

    /** The whole period in one statement a waste class: what a Sankey of a unit, a county or the prefecture shows. */
    @Transactional(readOnly = true)
    public List<Statement> statements(Statement.View view, YearMonth from, YearMonth to, Instant asKnownAt) {
        return reader.statements(view, from, to, false, true, asKnownAt);
    }

    /**
     * Closes a unit's month; months close in order from the first with postings. Closing twice is the same as once.
     *
     * @throws Problem {@link LedgerProblem#MONTH_NOT_ENDED}, {@link LedgerProblem#MONTH_OUT_OF_ORDER}
     */
    @Transactional
    public void closeMonth(UUID unit, YearMonth month) {
        if (!month.isBefore(YearMonth.from(Days.today(clock))))
            throw new Problem(LedgerProblem.MONTH_NOT_ENDED, Map.of("unit", unit, "month", month.toString()));
        var locked = writer.lock(Set.of(unit), Set.of(), 0, Set.of(), Set.of(), new Book());
        try {
            var closed = locked.closedUpTo().get(unit);
            if (closed != null && !month.isAfter(closed)) return;
            var due = closed != null ? Optional.of(closed.plusMonths(1)) : reader.firstMonth(unit);
            if (due.isPresent() && month.isAfter(due.get()))
                throw new Problem(
                        LedgerProblem.MONTH_OUT_OF_ORDER,
                        Map.of(
                                "unit",
                                unit,
                                "month",
                                month.toString(),
                                "due",
                                due.get().toString()));
            reader.close(unit, month, Caller.find().map(Caller::id).orElse(PLATFORM));
        } finally {
            writer.unlock(locked.scopeBefore());
        }
    }

    /** Months of the unit that are closed. */
    @Transactional(readOnly = true)
    public Set<YearMonth> closedMonths(UUID unit) {
        return reader.seeingAll(() -> reader.closedMonths(unit));
    }

    /** The month that a document of {@code month} is booked in now: itself, or the first open month after a closed one. */
    @Transactional(readOnly = true)
    public YearMonth bookingMonth(UUID unit, YearMonth month) {
        var closed = reader.seeingAll(() -> reader.closedUpTo(unit));
        return closed.filter(last -> !month.isAfter(last))
                .map(last -> last.plusMonths(1))
                .orElse(month);
    }

    /** Proves the laws on the data as it stands: chains, balances, rollups, stocks. Reads one snapshot; blocks nobody. */
    public Verification verify() {
        return verifier.verify();
    }
}
