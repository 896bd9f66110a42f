package org.wufei.industrial;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.EntryDraft;
import org.wufei.ledger.Lot;
import org.wufei.ledger.Move;
import org.wufei.ledger.Spot;
import org.wufei.ledger.Stage;

/** 记账规则: from a document of this stream to the ledger's entry. Pure: nothing is asked and nothing is kept. */
final class Postings {
    static final String GENERATION = "industrial.generation";
    static final String OPENING = "industrial.opening-stock";
    static final String EXIT = "industrial.exit";
    static final String TREATMENT = "industrial.treatment";
    static final String STOCKTAKE = "industrial.stocktake";

    private Postings() {}

    /** What a document says of itself. {@code adjusts}: the closed month of a late one, or {@code null}. */
    record Of(
            UUID id,
            String no,
            UUID unit,
            Instant at,
            YearMonth adjusts,
            List<EntryDraft.Evidence> evidence,
            String note) {}

    /** A place and the county it lies in. */
    record Where(UUID place, UUID unit, RegionCode county) {
        Spot at(Stage stage) {
            return Spot.of(place, unit, county, stage);
        }

        Spot at(Stage stage, String method) {
            return new Spot(place, unit, county, stage, method);
        }
    }

    /** 产生: out of the process, into the place's stock; the lot is the Beijing year and the place's county. */
    static EntryDraft generated(Of of, Where place, WasteCode waste, Mass mass) {
        var lot = Lot.of(Days.of(of.at()).getYear(), place.county());
        return entry(
                of, GENERATION, "book", Move.of(place.at(Stage.GENERATED), place.at(Stage.STORED), waste, mass, lot));
    }

    /** 期初库存: what lay there before the books began, of the year it was generated in. */
    static EntryDraft opening(Of of, Where place, WasteCode waste, Mass mass, int lotYear) {
        var lot = Lot.of(lotYear, place.county());
        return entry(of, OPENING, "book", Move.of(place.at(Stage.FOUND), place.at(Stage.STORED), waste, mass, lot));
    }

    /** 自行利用、自行处置: out of stock, oldest first, into the facility's figure under its method. */
    static EntryDraft treated(
            Of of, Where from, Where facility, Stage into, String method, WasteCode waste, Mass mass) {
        return entry(
                of, TREATMENT, "book", Move.oldestFirst(from.at(Stage.STORED), facility.at(into, method), waste, mass));
    }

    /** 盘亏: counted less than the book holds. */
    static EntryDraft countedLess(Of of, Where place, WasteCode waste, Mass gap) {
        return entry(of, STOCKTAKE, "book", Move.oldestFirst(place.at(Stage.STORED), place.at(Stage.LOST), waste, gap));
    }

    /** 盘盈: counted more than the book holds. */
    static EntryDraft countedMore(Of of, Where place, WasteCode waste, Mass gap, int lotYear) {
        var lot = Lot.of(lotYear, place.county());
        return entry(of, STOCKTAKE, "book", Move.of(place.at(Stage.FOUND), place.at(Stage.STORED), waste, gap, lot));
    }

    /** 出厂: out of the sender's stock, oldest first, onto the road. */
    static EntryDraft shipped(Of of, Exit.Load load) {
        return entry(of, EXIT, "ship", Move.oldestFirst(stock(load), road(load), load.waste(), load.mass()));
    }

    /** 接收: off the road into the receiver's place; {@code of} is in the receiver's book (outside: the sender's). */
    static EntryDraft received(Of of, Exit.Load load, Lots accepted, Spot into) {
        return entry(of, EXIT, "receive", moves(accepted, load, into));
    }

    /** 退回: off the road, back into the sender's stock. */
    static EntryDraft returned(Of of, Exit.Load load, Lots back, String step) {
        return entry(of, EXIT, step, moves(back, load, stock(load)));
    }

    /** 磅差: what two scales do not agree on, booked as lost at the sender's place. */
    static EntryDraft lost(Of of, Exit.Load load, Lots rest, String step) {
        return entry(of, EXIT, step, moves(rest, load, stock(load).at(Stage.LOST)));
    }

    private static Spot stock(Exit.Load load) {
        return Spot.of(load.place(), load.unit(), load.placeCounty(), Stage.STORED);
    }

    private static Spot road(Exit.Load load) {
        return stock(load).at(Stage.IN_TRANSIT);
    }

    private static Move[] moves(Lots lots, Exit.Load load, Spot into) {
        return lots.parts().stream()
                .map(part -> Move.of(road(load), into, load.waste(), part.mass(), part.lot()))
                .toArray(Move[]::new);
    }

    private static EntryDraft entry(Of of, String kind, String step, Move... moves) {
        return new EntryDraft(
                kind + "/" + of.id() + "/" + step,
                IndustrialStream.ID,
                new EntryDraft.Document(kind, of.id(), of.no()),
                of.unit(),
                of.at(),
                of.adjusts(),
                List.of(moves),
                of.evidence(),
                of.note());
    }

    /** Evidence of a document: its weigh ticket, its approval and the papers attached to it. */
    static List<EntryDraft.Evidence> evidence(String ticketNo, UUID approval, List<UUID> papers) {
        var all = new ArrayList<EntryDraft.Evidence>();
        if (ticketNo != null) all.add(new EntryDraft.Evidence("weigh-ticket", ticketNo, "过磅单 " + ticketNo));
        if (approval != null) all.add(new EntryDraft.Evidence("approval", approval.toString(), "跨省转移审批、备案"));
        papers.forEach(paper -> all.add(new EntryDraft.Evidence("file", paper.toString(), "佐证")));
        return all;
    }
}
