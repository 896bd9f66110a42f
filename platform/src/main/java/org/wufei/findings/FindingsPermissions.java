package org.wufei.findings;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;
import org.wufei.kernel.Role;

/** What a person may do at the desk. Everybody reads those of their own scope: a firm sees what is held against it. */
@Component
class FindingsPermissions implements Permissions {
    static final String READ = "findings.read";
    static final String NOTE = "findings.note";
    static final String DECIDE = "findings.decide";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(READ, "查看发现", EnumSet.allOf(Role.class)),
                new Permission(
                        NOTE,
                        "对发现作说明",
                        Set.of(
                                Role.BUREAU_OFFICER,
                                Role.DEPARTMENT_OFFICER,
                                Role.COUNTY_OFFICER,
                                Role.FIRM_MANAGER,
                                Role.FIRM_CLERK)),
                new Permission(
                        DECIDE,
                        "接办发现并作出结论",
                        Set.of(Role.BUREAU_OFFICER, Role.DEPARTMENT_OFFICER, Role.COUNTY_OFFICER)));
    }
}
