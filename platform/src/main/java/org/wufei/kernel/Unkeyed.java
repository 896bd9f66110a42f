package org.wufei.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A write that needs no {@code Idempotency-Key} and keeps its effect even where it refuses (a failed sign-in is counted),
 * or that changes nothing (a question too long for a query string). Its handler is not wrapped in one transaction.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Unkeyed {
    /** Why it may be repeated without harm. */
    String value();
}
