package org.wufei.ledger;

import org.wufei.kernel.WasteCode;

/** What names an account (账户): place and stage, waste, lot. */
record AccountKey(Spot spot, WasteCode waste, Lot lot) {
    /** All lots of one waste at one spot: what "oldest first" chooses from. */
    record Stock(Spot spot, WasteCode waste) {}

    Stock stock() {
        return new Stock(spot, waste);
    }
}
