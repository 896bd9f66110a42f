package org.wufei.evidence;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Role;

@Component
class EvidencePermissions implements Permissions {
    static final String READ = "evidence.read";
    static final String WRITE = "evidence.write";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(READ, "查看佐证材料", EnumSet.allOf(Role.class)),
                new Permission(
                        WRITE,
                        "上传佐证材料",
                        Set.of(
                                Role.BUREAU_OFFICER,
                                Role.DEPARTMENT_OFFICER,
                                Role.COUNTY_OFFICER,
                                Role.FIRM_MANAGER,
                                Role.FIRM_CLERK)));
    }
}
