package org.wufei.gate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.wufei.findings.FindingKind;
import org.wufei.findings.Findings;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Rows;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;

/**
 * What a firm in Gar and its county have: one real object for every kind of address with a variable in it, made over HTTP
 * by those who may. {@link RightsMatrixTest} asks whether anybody else can tell it from nothing.
 */
class Belongings {
    static final String SLAG = "900-001-S03";
    private static final String API = "/api/v1/";
    /** The smallest picture: one pixel. */
    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    /** Variables that name nothing of anybody's, by what stands before them, with a value that exists. */
    static final Map<String, String> SHARED = new LinkedHashMap<>();

    static {
        var lastMonth = YearMonth.now(Days.ZONE).minusMonths(1).toString();
        // lists of the state and of the prefecture, the same for everybody
        SHARED.put(API + "catalogue/lists/", UUID.randomUUID().toString());
        SHARED.put(API + "catalogue/regions/", "542523");
        SHARED.put(API + "catalogue/wastes/", SLAG);
        SHARED.put(API + "identity/permissions/", "ledger.read");
        SHARED.put(API + "identity/roles/", "NOBODY");
        SHARED.put(API + "indicators/", "nothing");
        // figures that departments report of the whole prefecture's statistics
        SHARED.put(API + "indicators/reports/", UUID.randomUUID().toString());
        // a campaign is the prefecture's; what a county reports in it is guarded by the county in the address
        SHARED.put(API + "survey/campaigns/", UUID.randomUUID().toString());
        SHARED.put(API + "survey/campaigns/{id}/counties/", "542523");
        // secrets of their own, of 128 random bits and more
        SHARED.put(API + "identity/links/", "x".repeat(43));
        SHARED.put(API + "identity/registrations/standing/", "X".repeat(20));
        // words and days that say which part of an object named elsewhere in the address
        SHARED.put(API + "industrial/imports/", "generations");
        SHARED.put(API + "industrial/units/{unitId}/imports/", "generations");
        SHARED.put(
                API + "industrial/units/{unitId}/lists/",
                Integer.toString(LocalDate.now(Days.ZONE).getYear()));
        SHARED.put(API + "industrial/units/{unitId}/months/", lastMonth);
        SHARED.put(API + "industrial/units/{unitId}/tables/", "1");
        SHARED.put(API + "ledger/documents/", "industrial.generation");
    }

    private final As as;
    private final Registry registry;
    private final Findings findings;
    private final FindingKind kind;

    private final Map<String, Supplier<String>> makers = new LinkedHashMap<>();
    private final Map<String, String> made = new LinkedHashMap<>();
    private final LocalDate today = LocalDate.now(Days.ZONE);
    private final String yesterday = today.minusDays(1).toString();
    private final String then = today.minusDays(1) + "T02:00:00Z";

    Registry.Unit firm;
    Registry.Unit works;
    As.Browser manager;
    As.Browser clerk;
    As.Browser county;
    As.Browser bureau;
    private String yard;

    Belongings(As as, Registry registry, Findings findings, List<FindingKind> kinds) {
        this.as = as;
        this.registry = registry;
        this.findings = findings;
        this.kind = kinds.stream()
                .filter(one -> one.code().startsWith("industrial."))
                .findFirst()
                .orElseThrow();
        industrial();
        registry();
        identity();
        greening();
        recycling();
        rest();
        bodies();
    }

    /** What stands before a variable, and a real thing of the firm's or the county's that may stand in its place. */
    Map<String, String> make() {
        firm = Firms.inGar(registry, "HEATING", "MINE");
        works = Firms.at(registry, "542524", 79.70, 33.40, "BRICKWORKS");
        yard = Caller.system("test")
                .call(() -> registry.places(firm.id()).getFirst().id().toString());
        manager = as.manager(firm.id());
        clerk = as.clerk(firm.id());
        county = as.countyOfficer("542523");
        bureau = as.bureauOfficer();
        makers.keySet().forEach(prefix -> of(prefix.substring(API.length())));
        return made;
    }

    private String of(String prefix) {
        var known = made.get(API + prefix);
        if (known != null) return known;
        var id = makers.get(API + prefix).get();
        made.put(API + prefix, id);
        return id;
    }

    private void maker(String prefix, Supplier<String> maker) {
        makers.put(API + prefix, maker);
    }

