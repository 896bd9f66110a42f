package org.wufei.recycling;

import org.wufei.kernel.ProblemType;

/** Every refusal of this module. */
enum RecyclingProblem implements ProblemType {
    STATE_UNFIT("recycling/state-unfit", 409, "当前状态不能进行此操作，请刷新后查看"),
    DAY_EXISTS("recycling/day-exists", 409, "该场所当日此类污泥已登记，请作废原记录后重新登记"),
    NOT_RECEIVER("recycling/not-receiver", 403, "只有接收单位可以确认接收，请由接收单位经办人操作"),
    VIN_KNOWN("recycling/vin-known", 409, "该车辆识别代号已登记回收，同一车辆不能重复回收，请核对"),
    VEHICLE_UNFIT("recycling/vehicle-unfit", 409, "所选车辆不在本场所的待拆解车辆中，请刷新后重选"),
    CODE_KNOWN("recycling/code-known", 409, "该追溯编码已登记，请核对编码"),
    CHANNEL_UNFIT("recycling/channel-unfit", 409, "没有适用的“点对点”渠道：请核对废物种类、持有单位和有效期"),
    FACTOR_MISSING("recycling/factor-missing", 422, "目录中没有该物品的单件重量，请填写称重重量"),
    PRODUCER_KNOWN("recycling/producer-known", 409, "该生产者本年度此类产品的责任已登记，请核对年度和产品"),
    SHARE_TOO_LOW("recycling/share-too-low", 422, "废物掺兑比例低于优惠目录的要求，不能申请退税"),
    CLAIM_TOO_HIGH("recycling/claim-too-high", 422, "申请退税额超过已缴增值税乘以退税比例"),
    CLAIM_OVERLAPS("recycling/claim-overlaps", 409, "该产品在此期间已有退税申请"),
    BENEFIT_NOT_VALID("recycling/benefit-not-valid", 422, "所属期不在优惠目录条目的有效期内，请核对所属期"),
    BENEFIT_UNCHECKED("recycling/benefit-unchecked", 409, "优惠目录条目尚未与正式文件核对，请先核对条目，再审核退税申请"),
    NO_BENEFIT("recycling/no-benefit", 409, "该产品没有对应的优惠目录条目，不能申请退税");

    private final String slug;
    private final int status;
    private final String title;

    RecyclingProblem(String slug, int status, String title) {
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
