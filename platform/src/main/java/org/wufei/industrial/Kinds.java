package org.wufei.industrial;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wufei.findings.FindingKind;

/** 发现类型 of this stream: what each rests on and what to do about it. */
@Configuration(proxyBeanMethods = false)
class Kinds {
    static final String OVER_AGE_STOCK = "industrial.over-age-stock";
    static final String NO_ORIGIN = "industrial.no-origin";
    static final String OVER_PERMIT = "industrial.over-permit";
    static final String NOT_PERMITTED = "industrial.not-permitted";
    static final String BALANCE_OUT_OF_BAND = "industrial.balance-out-of-band";
    static final String RECEIVER_DIFFERS = "industrial.receiver-differs";
    static final String LATE_MONTH = "industrial.late-month";
    static final String EXIT_UNCONFIRMED = "industrial.exit-unconfirmed";

    private record Kind(String code, String title, String basis, String advice) implements FindingKind {}

    @Bean
    FindingKind overAgeStock() {
        return new Kind(
                OVER_AGE_STOCK,
                "贮存超期",
                "固体废物污染环境防治法第四十条：对暂时不利用或者不能利用的工业固体废物安全分类存放或者无害化处置；贮存年限为平台参数",
                "核实该批废物的去向计划，尽快利用、处置；确需继续贮存的，说明理由和贮存条件");
    }

    @Bean
    FindingKind noOrigin() {
        return new Kind(
                NO_ORIGIN,
                "盘盈来源不明",
                "固体废物污染环境防治法第三十六条：如实记录产生工业固体废物的种类、数量、流向；公告2021年第82号",
                "核对产生记录是否漏报；属于漏报的作废盘盈并补登产生记录，属于计量误差的附测量依据");
    }

    @Bean
    FindingKind overPermit() {
        return new Kind(
                OVER_PERMIT, "超许可量", "排污许可管理条例第十七条、固体废物污染环境防治法第三十九条：执行排污许可管理制度的相关规定", "停止超出部分，或向审批部门申请变更排污许可证固体废物章节");
    }

    @Bean
    FindingKind notPermitted() {
        return new Kind(
                NOT_PERMITTED, "许可未载明的利用处置", "固体废物污染环境防治法第三十九条：执行排污许可管理制度的相关规定", "核对废物代码和去向；确有此去向的，申请变更排污许可证固体废物章节");
    }

    @Bean
    FindingKind balanceOutOfBand() {
        return new Kind(
                BALANCE_OUT_OF_BAND,
                "工序物料不平衡",
                "固体废物污染环境防治法第三十六条：如实记录产生工业固体废物的种类、数量；产出与投入之比超出单位自报范围",
                "核对投入量、产品量和产生记录，补登漏报或更正错误");
    }

    @Bean
    FindingKind receiverDiffers() {
        return new Kind(
                RECEIVER_DIFFERS,
                "接收量与出厂量不符",
                "固体废物污染环境防治法第三十七条：受托方应当将运输、利用、处置情况告知产生工业固体废物的单位；允差为平台参数",
                "双方核对过磅单，查明差额去向；由地区生态环境局核定后入账或退回");
    }

    @Bean
    FindingKind lateMonth() {
        return new Kind(LATE_MONTH, "月度台账逾期未关闭", "公告2021年第82号：流向汇总表按月填写；截止日期为平台参数", "补齐所缺单据，核对后关闭该月台账");
    }

    @Bean
    FindingKind exitUnconfirmed() {
        return new Kind(
                EXIT_UNCONFIRMED,
                "出厂长时间未确认接收",
                "固体废物污染环境防治法第三十七条：对受托方核实，受托方告知运输、利用、处置情况；天数为平台参数",
                "联系接收方确认；未送达的查明车辆和废物去向");
    }
}
