/** 表格: official Excel tables in and out, with bad cells marked in the file that goes back. */
@ApplicationModule(allowedDependencies = {"kernel"})
package org.wufei.tables;

import org.springframework.modulith.ApplicationModule;
