package org.wufei.simulator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** 指标真值: what each indicator comes to by the true book, worked out here from the formulas of the plan. */
final class Figures {
    /** What the platform states of its arithmetic: 34 digits, half even, after every step; shown figures round half up. */
    static final MathContext PRECISION = new MathContext(34, RoundingMode.HALF_EVEN);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Figures() {}

    static List<Truth.Indicator> of(Story story) {
        var all = new ArrayList<Truth.Indicator>();
        var counties = new ArrayList<String>();
        counties.add("");
        Prefecture.COUNTIES.forEach(c -> counties.add(c.code()));
        var years = new TreeSet<Integer>();
        story.span.months().forEach(m -> years.add(m.getYear()));
        for (var county : counties) {
            for (var month : story.span.months()) flows(story, county, month.toString(), all);
            for (int year : years) flows(story, county, Integer.toString(year), all);
        }
        return all;
    }

    private static void flows(Story story, String county, String period, List<Truth.Indicator> all) {
        var terms = new TreeMap<String, Long>();
        int year = Integer.parseInt(period.substring(0, 4));
        for (var p : story.book.postings()) {
            if (!p.bookedOn().toString().startsWith(period)) continue;
            if (!county.isEmpty() && !p.from().lot().origin().equals(county)) continue;
            boolean industrial = industrial(p.wasteClass()) && !p.wasteClass().equals("SW05");
            boolean sludge = p.wasteClass().equals("SW90");
            var from = p.from().spot().stage();
            var to = p.to().spot().stage();
            if (industrial && from == Book.Stage.GENERATED) add(terms, "industrial_generated", p);
            if (industrial && to == Book.Stage.UTILISED) {
                add(terms, "industrial_utilised", p);
                if (p.from().lot().year() < year) add(terms, "industrial_utilised_earlier", p);
            }
            if (sludge && from == Book.Stage.GENERATED) add(terms, "sludge_generated", p);
            if (sludge && to == Book.Stage.UTILISED) add(terms, "sludge_utilised", p);
            if (sludge && to == Book.Stage.DISPOSED) add(terms, "sludge_disposed", p);
        }
        var utilised = tonnes(terms, "industrial_utilised");
        var generated = tonnes(terms, "industrial_generated");
        all.add(indicator(
                "industrial-comprehensive-utilisation",
                county,
                period,
                share(utilised, generated.add(tonnes(terms, "industrial_utilised_earlier"))),
                2,
                terms,
                "industrial_utilised",
                "industrial_generated",
                "industrial_utilised_earlier"));
        all.add(indicator(
                "sludge-harmless-disposal",
                county,
                period,
                share(tonnes(terms, "sludge_disposed").add(tonnes(terms, "sludge_utilised")), tonnes(terms, "sludge_generated")),
                2,
                terms,
                "sludge_generated",
                "sludge_utilised",
                "sludge_disposed"));
        var added = story.addedValue(county, period);
        all.add(indicator(
                "generation-intensity",
                county,
                period,
                added == null ? null : generated.divide(added, PRECISION),
                4,
                terms,
                "industrial_generated"));
    }

    private static void add(TreeMap<String, Long> terms, String name, Book.Posting p) {
        terms.merge(name, p.grams(), Math::addExact);
    }

    static boolean industrial(String wasteClass) {
        int no = Integer.parseInt(wasteClass.substring(2));
        return no >= 1 && no <= 17 || no == 59;
    }

    private static BigDecimal tonnes(TreeMap<String, Long> terms, String name) {
        return BigDecimal.valueOf(terms.getOrDefault(name, 0L), 6);
    }

    private static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : part.divide(whole, PRECISION).multiply(HUNDRED, PRECISION);
    }

    private static Truth.Indicator indicator(
            String code, String county, String period, BigDecimal value, int scale, TreeMap<String, Long> terms, String... of) {
        var shown = new TreeMap<String, String>();
        for (var name : of) shown.put(name, Long.toString(terms.getOrDefault(name, 0L)));
        return new Truth.Indicator(
                code,
                county,
                period,
                value == null ? null : value.stripTrailingZeros().toPlainString(),
                value == null ? null : value.setScale(scale, RoundingMode.HALF_UP).toPlainString(),
                shown);
    }
}
