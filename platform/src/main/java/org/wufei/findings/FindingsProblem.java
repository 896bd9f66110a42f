package org.wufei.findings;

import org.wufei.kernel.ProblemType;

/** Every refusal that the findings desk can give. */
enum FindingsProblem implements ProblemType {
    UNKNOWN("findings/unknown", 404, "没有找到该发现，或不在您的查看范围内，请从发现列表中打开"),
    ENDED("findings/ended", 409, "该发现已有结论，如需再次处理请先重新打开并写明理由"),
    NOT_ENDED("findings/not-ended", 409, "该发现尚在处理中，无需重新打开，请直接处理"),
    NOT_YOURS("findings/not-yours", 409, "该发现由他人办理，请先接办或与办理人联系");

    private final String slug;
    private final int status;
    private final String title;

    FindingsProblem(String slug, int status, String title) {
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
