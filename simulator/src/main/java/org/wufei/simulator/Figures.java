package org.wufei.simulator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
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
                share(
                        tonnes(terms, "sludge_disposed").add(tonnes(terms, "sludge_utilised")),
                        tonnes(terms, "sludge_generated")),
                2,
                terms,
                "sludge_generated",
                "sludge_utilised",
                "sludge_disposed"));
        register(story, county, period, all);
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

    /** Shares of registers, as they stand on the period's last day or today. */
    private static void register(Story story, String county, String period, List<Truth.Indicator> all) {
        var ends = period.length() == 7
                ? YearMonth.parse(period).atEndOfMonth()
                : LocalDate.of(Integer.parseInt(period), 12, 31);
        var day = ends.isAfter(story.span.today()) ? story.span.today() : ends;
        var terms = new TreeMap<String, Long>();
        for (var one : story.listed) {
            if (!county.isEmpty() && !one.county().equals(county)
                    || one.listedOn().isAfter(day)) continue;
            if (one.listedOn().getYear() != day.getYear()) continue;
            terms.merge("clean_production_listed", 1L, Long::sum);
            if (one.passedOn() != null && !one.passedOn().isAfter(day))
                terms.merge("clean_production_passed", 1L, Long::sum);
        }
        for (var mine : story.mines) {
            if (!county.isEmpty() && !mine.county().equals(county)
                    || !mine.counted()
                    || mine.on().isAfter(day)) continue;
            terms.merge("green_mines_obliged", 1L, Long::sum);
            if (mine.greenOn() != null && !mine.greenOn().isAfter(day))
                terms.merge("green_mines_standard", 1L, Long::sum);
        }
        all.add(counted(
                "clean-production-share", county, period, terms, "clean_production_passed", "clean_production_listed"));
        all.add(counted("green-mine-share", county, period, terms, "green_mines_standard", "green_mines_obliged"));
    }

    private static Truth.Indicator counted(
            String code, String county, String period, TreeMap<String, Long> terms, String part, String whole) {
        return indicator(
                code,
                county,
                period,
                share(
                        BigDecimal.valueOf(terms.getOrDefault(part, 0L)),
                        BigDecimal.valueOf(terms.getOrDefault(whole, 0L))),
                2,
                terms,
                part,
                whole);
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
            String code,
            String county,
            String period,
            BigDecimal value,
            int scale,
            TreeMap<String, Long> terms,
            String... of) {
        var shown = new TreeMap<String, String>();
        for (var name : of) shown.put(name, Long.toString(terms.getOrDefault(name, 0L)));
        return new Truth.Indicator(
                code,
                county,
                period,
                value == null ? null : value.stripTrailingZeros().toPlainString(),
                value == null
                        ? null
                        : value.setScale(scale, RoundingMode.HALF_UP).toPlainString(),
                shown);
    }
}
