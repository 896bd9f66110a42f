package org.wufei.simulator;

/**
 * 违规: something wrong that the story holds on purpose, and that must be found once.
 *
 * @param kind as findings name it
 * @param unit code of the unit that the finding should name
 * @param on the day on which it became so, ISO
 * @param actor who did it
 * @param what in words
 */
record Violation(String kind, String unit, String on, String actor, String what) {}
