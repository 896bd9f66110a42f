package org.wufei.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rule of an endpoint: the permission its caller must hold. Every handler method carries {@code @Allow},
 * {@link AllowSignedIn} or {@link AllowAnyone}; one without fails the build and is refused at run time.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Allow {
    /** Any one of these permissions is enough. */
    String[] value();
}
