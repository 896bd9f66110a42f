package org.wufei.industrial;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.wufei.ledger.Flow;
import org.wufei.ledger.Stage;

/**
 * 流向汇总 (附表2): a unit's month by waste, computed wholly from the ledger's flows. For each waste
 * {@code opening + generated + found + received + returned = ownUse + ownDisposal + out + lost + closing}.
 *
 * @see <a href="https://www.mee.gov.cn">公告2021年第82号 附表2</a>
 */
final class MonthBook {
    private MonthBook() {}

    /** Grams of one waste over the month; never typed. {@code lost} is what stock lost, {@code transitLost} what the road did. */
    static final class Sum {
        long opening;
        long generated;
        long found;
        long received;
        long returned;
        long ownUse;
        long ownDisposal;
        long out;
        long lost;
        long inTransitOpening;
        long transitLost;
        long delivered;

        long closing() {
            return opening + generated + found + received + returned - ownUse - ownDisposal - out - lost;
        }

        long inTransit() {
            return inTransitOpening + out - returned - transitLost - delivered;
        }
    }

    /**
     * @param before flows of the unit up to the eve of the month, by waste and units
     * @param within flows of the unit in the month, by waste and units
     */
    static Map<String, Sum> sums(UUID unit, List<Flow> before, List<Flow> within) {
        var sums = new TreeMap<String, Sum>();
        for (var flow : before) {
            var eve = new Sum();
            add(eve, unit, flow);
            var sum = sums.computeIfAbsent(flow.waste(), _ -> new Sum());
            sum.opening += eve.closing();
            sum.inTransitOpening += eve.inTransit();
        }
        for (var flow : within) add(sums.computeIfAbsent(flow.waste(), _ -> new Sum()), unit, flow);
        sums.values().removeIf(MonthBook::empty);
        return sums;
    }

    /** A reversal is the mirror image: it counts against the figure it takes back. */
    private static void add(Sum sum, UUID unit, Flow flow) {
        boolean mirrored = flow.to().side() == Stage.Side.SOURCE || flow.from().side() == Stage.Side.SINK;
        long mass = mirrored ? -flow.mass().grams() : flow.mass().grams();
        var from = mirrored ? flow.to() : flow.from();
        var to = mirrored ? flow.from() : flow.to();
        boolean ours = unit.equals(mirrored ? flow.toUnit() : flow.fromUnit());
        boolean toUs = unit.equals(mirrored ? flow.fromUnit() : flow.toUnit());
        if (toUs) {
            switch (from) {
                case GENERATED -> sum.generated += mass;
                case FOUND -> sum.found += mass;
                case IMPORTED -> sum.received += mass;
                case IN_TRANSIT -> {
                    if (!ours) sum.received += mass;
                    else if (to == Stage.STORED) sum.returned += mass;
                }
                case STORED -> {
                    if (!ours) sum.received += mass;
                }
                case UTILISED, DISPOSED, EXPORTED, LOST -> throw new IllegalStateException("out of a sink: " + flow);
            }
            boolean fromOurRoad = ours && from == Stage.IN_TRANSIT;
            switch (to) {
                case UTILISED -> {
                    if (!fromOurRoad) sum.ownUse += mass;
                }
                case DISPOSED -> {
                    if (!fromOurRoad) sum.ownDisposal += mass;
                }
                case IN_TRANSIT -> {
                    // straight onto the road, or on from another's road: it left this unit's book as it entered
                    if (from != Stage.IN_TRANSIT || !ours) sum.out += mass;
                }
                case LOST, EXPORTED -> {
                    if (from != Stage.IN_TRANSIT || !ours) sum.lost += mass;
                }
                case STORED, GENERATED, IMPORTED, FOUND -> {}
            }
        } else if (ours && from == Stage.STORED) {
            // straight into another's hands, with no road between
            sum.out += mass;
            sum.delivered += mass;
        }
        if (ours && from == Stage.IN_TRANSIT) {
            if (to == Stage.LOST) sum.transitLost += mass;
            else if (!toUs || to != Stage.STORED) sum.delivered += mass;
        }
    }

    private static boolean empty(Sum sum) {
        return sum.opening == 0
                && sum.generated == 0
                && sum.found == 0
                && sum.received == 0
                && sum.returned == 0
                && sum.ownUse == 0
                && sum.ownDisposal == 0
                && sum.out == 0
                && sum.lost == 0
                && sum.inTransitOpening == 0
                && sum.transitLost == 0
                && sum.delivered == 0;
    }
}
