package org.wufei.industrial;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wufei.kernel.Problem;
import org.wufei.tables.Tables;

/** 可导入的表: heads as 公告2021年第82号 has them and as people write them; names of columns are the fields of the documents. */
enum ImportTable {
    LIST(
            "附表1 一般工业固体废物产生清单",
            List.of(
                    waste(),
                    column("name", "名称", false, "可不填，按目录补全", "废物名称"),
                    column("category", "类别", true, "第Ⅰ类 或 第Ⅱ类", "废物类别"),
                    column("link", "产生环节", true, "产生该废物的工序或设施", "产废环节"),
                    column("form", "物理性状", false, "固态、半固态、液态、其他"),
                    column("components", "主要成分", false, ""),
                    column("characteristics", "污染特性", false, ""),
                    column("yearlyG", "产废系数/年产生量（吨）", false, "吨，最多六位小数", "年产生量（吨）", "年产生量", "预计年产生量（吨）"))),
    EXITS(
            "附表3 一般工业固体废物出厂环节记录表",
            List.of(
                    waste(),
                    column("wasteName", "名称", false, "可不填，按代码补全", "废物名称"),
                    column("batchNo", "出厂环节批次编号", false, "可不填，平台按内容编号", "批次编号", "批次号"),
                    column("shippedAt", "出厂时间", true, "如 2026-10-05 08:30", "出厂日期"),
                    column("massG", "出厂数量（吨）", false, "吨，最多六位小数；有磅单的可不填，按净重", "出厂数量", "出厂量（吨）", "数量（吨）"),
                    column("placeName", "出厂场所", false, "名录中的场所名称；只有一处场所时可不填", "贮存场所", "来源贮存场所"),
                    column("handler", "出厂环节经办人", true, "", "经办人"),
                    column("carrier", "运输单位", true, "", "承运单位"),
                    column("plate", "运输车牌号", true, "如 藏F12345", "车牌号", "车牌"),
                    column("transport", "运输方式", false, "公路、铁路、管道、皮带、其他；不填为公路"),
                    column("receiver", "接收单位", true, "在册单位的名称或统一社会信用代码；在册外单位写名称并填省份", "接收单位名称"),
                    column("province", "接收方省份代码", false, "在册外单位必填，6 位行政区划代码，如 630000", "接收方省份"),
                    column("flow", "流向类型", false, "省内转移 或 跨省转移；可不填，按接收方判断"),
                    column("way", "去向", true, "委托利用、委托处置、委托贮存", "流向"),
                    column("method", "利用处置方式", false, "方式代码，如 R5、D1", "利用处置方式代码"),
                    column("approvalNo", "跨省审批或备案文号", false, "跨省转移必填", "审批备案文号"),
                    column("contractNo", "合同编号", false, ""),
                    column("ticketNo", "磅单号", false, "已登记的磅单只填磅单号", "过磅单号"),
                    column("grossG", "毛重（吨）", false, "与皮重一起填写时登记新磅单"),
                    column("tareG", "皮重（吨）", false, ""),
                    column("device", "地磅编号", false, ""),
                    column("note", "备注", false, ""))),
    GENERATIONS(
            "附表4 一般工业固体废物产生环节记录表",
            List.of(
                    waste(),
                    column("wasteName", "名称", false, "可不填，按代码补全", "废物名称"),
                    column("batchNo", "产生环节批次编号", false, "可不填，平台按内容编号", "批次编号", "批次号"),
                    column("occurredAt", "产生时间", true, "如 2026-10-05 08:30", "产生日期"),
                    column("massG", "产生数量（吨）", true, "吨，最多六位小数", "产生数量", "产生量（吨）", "数量（吨）"),
                    column("link", "产生设施或环节", false, "", "产生环节", "产生设施"),
                    column("placeName", "转移去向（贮存场所）", false, "名录中的场所名称；只有一处场所时可不填", "贮存场所", "转移去向"),
                    column("handler", "产生部门经办人", false, "", "经办人"),
                    column("note", "备注", false, ""))),
    TICKETS(
            "过磅单",
            List.of(
                    column("ticketNo", "磅单号", true, "每台地磅内不重复", "过磅单号", "单号"),
                    column("weighedAt", "过磅时间", true, "如 2026-10-05 08:30", "时间"),
                    column("plate", "车牌号", false, "", "车牌"),
                    column("grossG", "毛重（吨）", true, "吨，最多六位小数", "毛重"),
                    column("tareG", "皮重（吨）", false, "吨；没有皮重的填 0", "皮重"),
                    column("netG", "净重（吨）", false, "可不填；填写的须等于毛重减皮重", "净重"),
                    column("waste", "废物代码", false, "如 900-001-S03", "代码"),
                    column("device", "地磅编号", false, "多台地磅的必填", "地磅", "设备编号"))),
    OPENINGS(
            "期初库存表",
            List.of(
                    waste(),
                    column("placeName", "贮存场所", false, "名录中的场所名称；只有一处场所时可不填"),
                    column("massG", "库存数量（吨）", true, "吨，最多六位小数", "库存量（吨）", "数量（吨）"),
                    column("lotYear", "产生年份", true, "如 2019；不清楚的填最早可能的年份", "年份"),
                    column("on", "登记日期", true, "期初库存的截止日期，如 2026-01-01", "截止日期"),
                    column("note", "备注", false, "")));

    final Tables.Head head;
    final List<Tables.Column> columns;

    ImportTable(String title, List<Tables.Column> columns) {
        this.head = new Tables.Head(title, "带 * 的列必填；批注中有填写说明。重量单位：吨");
        this.columns = columns;
    }

    /** As an address names it: {@code list}, {@code exits}, {@code generations}, {@code tickets}, {@code openings}. */
    @JsonValue
    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ImportTable of(String path) {
        for (var table : values()) if (table.path().equals(path)) return table;
        throw new Problem(IndustrialProblem.TABLE_UNKNOWN, Map.of("table", path));
    }

    private static Tables.Column waste() {
        return column("waste", "代码", true, "如 900-001-S03", "废物代码", "固体废物代码");
    }

    private static Tables.Column column(String name, String title, boolean required, String hint, String... also) {
        return new Tables.Column(name, title, List.of(also), required, hint);
    }
}
