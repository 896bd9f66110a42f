package org.wufei.simulator;

import static org.wufei.simulator.Filing.at;
import static org.wufei.simulator.Filing.grams;
import static org.wufei.simulator.Filing.map;
import static org.wufei.simulator.Filing.with;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wufei.simulator.Book.Stage;
import org.wufei.simulator.Filing.Body;
import org.wufei.simulator.Filing.Path;

/**
 * 工业固废的日子: what mines, heating plants, brickworks and recyclers do from day to day, with tickets, receipts, closes,
 * and the small sins of people: late, twice, wrong.
 */
final class Industry {
    static final String TAILINGS = "091-001-S05";
    static final String WASTE_ROCK = "900-099-S59";
    static final String SLAG = "900-001-S03";
    static final String FLY_ASH = "900-001-S02";
    static final String SCRAP = "900-001-S17";

    /** Scrap is bought by a steel works of the neighbouring region. */
    static final String BUYER = "新疆八钢再生资源有限公司";

    static final String BUYER_PROVINCE = "650000";

    static final String POND = "尾矿库";
    static final String ROCK_DUMP = "排土场";
    static final String OLD_YARD = "老渣场";
    static final String KILN = "制砖生产线";

    static final String KILN_METHOD = "R5";
    static final String RECYCLE_METHOD = "R4";
    static final String DUMP_METHOD = "D1";

    private static final String BASE = "/api/v1/industrial";
    private static final double TRUCK_KMH = 35;

    /** Share of documents that a person gets wrong first. */
    private static final double WRONG = 0.02;

    /** A load on its way, with the lots that it carries. */
    private static final class Load {
        final String name;
        final Firm sender;
        final Firm receiver;
        final String place;
        final String waste;
        final long grams;
        final LocalDate shippedOn;
        final LocalDate dueOn;
        final TreeMap<Book.Lot, Long> lots = new TreeMap<>();
        int shipAct;
        boolean neverConfirmed;
        boolean differs;

        Load(
                String name,
                Firm sender,
                Firm receiver,
                String place,
                String waste,
                long grams,
                LocalDate shippedOn,
                LocalDate dueOn) {
            this.name = name;
            this.sender = sender;
            this.receiver = receiver;
            this.place = place;
            this.waste = waste;
            this.grams = grams;
            this.shippedOn = shippedOn;
            this.dueOn = dueOn;
        }
    }

    private static final int TRUCKS = 3;
    private static final int PLATES = 100_000;
    /** Prime to the number of plates: no two trucks share one. */
    private static final int PLATE_STRIDE = 7_919;

    private final Story story;
    private final List<Firm> firms;
    private final List<Load> onTheWay = new ArrayList<>();
    private final Map<Firm, Integer> serial = new LinkedHashMap<>();
    private final Map<Firm, String> process = new LinkedHashMap<>();
    private final Map<String, Long> generated = new TreeMap<>();
    private final Map<Firm, YearMonth> leavesOpen = new LinkedHashMap<>();
    private final Map<Firm, YearMonth> outOfBand = new LinkedHashMap<>();
    private final Map<Firm, LocalDate> surplusOn = new LinkedHashMap<>();
    private final Map<Firm, LocalDate> losesReceipt = new LinkedHashMap<>();
    private final Map<Firm, LocalDate> shortLoad = new LinkedHashMap<>();

    private Industry(Story story) {
        this.story = story;
        this.firms = story.firms.stream().filter(f -> files(f.kind)).toList();
    }

    static boolean files(Firm.Kind kind) {
        return switch (kind) {
            case MINE, HEATING, BRICKWORKS, RECYCLER -> true;
            case SEWAGE, ELV_DISMANTLER -> false;
        };
    }

    static void tell(Story story) {
        var industry = new Industry(story);
        industry.drawViolations();
        for (var firm : industry.firms) industry.begin(firm);
        for (var day : story.span.days()) industry.day(day);
        industry.settlePermits();
    }

    // ---- what is wrong, once for each block -------------------------------------------------------------------

    private void drawViolations() {
        for (int block = 0; block < story.scale; block++) {
            int here = block;
            var draw = Draw.of(story.seed, "violations-" + block);
            var of = firms.stream().filter(f -> f.block == here).toList();
            var mines = new ArrayList<>(
                    of.stream().filter(f -> f.kind == Firm.Kind.MINE).toList());
            var plants = new ArrayList<>(
                    of.stream().filter(f -> f.kind == Firm.Kind.HEATING).toList());
            var works = new ArrayList<>(
                    of.stream().filter(f -> f.kind == Firm.Kind.BRICKWORKS).toList());
            var ended = story.span.endedMonths();
            var overdue = ended.stream()
                    .filter(m -> m.plusMonths(1).atDay(10).isBefore(story.span.today()))
                    .toList();
            if (!overdue.isEmpty()) leavesOpen.put(draw.oneOf(of), overdue.getLast());
            // a month that ends with the last day lived is not closed any more
            var closed = ended.stream()
                    .filter(m -> m.atEndOfMonth().isBefore(story.span.last()))
                    .toList();
            if (!closed.isEmpty()) outOfBand.put(draw.oneOf(draw.chance(0.5) ? mines : plants), draw.oneOf(closed));
            if (!ended.isEmpty())
                surplusOn.put(draw.oneOf(works), draw.oneOf(ended).atEndOfMonth());
            int days = story.span.days().size();
            if (days > 25) {
                losesReceipt.put(draw.oneOf(mines), story.span.first().plusDays(draw.between(2, days - 20)));
                shortLoad.put(draw.oneOf(plants), story.span.first().plusDays(draw.between(2, days - 10)));
            }
            var aged = draw.oneOf(plants);
            aged.placeBy("STOCKPILE", OLD_YARD, "");
        }
    }

