package org.wufei.kernel;

import java.util.List;

/** What a module adds to the permission catalogue; one bean a module, found at start. */
public interface Permissions {
    List<Permission> permissions();
}
