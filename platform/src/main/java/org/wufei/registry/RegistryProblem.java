package org.wufei.registry;

import org.wufei.kernel.ProblemType;

/** Refusals of the registry. */
enum RegistryProblem implements ProblemType {
    UNIT_UNKNOWN("registry/unit-unknown", 404, "没有这个单位，或不在您的查看范围内，请从名录中选择"),
    UNIT_EXISTS("registry/unit-exists", 409, "该代码的单位已经登记，请直接查找使用，或联系地区生态环境局"),
    UNIT_DUPLICATE("registry/unit-duplicate", 409, "已有疑似重复的单位，请核对；确认不是同一家再提交"),
    UNIT_CLOSED("registry/unit-closed", 409, "该单位已注销或已并入其他单位，不能再登记，请选择现有单位"),
    UNIT_OUTSIDE_SCOPE("registry/unit-outside-scope", 403, "该县不在您的管理范围内，请由该县或地区办理"),
    NOT_YOUR_UNIT("registry/not-your-unit", 403, "只能维护本单位的资料，其他单位请由其本人或主管部门办理"),
    MERGE_REFUSED("registry/merge-refused", 409, "不能这样合并：须是两个不同的在用单位，且都不是县级代管单位"),
    PLACE_UNKNOWN("registry/place-unknown", 404, "没有这个场所、设施或堆场，或不在您的查看范围内，请从列表中选择"),
    POINT_OUTSIDE("registry/point-outside-prefecture", 422, "该点不在阿里地区七县范围内，请核对经纬度（WGS-84，先经度后纬度）"),
    METHOD_UNKNOWN("registry/method-unknown", 422, "没有这个利用处置方式代码，请从列表中选择"),
    VEHICLE_UNKNOWN("registry/vehicle-unknown", 404, "没有这辆车，或不在您的查看范围内，请从车辆列表中选择"),
    PLATE_TAKEN("registry/plate-taken", 409, "该车牌已登记在用，请先在原单位停用"),
    PERMIT_UNKNOWN("registry/permit-unknown", 404, "没有这个许可证，或不在您的查看范围内，请从许可列表中选择"),
    PERMIT_OVERLAPS("registry/permit-overlaps", 409, "该单位在此期间已有有效的排污许可证，请核对起止日期或先注销旧证"),
    PERMIT_NO_MISMATCH("registry/permit-no-mismatch", 422, "排污许可证编号须为本单位统一社会信用代码加 4 位，共 22 位，请核对"),
    CONTRACT_UNKNOWN("registry/contract-unknown", 404, "没有这份合同，或不在您的查看范围内，请从合同列表中选择"),
    CONTRACT_EXISTS("registry/contract-exists", 409, "该合同编号已登记，请核对编号，或修改原来的登记");

    private final String slug;
    private final int status;
    private final String title;

    RegistryProblem(String slug, int status, String title) {
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
