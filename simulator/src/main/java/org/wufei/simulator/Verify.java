package org.wufei.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * 核对: fetches what the platform says over its public API and compares it with what is so: masses to the gram, indicators
 * exactly, findings by kind and unit. A platform that held something before the simulation holds more than the truth
 * knows: indicators are of the whole prefecture, so it is meant for one that was empty.
 */
final class Verify {
    private static final int SHOWN_MAX = 12;
    private static final double PRECISION_MIN = 0.99;

    private final Truth truth;
    private final Api api;
    private final Person who;
    private final PrintStream out;
    private final Map<String, String> idOf = new HashMap<>();
    private final Map<String, String> codeOf = new HashMap<>();
    private final Map<String, String> placeNames = new HashMap<>();
    private boolean agrees = true;

    private Verify(Truth truth, Api api, Person who, PrintStream out) {
        this.truth = truth;
        this.api = api;
        this.who = who;
        this.out = out;
    }

    static int run(Path directory, Api api, Person who, PrintStream out) throws IOException {
        var verify = new Verify(Truth.read(directory), api, who, out);
        out.printf("%-42s %9s %9s %9s%n", "what", "compared", "agree", "differ");
        verify.learnUnits();
        verify.registers();
        verify.stocks();
        verify.flows();
        verify.months();
        verify.indicators();
        verify.findings();
        out.println(verify.agrees ? "agrees: the platform says what is so" : "differs: see the lines above");
        return verify.agrees ? 0 : 1;
    }

    private JsonNode get(String path) {
        return api.get(who, path);
    }