    private void industrial() {
        maker("industrial/generations/", () -> id(clerk, "industrial/generations", generation()));
        maker("ledger/documents/{kind}/", () -> of("industrial/generations/"));
        maker("ledger/entries/", () -> {
            var found = ok(clerk.get(
                    API + "ledger/documents/industrial.generation/" + of("industrial/generations/") + "/entries"));
            return found.json().get(0).get("no").asString();
        });
        maker("industrial/units/", () -> {
            var line = map("waste", SLAG, "category", "I", "link", "锅炉", "form", "SOLID", "yearlyG", "5000000000");
            id(clerk, "industrial/lists", map("unitId", firm.id(), "year", today.getYear(), "lines", List.of(line)));
            return firm.id().toString();
        });
        maker("ledger/units/", () -> firm.id().toString());
        maker("industrial/exits/", () -> {
            of("industrial/generations/");
            return id(clerk, "industrial/exits", exit(Map.of()));
        });
        maker(
                "industrial/treatments/",
                () -> id(
                        clerk,
                        "industrial/treatments",
                        map(
                                "unitId",
                                firm.id(),
                                "placeId",
                                yard,
                                "waste",
                                SLAG,
                                "massG",
                                "1000",
                                "kind",
                                "USE",
                                "method",
                                "R5",
                                "treatedAt",
                                then)));
        maker(
                "industrial/stocktakes/",
                () -> id(
                        clerk,
                        "industrial/stocktakes",
                        map(
                                "unitId",
                                firm.id(),
                                "placeId",
                                yard,
                                "waste",
                                SLAG,
                                "countedAt",
                                then,
                                "countedG",
                                "5000")));
        maker("industrial/tickets/", () -> id(clerk, "industrial/tickets", ticket()));
        maker(
                "industrial/processes/",
                () -> id(
                        clerk,
                        "industrial/processes",
                        map(
                                "unitId",
                                firm.id(),
                                "name",
                                "供暖锅炉",
                                "input",
                                "燃煤",
                                "wastes",
                                List.of(SLAG),
                                "lowRatio",
                                "0.2",
                                "highRatio",
                                "0.3")));
        maker(
                "industrial/approvals/",
                () -> id(
                        bureau,
                        "industrial/approvals",
                        map(
                                "unitId",
                                firm.id(),
                                "kind",
                                "FILING",
                                "no",
                                "藏固备" + UUID.randomUUID(),
                                "authority",
                                "自治区生态环境厅",
                                "waste",
                                SLAG,
                                "way",
                                "USE",
                                "receiver",
                                "格尔木某建材公司",
                                "province",
                                "630000",
                                "massG",
                                "4000000",
                                "validFrom",
                                today.minusMonths(1).toString(),
                                "validTo",
                                today.plusMonths(6).toString())));
        maker("industrial/execution-reports/", () -> {
            of("registry/permits/");
            return id(
                    clerk,
                    "industrial/units/" + firm.id() + "/execution-reports",
                    map("year", today.getYear(), "statement", map("filler", "扎西")));
        });
        maker("industrial/imports/marked/", () -> {
            var table = "代码,产生时间,产生数量（吨）\n" + SLAG + "," + yesterday + ",二十\n";
            var taken = ok(clerk.upload(
                    API + "industrial/units/" + firm.id() + "/imports/generations",
                    "file",
                    "产生.csv",
                    table.getBytes(StandardCharsets.UTF_8),
                    Map.of("mode", "all")));
            return taken.json().get("markedFile").asString();
        });
    }

    private void registry() {
        maker("registry/units/", () -> firm.id().toString());
        maker("registry/places/", () -> yard);
        maker(
                "registry/permits/",
                () -> id(
                        manager,
                        "registry/permits",
                        map(
                                "unit",
                                firm.id(),
                                "kind",
                                "DISCHARGE",
                                "no",
                                firm.code() + "001P",
                                "authority",
                                "阿里地区生态环境局",
                                "validFrom",
                                today.minusYears(1).toString(),
                                "validTo",
                                today.plusYears(1).toString(),
                                "solidWaste",
                                List.of())));
        maker(
                "registry/vehicles/",
                () -> id(manager, "registry/vehicles", map("unit", firm.id(), "plate", plate(), "kind", "TRUCK")));
        maker(
                "registry/contracts/",
                () -> id(
                        manager,
                        "registry/contracts",
                        map(
                                "unit",
                                firm.id(),
                                "no",
                                "HT-" + firm.code(),
                                "counterpartyName",
                                "拉萨某建材有限公司",
                                "way",
                                "USE",
                                "wastes",
                                List.of(SLAG),
                                "amountG",
                                "5000000000",
                                "validFrom",
                                today.minusMonths(1).toString(),
                                "validTo",
                                today.plusYears(1).toString(),
                                "evidence",
                                List.of(of("evidence/")))));
    }

