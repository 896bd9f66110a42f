package org.wufei.recycling;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.catalogue.Catalogue;
import org.wufei.evidence.Evidences;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Inputs;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Entry;
import org.wufei.ledger.EntryDraft;
import org.wufei.ledger.Ledger;
import org.wufei.ledger.Move;
import org.wufei.ledger.Spot;
import org.wufei.ledger.Stage;
import org.wufei.registry.Registry;

/** 记账: what every document of this module shares on its way into the book: whose it is, where, when, and the month it adjusts. */
@Component
class Booking {
    private final Ledger ledger;
    private final Registry registry;
    private final Catalogue catalogue;
    private final Evidences evidences;
    private final Trail trail;
    private final Clock clock;

    Booking(Ledger ledger, Registry registry, Catalogue catalogue, Evidences evidences, Trail trail, Clock clock) {
        this.ledger = ledger;
        this.registry = registry;
        this.catalogue = catalogue;
        this.evidences = evidences;
        this.trail = trail;
        this.clock = clock;
    }

    /** A document and its step, for the entry's key and lineage. */
    record Document(String kind, UUID id, String no, String step) {}

    /**
     * Posts a document's moves into {@code unit}'s book. One of a closed month is booked as that month's adjustment; one of today
     * is booked now, an earlier one at noon of its day.
     */
    Entry post(Document document, UUID unit, LocalDate day, List<Move> moves, List<UUID> evidence, String note) {
        return ledger.post(draft(document, unit, day, moves, evidence, note));
    }

    EntryDraft draft(Document document, UUID unit, LocalDate day, List<Move> moves, List<UUID> evidence, String note) {
        var month = YearMonth.from(day);
        return new EntryDraft(
                document.kind() + "/" + document.id() + "/" + document.step(),
                RecyclingStream.ID,
                new EntryDraft.Document(document.kind(), document.id(), document.no()),
                unit,
                Days.booked(day, clock),
                ledger.closedMonths(unit).contains(month) ? month : null,
                moves,
                evidence.stream()
                        .map(paper -> new EntryDraft.Evidence("photo", paper.toString(), "佐证材料"))
                        .toList(),
                note);
    }

    List<Entry> postAll(List<EntryDraft> drafts) {
        return ledger.postAll(drafts);
    }

    Entry reverse(long entryNo, Document document, String reason) {
        return ledger.reverse(entryNo, document.kind() + "/" + document.id() + "/" + document.step(), reason);
    }

    /** The unit's own place, as an account's stage. A foreign or unknown place is a wrong field. */
    Registry.Place ownPlace(UUID unit, UUID place, String field) {
        requireSeen(registry.unit(unit).county(), unit);
        var found = registry.place(place);
        if (!found.unit().equals(unit)) {
            throw new Problem(
                    CommonProblem.INPUT_INVALID,
                    Map.of("place", place),
                    List.of(new Problem.Field(field, "not-own", "该场所不属于本单位")));
        }
        return found;
    }

    /** Where a receiver puts what it got: the place it names, or its first site. */
    Registry.Place receivingPlace(UUID receiver, UUID named) {
        return named == null ? registry.receivingPlace(receiver) : ownPlace(receiver, named, "placeId");
    }

    static Spot stored(Registry.Place place) {
        return Spot.of(place.id(), place.unit(), place.county(), Stage.STORED);
    }

    /** Where the method puts it: {@code UTILISED} by an R method, {@code DISPOSED} by a D method. */
    Stage stageOf(String method) {
        return catalogue
                .method(method)
                .map(known -> known.kind().equals("USE") ? Stage.UTILISED : Stage.DISPOSED)
                .orElseThrow(() -> new Problem(
                        CommonProblem.INPUT_INVALID,
                        Map.of("method", method),
                        List.of(new Problem.Field("method", "unknown", "目录中没有此利用或处置方式代码"))));
    }

    /** A waste of the list of that day, of one of the classes named; no class named: any. */
    void waste(Inputs in, String field, WasteCode waste, LocalDate on, String... classes) {
        if (in.present(field, waste) == null || on == null) return;
        in.must(catalogue.waste(waste, on).isPresent(), field, "unknown", "目录中没有此废物代码");
        in.must(
                classes.length == 0 || List.of(classes).contains(waste.wasteClass()),
                field,
                "wrong-class",
                "此处应为 " + String.join("、", classes) + " 类废物");
    }

    List<UUID> evidence(Inputs in, List<UUID> ids) {
        var kept = in.list("evidence", ids, 20);
        if (!kept.isEmpty()) {
            in.must(evidences.list(kept).size() == kept.size(), "evidence", "unknown", "有材料不存在或不在您的查看范围内");
        }
        return kept;
    }

    /** Names of units, whoever asks: a document names its holder and its receiver. */
    @Transactional(readOnly = true)
    Map<UUID, String> names(Collection<UUID> units) {
        var known = new HashMap<UUID, String>();
        var asked = units.stream().filter(Objects::nonNull).distinct().toList();
        if (!asked.isEmpty()) registry.names(asked).forEach(unit -> known.put(unit.id(), unit.name()));
        return known;
    }

    /** One of the prefecture's counties. */
    void county(Inputs in, String field, RegionCode county) {
        if (in.present(field, county) == null) return;
        in.must(
                catalogue.counties().stream().anyMatch(known -> known.code().equals(county)),
                field,
                "unknown",
                "不是阿里地区的县");
    }

    Trail trail() {
        return trail;
    }

    /** Whether the caller keeps this unit's books. */
    static boolean keeps(RegionCode county, UUID unit) {
        var caller = Caller.current();
        return caller.may("recycling.write") && caller.scope().sees(county, unit);
    }

    /** Whether the caller confirms what comes to this unit. */
    static boolean receives(UUID receiver) {
        var caller = Caller.current();
        return receiver != null && receiver.equals(caller.unit()) && caller.may("recycling.write");
    }

    LocalDate today() {
        return Days.today(clock);
    }

    Clock clock() {
        return clock;
    }

    /** @throws Problem {@link CommonProblem#NOT_ALLOWED} outside the caller's scope: the database would refuse the row */
    static void requireSeen(RegionCode county, UUID unit) {
        if (!Caller.current().scope().sees(county, unit)) {
            throw new Problem(CommonProblem.NOT_ALLOWED, Map.of("county", county.digits()));
        }
    }

    static Problem unknown(UUID id) {
        return new Problem(CommonProblem.NOT_FOUND, Map.of("id", id));
    }

    static Problem unfit(Enum<?> state) {
        return new Problem(RecyclingProblem.STATE_UNFIT, Map.of("state", state.name()));
    }

    static String reason(String reason) {
        var in = new Inputs();
        var kept = in.text("reason", reason, 500);
        in.done();
        return kept;
    }
}
