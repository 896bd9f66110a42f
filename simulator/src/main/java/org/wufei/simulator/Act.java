package org.wufei.simulator;

import java.util.Set;

/**
 * 一件事: one thing that someone does, told before it is lived.
 *
 * @param no place in the story; an act never waits for a later one
 * @param after acts that must have been done before
 */
record Act(int no, String what, Set<Integer> after, Work work) {
    @FunctionalInterface
    interface Work {
        void live(Life.Doing doing);
    }
}
