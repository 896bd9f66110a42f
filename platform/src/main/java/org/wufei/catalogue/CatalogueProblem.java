package org.wufei.catalogue;

import org.wufei.kernel.ProblemType;

/** Refusals of the catalogue. */
enum CatalogueProblem implements ProblemType {
    WASTE_UNKNOWN("catalogue/waste-unknown", 422, "当日有效的名录中没有这个废物代码，请核对代码或所用名录版本"),
    REGION_UNKNOWN("catalogue/region-unknown", 404, "没有这个行政区划代码，请核对 6 位、9 位或 12 位代码"),
    LIST_UNKNOWN("catalogue/list-unknown", 404, "没有这个名录版本，请从名录列表中选择"),
    LIST_EXISTS("catalogue/list-exists", 409, "同名的名录版本已存在，请换一个版本标识"),
    LIST_PUBLISHED("catalogue/list-published", 409, "该名录版本已发布，不能再改动；需要更正请载入新版本"),
    LIST_TOO_EARLY("catalogue/list-too-early", 409, "新版本的生效日必须晚于现行版本的生效日，请核对"),
    LIST_EMPTY("catalogue/list-empty", 422, "文件中没有一行可用的废物代码，请核对表头和代码列"),
    LIST_ROWS_WRONG("catalogue/list-rows-wrong", 422, "名录文件中有错误的行，请按提示逐行改正后重新载入");

    private final String slug;
    private final int status;
    private final String title;

    CatalogueProblem(String slug, int status, String title) {
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