    /** Places and wastes of a firm, known before anything is wrong with them. */
    static void furnish(Firm firm) {
        switch (firm.kind) {
            case MINE -> {
                firm.placeBy("STOCKPILE", POND, "");
                firm.placeBy("STOCKPILE", ROCK_DUMP, "");
                firm.wastes.addAll(List.of(TAILINGS, WASTE_ROCK));
            }
            case HEATING -> firm.wastes.addAll(List.of(SLAG, FLY_ASH, SCRAP));
            case BRICKWORKS -> firm.placeBy("FACILITY", KILN, KILN_METHOD);
            default -> {}
        }
    }

    /** Wastes that others take, under contracts. */
    private static List<String> entrusted(Firm firm) {
        return switch (firm.kind) {
            case MINE -> List.of(WASTE_ROCK);
            case HEATING -> List.of(SLAG, FLY_ASH, SCRAP);
            default -> List.of();
        };
    }

    /** Trucks and contracts of a firm: it sends away in its own trucks, to those it has a contract with. */
    static void agree(Story story, Firm firm) {
        var wastes = entrusted(firm);
        boolean sells = firm.kind == Firm.Kind.RECYCLER;
        if (wastes.isEmpty() && !sells) return;
        for (int i = 0; i < TRUCKS; i++)
            firm.fleet.add("藏F%05d".formatted((firm.no * TRUCKS + i) * PLATE_STRIDE % PLATES));
        if (sells) firm.contracts.add(new Firm.Contract("HT-%d-1".formatted(firm.no + 1), null, BUYER, List.of(SCRAP)));
        var with = new LinkedHashMap<Firm, List<String>>();
        for (var waste : wastes)
            for (var receiver : near(story.firms, firm, waste))
                with.computeIfAbsent(receiver, none -> new ArrayList<>()).add(waste);
        with.forEach((receiver, covered) -> firm.contracts.add(new Firm.Contract(
                "HT-%d-%d".formatted(firm.no + 1, firm.contracts.size() + 1), receiver, receiver.name, covered)));
    }

    private static String contractNo(Firm firm, Firm receiver) {
        return firm.contracts.stream()
                .filter(contract -> contract.with() == receiver)
                .findFirst()
                .orElseThrow()
                .no();
    }

    // ---- the first day ----------------------------------------------------------------------------------------

    private void begin(Firm firm) {
        int thisYear = story.span.today().getYear();
        var draw = firm.draw;
        switch (firm.kind) {
            case MINE -> {
                opening(
                        firm,
                        POND,
                        TAILINGS,
                        draw.between(80_000, 300_000) * Book.TONNE,
                        thisYear - draw.between(1, 8));
                opening(firm, ROCK_DUMP, WASTE_ROCK, draw.between(400, 900) * Book.TONNE, thisYear - 2);
                opening(firm, ROCK_DUMP, WASTE_ROCK, draw.between(300, 600) * Book.TONNE, thisYear - 1);
            }
            case HEATING -> {
                opening(firm, firm.site().name(), SLAG, draw.between(80, 200) * Book.TONNE, thisYear - 1);
                opening(firm, firm.site().name(), FLY_ASH, draw.between(60, 120) * Book.TONNE, thisYear - 1);
                opening(firm, firm.site().name(), SCRAP, draw.between(10, 30) * Book.TONNE, thisYear - 1);
                if (firm.places.containsKey(OLD_YARD)) {
                    opening(firm, OLD_YARD, SLAG, draw.between(200, 700) * Book.TONNE, thisYear - 5);
                    story.wrong("industrial.over-age-stock", firm, story.span.first(), "炉渣贮存超过三年未利用处置");
                }
            }
            case BRICKWORKS ->
                opening(firm, firm.site().name(), SLAG, draw.between(60, 120) * Book.TONNE, thisYear - 1);
            case RECYCLER -> opening(firm, firm.site().name(), SCRAP, draw.between(40, 90) * Book.TONNE, thisYear - 1);
            default -> throw new IllegalStateException(firm.kind + " files nothing here");
        }
        yearlyLists(firm);
        declareProcess(firm);
    }

    private void opening(Firm firm, String place, String waste, long grams, int lotYear) {
        var day = story.span.first();
        story.book.bring(
                day, firm.spot(place, Stage.FOUND), firm.spot(place, Stage.STORED), waste, grams, firm.lot(lotYear));
        story.act(
                "期初库存",
                firm,
                d -> d.post(
                        firm.clerk(),
                        BASE + "/opening-stocks",
                        fields(
                                d,
                                firm,
                                place,
                                waste,
                                grams,
                                "lotYear",
                                lotYear,
                                "on",
                                day.toString(),
                                "note",
                                "启用台账前的库存")));
    }

