package org.wufei.industrial;

import static org.wufei.kernel.Role.BUREAU_OFFICER;
import static org.wufei.kernel.Role.COUNTY_OFFICER;
import static org.wufei.kernel.Role.DEPARTMENT_OFFICER;
import static org.wufei.kernel.Role.FIRM_CLERK;
import static org.wufei.kernel.Role.FIRM_MANAGER;
import static org.wufei.kernel.Role.LEADER;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Permission;
import org.wufei.kernel.Permissions;

/** What one may do in this stream, and who may by default. */
@Component
class IndustrialPermissions implements Permissions {
    static final String READ = "industrial.read";
    static final String WRITE = "industrial.write";
    static final String RECEIVE = "industrial.receive";
    static final String TICKET = "industrial.ticket";
    static final String APPROVE = "industrial.approve";
    static final String WATCH = "industrial.watch";

    @Override
    public List<Permission> permissions() {
        var firm = Set.of(FIRM_MANAGER, FIRM_CLERK);
        return List.of(
                new Permission(
                        READ,
                        "查看一般工业固体废物台账",
                        Set.of(LEADER, BUREAU_OFFICER, DEPARTMENT_OFFICER, COUNTY_OFFICER, FIRM_MANAGER, FIRM_CLERK)),
                new Permission(WRITE, "填报一般工业固体废物台账", firm),
                new Permission(RECEIVE, "确认接收一般工业固体废物", firm),
                new Permission(TICKET, "登记过磅单", firm),
                new Permission(APPROVE, "登记跨省转移审批、备案，裁定超出允差的磅差", Set.of(BUREAU_OFFICER)),
                new Permission(WATCH, "立即运行台账核查", Set.of(BUREAU_OFFICER, COUNTY_OFFICER)));
    }
}
