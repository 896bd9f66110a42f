package org.wufei.survey;

import org.springframework.stereotype.Component;
import org.wufei.kernel.WasteStream;

/** 底数排查, as scopes and the menu know it. */
@Component
class SurveyStream implements WasteStream {
    static final String ID = "survey";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "固体废物底数排查";
    }
}
