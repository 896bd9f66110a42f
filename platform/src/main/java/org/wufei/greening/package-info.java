/** 绿色转型: project access, clean production, parks, green mines, technologies (plan tasks 6-8, 10, 13). */
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
package org.wufei.greening;

import org.springframework.modulith.ApplicationModule;
