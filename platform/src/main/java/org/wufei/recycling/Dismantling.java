package org.wufei.recycling;

import java.util.ArrayList;
import java.util.List;
import org.wufei.kernel.Mass;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Lot;
import org.wufei.ledger.Move;
import org.wufei.ledger.Spot;
import org.wufei.ledger.Stage;

/**
 * 拆解物料平衡: how vehicles become materials, to the gram. Outputs are drawn from the vehicles in order; what the outputs leave
 * is a stated loss where it lies inside the band, and stays in stock as vehicles where it does not; what the outputs have
 * more than the vehicles is found. A pure rule.
 */
record Dismantling(
        Mass input,
        Mass output,
        Mass loss,
        Mass left,
        Mass surplus,
        boolean inBand,
        List<Move> moves,
        List<Move> rest) {
    /** Outputs to inputs: fluids and dirt take a few hundredths; a kerb mass from papers may err the other way. */
    static final int LOW_PERCENT = 95;

    static final int HIGH_PERCENT = 102;

    /** A vehicle's lot in stock. */
    record Input(WasteCode waste, Lot lot, Mass mass) {}

    record Output(WasteCode waste, Mass mass) {}

    static Dismantling of(Spot stored, List<Input> inputs, List<Output> outputs) {
        long in = inputs.stream().mapToLong(i -> i.mass().grams()).reduce(0, Math::addExact);
        long out = outputs.stream().mapToLong(o -> o.mass().grams()).reduce(0, Math::addExact);
        boolean high = Math.multiplyExact(out, 100L) <= Math.multiplyExact(in, (long) HIGH_PERCENT);
        boolean low = Math.multiplyExact(out, 100L) >= Math.multiplyExact(in, (long) LOW_PERCENT);
        var moves = new ArrayList<Move>();
        var rest = new ArrayList<Move>();
        int at = 0;
        long leftHere = inputs.getFirst().mass().grams();
        for (var output : outputs) {
            long wanted = output.mass().grams();
            while (wanted > 0 && at < inputs.size()) {
                if (leftHere == 0) {
                    if (++at < inputs.size()) leftHere = inputs.get(at).mass().grams();
                    continue;
                }
                var from = inputs.get(at);
                long part = Math.min(wanted, leftHere);
                moves.add(Move.of(stored, stored, from.waste(), new Mass(part), from.lot())
                        .becoming(output.waste(), loose(from.lot())));
                wanted -= part;
                leftHere -= part;
            }
            if (wanted > 0) {
                var lot = loose(inputs.getLast().lot());
                moves.add(Move.of(stored.at(Stage.FOUND), stored, output.waste(), new Mass(wanted), lot));
            }
        }
        for (int i = at; i < inputs.size(); i++) {
            var from = inputs.get(i);
            long part = i == at ? leftHere : from.mass().grams();
            if (part > 0) rest.add(Move.of(stored, stored.at(Stage.LOST), from.waste(), new Mass(part), from.lot()));
        }
        var remainder = new Mass(Math.max(0, in - out));
        if (low) moves.addAll(rest);
        return new Dismantling(
                new Mass(in),
                new Mass(out),
                low ? remainder : Mass.ZERO,
                low ? Mass.ZERO : remainder,
                new Mass(Math.max(0, out - in)),
                low && high,
                List.copyOf(moves),
                low ? List.of() : List.copyOf(rest));
    }

    /** The vehicle's own tag ends with the vehicle; year and county of origin stay. */
    private static Lot loose(Lot lot) {
        return Lot.of(lot.year(), lot.origin());
    }
}
