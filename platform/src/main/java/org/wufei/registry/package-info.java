/** 名录: units, sites, facilities, stockpiles, vehicles, permits, contracts. */
@ApplicationModule(allowedDependencies = {"kernel", "audit", "catalogue", "identity", "tables", "evidence"})
package org.wufei.registry;

import org.springframework.modulith.ApplicationModule;
