package org.wufei.kernel;

/** Refusals that any module may give. */
public enum CommonProblem implements ProblemType {
    NOT_SIGNED_IN("common/not-signed-in", 401, "请先登录"),
    NOT_ALLOWED("common/not-allowed", 403, "您没有此项权限，请联系本单位管理员或地区生态环境局开通"),
    STREAM_CLOSED("common/stream-closed", 403, "您的数据范围不含“{stream}”，如工作需要，请管理员在人员页面把这一类别加入您的范围"),
    NOT_FOUND("common/not-found", 404, "没有找到，或不在您的查看范围内，请从列表中打开"),
    INPUT_INVALID("common/input-invalid", 422, "填写内容有误，请按提示逐项改正"),
    BODY_UNREADABLE("common/body-unreadable", 400, "请求内容不完整或格式不对，请重新提交"),
    MASS_INVALID("common/mass-invalid", 422, "重量须为不小于 0 的数，以吨计最多六位小数，且不超过 10 亿吨"),
    CODE_INVALID("common/code-invalid", 422, "代码格式或校验位不对，请核对"),
    DATE_OUT_OF_RANGE("common/date-out-of-range", 422, "日期超出允许范围，请核对年月日"),
    CHANGED_MEANWHILE("common/changed-meanwhile", 412, "内容已被他人修改，请刷新后再提交"),
    PRECONDITION_MISSING("common/precondition-missing", 428, "修改须带 If-Match，请刷新页面后重试"),
    DUPLICATE("common/duplicate", 409, "已有相同的记录，请核对后再提交"),
    CSRF("common/csrf", 403, "页面已过期或请求来源不明，请刷新页面后重试"),
    KEY_MISSING("common/idempotency-key-missing", 400, "写入请求须带 Idempotency-Key"),
    KEY_CONFLICT("common/idempotency-conflict", 409, "同一幂等键已用于不同内容，请换新键重新提交"),
    TOO_MANY("common/too-many-requests", 429, "请求过于频繁，请稍后再试"),
    TOO_LARGE("common/too-large", 413, "上传或请求内容过大，请拆分后再试"),
    METHOD_NOT_ALLOWED("common/method-not-allowed", 405, "此地址不支持该操作，请查阅接口说明"),
    MEDIA_TYPE("common/media-type", 415, "不支持的内容类型，请按接口说明提交 JSON 或文件"),
    BUSY("common/busy", 503, "系统繁忙或数据库暂不可用，请稍后重试，已提交的内容不会丢失"),
    DEFECT("common/defect", 500, "系统内部错误，已记录，请把编号告知管理员");

    private final String slug;
    private final int status;
    private final String title;

    CommonProblem(String slug, int status, String title) {
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
