package org.wufei.greening;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wufei.findings.FindingKind;

/** 发现类型 of this module. */
@Configuration(proxyBeanMethods = false)
class GreeningKinds {
    static final String CONDITION_OVERDUE = "greening.condition-overdue";
    static final String AUDIT_OVERDUE = "greening.audit-overdue";

    @Bean
    FindingKind conditionOverdue() {
        return new Kind(
                CONDITION_OVERDUE,
                "项目准入条件逾期",
                "《固体废物污染环境防治法》第十八条：配套建设的固体废物污染防治设施应与主体工程同时设计、同时施工、同时投入使用",
                "请建设单位落实该条件并上传佐证，或由审查部门核实后说明");
    }

    @Bean
    FindingKind auditOverdue() {
        return new Kind(
                AUDIT_OVERDUE, "清洁生产审核逾期", "《清洁生产审核办法》（2016年）：实施强制性清洁生产审核的企业应当在名单公布之日起一年内完成审核", "请督促企业完成审核并组织评估验收");
    }

    private record Kind(String code, String title, String basis, String advice) implements FindingKind {}
}
