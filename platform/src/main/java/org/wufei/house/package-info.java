/** 运行: the embedded database, migrations, backup and restore, the demonstration, the first administrator. */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "registry"})
package org.wufei.house;

import org.springframework.modulith.ApplicationModule;
