/** 目录: waste codes, regions and factors: official lists by version. */
@ApplicationModule(allowedDependencies = {"kernel", "audit", "tables"})
package org.wufei.catalogue;

import org.springframework.modulith.ApplicationModule;
