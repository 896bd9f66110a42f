package org.wufei.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** 填报: how documents are written and sent; mostly once, sometimes twice, through a bad network, or with a used key. */
final class Filing {
    private static final double TWICE = 0.02;
    private static final double LOST = 0.015;
    private static final double KEY_REUSED = 0.005;

    /** What is sent, once the ids in it are known. */
    interface Body {
        Map<String, Object> of(Life.Doing doing);
    }

    interface Path {
        String of(Life.Doing doing);
    }

    private Filing() {}

    static int file(
            Story story,
            Firm firm,
            String what,
            Set<String> touches,
            Set<Integer> after,
            Path path,
            Body body,
            String remember) {
        double chance = firm.draw.within(0, 1);
        return story.act(firm.name + what, touches, after, d -> {
            var who = firm.clerk();
            var to = path.of(d);
            var content = body.of(d);
            var answer = chance < TWICE
                    ? d.postTwice(who, to, content)
                    : chance < TWICE + LOST
                            ? d.postThroughABadNetwork(who, to, content)
                            : chance < TWICE + LOST + KEY_REUSED
                                    ? d.postUnderUsedKey(who, to, content, with(content, "note", "改过的内容"))
                                    : d.post(who, to, content);
            if (remember != null) d.remember(remember, answer.get("id").asString());
        });
    }

    static Map<String, Object> with(Map<String, Object> body, Object... more) {
        var all = new LinkedHashMap<>(body);
        all.putAll(map(more));
        return all;
    }

    /** Names and values in turn, kept in order; instants as ISO text. */
    static Map<String, Object> map(Object... namesAndValues) {
        var body = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            body.put((String) namesAndValues[i], value instanceof Instant instant ? instant.toString() : value);
        }
        return body;
    }

    static String grams(long grams) {
        return Long.toString(grams);
    }

    static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).atZone(Span.ZONE).toInstant();
    }
}
