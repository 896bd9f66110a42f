package org.wufei.indicators;

import org.wufei.kernel.ProblemType;

/** Every refusal that indicators can give. */
enum IndicatorsProblem implements ProblemType {
    UNKNOWN("indicators/unknown", 404, "没有这个指标，请从指标清单中选择"),
    COUNTY_UNSEEN("indicators/county-unseen", 404, "没有这个县，或不在您的查看范围内，请改看本县或地区合计"),
    PERIOD_INVALID("indicators/period-invalid", 422, "统计期格式须为 2026、2026-Q3、2026-11、2026-11-ytd 或 stage-2027"),
    EXPRESSION_INVALID("indicators/expression-invalid", 422, "公式有误：只能用指标项、数、加减乘除和括号，请按提示位置改正"),
    TERM_UNKNOWN("indicators/term-unknown", 422, "公式中有平台没有的指标项，请从指标项清单中选择"),
    FIGURE_UNKNOWN("indicators/figure-unknown", 422, "没有这个报送项，请从报送项清单中选择"),
    FIGURE_OF_ANOTHER("indicators/figure-of-another", 403, "这个数由别的部门报送，请联系该部门填报；如归口有误，请平台管理员核对账号所在机构"),
    REPORT_UNKNOWN("indicators/report-unknown", 404, "没有找到该报送记录，或不在您的查看范围内，请从报送列表中打开"),
    REPORT_OWN("indicators/report-own", 403, "不能审核自己报送的数，请由本局其他有审核权限的同事审核"),
    REPORT_REVIEWED("indicators/report-reviewed", 409, "这条报送已经审核过，请刷新查看结果；如需改数，由报送部门更正后再审"),
    REPORT_SUPERSEDED("indicators/report-superseded", 409, "这条报送已被更正，请审核更正后的那一条"),
    REPORT_EXISTS("indicators/report-exists", 409, "该统计期已有报送数；如需更正，请在现有记录上点“更正”，旧数会保留"),
    REPORT_PERIOD_AHEAD("indicators/report-period-ahead", 422, "统计期尚未开始，不能报送，请核对统计期"),
    EVIDENCE_UNKNOWN("indicators/evidence-unknown", 422, "所附佐证没有找到，请重新上传");

    private final String slug;
    private final int status;
    private final String title;

    IndicatorsProblem(String slug, int status, String title) {
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
