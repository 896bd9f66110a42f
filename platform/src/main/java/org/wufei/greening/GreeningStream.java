package org.wufei.greening;

import org.springframework.stereotype.Component;
import org.wufei.kernel.WasteStream;

/** 绿色转型, as scopes and the menu know it. */
@Component
class GreeningStream implements WasteStream {
    static final String ID = "greening";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "绿色转型（准入、清洁生产、园区、绿色矿山、新技术）";
    }
}
