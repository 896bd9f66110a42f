package org.wufei.industrial;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.industrial.YardStore.Filter;
import org.wufei.industrial.YardStore.Generation;
import org.wufei.industrial.YardStore.Stocktake;
import org.wufei.industrial.YardStore.Treatment;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Entry;
import org.wufei.ledger.EntryDraft;
import org.wufei.ledger.Flow;
import org.wufei.ledger.Ledger;
import org.wufei.ledger.Stage;

/**
 * 厂内台账: generation (附表4), own use and disposal (附表6、7), opening stock and stocktakes. Each document stands or falls
 * together with its entry in the book.
 *
 * @see <a href="https://www.mee.gov.cn">公告2021年第82号; 固体废物污染环境防治法 第三十六条</a>
 */
@Service
class Yard {
    static final int BATCH_MAX = 500;
    /** Entries in one call of the ledger; more gain nothing and hold more in memory. */
    static final int POSTED_AT_ONCE = 1000;

    /** Entries looked through to say what the book held on an earlier day; more since then is no count but an estimate. */
    private static final int ENTRIES_MAX = 5000;

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final YardStore store;
    private final Facts facts;
    private final Ledger ledger;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Yard(YardStore store, Facts facts, Ledger ledger, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.facts = facts;
        this.ledger = ledger;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** A generation as a person states it; {@code month} instead of {@code at} for a monthly figure. */
    record NewGeneration(
            UUID unit,
            UUID place,
            WasteCode waste,
            Mass mass,
            Instant at,
            YearMonth month,
            String batchNo,
            String link,
            String handler,
            String note,
            boolean late,
            List<UUID> evidence) {}

    record NewOpening(
            UUID unit,
            UUID place,
            WasteCode waste,
            Mass mass,
            int lotYear,
            LocalDate on,
            String note,
            boolean late,
            List<UUID> evidence) {}

    record NewTreatment(
            UUID unit,
            UUID place,
            UUID facility,
            WasteCode waste,
            Mass mass,
            Treatment.Kind kind,
            String method,
            Instant at,
            String batchNo,
            String handler,
            String product,
            String note,
            boolean late,
            List<UUID> evidence) {}

    record NewStocktake(
            UUID unit,
            UUID place,
            WasteCode waste,
            Instant at,
            Mass counted,
            String handler,
            String note,
            List<UUID> evidence) {}

    /** A document and whether this call made it; sent again with the same batch number it is the first one. */
    record Made<T>(T document, boolean made) {}

    @Transactional
    Made<Generation> generate(NewGeneration wanted) {
        return generateAll(List.of(wanted)).getFirst();
    }

    /** All or none, in one call of the ledger; what was booked before under its batch number is given back as it is. */
    @Transactional
    List<Made<Generation>> generateAll(List<NewGeneration> all) {
        var made = generateQuietly(all);
        for (var one : made) {
            if (!one.made()) continue;
            audit.record(
                    "industrial.generation.book",
                    "generation",
                    one.document().id().toString(),
                    null,
                    one.document());
        }
        return made;
    }

    /** As {@link #generateAll}, for a table of many rows: who calls it records the act as one. */
    @Transactional
    List<Made<Generation>> generateQuietly(List<NewGeneration> all) {
        var places = new HashMap<UUID, Facts.Place>();
        var wastes = new HashMap<String, String>();
        var units = new HashMap<UUID, org.wufei.registry.Registry.Unit>();
        for (var wanted : all) units.computeIfAbsent(wanted.unit(), facts::unit);
        units.keySet().stream().sorted().forEach(store::lockNumbers);
        facts.evidence(all.stream()
                .flatMap(wanted -> wanted.evidence().stream())
                .distinct()
                .toList());
        var before = new HashMap<String, Generation>();
        for (var unit : units.keySet()) {
            var nos = all.stream()
                    .filter(wanted ->
                            wanted.unit().equals(unit) && !wanted.batchNo().isBlank())
                    .map(NewGeneration::batchNo)
                    .toList();
            store.generationsOf(unit, nos).forEach(row -> before.put(unit + "/" + row.batchNo(), row));
        }
        var ids = facts.ids(all.size());
        var now = clock.instant();
        var result = new ArrayList<Made<Generation>>();
        var drafts = new ArrayList<EntryDraft>();
        var fresh = new ArrayList<Integer>();
        var serials = new HashMap<String, Integer>();
        for (int i = 0; i < all.size(); i++) {
            var wanted = all.get(i);
            var at = wanted.month() == null ? wanted.at() : monthly(wanted.month(), now);
            var day = Days.of(at);
            var place = places.computeIfAbsent(wanted.place(), id -> facts.place(id, wanted.unit()));
            var name = wastes.computeIfAbsent(
                    wanted.waste() + "@" + day,
                    _ -> facts.waste(wanted.waste(), day).name());
            var batchNo = wanted.batchNo().isBlank() ? serial(wanted.unit(), day, serials) : wanted.batchNo();
            var row = new Generation(
                    ids.get(i),
                    wanted.month() == null ? Generation.Kind.BATCH : Generation.Kind.MONTH,
                    wanted.unit(),
                    units.get(wanted.unit()).county().county(),
                    wanted.place(),
                    place.name(),
                    wanted.waste(),
                    name,
                    wanted.mass(),
                    day.getYear(),
                    at,
                    batchNo,
                    wanted.link(),
                    wanted.handler(),
                    wanted.note(),
                    wanted.evidence(),
                    0,
                    "BOOKED",
                    null,
                    now,
                    Caller.current().name());
            var first = before.putIfAbsent(wanted.unit() + "/" + batchNo, row);
            if (first != null) {
                if (!first.sameAs(row)) throw conflict(batchNo, i, all.size());
                result.add(new Made<>(first, false));
                continue;
            }
            var of = of(row.id(), batchNo, row.unitId(), at, wanted.late(), wanted.evidence(), wanted.note());
            drafts.add(Postings.generated(of, place.where(), row.waste(), row.massG()));
            fresh.add(result.size());
            result.add(new Made<>(row, true));
        }
        if (drafts.isEmpty()) return result;
        var entries = new ArrayList<Entry>(drafts.size());
        for (int from = 0; from < drafts.size(); from += POSTED_AT_ONCE) {
            entries.addAll(ledger.postAll(drafts.subList(from, Math.min(from + POSTED_AT_ONCE, drafts.size()))));
        }
        var rows = new ArrayList<Generation>();
        for (int i = 0; i < fresh.size(); i++) {
            var row = result.get(fresh.get(i)).document().booked(entries.get(i).no());
            result.set(fresh.get(i), new Made<>(row, true));
            rows.add(row);
        }
        store.insert(rows);
        touched(units.keySet());
        return result;
    }

    /** One opening stock a place, waste and year. */
    static String openingNo(NewOpening wanted) {
        return "QC-" + wanted.lotYear() + "-" + wanted.place().toString().substring(24) + "-" + wanted.waste();
    }

    @Transactional
    Generation open(NewOpening wanted) {
        var unit = facts.unit(wanted.unit());
        store.lockNumbers(wanted.unit());
        facts.evidence(wanted.evidence());
        var place = facts.place(wanted.place(), wanted.unit());
        var waste = facts.waste(wanted.waste(), wanted.on());
        var batchNo = openingNo(wanted);
        var at = noon(wanted.on(), clock.instant());
        var row = new Generation(
                facts.id(),
                Generation.Kind.OPENING,
                wanted.unit(),
                unit.county().county(),
                wanted.place(),
                place.name(),
                wanted.waste(),
                waste.name(),
                wanted.mass(),
                wanted.lotYear(),
                at,
                batchNo,
                "期初库存",
                Caller.current().name(),
                wanted.note(),
                wanted.evidence(),
                0,
                "BOOKED",
                null,
                clock.instant(),
                Caller.current().name());
        var before = store.generationsOf(wanted.unit(), List.of(batchNo));
        if (!before.isEmpty()) {
            if (!before.getFirst().sameAs(row)) throw conflict(batchNo, 0, 1);
            return before.getFirst();
        }
        if (store.begun(wanted.place(), wanted.waste())) {
            throw new Problem(
                    IndustrialProblem.OPENING_NOT_FIRST,
                    Map.of("place", place.name(), "waste", wanted.waste().text()));
        }
        var of = of(row.id(), batchNo, wanted.unit(), at, wanted.late(), wanted.evidence(), wanted.note());
        var entry = ledger.post(Postings.opening(of, place.where(), wanted.waste(), wanted.mass(), wanted.lotYear()));
        var booked = row.booked(entry.no());
        store.insert(List.of(booked));
        audit.record("industrial.opening-stock.book", "generation", booked.id().toString(), null, booked);
        touched(Set.of(wanted.unit()));
        return booked;
    }

    @Transactional
    Generation voidGeneration(UUID id, String reason) {
        var before = generation(id);
        if (!before.state().equals("BOOKED")) throw voided(id);
        ledger.reverse(before.entryNo(), Postings.GENERATION + "/" + id + "/void", reason);
        store.voidGeneration(id, reason);
        var after = generation(id);
        audit.record("industrial.generation.void", "generation", id.toString(), before, after);
        touched(Set.of(before.unitId()));
        return after;
    }

    @Transactional(readOnly = true)
    Generation generation(UUID id) {
        return store.generation(id).orElseThrow(() -> unknown(id));
    }

    @Transactional(readOnly = true)
    Page<Generation> generations(Filter filter) {
        return Keyset.page(
                store.generations(filter),
                filter.size(),
                row -> filter.after().after(row.occurredAt(), row.massG(), row.id()));
    }

    @Transactional
    Made<Treatment> treat(NewTreatment wanted) {
        var unit = facts.unit(wanted.unit());
        store.lockNumbers(wanted.unit());
        facts.evidence(wanted.evidence());
        var day = Days.of(wanted.at());
        var place = facts.place(wanted.place(), wanted.unit());
        var facility = facts.place(wanted.facility(), wanted.unit());
        var waste = facts.waste(wanted.waste(), day);
        boolean use = wanted.kind() == Treatment.Kind.USE;
        var method = facts.method(wanted.method(), use);
        var batchNo = wanted.batchNo().isBlank()
                ? store.batchNo(use ? "ZL" : "ZC", "treatment", wanted.unit(), day.format(DAY))
                : wanted.batchNo();
        var row = new Treatment(
                facts.id(),
                wanted.kind(),
                wanted.unit(),
                unit.county().county(),
                wanted.place(),
                place.name(),
                wanted.facility(),
                wanted.waste(),
                waste.name(),
                wanted.mass(),
                method,
                wanted.at(),
                batchNo,
                wanted.handler(),
                wanted.product(),
                wanted.note(),
                wanted.evidence(),
                0,
                "BOOKED",
                null,
                clock.instant(),
                Caller.current().name());
        var first = store.treatmentOf(wanted.unit(), batchNo);
        if (first.isPresent()) {
            if (!first.get().sameAs(row)) throw conflict(batchNo, 0, 1);
            return new Made<>(first.get(), false);
        }
        var of = of(row.id(), batchNo, wanted.unit(), wanted.at(), wanted.late(), wanted.evidence(), wanted.note());
        var into = use ? Stage.UTILISED : Stage.DISPOSED;
        var entry = ledger.post(
                Postings.treated(of, place.where(), facility.where(), into, method, wanted.waste(), wanted.mass()));
        var booked = row.booked(entry.no());
        store.insertTreatments(List.of(booked));
        audit.record("industrial.treatment.book", "treatment", booked.id().toString(), null, booked);
        touched(Set.of(wanted.unit()));
        return new Made<>(booked, true);
    }

    @Transactional
    Treatment voidTreatment(UUID id, String reason) {
        var before = treatment(id);
        if (!before.state().equals("BOOKED")) throw voided(id);
        ledger.reverse(before.entryNo(), Postings.TREATMENT + "/" + id + "/void", reason);
        store.voidTreatment(id, reason);
        var after = treatment(id);
        audit.record("industrial.treatment.void", "treatment", id.toString(), before, after);
        touched(Set.of(before.unitId()));
        return after;
    }

    @Transactional(readOnly = true)
    Treatment treatment(UUID id) {
        return store.treatment(id).orElseThrow(() -> unknown(id));
    }

    @Transactional(readOnly = true)
    Page<Treatment> treatments(Filter filter, String kind) {
        return Keyset.page(
                store.treatments(filter, YardStore.blank(kind)),
                filter.size(),
                row -> filter.after().after(row.occurredAt(), row.massG(), row.id()));
    }

    /** Counts a heap against the book as it stood at that time; nothing is booked yet. */
    @Transactional
    Stocktake count(NewStocktake wanted) {
        var unit = facts.unit(wanted.unit());
        facts.evidence(wanted.evidence());
        var place = facts.place(wanted.place(), wanted.unit());
        var waste = facts.waste(wanted.waste(), Days.of(wanted.at()));
        var book = held(place.where(), wanted.waste(), wanted.at());
        var row = new Stocktake(
                facts.id(),
                wanted.unit(),
                unit.county().county(),
                wanted.place(),
                place.name(),
                wanted.waste(),
                waste.name(),
                wanted.at(),
                wanted.counted(),
                book,
                "0",
                wanted.handler(),
                wanted.note(),
                wanted.evidence(),
                "COUNTED",
                "",
                null,
                null,
                clock.instant(),
                Caller.current().name());
        store.insert(row);
        var kept = stocktake(row.id());
        audit.record("industrial.stocktake.count", "stocktake", row.id().toString(), null, kept);
        return kept;
    }

    /** Books the gap between a count and the book, by a person's decision and with the reason. */
    @Transactional
    Stocktake bookGap(UUID id, String reason, Integer lotYear, boolean late) {
        var before = store.stocktake(id, true).orElseThrow(() -> unknown(id));
        if (!before.state().equals("COUNTED")) {
            throw new Problem(IndustrialProblem.GAP_BOOKED, Map.of("stocktake", id.toString()));
        }
        long gap = Long.parseLong(before.gapG());
        if (gap == 0) throw new Problem(IndustrialProblem.GAP_ZERO, Map.of("stocktake", id.toString()));
        if (store.countedSince(before))
            throw new Problem(IndustrialProblem.GAP_SUPERSEDED, Map.of("stocktake", id.toString()));
        var place = facts.place(before.placeId(), before.unitId());
        var of = of(id, "", before.unitId(), before.countedAt(), late, before.evidence(), reason);
        var mass = new Mass(Math.abs(gap));
        int year = lotYear == null ? Days.of(before.countedAt()).getYear() : lotYear;
        var entry = ledger.post(
                gap < 0
                        ? Postings.countedLess(of, place.where(), before.waste(), mass)
                        : Postings.countedMore(of, place.where(), before.waste(), mass, year));
        store.bookStocktake(id, "BOOKED", reason, gap < 0 ? null : year, entry.no());
        var after = stocktake(id);
        audit.record("industrial.stocktake.book", "stocktake", id.toString(), before, after);
        touched(Set.of(before.unitId()));
        return after;
    }

    /** Takes a booked gap back. */
    @Transactional
    Stocktake voidGap(UUID id, String reason) {
        var before = store.stocktake(id, true).orElseThrow(() -> unknown(id));
        if (!before.state().equals("BOOKED")) throw voided(id);
        var entry = ledger.reverse(before.entryNo(), Postings.STOCKTAKE + "/" + id + "/void", reason);
        store.bookStocktake(id, "VOIDED", reason, before.lotYear(), entry.no());
        var after = stocktake(id);
        audit.record("industrial.stocktake.void", "stocktake", id.toString(), before, after);
        touched(Set.of(before.unitId()));
        return after;
    }

    @Transactional(readOnly = true)
    Stocktake stocktake(UUID id) {
        return store.stocktake(id, false).orElseThrow(() -> unknown(id));
    }

    @Transactional(readOnly = true)
    Page<Stocktake> stocktakes(Filter filter) {
        return Keyset.page(
                store.stocktakes(filter),
                filter.size(),
                row -> filter.after().after(row.countedAt(), row.countedG(), row.id()));
    }

    /** What the book holds at a place now, less what came and plus what went since {@code at}. */
    private Mass held(Postings.Where place, WasteCode waste, Instant at) {
        long held = ledger.held(place.at(Stage.STORED), waste).grams();
        var since = Flow.Query.between(Days.of(at), Days.today(clock)).unit(place.unit());
        String cursor = null;
        int seen = 0;
        do {
            var page = ledger.entries(since, waste, cursor, Page.SIZE_MAX);
            for (var entry : page.items()) {
                if (entry.occurredAt().isAfter(at)) held -= net(entry, place.place(), waste);
            }
            seen += page.items().size();
            cursor = page.next();
        } while (cursor != null && seen < ENTRIES_MAX);
        return new Mass(Math.max(0, held));
    }

    /** Grams that an entry put into a place's stock of a waste, less what it took out. */
    static long net(Entry entry, UUID place, WasteCode waste) {
        long net = 0;
        for (var posting : entry.postings()) {
            if (stock(posting.to(), place, waste)) net += posting.mass().grams();
            if (stock(posting.from(), place, waste)) net -= posting.mass().grams();
        }
        return net;
    }

    private static boolean stock(Entry.Account account, UUID place, WasteCode waste) {
        return account.spot().stage() == Stage.STORED
                && account.spot().place().equals(place)
                && account.waste().equals(waste);
    }

    private Postings.Of of(UUID id, String no, UUID unit, Instant at, boolean late, List<UUID> evidence, String note) {
        return new Postings.Of(
                id, no, unit, at, facts.adjusts(unit, at, late), Postings.evidence(null, null, evidence), note);
    }

    private String serial(UUID unit, LocalDate day, Map<String, Integer> serials) {
        // The first of a day asks the table; the rest of the batch counts on from it.
        var key = unit + "/" + day;
        var text = day.format(DAY);
        int next = serials.compute(key, (_, last) -> {
            if (last != null) return last + 1;
            var no = store.batchNo("CS", "generation", unit, text);
            return Integer.parseInt(no.substring(no.lastIndexOf('-') + 1));
        });
        return "CS" + text + "-" + "%03d".formatted(next);
    }

    /** Noon Beijing of a month's last day; now while the month still runs. */
    static Instant monthly(YearMonth month, Instant now) {
        return noon(month.atEndOfMonth(), now);
    }

    private static Instant noon(LocalDate day, Instant now) {
        var noon = day.atTime(LocalTime.NOON).atZone(Days.ZONE).toInstant();
        return noon.isAfter(now) ? now.truncatedTo(java.time.temporal.ChronoUnit.MICROS) : noon;
    }

    private void touched(Set<UUID> units) {
        events.publishEvent(new Touched(Set.copyOf(units)));
    }

    private static Problem conflict(String batchNo, int index, int of) {
        var field = of == 1 ? "batchNo" : "items[" + index + "].batchNo";
        return new Problem(
                IndustrialProblem.BATCH_CONFLICT,
                Map.of("batchNo", batchNo),
                List.of(new Problem.Field(field, "batch-conflict", "该批次编号已用于内容不同的单据")));
    }

    private static Problem voided(UUID id) {
        return new Problem(IndustrialProblem.ALREADY_VOIDED, Map.of("document", id.toString()));
    }

    static Problem unknown(UUID id) {
        return new Problem(IndustrialProblem.DOCUMENT_UNKNOWN, Map.of("document", id.toString()));
    }

    /** Refuses what nobody may ask for at once. */
    static void atMost(int size) {
        if (size < 1 || size > BATCH_MAX) {
            throw new Problem(
                    CommonProblem.INPUT_INVALID,
                    Map.of("max", BATCH_MAX),
                    List.of(new Problem.Field("items", "size", "一次须提交 1 到 " + BATCH_MAX + " 条")));
        }
    }
}
