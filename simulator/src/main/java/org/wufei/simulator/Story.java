package org.wufei.simulator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * 故事: everything that will happen, told before any of it is lived: the firms, the acts in their order, the true book and
 * the violations. A pure function of seed, scale and span.
 */
final class Story {
    final long seed;
    final int scale;
    final Span span;
    final Book book = new Book();
    final List<Firm> firms = new ArrayList<>();
    final List<Act> acts = new ArrayList<>();
    final List<Violation> violations = new ArrayList<>();
    /** 工业增加值 that the statistics bureau reports, in 万元: county and month to value. */
    final Map<String, BigDecimal> addedValue = new TreeMap<>();

    /** Firms on this year's list for clean production. */
    final List<Listed> listed = new ArrayList<>();

    final List<Mine> mines = new ArrayList<>();

    /** @param passedOn {@code null} where the audit is not passed */
    record Listed(String county, LocalDate listedOn, LocalDate passedOn) {}

    /** @param counted large or medium; @param greenOn {@code null} where not on the list of green mines */
    record Mine(String county, boolean counted, LocalDate on, LocalDate greenOn) {}

    private final Map<String, Integer> lastOf = new HashMap<>();
    /** After which everybody may file; {@code null} while it is still to come. */
    private Integer founded;

    Story(long seed, int scale, Span span) {
        this.seed = seed;
        this.scale = scale;
        this.span = span;
    }

    /** Tells the whole story. */
    static Story tell(long seed, int scale, Span span) {
        var story = new Story(seed, scale, span);
        World.draw(story);
        story.firms.forEach(Industry::furnish);
        story.firms.forEach(Programmes::furnish);
        for (var firm : story.firms) Industry.agree(story, firm);
        Founding.tell(story);
        // before the closes of the months that their loads belong to
        Programmes.tell(story);
        Industry.tell(story);
        return story;
    }

    /** What an idempotency key begins with; the last day is in it, since documents carry days. */
    String run() {
        return "sim-" + seed + "-" + scale + "-" + span.first() + "-" + span.last();
    }

    /** Industrial added value of a county (empty: of all) in a month or a year; {@code null} unless all of it is reported. */
    BigDecimal addedValue(String county, String period) {
        var exactly = addedValue.get(county + "|" + period);
        if (exactly != null) return exactly;
        var months = period.length() == 7
                ? List.of(YearMonth.parse(period))
                : java.util.stream.IntStream.rangeClosed(1, 12)
                        .mapToObj(m -> YearMonth.of(Integer.parseInt(period), m))
                        .toList();
        var counties = county.isEmpty()
                ? Prefecture.COUNTIES.stream().map(Prefecture.County::code).toList()
                : List.of(county);
        var sum = BigDecimal.ZERO;
        for (var one : counties) {
            for (var month : months) {
                var value = addedValue.get(one + "|" + month);
                if (value == null) return null;
                sum = sum.add(value);
            }
        }
        return sum;
    }

    /** Adds an act of someone after everything that touched the same things. Gives its number. */
    int act(String what, Set<String> touches, Set<Integer> after, Act.Work work) {
        int no = acts.size();
        var before = new HashSet<>(after);
        if (founded != null) before.add(founded);
        for (var thing : touches) {
            var last = lastOf.put(thing, no);
            if (last != null) before.add(last);
        }
        acts.add(new Act(no, what, Set.copyOf(before), work));
        return no;
    }

    /** Everything told from now on waits for these. */
    void founded(Set<Integer> acts) {
        founded = act("建档完成", Set.of(), acts, d -> {});
    }

    int act(String what, Firm firm, Act.Work work) {
        return act(what, Set.of(firm.code), Set.of(), work);
    }

    void wrong(String kind, Firm firm, LocalDate on, String what) {
        violations.add(new Violation(kind, firm.code, on.toString(), firm.clerk(), what));
    }
}
