package org.wufei.ledger;

import org.wufei.kernel.ProblemType;

/** Every refusal the ledger can give. */
public enum LedgerProblem implements ProblemType {
    INSUFFICIENT_STOCK("ledger/insufficient-stock", 409, "库存不足：该场所此类废物账面数量少于本次转出数量，请先登记产生或入库，或核对数量"),
    IDEMPOTENCY_CONFLICT("ledger/idempotency-conflict", 409, "同一单据已记账且内容不同，请冲销后重新登记"),
    MONTH_CLOSED("ledger/month-closed", 409, "该月台账已关闭，请作为迟报单据记入当前未关闭月份"),
    MONTH_NOT_CLOSED("ledger/month-not-closed", 409, "所调整的月份尚未关闭，请直接记入该月"),
    MONTH_OUT_OF_ORDER("ledger/month-out-of-order", 409, "须按月份顺序关闭，请先关闭更早的月份"),
    MONTH_NOT_ENDED("ledger/month-not-ended", 409, "该月尚未结束，不能关闭，请月末之后再办理"),
    ENTRY_UNKNOWN("ledger/entry-unknown", 404, "没有找到该凭证，或不在您的查看范围内，请核对凭证号"),
    ALREADY_REVERSED("ledger/already-reversed", 409, "该凭证已被冲销，不能再次冲销，请刷新后查看"),
    REVERSAL_FINAL("ledger/reversal-final", 409, "冲销凭证本身不能再冲销，请按实际情况重新登记单据"),
    OCCURRED_IN_FUTURE("ledger/occurred-in-future", 422, "发生时间晚于现在，请核对");

    private final String slug;
    private final int status;
    private final String title;

    LedgerProblem(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
