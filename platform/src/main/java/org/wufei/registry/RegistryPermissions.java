package org.wufei.registry;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Role;

@Component
class RegistryPermissions implements Permissions {
    static final String READ = "registry.unit.read";
    static final String WRITE = "registry.unit.write";
    static final String OWN_WRITE = "registry.own.write";
    static final String MERGE = "registry.unit.merge";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(READ, "查看名录", Set.of(Role.values())),
                new Permission(
                        WRITE,
                        "登记和修改辖区内单位及其设施、车辆、许可、合同",
                        Set.of(Role.ADMINISTRATOR, Role.BUREAU_OFFICER, Role.COUNTY_OFFICER)),
                new Permission(OWN_WRITE, "维护本单位的场所、设施、车辆、合同和许可", Set.of(Role.FIRM_MANAGER, Role.FIRM_CLERK)),
                new Permission(MERGE, "合并重复单位", Set.of(Role.ADMINISTRATOR, Role.BUREAU_OFFICER)));
    }
}
