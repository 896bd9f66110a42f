package org.wufei.indicators;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Role;

/** Officials read; departments report their figures; the bureau approves or returns them; the administrator keeps definitions. */
@Component
class IndicatorsPermissions implements Permissions {
    static final String READ = "indicators.read";
    static final String REPORT = "indicators.report";
    static final String APPROVE = "indicators.approve";
    static final String DEFINE = "indicators.define";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(
                        READ,
                        "查看指标",
                        Set.of(
                                Role.ADMINISTRATOR,
                                Role.LEADER,
                                Role.BUREAU_OFFICER,
                                Role.DEPARTMENT_OFFICER,
                                Role.COUNTY_OFFICER)),
                new Permission(REPORT, "报送指标数据", Set.of(Role.BUREAU_OFFICER, Role.DEPARTMENT_OFFICER)),
                new Permission(APPROVE, "审核报送数据", Set.of(Role.BUREAU_OFFICER)),
                new Permission(DEFINE, "维护指标定义和目标", Set.of(Role.ADMINISTRATOR)));
    }
}
