package org.wufei.industrial;

import org.wufei.kernel.ProblemType;

/** Every refusal this module can give. Codes are never renamed or reused. */
enum IndustrialProblem implements ProblemType {
    DOCUMENT_UNKNOWN("document-unknown", 404, "没有找到该单据，或不在您的查看范围内，请从台账列表中打开"),
    WASTE_NOT_INDUSTRIAL("waste-not-industrial", 422, "该代码不是一般工业固体废物（SW01–SW17、SW59），请核对代码或到相应台账登记"),
    PLACE_NOT_OF_UNIT("place-not-of-unit", 422, "该场所不属于本单位，请重新选择"),
    BATCH_CONFLICT("batch-conflict", 409, "该批次编号已用于内容不同的单据，请核对或更换批次编号"),
    OPENING_NOT_FIRST("opening-not-first", 409, "该场所此类废物已有台账记录，不能再登记期初库存，请用盘点调整"),
    ALREADY_VOIDED("already-voided", 409, "该单据已作废，请刷新后查看"),
    STEP_NOT_ALLOWED("step-not-allowed", 409, "单据当前状态为 {state}，不能进行此操作，请刷新后查看"),
    NOT_THE_RECEIVER("not-the-receiver", 403, "只有接收单位可以确认接收，请由接收单位经办人操作"),
    NOT_THE_SENDER("not-the-sender", 403, "只有产生单位可以进行此操作，请由产生单位经办人操作"),
    RECEIVER_UNKNOWN("receiver-unknown", 422, "接收单位未在册，请从名录中选择，或按在册外单位填写"),
    RECEIVER_IS_SENDER("receiver-is-sender", 422, "接收单位不能是本单位；本单位自行利用处置请到自行利用处置台账登记"),
    FLOW_UNFIT("flow-unfit", 422, "流向类型与接收方所在省份不符，请核对"),
    METHOD_UNFIT("method-unfit", 422, "利用处置方式代码不存在，或与利用、处置去向不符，请从目录中选择"),
    RECEIVED_TOO_MUCH("received-too-much", 422, "接收量与退回量之和不能超过出厂量，退回部分请核对"),
    DIFFERENCE_BEYOND_TOLERANCE("difference-beyond-tolerance", 409, "磅差超出允差，须由地区生态环境局核定后处理"),
    APPROVAL_MISSING("approval-missing", 409, "跨省转移须先取得审批（贮存、处置）或备案（利用），依据固体废物污染环境防治法第二十二条"),
    APPROVAL_UNFIT("approval-unfit", 409, "所选审批、备案与本批废物、去向、接收方省份或日期不符，请重新选择"),
    APPROVAL_EXCEEDED("approval-exceeded", 409, "本批数量超过审批、备案的剩余量，请重新申请"),
    APPROVAL_CONFLICT("approval-conflict", 409, "该批准、备案文号已登记，请核对文号或使用已登记的一份"),
    TICKET_NET_WRONG("ticket-net-wrong", 422, "净重须等于毛重减皮重，请核对过磅单"),
    TICKET_CONFLICT("ticket-conflict", 409, "该磅单号已登记且内容不同，请核对"),
    TICKET_USED("ticket-used", 409, "该磅单已用于另一批出厂或接收，不能重复使用，请另选磅单"),
    TICKET_UNKNOWN("ticket-unknown", 422, "没有找到该磅单，或它不属于本单位，请重新选择或新填磅单"),
    MASS_DIFFERS_FROM_TICKET("mass-differs-from-ticket", 422, "出厂量须与磅单净重一致"),
    MONTH_NOT_READY("month-not-ready", 409, "本月还有未出厂的草稿，请先出厂确认或作废"),
    PROCESS_EXISTS("process-exists", 409, "已有同名工序，请修改原工序"),
    GAP_BOOKED("gap-booked", 409, "该盘点差异已入账，如有误请先作废再重新入账"),
    GAP_SUPERSEDED("gap-superseded", 409, "该场所此类废物已有更晚的盘点，差异已包含在其中，请按最近一次盘点入账"),
    GAP_ZERO("gap-zero", 409, "盘点量与账面一致，没有需要入账的差异，请核对盘点记录"),
    EVIDENCE_UNKNOWN("evidence-unknown", 422, "所附佐证不存在或不属于本单位，请重新上传"),
    MARKED_FILE_GONE("marked-file-gone", 404, "标注文件已过期，请重新导入"),
    IMPORT_TOO_LONG("import-too-long", 422, "该表的行数超过上限，请拆分后分次导入"),
    TABLE_UNKNOWN("table-unknown", 404, "没有该台账表，请从台账表列表中选择"),
    PERMIT_MISSING("permit-missing", 409, "该期间没有有效的排污许可证，请先在名录中登记许可证及其固体废物章节"),
    REPORT_DRAFT_OPEN("report-draft-open", 409, "该期间已有一份执行报告草稿，请打开它继续填写"),
    REPORT_PERIOD_RUNNING("report-period-running", 409, "报告期还没有结束，请在期满后提交"),
    REPORT_STALE("report-stale", 409, "编制后台账有变化，请保存一次更新数据，核对后再提交");

    private final String slug;
    private final int status;
    private final String title;

    IndustrialProblem(String slug, int status, String title) {
        this.slug = "industrial/" + slug;
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
