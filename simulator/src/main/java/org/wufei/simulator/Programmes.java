package org.wufei.simulator;

import static org.wufei.simulator.Filing.grams;
import static org.wufei.simulator.Filing.map;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wufei.simulator.Book.Stage;

/**
 * 其他任务的日子: sludge, end-of-life vehicles, the survey of old stockpiles, clean production, green mines, access of new
 * projects, and the figures that departments report.
 */
final class Programmes {
    static final String SLUDGE = "462-001-S90";
    static final String VEHICLE = "900-001-S63";
    static final String METAL = "900-003-S62";
    static final String GLASS = "900-004-S62";
    static final String OTHER = "900-099-S62";
    static final String COMPOSTING = "堆肥车间";
    static final String COMPOST_METHOD = "R3";

    private static final String RECYCLING = "/api/v1/recycling";
    private static final String GREENING = "/api/v1/greening";
    private static final String SURVEY = "/api/v1/survey";
    /** Sludge older than this at the plant is a finding; honest plants clear theirs within a fortnight. */
    private static final int SLUDGE_DAYS = 30;

    private final Story story;
    private final int thisYear;

    private Programmes(Story story) {
        this.story = story;
        this.thisYear = story.span.today().getYear();
    }

    /** Places known before anybody's first day. */
    static void furnish(Firm firm) {
        if (firm.kind == Firm.Kind.SEWAGE) firm.placeBy("FACILITY", COMPOSTING, COMPOST_METHOD);
    }

    static void tell(Story story) {
        var programmes = new Programmes(story);
        for (int block = 0; block < story.scale; block++) {
            programmes.sludge(block);
            programmes.vehicles(block);
            programmes.survey(block);
            programmes.cleanProduction(block);
            programmes.greenMines(block);
            programmes.access(block);
        }
        programmes.reports();
    }

    private List<Firm> firms(int block, Firm.Kind kind) {
        return story.firms.stream()
                .filter(f -> f.block == block && f.kind == kind)
                .toList();
    }

    // ---- sludge -----------------------------------------------------------------------------------------------

    private void sludge(int block) {
        var plants = firms(block, Firm.Kind.SEWAGE);
        boolean longEnough = story.span.days().size() > SLUDGE_DAYS + 8;
        var draw = Draw.of(story.seed, "sludge-" + block);
        var forgets = draw.oneOf(plants);
        for (var plant : plants) {
            boolean forgetful = longEnough && plant == forgets;
            if (forgetful) {
                story.wrong(
                        "recycling.sludge-undisposed",
                        plant,
                        story.span.first().plusDays(SLUDGE_DAYS + 1),
                        "污泥存放超过三十天未处置");
            }
            sludge(plant, forgetful, plants.size() > 1 && plant != forgets);
        }
    }

    private void sludge(Firm plant, boolean forgetful, boolean onceShort) {
        var items = new ArrayList<Map<String, Object>>();
        var draw = plant.draw;
        int daysToDelivery = draw.between(5, 8);
        boolean shortStillToCome = onceShort;
        for (var day : story.span.days()) {
            if (day.equals(story.span.first())) continue;
            long made = draw.scaleGrams(3_000, 9_000);
            var stored = plant.spot(plant.site().name(), Stage.STORED);
            story.book.bring(day, stored.at(Stage.GENERATED), stored, SLUDGE, made, plant.lot(day.getYear()));
            items.add(map("waste", SLUDGE, "on", day.toString(), "massG", grams(made), "waterPercent", "80.00"));
            boolean monthEnds = day.equals(YearMonth.from(day).atEndOfMonth());
            daysToDelivery--;
            boolean delivery = daysToDelivery <= 0 && !forgetful;
            if (delivery || monthEnds || day.equals(story.span.last())) {
                fileDays(plant, List.copyOf(items));
                items.clear();
            }
            if (!delivery) continue;
            daysToDelivery = draw.between(5, 8);
            long all = story.book.held(stored, SLUDGE);
            if (shortStillToCome || draw.chance(0.4)) {
                toBrickworks(plant, day, all, shortStillToCome);
                shortStillToCome = false;
            } else {
                compost(plant, day, all);
            }
        }
    }

