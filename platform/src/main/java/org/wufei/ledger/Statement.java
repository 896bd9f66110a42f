package org.wufei.ledger;

import java.time.YearMonth;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.wufei.kernel.Mass;

/**
 * 收支表: what a unit, a county or the prefecture held, what came, what went and what is left, for one waste (or class) and
 * period. Balances to the gram: {@code opening + in = out + closing}. Figures are net of reversals; where more was taken back
 * than came, it stands on the other side.
 *
 * @param month the month, or {@code null} for a period
 * @param waste waste code or class
 * @param opening grams held when the period began; below zero where documents of the period before used what is dated later
 * @param in by {@link Way}
 * @param out by {@link Way}
 * @param closing grams held when it ended; below zero as {@code opening}
 */
public record Statement(
        YearMonth month, String waste, long opening, SortedMap<Way, Mass> in, SortedMap<Way, Mass> out, long closing) {

    /** 去向与来源: how mass came into the stocks in view, or left them. */
    public enum Way {
        GENERATED("产生"),
        IMPORTED("省外调入"),
        FOUND("排查发现"),
        RECEIVED("外来接收"),
        TRANSFORMED("处理转化"),
        UTILISED("综合利用"),
        DISPOSED("处置"),
        EXPORTED("调出省外"),
        LOST("损失"),
        SENT("转往外部");

        private final String title;

        Way(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Whose stocks are in view: one unit's, one county's, or (both {@code null}) all in the caller's sight. */
    public record View(UUID unit, org.wufei.kernel.RegionCode county) {}

    /** One kind of flow as the view sees it: ends inside or outside, and signed grams. */
    record Row(
            YearMonth month,
            boolean fromInside,
            boolean toInside,
            String waste,
            String toWaste,
            Stage from,
            Stage to,
            long grams) {
        private boolean leavesStock() {
            return fromInside && from.side() == Stage.Side.STOCK;
        }

        private boolean entersStock() {
            return toInside && to.side() == Stage.Side.STOCK;
        }
    }

    /** Adds rows up to a statement; pure. */
    static final class Sum {
        private long opening;
        private final TreeMap<Way, Long> in = new TreeMap<>();
        private final TreeMap<Way, Long> out = new TreeMap<>();

        Sum opening(long grams) {
            opening = grams;
            return this;
        }

        void in(Way way, long grams) {
            in.merge(way, grams, Math::addExact);
        }

        void out(Way way, long grams) {
            out.merge(way, grams, Math::addExact);
        }

        long closing() {
            return Math.subtractExact(
                    Math.addExact(opening, in.values().stream().reduce(0L, Math::addExact)),
                    out.values().stream().reduce(0L, Math::addExact));
        }

        Statement close(YearMonth month, String waste) {
            var came = new TreeMap<Way, Mass>();
            var went = new TreeMap<Way, Mass>();
            in.forEach((way, grams) -> side(way, grams, came, went));
            out.forEach((way, grams) -> side(way, grams, went, came));
            return new Statement(month, waste, opening, came, went, closing());
        }

        private static void side(Way way, long grams, Map<Way, Mass> here, Map<Way, Mass> there) {
            if (grams > 0) here.merge(way, new Mass(grams), Mass::plus);
            if (grams < 0) there.merge(way, new Mass(-grams), Mass::plus);
        }
    }

    /** Puts one row into the sums of its waste. */
    static void add(Row row, java.util.function.Function<String, Sum> sums) {
        if (!row.fromInside && !row.toInside) return;
        if (!row.leavesStock()) sums.apply(row.waste).in(row.fromInside ? way(row.from) : Way.RECEIVED, row.grams);
        if (!row.entersStock()) sums.apply(row.toWaste).out(row.toInside ? way(row.to) : Way.SENT, row.grams);
        if (!row.waste.equals(row.toWaste)) {
            sums.apply(row.waste).out(Way.TRANSFORMED, row.grams);
            sums.apply(row.toWaste).in(Way.TRANSFORMED, row.grams);
        }
    }

    /** What a row changed in the stocks in view: by the waste it left and by the waste it became. */
    static void addToStock(Row row, java.util.function.BiConsumer<String, Long> stock) {
        if (row.leavesStock()) stock.accept(row.waste, -row.grams);
        if (row.entersStock()) stock.accept(row.toWaste, row.grams);
    }

    private static Way way(Stage stage) {
        return switch (stage) {
            case GENERATED -> Way.GENERATED;
            case IMPORTED -> Way.IMPORTED;
            case FOUND -> Way.FOUND;
            case UTILISED -> Way.UTILISED;
            case DISPOSED -> Way.DISPOSED;
            case EXPORTED -> Way.EXPORTED;
            case LOST -> Way.LOST;
            case STORED, IN_TRANSIT -> throw new IllegalStateException("a stock is no way: " + stage);
        };
    }
}
