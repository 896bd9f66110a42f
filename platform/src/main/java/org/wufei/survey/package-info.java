/** 底数排查: campaigns that look for every stockpile, known and forgotten (plan task 11). */
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
package org.wufei.survey;

import org.springframework.modulith.ApplicationModule;