    private static String plate() {
        return "藏F%05d"
                .formatted(java.util.concurrent.ThreadLocalRandom.current().nextInt(100_000));
    }

    private void identity() {
        maker("identity/people/", () -> clerk.id.toString());
        maker(
                "identity/organisations/",
                () -> ok(manager.get(API + "identity/people/" + manager.id))
                        .json()
                        .at("/organisation/id")
                        .asString());
        maker("identity/clients/", () -> {
            var body = map(
                    "name",
                    "地磅",
                    "organisation",
                    of("identity/organisations/"),
                    "permissions",
                    List.of("industrial.ticket"),
                    "days",
                    30);
            ok(manager.post(API + "identity/clients", body));
            return ok(manager.get(API + "identity/clients"))
                    .json()
                    .get(0)
                    .get("id")
                    .asString();
        });
        maker(
                "identity/delegations/",
                () -> id(
                        manager,
                        "identity/delegations",
                        map(
                                "taker",
                                clerk.id,
                                "fromDay",
                                today.toString(),
                                "toDay",
                                today.plusDays(3).toString(),
                                "reason",
                                "出差")));
        maker(
                "identity/sessions/",
                () -> ok(clerk.get(API + "identity/sessions"))
                        .json()
                        .get(0)
                        .get("id")
                        .asString());
        maker("identity/registrations/", () -> {
            var code = Firms.freshCode();
            ok(as.stranger()
                    .post(
                            API + "identity/registrations",
                            map(
                                    "code",
                                    code,
                                    "name",
                                    "待审企业" + code.substring(8),
                                    "county",
                                    "542523",
                                    "address",
                                    "狮泉河镇",
                                    "contactName",
                                    "扎西",
                                    "phone",
                                    "13800000000",
                                    "login",
                                    "w" + code.toLowerCase(java.util.Locale.ROOT),
                                    "password",
                                    As.PASSWORD)));
            return ok(county.get(API + "identity/registrations?q=" + code))
                    .json()
                    .get("items")
                    .get(0)
                    .get("id")
                    .asString();
        });
    }

    private void greening() {
        maker(
                "greening/clean-productions/",
                () -> ok(county.post(
                                API + "greening/clean-productions",
                                map(
                                        "year",
                                        today.getYear(),
                                        "unitId",
                                        firm.id(),
                                        "kind",
                                        "VOLUNTARY",
                                        "reason",
                                        "WILLING",
                                        "listedOn",
                                        today.withDayOfYear(1).toString())))
                        .json()
                        .at("/listed/id")
                        .asString());
        maker(
                "greening/mines/",
                () -> ok(county.post(
                                API + "greening/mines",
                                map(
                                        "unitId",
                                        firm.id(),
                                        "name",
                                        firm.name() + "铜矿",
                                        "county",
                                        "542523",
                                        "mineral",
                                        "铜矿",
                                        "scale",
                                        "SMALL",
                                        "status",
                                        "PRODUCING",
                                        "on",
                                        yesterday)))
                        .json()
                        .at("/mine/id")
                        .asString());
        maker(
                "greening/parks/",
                () -> ok(county.post(
                                API + "greening/parks",
                                map(
                                        "name",
                                        "狮泉河园区" + firm.code(),
                                        "county",
                                        "542523",
                                        "level",
                                        "COUNTY",
                                        "planName",
                                        "循环化改造方案")))
                        .json()
                        .at("/park/id")
                        .asString());
        maker(
                "greening/park-projects/",
                () -> id(
                        county,
                        "greening/parks/" + of("greening/parks/") + "/projects",
                        map("name", "渣场" + firm.code(), "unitId", firm.id(), "kind", "DISPOSAL")));
        maker(
                "greening/projects/",
                () -> ok(county.post(
                                API + "greening/projects",
                                map(
                                        "name",
                                        "扩能" + firm.code(),
                                        "unitId",
                                        firm.id(),
                                        "developer",
                                        firm.name(),
                                        "county",
                                        "542523",
                                        "kind",
                                        "EXPANSION",
                                        "eiaKind",
                                        "REPORT",
                                        "wastes",
                                        List.of(wasteLine()))))
                        .json()
                        .at("/project/id")
                        .asString());
        maker(
                "greening/conditions/",
                () -> id(
                        county,
                        "greening/projects/" + of("greening/projects/") + "/conditions",
                        map(
                                "text",
                                "建成渣场并验收",
                                "kind",
                                "FACILITY",
                                "dueOn",
                                today.plusDays(90).toString())));
        maker(
                "greening/technologies/",
                () -> ok(county.post(
                                API + "greening/technologies",
                                map(
                                        "name",
                                        "炉渣制砖" + firm.code(),
                                        "county",
                                        "542523",
                                        "unitId",
                                        firm.id(),
                                        "lead",
                                        firm.name(),
                                        "startsOn",
                                        yesterday)))
                        .json()
                        .at("/technology/id")
                        .asString());
    }

