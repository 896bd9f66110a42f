package org.wufei.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * 真相: what is so, written down for whoever compares. Masses are strings of grams.
 *
 * @param vehicles {@code unit|plate}; @param contracts {@code unit|number|other party|wastes}
 * @param stocks what stock accounts hold: {@code unit|place|waste|stage|method|year-county} to grams
 * @param flows mass by month: {@code month|origin|from county|to county|from unit|to unit|waste|from|to|method|lot year} to grams
 * @param months each unit's month by waste: opening, generated, closing
 * @param indicators exact and displayed values
 */
record Truth(
        long seed,
        int scale,
        String first,
        String last,
        List<Unit> units,
        List<String> vehicles,
        List<String> contracts,
        Map<String, String> stocks,
        Map<String, String> flows,
        List<Month> months,
        List<Indicator> indicators,
        List<Violation> violations) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    record Unit(String code, String name, String county, String kind) {}

    record Month(String unit, String month, String waste, String openingG, String generatedG, String closingG) {}

    /**
     * @param county six digits, or empty for the prefecture; @param value exact, {@code null} where nothing is known;
     * @param display as shown; @param terms grams or counts
     */
    record Indicator(
            String code, String county, String period, String value, String display, Map<String, String> terms) {}

    static Truth of(Story story) {
        var stocks = new TreeMap<String, String>();
        story.book.balances().forEach((account, grams) -> {
            var stage = Book.Stage.valueOf(account.split("\\|", -1)[3]);
            if (stage.stock()) stocks.put(account, Long.toString(grams));
        });
        var flows = new TreeMap<String, String>();
        story.book.sums(p -> true, Truth::flowKey).forEach((key, grams) -> flows.put(key, Long.toString(grams)));
        return new Truth(
                story.seed,
                story.scale,
                story.span.first().toString(),
                story.span.last().toString(),
                story.firms.stream()
                        .map(f -> new Unit(f.code, f.name, f.county.code(), f.kind.name()))
                        .toList(),
                story.firms.stream()
                        .flatMap(f -> f.fleet.stream().map(plate -> f.code + "|" + plate))
                        .toList(),
                story.firms.stream()
                        .flatMap(f -> f.contracts.stream().map(c -> contract(f.code, c.no(), c.withName(), c.wastes())))
                        .toList(),
                stocks,
                flows,
                months(story),
                Figures.of(story),
                List.copyOf(story.violations));
    }

    static String contract(String unit, String no, String other, List<String> wastes) {
        return String.join("|", unit, no, other, String.join(" ", new java.util.TreeSet<>(wastes)));
    }

    private static String flowKey(Book.Posting p) {
        return String.join(
                "|",
                YearMonth.from(p.bookedOn()).toString(),
                p.from().lot().origin(),
                p.from().spot().county(),
                p.to().spot().county(),
                p.from().spot().unit(),
                p.to().spot().unit(),
                p.waste(),
                p.from().spot().stage().name(),
                p.to().spot().stage().name(),
                p.to().spot().method(),
                Integer.toString(p.from().lot().year()));
    }

    private static List<Month> months(Story story) {
        var months = new java.util.ArrayList<Month>();
        for (var firm : story.firms) {
            var wastes = new java.util.TreeSet<String>();
            for (var p : story.book.postings()) {
                boolean own = ofUnit(p.from(), firm.code) || ofUnit(p.to(), firm.code);
                if (own && industrial(p.waste())) wastes.add(p.waste());
            }
            for (var month : story.span.months()) {
                for (var waste : wastes) {
                    months.add(new Month(
                            firm.code,
                            month.toString(),
                            waste,
                            Long.toString(stored(story.book, firm.code, waste, month.atDay(1))),
                            Long.toString(story.book.postings().stream()
                                    .filter(p -> p.from().spot().stage() == Book.Stage.GENERATED
                                            && p.from().spot().unit().equals(firm.code)
                                            && p.waste().equals(waste)
                                            && YearMonth.from(p.bookedOn()).equals(month))
                                    .mapToLong(Book.Posting::grams)
                                    .sum()),
                            Long.toString(stored(
                                    story.book,
                                    firm.code,
                                    waste,
                                    month.plusMonths(1).atDay(1)))));
                }
            }
        }
        return months;
    }

    /** SW01 to SW17 and SW59: what a month of the industrial stream is about; sludge and vehicles have books of their own. */
    private static boolean industrial(String waste) {
        int no = Integer.parseInt(waste.substring(9));
        return no <= 17 || no == 59;
    }

    private static boolean ofUnit(Book.Account account, String unit) {
        return account.spot().unit().equals(unit) && account.spot().stage() == Book.Stage.STORED;
    }

    private static long stored(Book book, String unit, String waste, LocalDate before) {
        long sum = 0;
        for (var p : book.postings()) {
            if (!p.bookedOn().isBefore(before) || !p.waste().equals(waste)) continue;
            if (ofUnit(p.to(), unit)) sum += p.grams();
            if (ofUnit(p.from(), unit)) sum -= p.grams();
        }
        return sum;
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.write(file(directory), JSON.writeValueAsBytes(this));
    }

    static Truth read(Path directory) throws IOException {
        return JSON.readValue(Files.readAllBytes(file(directory)), Truth.class);
    }

    private static Path file(Path directory) {
        return directory.resolve("truth.json");
    }

    byte[] bytes() {
        return JSON.writeValueAsBytes(this);
    }
}