    private void fileDays(Firm plant, List<Map<String, Object>> days) {
        if (days.isEmpty()) return;
        Filing.file(
                story,
                plant,
                "污泥产生",
                Set.of(plant.code),
                Set.of(),
                d -> RECYCLING + "/sludge/days/batch",
                d -> map(
                        "items",
                        days.stream()
                                .map(day -> Filing.with(
                                        day,
                                        "unitId",
                                        d.id(plant.code),
                                        "placeId",
                                        d.id(plant.code + "/" + plant.site().name())))
                                .toList()),
                null);
    }

    private void compost(Firm plant, LocalDate day, long all) {
        var stored = plant.spot(plant.site().name(), Stage.STORED);
        story.book.move(
                day, stored, plant.spot(COMPOSTING, Stage.STORED).at(Stage.UTILISED, COMPOST_METHOD), SLUDGE, all);
        Filing.file(
                story,
                plant,
                "污泥堆肥",
                Set.of(plant.code),
                Set.of(),
                d -> RECYCLING + "/sludge/deliveries",
                d -> map(
                        "unitId", d.id(plant.code),
                        "placeId", d.id(plant.code + "/" + plant.site().name()),
                        "waste", SLUDGE,
                        "on", day.toString(),
                        "massG", grams(all),
                        "way", "COMPOST",
                        "method", COMPOST_METHOD,
                        "facilityId", d.id(plant.code + "/" + COMPOSTING)),
                null);
    }

    private void toBrickworks(Firm plant, LocalDate day, long all, boolean tooShort) {
        var works = plant.draw.oneOf(story.firms.stream()
                .filter(f -> f.kind == Firm.Kind.BRICKWORKS && f.block == plant.block)
                .toList());
        var stored = plant.spot(plant.site().name(), Stage.STORED);
        var transit = stored.at(Stage.IN_TRANSIT);
        story.book.move(day, stored, transit, SLUDGE, all);
        var name = "sludge/" + plant.code + "/" + day;
        int sent = Filing.file(
                story,
                plant,
                "污泥转运",
                Set.of(plant.code),
                Set.of(),
                d -> RECYCLING + "/sludge/deliveries",
                d -> map(
                        "unitId", d.id(plant.code),
                        "placeId", d.id(plant.code + "/" + plant.site().name()),
                        "waste", SLUDGE,
                        "on", day.toString(),
                        "massG", grams(all),
                        "way", "BRICKWORKS",
                        "method", Industry.KILN_METHOD,
                        "receiverId", d.id(works.code)),
                name);
        long small = all / 1000 / 20_000 * 20_000;
        long got = tooShort ? all * 93 / 100 / 20_000 * 20_000 : all - small;
        story.book.move(
                day,
                transit,
                works.spot(Industry.KILN, Stage.STORED).at(Stage.UTILISED, Industry.KILN_METHOD),
                SLUDGE,
                got);
        if (!tooShort && small > 0) story.book.move(day, transit, transit.at(Stage.LOST), SLUDGE, small);
        if (tooShort) story.wrong("recycling.sludge-differs", plant, day, "污泥接收量比转出量少百分之七");
        Filing.file(
                story,
                works,
                "接收污泥",
                Set.of(plant.code, works.code),
                Set.of(sent),
                d -> RECYCLING + "/sludge/deliveries/" + d.id(name) + "/receipt",
                d -> map("on", day.toString(), "massG", grams(got), "placeId", d.id(works.code + "/" + Industry.KILN)),
                null);
    }

    // ---- end-of-life vehicles ---------------------------------------------------------------------------------

