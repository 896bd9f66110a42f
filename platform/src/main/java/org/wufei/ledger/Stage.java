package org.wufei.ledger;

/** 环节: where in its life the mass is. */
public enum Stage {
    GENERATED(Side.SOURCE, "产生"),
    IMPORTED(Side.SOURCE, "调入"),
    FOUND(Side.SOURCE, "排查发现"),
    STORED(Side.STOCK, "贮存"),
    IN_TRANSIT(Side.STOCK, "在途"),
    UTILISED(Side.SINK, "综合利用"),
    DISPOSED(Side.SINK, "处置"),
    EXPORTED(Side.SINK, "调出"),
    LOST(Side.SINK, "损失");

    /** Sources hold balances ≤ 0, stocks and sinks ≥ 0. */
    public enum Side {
        SOURCE,
        STOCK,
        SINK
    }

    private final Side side;
    private final String title;

    Stage(Side side, String title) {
        this.side = side;
        this.title = title;
    }

    public Side side() {
        return side;
    }

    public String title() {
        return title;
    }
}
