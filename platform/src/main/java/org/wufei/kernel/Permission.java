package org.wufei.kernel;

import java.util.Set;

/**
 * 权限: one thing a person may do, named by its module ({@code industrial.exit.write}).
 *
 * @param title what the roles page shows, in Chinese
 * @param defaults the built-in roles that have it unless an administrator decides otherwise
 */
public record Permission(String code, String title, Set<Role> defaults) {
    public Permission {
        if (!code.matches("[a-z]+(\\.[a-z-]+)+")) throw new IllegalArgumentException("permission code " + code);
        defaults = Set.copyOf(defaults);
    }
}