    private void vehicles(int block) {
        var days = story.span.days();
        for (var firm : firms(block, Firm.Kind.ELV_DISMANTLER)) {
            var draw = firm.draw;
            var waiting = new ArrayList<String>();
            long waitingG = 0;
            int next = draw.between(12, 16);
            int batch = 0;
            int wrongBatch = 1;
            for (int i = 0; i < days.size(); i++) {
                var day = days.get(i);
                if (draw.chance(0.4)) {
                    var vin = "LSV" + "ABCDEFGHJKLMN".charAt(draw.between(0, 12)) + draw.digits(13);
                    long mass = draw.scaleGrams(900, 2_200);
                    var stored = firm.spot(firm.site().name(), Stage.STORED);
                    story.book.bring(day, stored.at(Stage.GENERATED), stored, VEHICLE, mass, firm.lot(day.getYear()));
                    Filing.file(
                            story,
                            firm,
                            "报废车入场",
                            Set.of(firm.code),
                            Set.of(),
                            d -> RECYCLING + "/vehicles",
                            d -> map(
                                    "unitId",
                                    d.id(firm.code),
                                    "placeId",
                                    d.id(firm.code + "/" + firm.site().name()),
                                    "certificateNo",
                                    "BF" + vin.substring(4),
                                    "vin",
                                    vin,
                                    "kind",
                                    "CAR",
                                    "energy",
                                    "FUEL",
                                    "waste",
                                    VEHICLE,
                                    "massG",
                                    grams(mass),
                                    "receivedOn",
                                    day.toString()),
                            "vehicle/" + vin);
                    waiting.add(vin);
                    waitingG += mass;
                }
                if (--next > 0 || waiting.size() < 2) continue;
                dismantle(firm, day, List.copyOf(waiting), waitingG, batch == wrongBatch);
                next = draw.between(12, 16);
                batch++;
                waiting.clear();
                waitingG = 0;
            }
        }
    }

    private void dismantle(Firm firm, LocalDate day, List<String> vins, long inputG, boolean outOfBand) {
        var stored = firm.spot(firm.site().name(), Stage.STORED);
        long outputG = (long) (inputG * (outOfBand ? 0.88 : firm.draw.within(0.965, 0.995))) / 1_000 * 1_000;
        long steel = outputG * 7 / 10;
        long glass = outputG / 20;
        long rubber = outputG / 10;
        long rest = outputG - steel - glass - rubber;
        story.book.become(day, stored, VEHICLE, METAL, steel);
        story.book.become(day, stored, VEHICLE, GLASS, glass);
        story.book.become(day, stored, VEHICLE, OTHER, rubber + rest);
        if (outOfBand) story.wrong("recycling.elv-out-of-band", firm, day, "拆解产出只有投入的八成八");
        else story.book.move(day, stored, stored.at(Stage.LOST), VEHICLE, inputG - outputG);
        Filing.file(
                story,
                firm,
                "拆解",
                Set.of(firm.code),
                Set.of(),
                d -> RECYCLING + "/dismantlings",
                d -> map(
                        "unitId", d.id(firm.code),
                        "placeId", d.id(firm.code + "/" + firm.site().name()),
                        "on", day.toString(),
                        "vehicleIds",
                                vins.stream().map(vin -> d.id("vehicle/" + vin)).toList(),
                        "outputs",
                                List.of(
                                        map("material", "STEEL", "waste", METAL, "massG", grams(steel)),
                                        map("material", "GLASS", "waste", GLASS, "massG", grams(glass)),
                                        map("material", "RUBBER", "waste", OTHER, "massG", grams(rubber)),
                                        map("material", "PLASTIC", "waste", OTHER, "massG", grams(rest)))),
                null);
    }

    // ---- survey of old stockpiles -----------------------------------------------------------------------------

    private void survey(int block) {
        var draw = Draw.of(story.seed, "survey-" + block);
        var begins = story.span.first();
        var campaign = "campaign/" + block;
        int deployed = story.act(
                "部署排查",
                Set.of(campaign),
                Set.of(),
                d -> d.remember(
                        campaign,
                        d.post(
                                        People.BUREAU,
                                        SURVEY + "/campaigns",
                                        map(
                                                "name",
                                                "一般工业固体废物堆存场所排查（" + thisYear + "年第" + (block + 1) + "批）",
                                                "year",
                                                thisYear,
                                                "startsOn",
                                                begins.toString(),
                                                "endsOn",
                                                story.span.today().plusDays(30).toString(),
                                                "basis",
                                                "任务11",
                                                "counties",
                                                Prefecture.COUNTIES.stream()
                                                        .map(Prefecture.County::code)
                                                        .toList()))
                                .get("id")
                                .asString()));
        int records = draw.between(4, 6);
        int unremedied = draw.between(0, records - 1);
        for (int i = 0; i < records; i++)
            stockpile(
                    draw,
                    block,
                    i,
                    campaign,
                    deployed,
                    i == unremedied && story.span.days().size() > 40);
    }