    private void recycling() {
        maker("recycling/items/", () -> id(clerk, "recycling/items", item()));
        maker("recycling/sludge/days/", () -> id(clerk, "recycling/sludge/days", sludge("9000")));
        maker("recycling/sludge/deliveries/", () -> {
            of("recycling/sludge/days/");
            var body = sludge("4000");
            body.put("way", "BRICKWORKS");
            body.put("method", "R5");
            body.put("receiverId", works.id());
            return id(clerk, "recycling/sludge/deliveries", body);
        });
        maker("recycling/sludge/dryings/", () -> {
            of("recycling/sludge/days/");
            var body = sludge("2000");
            body.remove("waterPercent");
            body.put("waterBefore", "80");
            body.put("waterAfter", "60");
            return id(clerk, "recycling/sludge/dryings", body);
        });
        maker(
                "recycling/producers/",
                () -> id(
                        county,
                        "recycling/producers",
                        map(
                                "name",
                                "电池厂" + firm.code(),
                                "unitId",
                                firm.id(),
                                "county",
                                "542523",
                                "item",
                                "BATTERY",
                                "year",
                                today.getYear(),
                                "soldPieces",
                                10,
                                "targetPercent",
                                "30")));
        maker("recycling/vehicles/", () -> id(clerk, "recycling/vehicles", vehicle()));
        maker("recycling/dismantlings/", () -> {
            var other = id(clerk, "recycling/vehicles", vehicle());
            return id(
                    clerk,
                    "recycling/dismantlings",
                    map(
                            "unitId",
                            firm.id(),
                            "placeId",
                            yard,
                            "on",
                            yesterday,
                            "vehicleIds",
                            List.of(other),
                            "outputs",
                            List.of(map("material", "STEEL", "waste", "900-003-S62", "massG", "900000"))));
        });
        maker(
                "recycling/products/",
                () -> id(
                        clerk,
                        "recycling/products",
                        map(
                                "unitId",
                                firm.id(),
                                "name",
                                "免烧砖" + firm.code(),
                                "benefitCode",
                                "2022-brick",
                                "wastes",
                                List.of(SLAG),
                                "sharePercent",
                                "80")));
        maker(
                "recycling/claims/",
                () -> id(clerk, "recycling/products/" + of("recycling/products/") + "/claims", claim()));
    }

    private void rest() {
        maker(
                "evidence/",
                () -> ok(clerk.upload(API + "evidence", "file", "磅单.png", PIXEL, Map.of()))
                        .json()
                        .get("id")
                        .asString());
        maker(
                "findings/",
                () -> Caller.system("test")
                        .call(() -> findings.raise(new Findings.Raised(
                                kind.code() + "/" + firm.id(),
                                kind.code(),
                                "LATE",
                                firm.id(),
                                firm.county(),
                                today,
                                Instant.now(),
                                firm.name() + "的发现",
                                Map.of(),
                                "/industrial")))
                        .toString());
        maker("survey/records/", () -> {
            var campaign = id(
                    bureau,
                    "survey/campaigns",
                    map(
                            "name",
                            "排查" + UUID.randomUUID(),
                            "year",
                            today.getYear(),
                            "startsOn",
                            yesterday,
                            "endsOn",
                            today.plusDays(9).toString(),
                            "counties",
                            List.of("542523")));
            return id(county, "survey/records", heap(campaign));
        });
    }

    // ---- bodies, for the makers and for whoever tries the same on what is not theirs

    Map<String, Object> generation() {
        return map(
                "unitId",
                firm.id(),
                "placeId",
                yard,
                "waste",
                SLAG,
                "massG",
                "9000000",
                "generatedAt",
                then,
                "link",
                "锅炉");
    }

    Map<String, Object> exit(Map<String, Object> more) {
        var body = map(
                "unitId",
                firm.id(),
                "placeId",
                yard,
                "waste",
                SLAG,
                "massG",
                "1000",
                "shippedAt",
                then,
                "handler",
                "扎西",
                "carrier",
                "狮泉河运输队",
                "plate",
                "藏F12345",
                "transport",
                "ROAD",
                "receiverId",
                works.id(),
                "flow",
                "IN_PROVINCE",
                "way",
                "USE");
        body.putAll(more);
        return body;
    }