    private void yearlyLists(Firm firm) {
        if (firm.wastes.isEmpty()) return;
        for (int year = story.span.first().getYear(); year <= story.span.today().getYear(); year++) {
            var lines = firm.wastes.stream()
                    .map(waste -> map(
                            "waste",
                            waste,
                            "category",
                            waste.equals(TAILINGS) ? "II" : "I",
                            "link",
                            link(waste),
                            "form",
                            "SOLID",
                            "yearlyG",
                            grams(firm.draw.between(1_000, 90_000) * Book.TONNE)))
                    .toList();
            int of = year;
            story.act(
                    "年度产生清单",
                    firm,
                    d -> d.post(
                            firm.clerk(), BASE + "/lists", map("unitId", d.id(firm.code), "year", of, "lines", lines)));
        }
    }

    private static String link(String waste) {
        return switch (waste) {
            case TAILINGS -> "选矿";
            case WASTE_ROCK -> "采矿剥离";
            case SLAG -> "锅炉燃烧";
            case FLY_ASH -> "烟气除尘";
            default -> "设备检修";
        };
    }

    private void declareProcess(Firm firm) {
        var declared = switch (firm.kind) {
            case MINE ->
                map(
                        "name", "选矿",
                        "input", "原矿",
                        "products", List.of("精矿"),
                        "wastes", List.of(TAILINGS, WASTE_ROCK),
                        "lowRatio", "0.97",
                        "highRatio", "1.03");
            case HEATING ->
                map(
                        "name", "燃煤供热",
                        "input", "原煤",
                        "products", List.of(),
                        "wastes", List.of(SLAG, FLY_ASH),
                        "lowRatio", "0.18",
                        "highRatio", "0.26");
            default -> null;
        };
        if (declared == null) return;
        story.act("申报工艺物料平衡", firm, d -> {
            var body = new LinkedHashMap<>(declared);
            body.put("unitId", d.id(firm.code));
            d.remember(
                    "process/" + firm.code,
                    d.post(firm.clerk(), BASE + "/processes", body).get("id").asString());
        });
    }

    // ---- a day ------------------------------------------------------------------------------------------------

    private void day(LocalDate day) {
        for (var firm : firms) closeIfDue(firm, day);
        for (var firm : firms) {
            switch (firm.kind) {
                case MINE -> mineDay(firm, day);
                case HEATING -> heatingDay(firm, day);
                default -> {}
            }
        }
        var due = onTheWay.stream().filter(l -> !l.dueOn.isAfter(day)).toList();
        for (var load : due) arrive(load, day);
        onTheWay.removeAll(due);
        for (var firm : firms) {
            if (firm.kind == Firm.Kind.BRICKWORKS) use(firm, day);
            if (firm.kind == Firm.Kind.RECYCLER) sellAway(firm, day);
        }
        if (day.equals(YearMonth.from(day).atEndOfMonth())) firms.forEach(firm -> count(firm, day));
    }

    private void mineDay(Firm firm, LocalDate day) {
        var draw = firm.draw;
        if (draw.chance(0.06)) return; // snow on the pass: nobody works
        generate(
                firm,
                day,
                List.of(
                        Map.entry(Map.entry(POND, TAILINGS), draw.scaleGrams(350_000, 900_000)),
                        Map.entry(Map.entry(ROCK_DUMP, WASTE_ROCK), draw.scaleGrams(30_000, 90_000))));
        if (losesReceipt.containsKey(firm) && !losesReceipt.get(firm).isAfter(day)) {
            var load = ship(firm, ROCK_DUMP, WASTE_ROCK, draw.scaleGrams(20_000, 32_000), day);
            if (load != null) {
                load.neverConfirmed = true;
                losesReceipt.remove(firm);
            }
        }
        for (int i = draw.between(0, 2); i > 0; i--) {
            ship(firm, ROCK_DUMP, WASTE_ROCK, draw.scaleGrams(20_000, 32_000), day);
        }
        if (day.getDayOfWeek().getValue() == 6 && draw.chance(0.6)) {
            treat(firm, day, POND, POND, TAILINGS, draw.scaleGrams(100_000, 400_000), "DISPOSAL", DUMP_METHOD);
        }
    }

    private void heatingDay(Firm firm, LocalDate day) {
        var draw = firm.draw;
        var site = firm.site().name();
        generate(
                firm,
                day,
                List.of(
                        Map.entry(Map.entry(site, SLAG), draw.scaleGrams(8_000, 22_000)),
                        Map.entry(Map.entry(site, FLY_ASH), draw.scaleGrams(3_000, 9_000))));
        if (shortLoad.containsKey(firm) && !shortLoad.get(firm).isAfter(day)) {
            var load = ship(firm, site, SLAG, draw.scaleGrams(14_000, 24_000), day);
            if (load != null) {
                load.differs = true;
                shortLoad.remove(firm);
            }
        }
        if (draw.chance(0.45)) ship(firm, site, SLAG, draw.scaleGrams(12_000, 26_000), day);
        if (draw.chance(0.22)) ship(firm, site, FLY_ASH, draw.scaleGrams(9_000, 18_000), day);
        if (draw.chance(0.04)) ship(firm, site, SCRAP, draw.scaleGrams(1_500, 4_000), day);
    }

