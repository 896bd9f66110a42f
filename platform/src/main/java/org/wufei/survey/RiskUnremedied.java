package org.wufei.survey;

import org.springframework.stereotype.Component;
import org.wufei.findings.FindingKind;

@Component
class RiskUnremedied implements FindingKind {
    static final String CODE = "survey.risk-unremedied";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String title() {
        return "高风险堆存点未制定整治方案";
    }

    @Override
    public String basis() {
        return "《阿里地区“无废城市”建设实施方案》任务11：加强历史遗留固体废物堆存场所整治；发现后 30 日内应有整治方案";
    }

    @Override
    public String advice() {
        return "请组织风险评估，制定整治方案并登记“方案”阶段";
    }
}
