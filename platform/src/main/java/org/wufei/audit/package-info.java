/** 审计: what was done to which object by whom, unalterably. */
@ApplicationModule(allowedDependencies = {"kernel"})
package org.wufei.audit;

import org.springframework.modulith.ApplicationModule;