    private void generate(Firm firm, LocalDate day, List<Map.Entry<Map.Entry<String, String>, Long>> made) {
        var items = new ArrayList<Body>();
        for (var one : made) {
            var place = one.getKey().getKey();
            var waste = one.getKey().getValue();
            long grams = one.getValue();
            story.book.bring(
                    day,
                    firm.spot(place, Stage.GENERATED),
                    firm.spot(place, Stage.STORED),
                    waste,
                    grams,
                    firm.lot(day.getYear()));
            generated.merge(firm.code + "/" + YearMonth.from(day), grams, Math::addExact);
            var at = at(day, 6, firm.draw.between(0, 59));
            var batch = nextNo(firm, "CS", day);
            items.add(d -> fields(d, firm, place, waste, grams, "generatedAt", at, "batchNo", batch, "handler", "值班员"));
        }
        if (firm.draw.chance(WRONG)) wrongGeneration(firm, items.getFirst(), day);
        file(
                firm,
                "登记产生",
                BASE + "/generations/batch",
                d -> map("items", items.stream().map(i -> i.of(d)).toList()),
                null);
    }

    /** A truck leaves; {@code null} where the yard does not hold a load. */
    private Load ship(Firm firm, String place, String waste, long grams, LocalDate day) {
        if (story.book.held(firm.spot(place, Stage.STORED), waste) < grams) return null;
        var draw = firm.draw;
        var receiver = receiverOf(firm, waste);
        double hours = firm.kilometresTo(receiver) / TRUCK_KMH;
        var name = nextNo(firm, "CC", day);
        var load = new Load(
                name,
                firm,
                receiver,
                place,
                waste,
                grams,
                day,
                day.plusDays((long) Math.ceil(hours / 24) + draw.between(0, 2)));
        var from = firm.spot(place, Stage.STORED);
        for (var posting : story.book.move(day, from, from.at(Stage.IN_TRANSIT), waste, grams)) {
            load.lots.merge(posting.to().lot(), posting.grams(), Math::addExact);
        }
        firm.did(waste, "ENTRUSTED_USE", day.getYear(), grams);
        var shippedAt = at(day, draw.between(9, 16), draw.between(0, 59));
        var plate = draw.oneOf(firm.fleet);
        long tare = draw.scaleGrams(9_000, 13_000);
        var ticket = map(
                "ticketNo",
                "BD" + name,
                "weighedAt",
                shippedAt,
                "grossG",
                grams(tare + grams),
                "tareG",
                grams(tare),
                "netG",
                grams(grams),
                "plate",
                plate);
        Body exit = d -> fields(
                d,
                firm,
                place,
                waste,
                grams,
                "shippedAt",
                shippedAt,
                "batchNo",
                name,
                "handler",
                "磅房",
                "carrier",
                "阿里地区货运有限公司",
                "plate",
                plate,
                "transport",
                "ROAD",
                "receiverId",
                d.id(receiver.code),
                "contractNo",
                contractNo(firm, receiver),
                "flow",
                "IN_PROVINCE",
                "way",
                "USE",
                "method",
                useMethod(receiver));
        if (draw.chance(WRONG)) {
            var wrongTicket = new LinkedHashMap<>(ticket);
            wrongTicket.put("netG", grams(grams + 1_000_000));
            story.act(
                    "磅单净重算错",
                    firm,
                    d -> d.postWrong(
                            firm.clerk(),
                            BASE + "/exits",
                            with(exit.of(d), "ticket", wrongTicket),
                            Set.of("industrial/ticket-net-wrong")));
        }
        if (draw.chance(0.3)) {
            file(
                    firm,
                    "磅单",
                    BASE + "/tickets",
                    d -> with(ticket, "unitId", d.id(firm.code), "waste", waste),
                    "ticket/" + name);
            load.shipAct = file(
                    firm,
                    "出厂",
                    BASE + "/exits",
                    d -> with(exit.of(d), "ticketId", d.id("ticket/" + name)),
                    "exit/" + name);
        } else {
            load.shipAct = file(firm, "出厂", BASE + "/exits", d -> with(exit.of(d), "ticket", ticket), "exit/" + name);
        }
        onTheWay.add(load);
        return load;
    }

    private static String useMethod(Firm receiver) {
        return receiver.kind == Firm.Kind.RECYCLER ? RECYCLE_METHOD : KILN_METHOD;
    }

    /** Scrap goes to the nearest recycler, everything else to one of the two nearest brickworks. */
    private Firm receiverOf(Firm firm, String waste) {
        return firm.draw.oneOf(near(firms, firm, waste));
    }

    private static List<Firm> near(List<Firm> firms, Firm firm, String waste) {
        var wanted = waste.equals(SCRAP) ? Firm.Kind.RECYCLER : Firm.Kind.BRICKWORKS;
        return firms.stream()
                .filter(f -> f.kind == wanted)
                .sorted(Comparator.comparingDouble(firm::kilometresTo).thenComparing(f -> f.code))
                .limit(2)
                .toList();
    }