    private void stockpile(Draw draw, int block, int no, String campaign, int deployed, boolean unremedied) {
        var county = draw.oneOf(Prefecture.COUNTIES);
        var at = county.somewhere(draw);
        var foundOn = story.span.first().plusDays(draw.between(1, 4));
        int startedYear = thisYear - draw.between(6, 30);
        int volume = draw.between(200, 9_000);
        long density = draw.between(1_400, 1_900) * 1_000L;
        var custodian = custodian(county.code());
        var name = county.name() + "历史遗留废石堆" + (block * 10 + no + 1) + "号";
        var risk = unremedied ? "HIGH" : draw.oneOf(List.of("LOW", "MEDIUM", "HIGH"));
        var spot = new Book.Spot(custodian, name, county.code(), Stage.STORED, "");
        story.book.bring(
                foundOn,
                spot.at(Stage.FOUND),
                spot,
                Industry.WASTE_ROCK,
                volume * density,
                new Book.Lot(startedYear, county.code()));
        var touched = Set.of(name);
        var officer = People.county(county.code());
        var record = "survey/" + name;
        story.act(
                "登记堆场",
                touched,
                Set.of(deployed),
                d -> d.remember(
                        record,
                        d.post(
                                        officer,
                                        SURVEY + "/records",
                                        map(
                                                "campaignId",
                                                d.id(campaign),
                                                "name",
                                                name,
                                                "kind",
                                                "WASTE_ROCK",
                                                "historical",
                                                true,
                                                "waste",
                                                Industry.WASTE_ROCK,
                                                "longitude",
                                                at[0],
                                                "latitude",
                                                at[1],
                                                "foundOn",
                                                foundOn.toString(),
                                                "startedYear",
                                                startedYear,
                                                "areaM2",
                                                String.valueOf(volume / 4),
                                                "volumeM3",
                                                String.valueOf(volume),
                                                "densityGPerM3",
                                                String.valueOf(density),
                                                "densitySource",
                                                "现场环刀法实测",
                                                "riskLevel",
                                                risk,
                                                "risks",
                                                List.of("NO_COVER")))
                                .get("id")
                                .asString()));
        story.act(
                "报送堆场", touched, Set.of(), d -> d.step(officer, SURVEY + "/records/" + d.id(record), "/submit", map()));
        story.act(
                "认定堆场",
                touched,
                Set.of(),
                d -> d.step(People.BUREAU, SURVEY + "/records/" + d.id(record), "/accept", map()));
        if (unremedied) {
            story.violations.add(new Violation(
                    "survey.risk-unremedied",
                    custodian,
                    foundOn.plusDays(31).toString(),
                    officer,
                    name + " 高风险三十天未制定整治方案"));
            return;
        }
        var on = foundOn;
        for (var stage : List.of("ASSESSED", "PLANNED", "UNDER_WAY")) {
            on = on.plusDays(2);
            var when = on.toString();
            story.act(
                    "整治阶段",
                    touched,
                    Set.of(),
                    d -> d.step(
                            officer,
                            SURVEY + "/records/" + d.id(record),
                            "/remediation",
                            map("stage", stage, "on", when)));
        }
    }

    /** The county's own custodian unit, that answers for stockpiles without an owner: a platform code that all can see. */
    private static String custodian(String county) {
        return "CUSTODIAN-" + county;
    }

    // ---- greening ---------------------------------------------------------------------------------------------

