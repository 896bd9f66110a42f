package org.wufei.simulator;

import java.util.List;

/** 世界: the firms of the story, drawn block by block; fourteen firms are one block. */
final class World {
    private static final List<String> SYLLABLES = List.of(
            "岗仁", "玛旁", "班公", "狮泉", "象雄", "古格", "羌塘", "日松", "多玛", "扎西", "雄巴", "江让", "文布", "曲松", "达瓦", "洛桑", "央金", "吉祥",
            "雪莲", "昆莎", "革如", "物玛", "先遣", "麻米", "察布", "磁石", "曲洛", "达雄");

    private static final List<Firm.Kind> BLOCK = List.of(
            Firm.Kind.MINE,
            Firm.Kind.MINE,
            Firm.Kind.MINE,
            Firm.Kind.MINE,
            Firm.Kind.HEATING,
            Firm.Kind.HEATING,
            Firm.Kind.HEATING,
            Firm.Kind.BRICKWORKS,
            Firm.Kind.BRICKWORKS,
            Firm.Kind.BRICKWORKS,
            Firm.Kind.RECYCLER,
            Firm.Kind.SEWAGE,
            Firm.Kind.SEWAGE,
            Firm.Kind.ELV_DISMANTLER);

    private World() {}

    static void draw(Story story) {
        for (int block = 0; block < story.scale; block++) {
            for (int i = 0; i < BLOCK.size(); i++) {
                int no = block * BLOCK.size() + i;
                var draw = Draw.of(story.seed, "firm-" + no);
                // counties in turn from a drawn start, so that every county has someone
                var county = Prefecture.COUNTIES.get(
                        (int) Math.floorMod(story.seed + no * 3L + block, (long) Prefecture.COUNTIES.size()));
                var middle = draw.oneOf(SYLLABLES) + (story.scale == 1 ? "" : String.valueOf(block + 1)) + suffix(i);
                story.firms.add(new Firm(no, block, BLOCK.get(i), county, middle, draw));
            }
        }
    }

    /** Several of a kind may draw the same name in the same county: their number tells them apart. */
    private static String suffix(int i) {
        return List.of("一", "二", "三", "四", "东", "西", "南", "甲", "乙", "丙", "", "清源", "净水", "")
                .get(i);
    }
}
