package org.wufei.greening;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Role;

@Component
class GreeningPermissions implements Permissions {
    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission("greening.read", "查看准入、清洁生产、园区、绿色矿山和新技术", EnumSet.allOf(Role.class)),
                new Permission(
                        "greening.write",
                        "登记和审查准入、清洁生产、园区、绿色矿山和新技术",
                        Set.of(Role.BUREAU_OFFICER, Role.DEPARTMENT_OFFICER, Role.COUNTY_OFFICER)),
                new Permission("greening.own", "办理本单位的准入条件、审核和自评", Set.of(Role.FIRM_MANAGER, Role.FIRM_CLERK)));
    }
}
