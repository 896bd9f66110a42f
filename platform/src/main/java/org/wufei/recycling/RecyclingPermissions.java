package org.wufei.recycling;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Role;

@Component
class RecyclingPermissions implements Permissions {
    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission("recycling.read", "查看污泥、报废机动车、新兴固废和资源综合利用产品", EnumSet.allOf(Role.class)),
                new Permission("recycling.write", "登记本单位的循环利用台账", Set.of(Role.FIRM_MANAGER, Role.FIRM_CLERK)),
                new Permission(
                        "recycling.supervise",
                        "监督循环利用：渠道、生产者责任、差异处理、退税",
                        Set.of(Role.BUREAU_OFFICER, Role.DEPARTMENT_OFFICER, Role.COUNTY_OFFICER)));
    }
}
