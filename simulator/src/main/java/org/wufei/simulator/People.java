package org.wufei.simulator;

/** 人员名册: what the story calls its people; each has an account of their own role. */
final class People {
    static final String BUREAU = "bureau";
    static final String STATISTICS = "statistics";
    static final String LEADER = "leader";

    private People() {}

    static String county(String code) {
        return "county-" + code;
    }
}
