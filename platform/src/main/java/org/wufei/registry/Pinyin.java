package org.wufei.registry;

import java.util.Locale;
import net.sourceforge.pinyin4j.PinyinHelper;

/** 拼音: how a name is typed by its sound: whole syllables, or the first letter of each. Takes the first reading of a character. */
record Pinyin(String whole, String initials) {
    static Pinyin of(String name) {
        var whole = new StringBuilder();
        var initials = new StringBuilder();
        name.codePoints().forEach(character -> {
            var readings = character < 0x10000 ? PinyinHelper.toHanyuPinyinStringArray((char) character) : null;
            if (readings != null && readings.length > 0) {
                var syllable = readings[0].replaceAll("[^a-z]", "");
                whole.append(syllable);
                initials.append(syllable.charAt(0));
            } else if (Character.isLetterOrDigit(character) && character < 128) {
                whole.appendCodePoint(Character.toLowerCase(character));
                initials.appendCodePoint(Character.toLowerCase(character));
            }
        });
        return new Pinyin(whole.toString(), initials.toString());
    }

    /** The text that a search looks in. */
    static String searchText(String name, String code) {
        var pinyin = of(name);
        return String.join(" ", name, code, pinyin.whole(), pinyin.initials()).toLowerCase(Locale.ROOT);
    }
}
