package org.wufei.findings;

import java.util.List;
import org.springframework.stereotype.Component;
import org.wufei.audit.ObjectNames;

/** How this module's objects are called where the audit names them. */
@Component
class FindingNames implements ObjectNames {
    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(
                "findings.finding", "findings.read", "select id, title from findings.finding where id = any(:ids)"));
    }
}
