package org.wufei.simulator;

/** 人员名册: what the story calls its people; each has an account of their own role. */
final class People {
    static final String BUREAU = "bureau";
    static final String STATISTICS = "statistics";

    private People() {}

    /** The account's name: told apart from accounts that a platform may have already. */
    static String login(String who) {
        return "sim-" + who;
    }

    static String county(String code) {
        return "county-" + code;
    }
}
