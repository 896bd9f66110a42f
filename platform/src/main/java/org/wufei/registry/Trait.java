package org.wufei.registry;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** 单位属性: what a unit is, so that a stream finds its own. */
enum Trait {
    MINE("矿山"),
    HEATING("供热"),
    POWER("电力"),
    BRICKWORKS("砖厂、建材"),
    SEWAGE("污水处理厂"),
    RECYCLER("再生资源回收利用"),
    ELV_DISMANTLER("报废机动车拆解"),
    LANDFILL("填埋场"),
    RECEIVER("接收利用处置"),
    CARRIER("运输"),
    PRODUCER("生产者责任企业"),
    EMERGING("新兴固废产生或回收"),
    CONSTRUCTION("施工"),
    PARK("园区"),
    MEDICAL("医疗卫生机构"),
    FARM("农牧业"),
    OTHER_INDUSTRY("其他工业企业"),
    KEY_CLEAN_PRODUCTION("清洁生产审核重点企业"),
    KEY_DISCHARGER("重点排污单位"),
    CUSTODIAN("县级代管");

    static final Set<String> NAMES = Arrays.stream(values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final String title;

    Trait(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
