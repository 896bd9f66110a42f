package org.wufei.evidence;

import org.wufei.kernel.ProblemType;

/** Every refusal of a paper or photograph. */
enum EvidenceProblem implements ProblemType {
    EMPTY("evidence/empty", 422, "文件是空的，请重新选择"),
    TOO_LARGE("evidence/too-large", 413, "文件超过 10 MB，请压缩或拆分后上传"),
    TYPE_UNFIT("evidence/type-unfit", 422, "只接收 JPEG、PNG 图片和 PDF 文件；WebP、HEIC 图片请先另存为 JPEG"),
    PICTURE_TOO_LARGE("evidence/picture-too-large", 422, "图片像素过大，请缩小到 6400 万像素以内再上传"),
    DAMAGED("evidence/damaged", 422, "图片或文件不完整，无法打开，请重新拍摄或导出后上传"),
    ACTIVE_CONTENT("evidence/active-content", 422, "PDF 含有脚本、附件或加密，不予接收，请重新打印为 PDF 后上传"),
    OWNER_UNKNOWN("evidence/owner-unknown", 422, "没有说明材料属于哪个单位或哪个县，请从所属单据处上传");

    private final String slug;
    private final int status;
    private final String title;

    EvidenceProblem(String slug, int status, String title) {
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
