package org.wufei.findings;

import org.springframework.stereotype.Component;

/** A kind that only these tests raise. */
@Component
class OvergrownPile implements FindingKind {
    static final String KIND = "findings.test-overgrown-pile";

    @Override
    public String code() {
        return KIND;
    }

    @Override
    public String title() {
        return "测试：堆存超高";
    }

    @Override
    public String basis() {
        return "测试";
    }

    @Override
    public String advice() {
        return "测试";
    }
}
