package org.wufei.industrial;

import org.springframework.stereotype.Component;
import org.wufei.kernel.WasteStream;

/** 一般工业固体废物, as the registry and the menu know it. */
@Component
class IndustrialStream implements WasteStream {
    static final String ID = "industrial";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "一般工业固体废物";
    }
}