    private void arrive(Load load, LocalDate day) {
        if (load.receiver == null) {
            delivered(load, day);
            return;
        }
        var receiver = load.receiver;
        var draw = receiver.draw;
        if (load.neverConfirmed) {
            story.wrong("industrial.exit-unconfirmed", load.sender, load.shippedOn, "批次 " + load.name + " 出厂后一直没有确认接收");
            return;
        }
        var when = at(day, draw.between(10, 19), draw.between(0, 59));
        var both = Set.of(receiver.code, load.sender.code);
        int lot = draw.between(0, 99);
        if (load.differs) {
            receive(load, day, when, load.grams * 9 / 10 / 20_000 * 20_000, 0, false);
            story.wrong("industrial.receiver-differs", load.receiver, day, "批次 " + load.name + " 接收量比出厂量少一成");
        } else if (lot < 70) {
            receive(load, day, when, load.grams, 0, true);
        } else if (lot < 82) {
            receive(load, day, when, load.grams - small(load), 0, true);
        } else if (lot < 88) {
            receive(load, day, when, load.grams - small(load), 0, false);
            settle(load, day, when);
        } else if (lot < 94) {
            receive(load, day, when, load.grams + small(load), 0, false);
        } else if (lot < 98) {
            long back = load.grams / 4 / 20_000 * 20_000;
            receive(load, day, when, load.grams - back, back, false);
        } else {
            var transit = load.sender.spot(load.place, Stage.IN_TRANSIT);
            take(load, load.grams, day, transit.at(Stage.STORED));
            load.sender.did(load.waste, "ENTRUSTED_USE", load.shippedOn.getYear(), -load.grams);
            story.act(
                    "拒收",
                    both,
                    Set.of(load.shipAct),
                    d -> d.post(
                            receiver.clerk(),
                            BASE + "/exits/" + d.id("exit/" + load.name) + "/refusal",
                            map("at", when, "reason", "含杂物，不符合进厂要求", "handler", "收料员")));
        }
    }

    /** A difference that scales show and nobody disputes: 2 ‰, in steps of 20 kg, or of 1 kg on the small scale of a light load. */
    private static long small(Load load) {
        long step = load.grams < 10 * Book.TONNE ? 1_000 : 20_000;
        return Math.max(step, load.grams * 2 / 1000 / step * step);
    }

    private void receive(Load load, LocalDate day, Instant when, long got, long back, boolean bookDifference) {
        var receiver = load.receiver;
        boolean straightIntoTheKiln = receiver.kind == Firm.Kind.BRICKWORKS && receiver.draw.chance(0.12);
        var transit = load.sender.spot(load.place, Stage.IN_TRANSIT);
        var into = straightIntoTheKiln
                ? receiver.spot(KILN, Stage.STORED).at(Stage.UTILISED, KILN_METHOD)
                : receiver.spot(receiver.site().name(), Stage.STORED);
        take(load, Math.min(got, load.grams), day, into);
        if (back > 0) {
            take(load, back, day, transit.at(Stage.STORED));
            load.sender.did(load.waste, "ENTRUSTED_USE", load.shippedOn.getYear(), -back);
        }
        long rest = Math.max(0, load.grams - got - back);
        if (rest > 0 && bookDifference) take(load, rest, day, transit.at(Stage.LOST));
        var touched = back > 0 || rest > 0 ? Set.of(receiver.code, load.sender.code) : Set.of(receiver.code);
        Body body = d -> {
            var receipt = map(
                    "receivedAt",
                    when,
                    "massG",
                    grams(got),
                    "returnedG",
                    grams(back),
                    "placeId",
                    d.id(receiver.code + "/"
                            + (straightIntoTheKiln ? KILN : receiver.site().name())),
                    "into",
                    straightIntoTheKiln ? "UTILISED" : "STORED",
                    "handler",
                    "收料员",
                    "bookDifference",
                    bookDifference);
            if (straightIntoTheKiln) receipt.put("method", KILN_METHOD);
            return receipt;
        };
        file(
                receiver,
                "接收",
                touched,
                Set.of(load.shipAct),
                d -> BASE + "/exits/" + d.id("exit/" + load.name) + "/receipt",
                body,
                null);
    }

    private void settle(Load load, LocalDate day, Instant when) {
        long rest = load.lots.values().stream().mapToLong(Long::longValue).sum();
        var transit = load.sender.spot(load.place, Stage.IN_TRANSIT);
        take(load, rest, day, transit.at(Stage.LOST));
        story.act(
                "确认磅差",
                Set.of(load.sender.code, load.receiver.code),
                Set.of(),
                d -> d.post(
                        load.sender.clerk(),
                        BASE + "/exits/" + d.id("exit/" + load.name) + "/difference",
                        map("as", "LOST", "reason", "双方磅秤误差", "at", when)));
    }

    /** Mass of the load's own lots, oldest first, from transit to where it ends. */
    private void take(Load load, long grams, LocalDate day, Book.Spot to) {
        var transit = load.sender.spot(load.place, Stage.IN_TRANSIT);
        long left = grams;
        for (var lot : load.lots.entrySet()) {
            long part = Math.min(left, lot.getValue());
            if (part == 0) continue;
            story.book.moveLot(day, transit, to, load.waste, part, lot.getKey());
            lot.setValue(lot.getValue() - part);
            left -= part;
        }
        load.lots.values().removeIf(rest -> rest == 0);
        if (left != 0) throw new IllegalStateException(load.name + " lacks " + left + " g");
    }

