package org.wufei.recycling;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wufei.findings.FindingKind;

/** 发现类型 of this module. */
@Configuration(proxyBeanMethods = false)
class RecyclingKinds {
    static final String ELV_OUT_OF_BAND = "recycling.elv-out-of-band";
    static final String SLUDGE_UNDISPOSED = "recycling.sludge-undisposed";
    static final String UNRECEIVED = "recycling.unreceived";
    static final String DUTY_SHORT = "recycling.duty-short";
    static final String SLUDGE_DIFFERS = "recycling.sludge-differs";

    @Bean
    FindingKind elvOutOfBand() {
        return new Kind(
                ELV_OUT_OF_BAND,
                "报废机动车拆解物料不平衡",
                "《报废机动车回收管理办法》（国务院令第715号）：如实记录回收、拆解和拆解物流向",
                "请核对整备质量和各类拆解物称重记录，查明去向后说明，由监管部门处理差额");
    }

    @Bean
    FindingKind sludgeUndisposed() {
        return new Kind(
                SLUDGE_UNDISPOSED,
                "污泥积压未处置",
                "《固体废物污染环境防治法》第七十一条、第七十二条：保证处理后的污泥符合标准，跟踪、记录污泥流向，禁止擅自堆放",
                "请尽快将积压污泥送往砖厂协同处置、堆肥或填埋，并登记去向");
    }

    @Bean
    FindingKind sludgeDiffers() {
        return new Kind(
                SLUDGE_DIFFERS, "污泥收运重量不符", "《固体废物污染环境防治法》第七十一条：对污泥的流向、用途、用量等进行跟踪、记录", "请送、收双方核对磅单，由监管部门按查明情况处理差额");
    }

    @Bean
    FindingKind recyclingUnreceived() {
        return new Kind(
                UNRECEIVED,
                "污泥、新兴固废发出后未确认接收",
                "《固体废物污染环境防治法》第三十六条、第七十一条：建立管理台账，如实记录去向，对污泥流向跟踪、记录",
                "请联系接收单位核实是否收到：已收到的由接收单位确认，未送达的由发出单位撤回");
    }

    @Bean
    FindingKind recyclingDutyShort() {
        return new Kind(
                DUTY_SHORT,
                "生产者回收量未达目标",
                "《固体废物污染环境防治法》第六十六条：生产者按规定以自建或者委托等方式建立与产品销售量相匹配的废旧产品回收体系",
                "请督促生产者补充回收渠道，说明未达目标的原因和补回计划");
    }

    private record Kind(String code, String title, String basis, String advice) implements FindingKind {}
}