    private void cleanProduction(int block) {
        var draw = Draw.of(story.seed, "clean-" + block);
        var firstOfYear = LocalDate.of(thisYear, 1, 1);
        var listedOn = story.span.first().isBefore(firstOfYear) ? firstOfYear : story.span.first();
        var listed = new ArrayList<Firm>(firms(block, Firm.Kind.MINE));
        listed.addAll(firms(block, Firm.Kind.HEATING));
        if (listedOn.plusDays(14).isAfter(story.span.last())) return;
        var overdue = draw.oneOf(listed);
        for (var firm : listed) {
            var name = "clean/" + firm.code;
            boolean late = firm == overdue;
            boolean passes = !late && draw.chance(0.6);
            var dueOn = listedOn.plusDays(10);
            story.act("列入清洁生产审核名单", Set.of(name), Set.of(), d -> {
                var body = map(
                        "year",
                        thisYear,
                        "unitId",
                        d.id(firm.code),
                        "kind",
                        "MANDATORY",
                        "reason",
                        "LISTED",
                        "listedOn",
                        listedOn.toString());
                if (late) body.put("dueOn", dueOn.toString());
                d.remember(
                        name,
                        d.post(People.BUREAU, GREENING + "/clean-productions", body)
                                .get("listed")
                                .get("id")
                                .asString());
            });
            story.listed.add(new Story.Listed(firm.county.code(), listedOn, passes ? listedOn.plusDays(9) : null));
            if (late) story.wrong("greening.audit-overdue", firm, dueOn.plusDays(1), "强制性清洁生产审核逾期");
            if (!passes) continue;
            int days = 3;
            for (var to : List.of("PLANNED", "AUDITED", "PASSED")) {
                var on = listedOn.plusDays(days).toString();
                days += 3;
                story.act(
                        "清洁生产审核",
                        Set.of(name),
                        Set.of(),
                        d -> d.step(
                                People.BUREAU,
                                GREENING + "/clean-productions/" + d.id(name),
                                "/steps",
                                map("to", to, "on", on)));
            }
        }
    }

    private void greenMines(int block) {
        var draw = Draw.of(story.seed, "green-" + block);
        var standard = "standard/" + block;
        var on = story.span.first();
        story.act(
                "绿色矿山标准",
                Set.of(standard),
                Set.of(),
                d -> d.remember(
                        standard,
                        d.post(
                                        People.BUREAU,
                                        GREENING + "/standards",
                                        map(
                                                "code",
                                                "LSKS-" + thisYear + "-" + (block + 1),
                                                "name",
                                                "绿色矿山评价指标（阿里地区，" + thisYear + "，" + (block + 1) + "）",
                                                "validFrom",
                                                on.toString(),
                                                "passScore",
                                                "80",
                                                "items",
                                                List.of(
                                                        map("code", "1", "title", "矿区环境", "score", "30", "veto", false),
                                                        map(
                                                                "code",
                                                                "2",
                                                                "title",
                                                                "资源开发与综合利用",
                                                                "score",
                                                                "40",
                                                                "veto",
                                                                false),
                                                        map(
                                                                "code", "3", "title", "固体废物处置", "score", "30", "veto",
                                                                false))))
                                .get("id")
                                .asString()));
        for (var firm : firms(block, Firm.Kind.MINE)) {
            var name = "green/" + firm.code;
            var scale = draw.oneOf(List.of("LARGE", "MEDIUM", "MEDIUM", "SMALL"));
            boolean green = draw.chance(0.6);
            var listedOn = on.plusDays(8);
            story.act(
                    "登记矿山",
                    Set.of(name),
                    Set.of(),
                    d -> d.remember(
                            name,
                            d.post(
                                            People.BUREAU,
                                            GREENING + "/mines",
                                            map(
                                                    "unitId",
                                                    d.id(firm.code),
                                                    "name",
                                                    firm.name + "铜矿",
                                                    "county",
                                                    firm.county.code(),
                                                    "mineral",
                                                    "铜矿",
                                                    "scale",
                                                    scale,
                                                    "status",
                                                    "PRODUCING",
                                                    "on",
                                                    on.toString()))
                                    .get("mine")
                                    .get("id")
                                    .asString()));
            story.mines.add(new Story.Mine(firm.county.code(), !scale.equals("SMALL"), on, green ? listedOn : null));
            if (!green) continue;
            story.act(
                    "第三方评估",
                    Set.of(name, standard),
                    Set.of(),
                    d -> d.post(
                            People.BUREAU,
                            GREENING + "/mines/" + d.id(name) + "/assessments",
                            map(
                                    "standardId", d.id(standard),
                                    "kind", "THIRD_PARTY",
                                    "body", "西藏地质环境评估中心",
                                    "on", on.plusDays(5).toString(),
                                    "scores", map("1", "27", "2", "35.5", "3", "26"))));
            story.act(
                    "列入绿色矿山名录",
                    Set.of(name),
                    Set.of(),
                    d -> d.step(
                            People.BUREAU,
                            GREENING + "/mines/" + d.id(name),
                            "/listing",
                            map("listed", true, "on", listedOn.toString())));
        }
    }

