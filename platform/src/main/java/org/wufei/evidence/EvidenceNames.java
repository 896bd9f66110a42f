package org.wufei.evidence;

import java.util.List;
import org.springframework.stereotype.Component;
import org.wufei.audit.ObjectNames;

/** How this module's objects are called where the audit names them. */
@Component
class EvidenceNames implements ObjectNames {
    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(
                "evidence.evidence", "evidence.read", "select id, name from evidence.file where id = any(:ids)"));
    }
}