    private void use(Firm works, LocalDate day) {
        var site = works.spot(works.site().name(), Stage.STORED);
        for (var waste : List.of(WASTE_ROCK, SLAG, FLY_ASH)) {
            long held = story.book.held(site, waste);
            if (held < 40 * Book.TONNE || works.draw.chance(0.25)) continue;
            long grams = (long) (held * works.draw.within(0.3, 0.75)) / 20_000 * 20_000;
            treat(works, day, works.site().name(), KILN, waste, grams, "USE", KILN_METHOD);
        }
    }

    private void treat(
            Firm firm, LocalDate day, String from, String at, String waste, long grams, String kind, String method) {
        if (story.book.held(firm.spot(from, Stage.STORED), waste) < grams) return;
        boolean use = kind.equals("USE");
        var to = firm.spot(at, Stage.STORED).at(use ? Stage.UTILISED : Stage.DISPOSED, method);
        story.book.move(day, firm.spot(from, Stage.STORED), to, waste, grams);
        if (firm.wastes.contains(waste)) firm.did(waste, use ? "OWN_USE" : "OWN_DISPOSAL", day.getYear(), grams);
        var when = at(day, 20, firm.draw.between(0, 29));
        var batch = nextNo(firm, "LY", day);
        file(
                firm,
                use ? "自行利用" : "自行处置",
                BASE + "/treatments",
                d -> fields(
                        d,
                        firm,
                        from,
                        waste,
                        grams,
                        "facilityId",
                        d.id(firm.code + "/" + at),
                        "kind",
                        kind,
                        "method",
                        method,
                        "treatedAt",
                        when,
                        "batchNo",
                        batch,
                        "handler",
                        "班长"),
                null);
    }

    /** What the recycler has sorted goes to a steel works outside the region, filed as the law asks for use (第22条). */
    private void sellAway(Firm firm, LocalDate day) {
        var site = firm.site().name();
        long held = story.book.held(firm.spot(site, Stage.STORED), SCRAP);
        if (held < 30 * Book.TONNE || !firm.draw.chance(0.15)) return;
        long grams = firm.draw.scaleGrams(18_000, 28_000);
        var from = firm.spot(site, Stage.STORED);
        var name = nextNo(firm, "CC", day);
        var load = new Load(name, firm, null, site, SCRAP, grams, day, day.plusDays(firm.draw.between(2, 4)));
        for (var posting : story.book.move(day, from, from.at(Stage.IN_TRANSIT), SCRAP, grams)) {
            load.lots.merge(posting.to().lot(), posting.grams(), Math::addExact);
        }
        var plate = firm.draw.oneOf(firm.fleet);
        var when = at(day, 20, 35);
        load.shipAct = file(
                firm,
                "跨省出厂",
                BASE + "/exits",
                d -> fields(
                        d,
                        firm,
                        site,
                        SCRAP,
                        grams,
                        "shippedAt",
                        when,
                        "batchNo",
                        name,
                        "handler",
                        "磅房",
                        "carrier",
                        "阿里地区货运有限公司",
                        "plate",
                        plate,
                        "transport",
                        "ROAD",
                        "contractNo",
                        contractNo(firm, null),
                        "outside",
                        map("name", BUYER, "province", BUYER_PROVINCE, "address", "乌鲁木齐市头屯河区"),
                        "flow",
                        "ACROSS_PROVINCES",
                        "way",
                        "USE",
                        "method",
                        RECYCLE_METHOD,
                        "approvalId",
                        d.id("approval/" + firm.code)),
                "exit/" + name);
        firm.did(SCRAP, "ENTRUSTED_USE", day.getYear(), grams);
        onTheWay.add(load);
    }

    /** A load has come to a buyer outside the region, who telephones the weight. */
    private void delivered(Load load, LocalDate day) {
        var transit = load.sender.spot(load.place, Stage.IN_TRANSIT);
        take(load, load.grams, day, transit.at(Stage.EXPORTED));
        var when = at(day, 15, 0);
        file(
                load.sender,
                "送达回执",
                Set.of(load.sender.code),
                Set.of(),
                d -> BASE + "/exits/" + d.id("exit/" + load.name) + "/delivery",
                d -> map("deliveredAt", when, "massG", grams(load.grams), "handler", "收货员", "bookDifference", true),
                null);
    }

    // ---- month's end ------------------------------------------------------------------------------------------

