package org.wufei.identity;

import static org.wufei.kernel.Role.ADMINISTRATOR;
import static org.wufei.kernel.Role.BUREAU_OFFICER;
import static org.wufei.kernel.Role.COUNTY_OFFICER;
import static org.wufei.kernel.Role.DEPARTMENT_OFFICER;
import static org.wufei.kernel.Role.FIRM_MANAGER;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;

@Component
class IdentityPermissions implements Permissions {
    static final String GRANT_ANY = "identity.right.grant-any";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(
                        "identity.person.read",
                        "查看人员",
                        Set.of(ADMINISTRATOR, BUREAU_OFFICER, COUNTY_OFFICER, FIRM_MANAGER)),
                new Permission("identity.person.write", "管理人员（新增、修改、离岗、重置）", Set.of(ADMINISTRATOR, FIRM_MANAGER)),
                new Permission("identity.person.personal", "查看身份证号和电话全文（每次留痕）", Set.of(ADMINISTRATOR, BUREAU_OFFICER)),
                new Permission(
                        "identity.organisation.read",
                        "查看机构",
                        Set.of(ADMINISTRATOR, BUREAU_OFFICER, DEPARTMENT_OFFICER, COUNTY_OFFICER, FIRM_MANAGER)),
                new Permission("identity.organisation.write", "管理机构", Set.of(ADMINISTRATOR)),
                new Permission("identity.role.read", "查看角色和权限", Set.of(ADMINISTRATOR, BUREAU_OFFICER, FIRM_MANAGER)),
                new Permission("identity.role.write", "管理角色和权限", Set.of(ADMINISTRATOR)),
                new Permission(GRANT_ANY, "授予任何权限和范围", Set.of(ADMINISTRATOR)),
                new Permission(
                        "identity.application.read", "查看企业注册申请", Set.of(ADMINISTRATOR, BUREAU_OFFICER, COUNTY_OFFICER)),
                new Permission("identity.application.decide", "审核企业注册申请", Set.of(BUREAU_OFFICER, COUNTY_OFFICER)),
                new Permission("identity.client.manage", "管理接口账号", Set.of(ADMINISTRATOR, FIRM_MANAGER)),
                new Permission(
                        "identity.delegation.give",
                        "委托他人代办",
                        Set.of(BUREAU_OFFICER, DEPARTMENT_OFFICER, COUNTY_OFFICER, FIRM_MANAGER)),
                new Permission("identity.key.rotate", "更换个人信息加密密钥", Set.of(ADMINISTRATOR)));
    }
}