    private void access(int block) {
        var draw = Draw.of(story.seed, "access-" + block);
        var of = firms(block, Firm.Kind.MINE);
        var overdue = draw.oneOf(of);
        for (var firm : of) {
            var name = "project/" + firm.code;
            story.act(
                    "项目准入",
                    Set.of(name),
                    Set.of(),
                    d -> d.remember(
                            name,
                            d.post(
                                            People.BUREAU,
                                            GREENING + "/projects",
                                            map(
                                                    "name",
                                                    firm.name + "选矿扩能项目",
                                                    "unitId",
                                                    d.id(firm.code),
                                                    "developer",
                                                    firm.name,
                                                    "county",
                                                    firm.county.code(),
                                                    "kind",
                                                    "EXPANSION",
                                                    "eiaKind",
                                                    "REPORT",
                                                    "wastes",
                                                    List.of(map(
                                                            "waste",
                                                            Industry.TAILINGS,
                                                            "category",
                                                            "II",
                                                            "yearlyG",
                                                            grams(120_000 * Book.TONNE),
                                                            "measure",
                                                            "尾矿库堆存并逐年回填",
                                                            "way",
                                                            "STORAGE",
                                                            "destination",
                                                            Industry.POND))))
                                    .get("project")
                                    .get("id")
                                    .asString()));
            boolean late = firm == overdue;
            var dueOn = late
                    ? story.span.last().minusDays(draw.between(5, 20))
                    : story.span.today().plusDays(draw.between(60, 200));
            var condition = "condition/" + firm.code;
            story.act(
                    "准入条件",
                    Set.of(name),
                    Set.of(),
                    d -> d.remember(
                            condition,
                            d.post(
                                            People.BUREAU,
                                            GREENING + "/projects/" + d.id(name) + "/conditions",
                                            map("text", "建成防渗尾矿库并验收", "kind", "FACILITY", "dueOn", dueOn.toString()))
                                    .get("id")
                                    .asString()));
            if (late) {
                story.wrong("greening.condition-overdue", firm, dueOn.plusDays(1), "准入条件逾期未落实");
            } else if (draw.chance(0.6)) {
                story.act(
                        "落实准入条件",
                        Set.of(name, firm.code),
                        Set.of(),
                        d -> d.post(
                                firm.clerk(),
                                GREENING + "/conditions/" + d.id(condition) + "/fulfilment",
                                map("on", story.span.last().toString(), "note", "已建成")));
                story.act(
                        "确认准入条件",
                        Set.of(name),
                        Set.of(),
                        d -> d.post(
                                People.BUREAU,
                                GREENING + "/conditions/" + d.id(condition) + "/decision",
                                map("accept", true)));
            }
        }
    }

    // ---- figures that departments report ----------------------------------------------------------------------

    private void reports() {
        var draw = Draw.of(story.seed, "statistics");
        var figures = new TreeMap<String, BigDecimal>();
        for (var month : story.span.endedMonths()) {
            for (var county : Prefecture.COUNTIES) {
                figures.put(county.code() + "|" + month, BigDecimal.valueOf(draw.between(30_000, 120_000), 2));
            }
        }
        figures.put("|" + thisYear, BigDecimal.valueOf(draw.between(6_000_000, 9_000_000), 2));
        story.addedValue.putAll(figures);
        figures.forEach((key, value) -> story.act("报送工业增加值", Set.of("statistics"), Set.of(), d -> {
            var of = key.split("\\|", -1);
            var body = map("figure", "industrial_added_value", "period", of[1], "value", value.toPlainString());
            if (!of[0].isEmpty()) body.put("county", of[0]);
            d.post(People.STATISTICS, "/api/v1/indicators/reports", body);
        }));
    }
}
