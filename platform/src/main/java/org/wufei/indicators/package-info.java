/** 指标: definitions, values, targets and their lineage down to the ticket. */
@ApplicationModule(
        allowedDependencies = {"kernel", "audit", "identity", "catalogue", "registry", "ledger", "evidence", "greening"
        })
package org.wufei.indicators;

import org.springframework.modulith.ApplicationModule;
