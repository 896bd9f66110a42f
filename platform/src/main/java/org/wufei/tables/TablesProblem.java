package org.wufei.tables;

import org.wufei.kernel.ProblemType;

/** Every way in which a file is no table that can be read. */
enum TablesProblem implements ProblemType {
    NOT_A_TABLE("tables/not-a-table", 422, "无法识别为表格，请上传 .xlsx 或 .csv 文件"),
    OLD_FORMAT("tables/old-format", 422, "不支持旧版 .xls、.xlsb 文件，请在 Excel 或 WPS 中另存为 .xlsx 后上传"),
    MACRO("tables/macro", 422, "文件含有宏，不予接收，请另存为不含宏的 .xlsx 后上传"),
    ENCRYPTED("tables/encrypted", 422, "文件已加密码，请取消密码后上传"),
    DAMAGED("tables/damaged", 422, "文件不完整或已损坏，请用 Excel 或 WPS 打开后重新保存，再上传"),
    BOMB("tables/bomb", 422, "文件展开后过大，不像正常填写的表格，请只保留需要上传的工作表和行"),
    TOO_LARGE("tables/too-large", 413, "文件过大，请拆分后分次上传"),
    TOO_MANY_ROWS("tables/too-many-rows", 422, "行数超过上限，请拆分后分次上传"),
    NO_ROWS("tables/no-rows", 422, "表中没有数据行，请在表头下方填写后上传"),
    COLUMNS_MISSING("tables/columns-missing", 422, "表头缺少必需的列，请下载模板对照"),
    COLUMNS_DUPLICATE("tables/columns-duplicate", 422, "表头中有重复的列，请删去多余的一列");

    private final String slug;
    private final int status;
    private final String title;

    TablesProblem(String slug, int status, String title) {
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
