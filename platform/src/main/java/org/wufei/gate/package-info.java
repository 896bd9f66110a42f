/** 关口: what every request passes: rate limit, idempotency, problems on the wire, the API description. */
@ApplicationModule(allowedDependencies = {"kernel"})
package org.wufei.gate;

import org.springframework.modulith.ApplicationModule;
