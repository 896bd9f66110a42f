/** 佐证: photographs, tickets and papers, kept once by content, harmless when served back. */
@ApplicationModule(allowedDependencies = {"kernel", "audit"})
package org.wufei.evidence;

import org.springframework.modulith.ApplicationModule;
