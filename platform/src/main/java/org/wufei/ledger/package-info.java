/** 固废总账: every gram moves from one account to another; nothing is edited, nothing is deleted. */
@ApplicationModule(allowedDependencies = {"kernel"})
package org.wufei.ledger;

import org.springframework.modulith.ApplicationModule;