    /** All pages of a list. */
    private List<JsonNode> all(String path) {
        var items = new ArrayList<JsonNode>();
        String cursor = null;
        do {
            var page = get(path + (path.contains("?") ? "&" : "?") + "size=500"
                    + (cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
            if (page.isArray()) {
                page.forEach(items::add);
                return items;
            }
            page.get("items").forEach(items::add);
            cursor = page.hasNonNull("next") ? page.get("next").asString() : null;
        } while (cursor != null);
        return items;
    }

    private void learnUnits() {
        for (var unit : all("/api/v1/registry/units")) {
            var code = unit.get("code").asString();
            for (var trait : unit.get("traits")) {
                if (trait.asString().equals("CUSTODIAN")) {
                    code = "CUSTODIAN-" + unit.get("county").asString();
                }
            }
            idOf.put(code, unit.get("id").asString());
            codeOf.put(unit.get("id").asString(), code);
        }
        var missing =
                truth.units().stream().filter(u -> !idOf.containsKey(u.code())).toList();
        line(
                "units",
                truth.units().size(),
                missing.size(),
                missing.stream().map(u -> "not registered: " + u.name()).toList());
    }

    private void registers() {
        same(
                "vehicles by unit and plate",
                truth.vehicles(),
                all("/api/v1/registry/vehicles").stream()
                        .map(one -> code(one.get("unit").asString()) + "|"
                                + one.get("plate").asString())
                        .toList());
        same(
                "contracts by parties and wastes",
                truth.contracts(),
                all("/api/v1/registry/contracts").stream()
                        .map(one -> Truth.contract(
                                code(one.get("unit").asString()),
                                one.get("no").asString(),
                                one.get("counterpartyName").asString(),
                                one.get("wastes")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()))
                        .toList());
    }

    /** The same lines on both sides, each once. */
    private void same(String what, List<String> so, List<String> said) {
        var missing = new ArrayList<>(so);
        said.forEach(missing::remove);
        var invented = new ArrayList<>(said);
        so.forEach(invented::remove);
        var differences = new ArrayList<String>();
        missing.forEach(one -> differences.add("missing: " + one));
        invented.forEach(one -> differences.add("not so: " + one));
        line(what, so.size(), differences.size(), differences);
    }

    private String code(String id) {
        return codeOf.getOrDefault(id, id);
    }

    private String placeName(String unitCode, String place) {
        if (!placeNames.containsKey(place)) {
            var id = idOf.get(unitCode);
            placeNames.put(id, "");
            for (var one : all("/api/v1/registry/places?unitId=" + id)) {
                placeNames.put(one.get("id").asString(), one.get("name").asString());
            }
        }
        return placeNames.getOrDefault(place, place);
    }

    // ---- masses -----------------------------------------------------------------------------------------------

    private void stocks() {
        var said = new TreeMap<String, Long>();
        var units = new TreeSet<>(truth.units().stream().map(Truth.Unit::code).toList());
        truth.stocks().keySet().forEach(account -> units.add(account.split("\\|")[0]));
        for (var unit : units) {
            if (!idOf.containsKey(unit)) continue;
            for (var balance :
                    get("/api/v1/ledger/stocks?unit=" + idOf.get(unit)).get("stocks")) {
                var account = balance.get("account");
                var key = String.join(
                        "|",
                        unit,
                        placeName(unit, account.get("place").asString()),
                        account.get("waste").asString(),
                        account.get("stage").asString(),
                        account.get("method").asString(),
                        account.get("lotYear").asString() + "-"
                                + account.get("origin").asString());
                said.merge(key, balance.get("massG").asLong(), Math::addExact);
            }
        }
        compare("stocks by unit, place, waste, lot (g)", truth.stocks(), said);
    }

    private void flows() {
        var said = new TreeMap<String, Long>();
        for (var month : months(truth)) {
            var asked = "/api/v1/ledger/flows?from=" + month.atDay(1) + "&to=" + month.atEndOfMonth()
                    + "&by=ORIGIN&by=COUNTIES&by=UNITS&by=WASTE&by=METHOD&by=LOT_YEAR";
            for (var flow : get(asked).get("flows")) {
                var key = String.join(
                        "|",
                        month.toString(),
                        flow.get("origin").asString(),
                        flow.get("fromCounty").asString(),
                        flow.get("toCounty").asString(),
                        code(flow.get("fromUnit").asString()),
                        code(flow.get("toUnit").asString()),
                        flow.get("waste").asString(),
                        flow.get("from").asString(),
                        flow.get("to").asString(),
                        flow.get("method").asString(),
                        flow.get("lotYear").asString());
                said.merge(key, flow.get("massG").asLong(), Math::addExact);
            }
        }
        compare("flows by month, counties, units, waste (g)", truth.flows(), said);
    }

    private static List<YearMonth> months(Truth truth) {
        var months = new ArrayList<YearMonth>();
        for (var m = YearMonth.from(LocalDate.parse(truth.first()));
                !m.isAfter(YearMonth.from(LocalDate.parse(truth.last())));
                m = m.plusMonths(1)) months.add(m);
        return months;
    }

    private void compare(String what, Map<String, String> so, Map<String, Long> said) {
        said.values().removeIf(grams -> grams == 0);
        var keys = new TreeSet<>(so.keySet());
        keys.addAll(said.keySet());
        var differ = new ArrayList<String>();
        for (var key : keys) {
            long is = so.containsKey(key) ? Long.parseLong(so.get(key)) : 0;
            long says = said.getOrDefault(key, 0L);
            if (is != says) differ.add(key + ": is " + is + ", says " + says);
        }
        line(what, keys.size(), differ.size(), differ);
    }

    private void months() {
        var differ = new ArrayList<String>();
        int compared = 0;
        var pages = new HashMap<String, JsonNode>();
        for (var month : truth.months()) {
            if (!idOf.containsKey(month.unit())) continue;
            var page = pages.computeIfAbsent(
                    "/api/v1/industrial/units/" + idOf.get(month.unit()) + "/months/" + month.month(), this::get);
            var said = new LinkedHashMap<String, String>();
            for (var line : page.get("lines")) {
                if (!line.get("waste").asString().equals(month.waste())) continue;
                for (var name : List.of("openingG", "generatedG", "closingG"))
                    said.put(name, line.get(name).asString());
            }
            var is = new LinkedHashMap<String, String>();
            is.put("openingG", month.openingG());
            is.put("generatedG", month.generatedG());
            is.put("closingG", month.closingG());
            compared++;
            if (said.isEmpty() && is.values().stream().allMatch("0"::equals)) continue;
            if (!is.equals(said)) {
                differ.add(month.unit() + " " + month.month() + " " + month.waste() + ": is " + is + ", says " + said);
            }
        }
        line("units' months: opening, generated, closing", compared, differ.size(), differ);
    }

    // ---- indicators -------------------------------------------------------------------------------------------

    private void indicators() {
        var byCode = new TreeMap<String, List<Truth.Indicator>>();
        truth.indicators()
                .forEach(i ->
                        byCode.computeIfAbsent(i.code(), k -> new ArrayList<>()).add(i));
        byCode.forEach((code, values) -> {
            var differ = new ArrayList<String>();
            for (var is : values) {
                var said = get("/api/v1/indicators/" + code + "/value?period=" + is.period()
                        + (is.county().isEmpty() ? "" : "&county=" + is.county()));
                var wrong = new ArrayList<String>();
                if (!sameNumber(is.value(), text(said, "value")))
                    wrong.add("value is " + is.value() + ", says " + text(said, "value"));
                if (is.value() != null && !Objects.equals(is.display(), text(said, "display"))) {
                    wrong.add("shown should be " + is.display() + ", says " + text(said, "display"));
                }
                for (var term : said.get("terms")) {
                    var name = term.get("name").asString();
                    if (!is.terms().containsKey(name)) continue;
                    var says = term.hasNonNull("grams") ? text(term, "grams") : text(term, "value");
                    if (!sameNumber(is.terms().get(name), says)) {
                        wrong.add(name + " is " + is.terms().get(name) + ", says " + says);
                    }
                }
                if (!wrong.isEmpty())
                    differ.add((is.county().isEmpty() ? "prefecture" : is.county()) + " " + is.period() + ": " + wrong);
            }
            line("indicator " + code, values.size(), differ.size(), differ);
        });
    }

    private static String text(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.get(name).asString() : null;
    }

    private static boolean sameNumber(String one, String other) {
        if (one == null || other == null) return Objects.equals(one, other);
        return new java.math.BigDecimal(one).compareTo(new java.math.BigDecimal(other)) == 0;
    }

    // ---- findings ---------------------------------------------------------------------------------------------

    private void findings() {
        for (var module : List.of("industrial", "survey", "greening", "recycling")) {
            var key = "verify-" + java.util.UUID.randomUUID();
            var reply =
                    api.send(watcher(), "POST", "/api/v1/" + module + "/watch", new Api.Body.Json(Map.of()), key, null);
            if (!reply.ok()) throw new Api.Refused("POST /api/v1/" + module + "/watch", reply);
        }
        var said = new TreeMap<String, List<String>>();
        for (var finding : all("/api/v1/findings?sort=newest")) {
            if (Set.of("CLEARED", "DISMISSED").contains(finding.get("state").asString())) continue;
            said.computeIfAbsent(finding.get("kind").asString(), k -> new ArrayList<>())
                    .add(code(text(finding, "unitId")) + "\t" + text(finding, "title"));
        }
        var is = new TreeMap<String, List<String>>();
        truth.violations()
                .forEach(v ->
                        is.computeIfAbsent(v.kind(), k -> new ArrayList<>()).add(v.unit()));
        var kinds = new TreeSet<>(said.keySet());
        kinds.addAll(is.keySet());
        for (var kind : kinds) {
            var wanted = new ArrayList<>(is.getOrDefault(kind, List.of()));
            var differ = new ArrayList<String>();
            int hits = 0;
            int found = said.getOrDefault(kind, List.of()).size();
            for (var one : said.getOrDefault(kind, List.of())) {
                if (wanted.remove(one.split("\t")[0])) hits++;
                else differ.add("found where nothing is wrong: " + name(one.split("\t")[0]) + " " + one);
            }
            for (var unit : wanted) differ.add("not found: " + name(unit) + " " + unit);
            double recall = is.containsKey(kind) ? (double) hits / is.get(kind).size() : 1;
            double precision = found == 0 ? 1 : (double) hits / found;
            boolean good = recall == 1 && precision >= PRECISION_MIN;
            agrees &= good;
            out.printf(
                    "%-42s %9d %9d %9d  recall %.3f  precision %.3f%n",
                    "findings " + kind,
                    Math.max(found, is.getOrDefault(kind, List.of()).size()),
                    hits,
                    differ.size(),
                    recall,
                    precision);
            differ.stream().limit(SHOWN_MAX).forEach(d -> out.println("    " + d));
        }
    }

    private Person watcher() {
        return who;
    }

    private String name(String code) {
        return truth.units().stream()
                .filter(u -> u.code().equals(code))
                .map(Truth.Unit::name)
                .findFirst()
                .orElse("");
    }

    private void line(String what, int compared, int differ, List<String> how) {
        agrees &= differ == 0;
        out.printf("%-42s %9d %9d %9d%n", what, compared, compared - differ, differ);
        how.stream().limit(SHOWN_MAX).forEach(d -> out.println("    " + d));
        if (how.size() > SHOWN_MAX) out.println("    … and " + (how.size() - SHOWN_MAX) + " more");
    }
}
