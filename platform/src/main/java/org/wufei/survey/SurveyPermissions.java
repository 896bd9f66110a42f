package org.wufei.survey;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Role;

@Component
class SurveyPermissions implements Permissions {
    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission("survey.read", "查看底数排查", EnumSet.allOf(Role.class)),
                new Permission("survey.lead", "组织底数排查", Set.of(Role.BUREAU_OFFICER)),
                new Permission(
                        "survey.write",
                        "登记堆存点和整治进展",
                        Set.of(
                                Role.BUREAU_OFFICER,
                                Role.DEPARTMENT_OFFICER,
                                Role.COUNTY_OFFICER,
                                Role.FIRM_MANAGER,
                                Role.FIRM_CLERK)),
                new Permission("survey.accept", "审核堆存点并入账", Set.of(Role.BUREAU_OFFICER, Role.COUNTY_OFFICER)));
    }
}
