package org.wufei.ledger;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Role;

/** What may be done with the book itself; postings are made by the streams under their own permissions. */
@Component
class LedgerPermissions implements Permissions {
    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission("ledger.read", "查看固废总账（凭证、流量、库存）", Set.of(Role.values())),
                new Permission("ledger.verify", "核验账簿", Set.of(Role.ADMINISTRATOR, Role.BUREAU_OFFICER)));
    }
}