    /** A stocktake on the month's last evening: what was counted is near what is booked, but for one that is not. */
    private void count(Firm firm, LocalDate day) {
        var largest = new TreeMap<Long, Map.Entry<String, String>>();
        for (var place : firm.places.keySet()) {
            for (var waste : stocked(firm)) {
                long held = story.book.held(firm.spot(place, Stage.STORED), waste);
                if (held > 0 && !place.equals(OLD_YARD)) largest.put(held, Map.entry(place, waste));
            }
        }
        if (largest.isEmpty()) return;
        boolean surplus = day.equals(surplusOn.get(firm));
        long book = largest.lastKey();
        var place = largest.lastEntry().getValue().getKey();
        var waste = largest.lastEntry().getValue().getValue();
        if (!surplus && firm.draw.chance(0.3)) return;
        long counted = surplus ? book + book / 10 + 1_000 : book + (long) (book * firm.draw.within(-0.008, 0.008));
        var name = "stocktake/" + firm.code + "/" + day;
        file(
                firm,
                "盘点",
                BASE + "/stocktakes",
                d -> fields(
                        d,
                        firm,
                        place,
                        waste,
                        0,
                        "countedAt",
                        at(day, 21, 0),
                        "countedG",
                        grams(counted),
                        "handler",
                        "库管员"),
                name);
        if (counted == book || !surplus && firm.draw.chance(0.4)) return;
        var stored = firm.spot(place, Stage.STORED);
        if (counted > book) {
            story.book.bring(
                    day, firm.spot(place, Stage.FOUND), stored, waste, counted - book, firm.lot(day.getYear()));
        } else {
            story.book.move(day, stored, stored.at(Stage.LOST), waste, book - counted);
        }
        if (surplus) story.wrong("industrial.no-origin", firm, day, waste + " 盘盈一成，来源不明");
        file(
                firm,
                "盘点差异入账",
                Set.of(firm.code),
                Set.of(),
                d -> BASE + "/stocktakes/" + d.id(name) + "/book",
                d -> map("reason", counted > book ? "盘盈" : "盘亏"),
                null);
    }

    private static List<String> stocked(Firm firm) {
        return firm.kind == Firm.Kind.BRICKWORKS
                ? List.of(WASTE_ROCK, SLAG, FLY_ASH)
                : firm.kind == Firm.Kind.RECYCLER ? List.of(SCRAP) : firm.wastes;
    }

    /** Closes the last month on a day that the firm keeps to, never later than the last day that is lived. */
    private void closeIfDue(Firm firm, LocalDate day) {
        for (var month : story.span.endedMonths()) {
            var usual = month.plusMonths(1).atDay(2 + firm.no % 7);
            var on = usual.isAfter(story.span.last()) ? story.span.last() : usual;
            if (!on.equals(day) || month.atEndOfMonth().equals(day)) continue;
            close(firm, month, day);
        }
        // a month that ends with the last day lived is closed by nobody yet: its deadline is days ahead
    }

    private void close(Firm firm, YearMonth month, LocalDate day) {
        var open = leavesOpen.get(firm);
        runProcess(firm, month);
        if (open != null && !month.isBefore(open)) {
            if (month.equals(open)) {
                story.wrong("industrial.late-month", firm, month.plusMonths(1).atDay(11), month + " 台账逾期未关闭");
            }
            return;
        }
        var path = "/months/" + month + "/close";
        file(
                firm,
                "月度关账",
                Set.of(firm.code),
                Set.of(),
                d -> BASE + "/units/" + d.id(firm.code) + path,
                d -> map(),
                null);
        if (!firm.wastes.isEmpty() && firm.draw.chance(0.35)) lateGeneration(firm, month, day);
    }

    /** A batch that the foreman forgot: refused as it stands, then booked in the open month, naming the closed one. */
    private void lateGeneration(Firm firm, YearMonth month, LocalDate day) {
        var waste = firm.wastes.getLast();
        var place = firm.kind == Firm.Kind.MINE ? ROCK_DUMP : firm.site().name();
        var happened = month.atEndOfMonth().isBefore(story.span.first()) ? story.span.first() : month.atEndOfMonth();
        long grams = firm.draw.scaleGrams(1_000, 3_000);
        var spot = firm.spot(place, Stage.STORED);
        story.book.bring(
                day.withDayOfMonth(1), spot.at(Stage.GENERATED), spot, waste, grams, firm.lot(happened.getYear()));
        var batch = nextNo(firm, "CS", happened);
        Body late = d -> fields(
                d, firm, place, waste, grams, "generatedAt", at(happened, 22, 0), "batchNo", batch, "note", "补报");
        story.act(
                "补报（未注明）",
                firm,
                d -> d.postWrong(firm.clerk(), BASE + "/generations", late.of(d), Set.of("ledger/month-closed")));
        file(firm, "补报", BASE + "/generations", d -> with(late.of(d), "late", true), null);
    }

    private void runProcess(Firm firm, YearMonth month) {
        long wastes = generated.getOrDefault(firm.code + "/" + month, 0L);
        if (wastes == 0 || firm.kind != Firm.Kind.MINE && firm.kind != Firm.Kind.HEATING) return;
        boolean wrong = month.equals(outOfBand.get(firm));
        long products = firm.kind == Firm.Kind.MINE ? wastes / 12 : 0;
        double ratio = firm.kind == Firm.Kind.MINE
                ? wrong ? 0.88 : firm.draw.within(0.985, 1.012)
                : wrong ? 0.33 : firm.draw.within(0.20, 0.24);
        long input = (long) ((wastes + products) / ratio) / 1_000_000 * 1_000_000;
        if (wrong) story.wrong("industrial.balance-out-of-band", firm, month.atEndOfMonth(), month + " 物料衡算超出范围");
        file(
                firm,
                "工艺物料",
                BASE + "/process-runs",
                d -> {
                    var body = map(
                            "processId",
                            d.id("process/" + firm.code),
                            "month",
                            month.toString(),
                            "inputG",
                            grams(input));
                    body.put(
                            "products",
                            products == 0 ? List.of() : List.of(map("name", "精矿", "massG", grams(products))));
                    return body;
                },
                null);
    }

