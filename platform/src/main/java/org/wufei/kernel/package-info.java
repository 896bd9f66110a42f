/** 公共词汇: words every module shares: amounts, identifiers, who acts, refusals. Depends on nothing; holds no rule of any stream. */
@ApplicationModule(allowedDependencies = {})
package org.wufei.kernel;

import org.springframework.modulith.ApplicationModule;
