package org.wufei.catalogue;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Role;

@Component
class CataloguePermissions implements Permissions {
    static final String READ = "catalogue.read";
    static final String PUBLISH = "catalogue.publish";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(READ, "查看名录、区划和系数", Set.of(Role.values())),
                new Permission(PUBLISH, "载入和发布名录新版本", Set.of(Role.ADMINISTRATOR, Role.BUREAU_OFFICER)));
    }
}