    /** A permit's chapter covers three times what was done, but for one that is exceeded and one that lacks a line. */
    private void settlePermits() {
        int thisYear = story.span.today().getYear();
        for (var firm : firms) {
            firm.done.forEach((wasteWay, years) -> {
                long most =
                        years.values().stream().mapToLong(Long::longValue).max().orElse(0);
                firm.permitted.put(wasteWay, (most * 3 / (1_000 * Book.TONNE) + 1) * 1_000 * Book.TONNE);
            });
        }
        for (int block = 0; block < story.scale; block++) {
            int here = block;
            var draw = Draw.of(story.seed, "permits-" + block);
            var candidates = new ArrayList<Map.Entry<Firm, Firm.WasteWay>>();
            for (var firm : firms) {
                if (firm.block != here) continue;
                firm.done.forEach((wasteWay, years) -> {
                    // only what was done this year, so that one year alone is exceeded
                    if (years.size() == 1
                            && years.getOrDefault(thisYear, 0L) > 20 * Book.TONNE
                            && firm.permitted.size() > 1) {
                        candidates.add(Map.entry(firm, wasteWay));
                    }
                });
            }
            if (candidates.size() < 2) continue;
            var over = draw.oneOf(candidates);
            long done = over.getKey().done.get(over.getValue()).get(thisYear);
            over.getKey().permitted.put(over.getValue(), done * 7 / 10 / Book.TONNE * Book.TONNE);
            story.wrong("industrial.over-permit", over.getKey(), story.span.last(), over.getValue() + " 超许可量");
            candidates.removeIf(c -> c.getKey() == over.getKey());
            if (candidates.isEmpty()) continue;
            var lacking = draw.oneOf(candidates);
            lacking.getKey().permitted.remove(lacking.getValue());
            story.wrong("industrial.not-permitted", lacking.getKey(), story.span.last(), lacking.getValue() + " 许可未载明");
        }
    }

    // ---- how things are filed ---------------------------------------------------------------------------------

    private int file(Firm firm, String what, String path, Body body, String remember) {
        return Filing.file(story, firm, what, Set.of(firm.code), Set.of(), d -> path, body, remember);
    }

    private int file(
            Firm firm, String what, Set<String> touches, Set<Integer> after, Path path, Body body, String remember) {
        return Filing.file(story, firm, what, touches, after, path, body, remember);
    }

    private void wrongGeneration(Firm firm, Body right, LocalDate day) {
        var path = BASE + "/generations";
        switch (firm.draw.between(0, 4)) {
            case 0 ->
                story.act(
                        "重量为负",
                        firm,
                        d -> d.postWrong(
                                firm.clerk(),
                                path,
                                with(right.of(d), "massG", "-5"),
                                Set.of("common/mass-invalid", "common/input-invalid", "common/body-unreadable")));
            case 1 ->
                story.act(
                        "日期在将来",
                        firm,
                        d -> d.postWrong(
                                firm.clerk(),
                                path,
                                with(right.of(d), "generatedAt", at(day.plusYears(70), 8, 0)),
                                Set.of(
                                        "common/date-out-of-range",
                                        "common/input-invalid",
                                        "ledger/occurred-in-future")));
            case 2 ->
                story.act(
                        "没有这个代码",
                        firm,
                        d -> d.postWrong(
                                firm.clerk(),
                                path,
                                with(right.of(d), "waste", "999-999-S59"),
                                Set.of("catalogue/waste-unknown", "common/input-invalid")));
            case 3 ->
                story.act(
                        "别人的单位",
                        firm,
                        d -> d.postWrong(
                                firm.clerk(),
                                path,
                                with(right.of(d), "unitId", d.id(another(firm).code)),
                                Set.of(
                                        "common/not-found",
                                        "common/not-allowed",
                                        "registry/unit-unknown",
                                        "registry/place-unknown",
                                        "common/input-invalid")));
            default ->
                story.act(
                        "小数克",
                        firm,
                        d -> d.postWrong(
                                firm.clerk(),
                                path,
                                with(right.of(d), "massG", "1e30"),
                                Set.of("common/mass-invalid", "common/input-invalid", "common/body-unreadable")));
        }
    }

    private Firm another(Firm firm) {
        return firms.get(firm == firms.getFirst() ? 1 : 0);
    }

    private String nextNo(Firm firm, String prefix, LocalDate day) {
        int no = serial.merge(firm, 1, Integer::sum);
        return prefix + day.toString().replace("-", "") + "-" + firm.no + "-" + no;
    }

    /** The unit that a finding about an exit names. */
    private static Map<String, Object> fields(
            Life.Doing d, Firm firm, String place, String waste, long grams, Object... more) {
        var body = map("unitId", d.id(firm.code), "placeId", d.id(firm.code + "/" + place), "waste", waste);
        if (grams > 0) body.put("massG", grams(grams));
        body.putAll(map(more));
        return body;
    }
}
