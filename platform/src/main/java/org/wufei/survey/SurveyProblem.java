package org.wufei.survey;

import org.wufei.kernel.ProblemType;

/** Every refusal of the survey. */
enum SurveyProblem implements ProblemType {
    CAMPAIGN_CLOSED("survey/campaign-closed", 409, "本次排查已结束，不能再登记或修改，请联系地区生态环境局"),
    COUNTY_NOT_IN_CAMPAIGN("survey/county-not-in-campaign", 422, "该点位所在县不在本次排查范围内，请核对坐标或选择其他排查任务"),
    COUNTY_NOT_YOURS("survey/county-not-yours", 403, "该点位不在您负责的县或不属于您的单位，请核对坐标，或请该县登记"),
    POINT_OUTSIDE("survey/point-outside", 422, "该坐标不在阿里地区范围内，请核对经度、纬度是否填反"),
    STEP_NOT_OPEN("survey/step-not-open", 409, "当前状态不能进行此操作，请刷新后查看可办理的步骤"),
    DENSITY_MISSING("survey/density-missing", 422, "目录中没有此类废物的密度，请填写实测密度（g/m³）和测定依据"),
    MASS_OUT_OF_RANGE("survey/mass-out-of-range", 422, "由体积和密度算得的重量不足 1 克或超过 10 亿吨，请核对体积和密度的单位"),
    CUSTODIAN_MISSING("survey/custodian-missing", 409, "该县还没有登记代管单位，历史遗留堆存点暂不能入账，请先在名录中登记县级代管单位"),
    COUNTY_NOT_SETTLED("survey/county-not-settled", 409, "本县还有草稿或待审核的记录，请处理完后再上报"),
    NOTHING_CHANGED("survey/nothing-changed", 409, "更正后的重量与原账面相同，无需更正，请核对填写的数值");

    private final String slug;
    private final int status;
    private final String title;

    SurveyProblem(String slug, int status, String title) {
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
