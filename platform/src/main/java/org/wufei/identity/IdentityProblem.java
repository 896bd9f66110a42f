package org.wufei.identity;

import org.wufei.kernel.ProblemType;

/** Refusals of this module. */
enum IdentityProblem implements ProblemType {
    SIGN_IN_FAILED("identity/sign-in-failed", 401, "账号或密码不对，请核对后重试"),
    TOTP_NEEDED("identity/totp-needed", 401, "请输入验证器上的 6 位动态码，或一个恢复码"),
    TOTP_WRONG("identity/totp-wrong", 401, "动态码或恢复码不对，请核对手机时间后重试"),
    LOCKED("identity/locked", 429, "连续输错次数过多，请在 {retryAfterSeconds} 秒后重试"),
    PASSWORD_WEAK("identity/password-weak", 422, "密码须 10 至 128 位，含大写字母、小写字母、汉字等文字、数字、符号中的三种（16 位以上不限），且不含账号、不是常见密码"),
    PASSWORD_WRONG("identity/password-wrong", 422, "现用密码不对，请重新输入"),
    LINK_INVALID("identity/link-invalid", 410, "链接无效、已使用或已过期，请向管理员重新索取"),
    TOTP_NOT_STARTED("identity/totp-not-started", 409, "请先获取验证器密钥，再输入动态码确认"),
    TOTP_HELD("identity/totp-held", 409, "本岗位须使用动态码，不能停用；更换手机请重新绑定"),
    SESSION_UNKNOWN("identity/session-unknown", 404, "没有这个登录会话，或它已结束，请刷新列表"),
    PERSON_UNKNOWN("identity/person-unknown", 404, "没有找到此人，或不在您的管理范围内，请从人员列表中选择"),
    PERSON_LEFT("identity/person-left", 409, "此人已离岗，不能再修改，返岗请新建账号"),
    LOGIN_TAKEN("identity/login-taken", 409, "账号 {login} 已被使用，请换一个"),
    ROLE_UNKNOWN("identity/role-unknown", 422, "没有角色 {role}，请从角色表中选择"),
    ROLE_EXISTS("identity/role-exists", 409, "角色代码 {role} 已存在，请换一个代码"),
    ROLE_IN_USE("identity/role-in-use", 409, "还有 {people} 人使用此角色，请先调整他们的角色"),
    ROLE_BUILTIN("identity/role-builtin", 409, "内置角色不能删除或改名，只能增减权限，需要别的角色请新建"),
    PERMISSION_UNKNOWN("identity/permission-unknown", 422, "没有权限 {permission}，请从权限表中选择"),
    STREAM_UNKNOWN("identity/stream-unknown", 422, "没有固废类别 {stream}，请从类别表中选择"),
    BEYOND_OWN_RIGHTS("identity/beyond-own-rights", 403, "不能授予自己没有的权限或范围，请由上级管理员办理"),
    ORGANISATION_UNKNOWN("identity/organisation-unknown", 404, "没有找到该机构，或不在您的管理范围内，请从机构列表中选择"),
    ORGANISATION_EXISTS("identity/organisation-exists", 409, "已有同名机构 {name}，请使用已有机构或换一个名称"),
    LAST_ADMINISTRATOR("identity/last-administrator", 409, "这是最后一位平台管理员，请先设立另一位"),
    CLIENT_UNKNOWN("identity/client-unknown", 404, "没有找到该接口账号，或不在您的管理范围内，请刷新列表"),
    CLIENT_TERM("identity/client-term", 422, "接口账号有效期须为 1 至 {daysMax} 天"),
    DELEGATION_UNKNOWN("identity/delegation-unknown", 404, "没有找到该委托，或它已撤销，请刷新列表"),
    DELEGATION_TERM("identity/delegation-term", 422, "委托期须从今天或以后开始，最长 {daysMax} 天"),
    DELEGATION_REFUSED("identity/delegation-refused", 422, "只能委托给同一机构的在岗人员，请重新选择"),
    DELEGATION_NOT_NOW("identity/delegation-not-now", 403, "没有今天有效的委托，不能代办，请委托人先办理委托"),
    APPLICATION_UNKNOWN("identity/application-unknown", 404, "没有找到该申请，或不在您的管理范围内"),
    APPLICATION_WAITING("identity/application-waiting", 409, "该统一社会信用代码已有申请在审核中，请等待审核结果"),
    APPLICATION_DECIDED("identity/application-decided", 409, "该申请已审核，请刷新后查看结果"),
    UNIT_HAS_ACCOUNT("identity/unit-has-account", 409, "该单位已开通账号，请向本单位负责人或县级管理员索取"),
    ADMISSION_CLOSED("identity/admission-closed", 503, "名录模块尚未启用，暂不能接纳单位，请联系平台管理员");

    private final String slug;
    private final int status;
    private final String title;

    IdentityProblem(String slug, int status, String title) {
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
