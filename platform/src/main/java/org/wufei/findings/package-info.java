/** 发现: what looks wrong, from everyone; its desk and what a person decided. */
@ApplicationModule(allowedDependencies = {"kernel", "audit", "registry"})
package org.wufei.findings;

import org.springframework.modulith.ApplicationModule;
