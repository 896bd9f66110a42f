package org.wufei.greening;

import java.util.Map;
import java.util.Set;
import org.wufei.kernel.Problem;

/** 进程: the states of a register's object and which may follow which; one enum a register, its table the whole rule. */
interface Course<S extends Enum<S> & Course<S>> {
    Set<S> next();

    String name();

    /** @throws Problem {@link GreeningProblem#STEP_NOT_OPEN} */
    default void requireNext(S wanted) {
        if (wanted == null || !next().contains(wanted)) {
            throw new Problem(
                    GreeningProblem.STEP_NOT_OPEN,
                    Map.of("state", name(), "asked", String.valueOf(wanted), "open", next().toString()));
        }
    }
}
