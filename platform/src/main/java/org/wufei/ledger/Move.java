package org.wufei.ledger;

import java.math.BigDecimal;
import org.wufei.kernel.Mass;
import org.wufei.kernel.WasteCode;

/**
 * 物料移动: mass of one waste from one spot to another, as a stream's posting rule states it. The ledger turns it into
 * one or more postings (分录), one for each lot it draws from.
 *
 * @param lot the lot; for a move out of a stock {@code null} means oldest first (law 7); out of a source it must be given
 * @param toWaste the waste it becomes, where treatment changes its kind (law 8); otherwise the same as {@code waste}
 * @param toLot the lot it goes into; {@code null} keeps the lot it came from
 * @param stated the quantity as the document stated it, where that was not a mass; otherwise {@code null}
 */
public record Move(
        Spot from, Spot to, WasteCode waste, Mass mass, Lot lot, WasteCode toWaste, Lot toLot, Stated stated) {
    public Move {
        if (mass.isZero()) throw new IllegalArgumentException("a move of nothing");
        if (from.stage().side() == Stage.Side.SINK || to.stage().side() == Stage.Side.SOURCE)
            throw new IllegalArgumentException(
                    "only a reversal takes mass back: " + from.stage() + " to " + to.stage());
        if (lot == null && from.stage().side() != Stage.Side.STOCK)
            throw new IllegalArgumentException("a source needs a lot");
        if (toWaste == null) toWaste = waste;
    }

    public static Move of(Spot from, Spot to, WasteCode waste, Mass mass, Lot lot) {
        return new Move(from, to, waste, mass, lot, null, null, null);
    }

    /** Out of a stock, oldest lot first. */
    public static Move oldestFirst(Spot from, Spot to, WasteCode waste, Mass mass) {
        return new Move(from, to, waste, mass, null, null, null, null);
    }

    public Move as(Stated statedQuantity) {
        return new Move(from, to, waste, mass, lot, toWaste, toLot, statedQuantity);
    }

    public Move becoming(WasteCode other, Lot otherLot) {
        return new Move(from, to, waste, mass, lot, other, otherLot, stated);
    }

    /** What the document said before it became grams: 12.5 m³ × 1,600,000 g/m³, with the factor's source. */
    public record Stated(BigDecimal quantity, String unit, BigDecimal gramsPerUnit, String source) {}
}
