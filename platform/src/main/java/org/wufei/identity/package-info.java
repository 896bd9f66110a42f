/** 身份: people, organisations, roles, scopes, sessions, API clients; and row-level security for whoever acts. */
@ApplicationModule(allowedDependencies = {"kernel", "audit"})
package org.wufei.identity;

import org.springframework.modulith.ApplicationModule;
