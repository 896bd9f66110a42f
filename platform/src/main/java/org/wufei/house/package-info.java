/** 运行: the embedded database, migrations, backup and restore, the first administrator. */
@ApplicationModule(allowedDependencies = {"kernel", "identity"})
package org.wufei.house;

import org.springframework.modulith.ApplicationModule;
