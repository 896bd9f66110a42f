/** 循环利用: sludge, end-of-life vehicles, recycled products and credits, emerging wastes (plan tasks 3, 12, 14). */
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
package org.wufei.recycling;

import org.springframework.modulith.ApplicationModule;
