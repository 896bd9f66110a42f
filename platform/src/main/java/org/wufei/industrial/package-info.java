/** 一般工业固体废物: yearly list, exits, use and disposal, months, permits against the ledger. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "audit",
            "identity",
            "evidence",
            "tables",
            "catalogue",
            "registry",
            "ledger",
            "findings"
        })
package org.wufei.industrial;

import org.springframework.modulith.ApplicationModule;