    Map<String, Object> heap(String campaign) {
        return map(
                "campaignId",
                campaign,
                "name",
                "旧渣堆" + firm.code(),
                "kind",
                "TAILINGS",
                "historical",
                false,
                "unitId",
                firm.id(),
                "waste",
                "091-001-S05",
                "longitude",
                80.10,
                "latitude",
                32.50,
                "foundOn",
                yesterday,
                "startedYear",
                1998,
                "volumeM3",
                "1",
                "riskLevel",
                "LOW",
                "risks",
                List.of("DUST"));
    }

    static Map<String, Object> wasteLine() {
        return map(
                "waste",
                SLAG,
                "category",
                "I",
                "yearlyG",
                "1000000",
                "measure",
                "渣场堆存",
                "way",
                "STORAGE",
                "destination",
                "渣场");
    }

    Map<String, Object> claim() {
        var month = YearMonth.from(today).minusMonths(1).toString();
        return map(
                "from",
                month,
                "to",
                month,
                "wasteG",
                "8000",
                "materialG",
                "10000",
                "salesYuan",
                "100",
                "vatYuan",
                "13",
                "claimedYuan",
                "5");
    }

    Map<String, Object> ticket() {
        return map(
                "unitId",
                firm.id(),
                "ticketNo",
                "T-1",
                "weighedAt",
                then,
                "grossG",
                "3000",
                "tareG",
                "1000",
                "netG",
                "2000",
                "plate",
                "藏F12345");
    }

    Map<String, Object> item() {
        return map(
                "unitId",
                firm.id(),
                "placeId",
                yard,
                "item",
                "BATTERY",
                "code",
                UUID.randomUUID().toString().replace("-", "").substring(0, 24).toUpperCase(java.util.Locale.ROOT),
                "waste",
                "900-012-S17",
                "pieces",
                1,
                "massG",
                "300000",
                "retiredOn",
                yesterday);
    }

    Map<String, Object> sludge(String grams) {
        return map(
                "unitId",
                firm.id(),
                "placeId",
                yard,
                "waste",
                "462-001-S90",
                "on",
                yesterday,
                "massG",
                grams,
                "waterPercent",
                "80");
    }

    Map<String, Object> vehicle() {
        var vin = "LSVAA" + String.format("%012d", (long) (Math.random() * 1e12));
        return map(
                "unitId",
                firm.id(),
                "placeId",
                yard,
                "certificateNo",
                "BF" + vin,
                "vin",
                vin,
                "kind",
                "CAR",
                "energy",
                "FUEL",
                "waste",
                "900-001-S63",
                "massG",
                "1000000",
                "receivedOn",
                yesterday);
    }

    private final Map<String, Supplier<Map<String, Object>>> bodies = new LinkedHashMap<>();

    private void bodies() {
        bodies.put("PUT identity/people/{id}", () -> map("name", "扎西", "roles", List.of("FIRM_CLERK")));
        bodies.put("PUT industrial/exits/{id}", () -> exit(Map.of()));
        bodies.put("POST industrial/units/{unitId}/execution-reports", () -> map("year", today.getYear()));
        bodies.put("POST industrial/exits/{id}/difference", () -> map("as", "LOST", "reason", "核对磅单后认定为撒漏"));
        bodies.put(
                "POST industrial/exits/{id}/receipt",
                () -> map("receivedAt", then, "massG", "1000", "into", "UTILISED", "method", "R5", "handler", "次仁"));
        bodies.put(
                "PUT industrial/processes/{id}",
                () -> map(
                        "unitId",
                        firm.id(),
                        "name",
                        "锅炉",
                        "input",
                        "燃煤",
                        "wastes",
                        List.of(SLAG),
                        "lowRatio",
                        "0.1",
                        "highRatio",
                        "0.2"));
        bodies.put("POST industrial/stocktakes/{id}/book", () -> map("reason", "盘点"));
    }

    /** A body that nothing is wrong with, where the one of the API description has something wrong; {@code null}: it has not. */
    String body(String endpoint) {
        var body = bodies.get(endpoint.replace(API, ""));
        return body == null ? null : Rows.json(body.get());
    }

    static Map<String, Object> map(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return map;
    }

    private static String id(As.Browser who, String path, Map<String, Object> body) {
        return ok(who.post(API + path, body)).json().get("id").asString();
    }

    private static As.Reply ok(As.Reply reply) {
        if (reply.status() >= 300) throw new AssertionError(reply.status() + " " + reply.text());
        return reply;
    }
}
