package org.wufei.audit;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Role;

@Component
class AuditPermissions implements Permissions {
    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(
                        "audit.record.read",
                        "查询审计记录",
                        Set.of(Role.ADMINISTRATOR, Role.BUREAU_OFFICER, Role.FIRM_MANAGER)),
                new Permission(
                        "audit.chain.verify", "校验审计链", Set.of(Role.ADMINISTRATOR, Role.BUREAU_OFFICER, Role.LEADER)));
    }
}
