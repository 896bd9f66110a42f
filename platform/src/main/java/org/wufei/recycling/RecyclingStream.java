package org.wufei.recycling;

import org.springframework.stereotype.Component;
import org.wufei.kernel.WasteStream;

/** 循环利用, as scopes and the menu know it. */
@Component
class RecyclingStream implements WasteStream {
    static final String ID = "recycling";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "循环利用（污泥、报废车、再生产品、新兴固废）";
    }
}
