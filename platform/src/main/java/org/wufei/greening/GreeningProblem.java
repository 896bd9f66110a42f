package org.wufei.greening;

import org.wufei.kernel.ProblemType;

/** Every refusal of the green transition's registers. */
enum GreeningProblem implements ProblemType {
    STEP_NOT_OPEN("greening/step-not-open", 409, "当前状态不能进行此操作，请刷新后查看可办理的步骤"),
    STEP_BEFORE_FORMER("greening/step-before-former", 422, "日期早于上一步骤的日期，请核对"),
    CONDITIONS_OPEN("greening/conditions-open", 409, "还有准入条件未落实或未核实，请先逐条核实再验收"),
    PROJECT_SEALED("greening/project-sealed", 409, "项目已审查，固体废物内容不能再修改，如有变动请另行登记"),
    ALREADY_LISTED("greening/already-listed", 409, "该企业已在本年度名单中，请直接办理其审核"),
    MINE_NOT_ASSESSED("greening/mine-not-assessed", 409, "列入绿色矿山名录须有达标的第三方评估，请先登记评估结果"),
    STANDARD_EXISTS("greening/standard-exists", 409, "该编号的评价标准已存在，修订请使用新编号"),
    SCORES_UNFIT("greening/scores-unfit", 422, "打分与评价标准的条目不符，请逐条打分且不超过该条满分");

    private final String slug;
    private final int status;
    private final String title;

    GreeningProblem(String slug, int status, String title) {
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
