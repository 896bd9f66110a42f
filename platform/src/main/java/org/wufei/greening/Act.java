package org.wufei.greening;

import java.util.EnumSet;
import java.util.Set;
import org.wufei.kernel.Caller;

/** 可办事项: what a caller may do with an object now, beside the steps of its state; a screen offers these and no others. */
enum Act {
    CHANGE,
    OBLIGE,
    FULFIL,
    DECIDE,
    FACTS,
    SELF_ASSESS,
    ASSESS,
    LIST,
    WITHDRAW,
    ADD_PROJECT,
    ADD_RESULT;

    static final String WRITE = "greening.write";
    static final String OWN = "greening.own";

    /** These for an officer, none for anybody else. Whoever is not meant to see the object never gets so far. */
    static Set<Act> forOfficer(Caller caller, Act... acts) {
        var all = EnumSet.noneOf(Act.class);
        if (caller.may(WRITE)) all.addAll(Set.of(acts));
        return all;
    }

    /** The states that may follow, for an officer. */
    static <S extends Enum<S> & Course<S>> Set<S> stepsForOfficer(Caller caller, S state) {
        return caller.may(WRITE) ? state.next() : Set.of();
    }
}
