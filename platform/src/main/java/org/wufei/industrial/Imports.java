package org.wufei.industrial;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Problem;
import org.wufei.ledger.Ledger;
import org.wufei.ledger.Stage;
import org.wufei.registry.Registry;
import org.wufei.tables.Tables;
import org.wufei.tables.Tables.CellProblem;

/**
 * 导入: the official tables and weigh tickets of a unit, from the file that a person has. First every row is judged and every
 * wrong cell named; then all of them are booked, or none, or the good ones where the person asks so. A row that was booked
 * before is known by its number and counted as there already, so that the same file may be sent twice.
 */
@Service
class Imports {
    /** Cell problems that one answer lists; the marked file has them all. */
    static final int LISTED_MAX = 500;
    /** Opening stocks are one a place and waste. */
    static final int OPENINGS_MAX = 1000;

    private final ImportStore store;
    private final ImportRules rules;
    private final Facts facts;
    private final Tables tables;
    private final Yard yard;
    private final YardStore yardStore;
    private final Exits exits;
    private final ExitStore exitStore;
    private final Tickets tickets;
    private final TicketStore ticketStore;
    private final ApprovalStore approvals;
    private final YearlyLists lists;
    private final Ledger ledger;
    private final Audit audit;
    private final Clock clock;

    Imports(
            ImportStore store,
            ImportRules rules,
            Facts facts,
            Tables tables,
            Yard yard,
            YardStore yardStore,
            Exits exits,
            ExitStore exitStore,
            Tickets tickets,
            TicketStore ticketStore,
            ApprovalStore approvals,
            YearlyLists lists,
            Ledger ledger,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.rules = rules;
        this.facts = facts;
        this.tables = tables;
        this.yard = yard;
        this.yardStore = yardStore;
        this.exits = exits;
        this.exitStore = exitStore;
        this.tickets = tickets;
        this.ticketStore = ticketStore;
        this.approvals = approvals;
        this.lists = lists;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is done with the rows: nothing, all or none, or the good ones. */
    enum Mode {
        CHECK,
        ALL,
        GOOD
    }

    /**
     * @param good rows without a mistake; @param already good rows that were there before; @param booked rows that this call
     * booked; @param problemsTotal wrong cells, of which {@code problems} lists the first
     * @param markedFile where the file with its marks is, for a day; absent where nothing is wrong
     */
    record Outcome(
            ImportTable table,
            Mode mode,
            int rows,
            int good,
            int bad,
            int already,
            int booked,
            int problemsTotal,
            List<Wrong> problems,
            UUID markedFile) {}

    /** One wrong cell. @param title the column's head */
    record Wrong(int row, String column, String title, String code, String message) {}

    /** A row that is in order, with what it asks for. */
    private record Good<T>(int row, T wanted, boolean already) {}

    private record Judged<T>(List<Good<T>> good, List<CellProblem> problems) {}

    @Transactional
    Outcome take(
            ImportTable table, UUID unitId, String fileName, InputStream content, Mode mode, boolean late, int year) {
        var unit = facts.unit(unitId);
        if (!Caller.current().scope().sees(null, unitId)) {
            throw new Problem(IndustrialProblem.NOT_THE_SENDER, Map.of("unit", unitId.toString()));
        }
        var sheet = tables.read(fileName, content, table.columns);
        yardStore.lockNumbers(unitId);
        var asked = new ImportRules.Asked(unit, clock, late, year);
        return switch (table) {
            case LIST ->
                finish(table, unit, sheet, mode, year, lines(asked, sheet), good -> declare(unitId, year, good));
            case EXITS ->
                finish(table, unit, sheet, mode, year, exits(asked, sheet), good -> exits.shipAll(unitId, good));
            case GENERATIONS ->
                finish(table, unit, sheet, mode, year, generations(asked, sheet), yard::generateQuietly);
            case TICKETS ->
                finish(table, unit, sheet, mode, year, tickets(asked, sheet), good -> tickets.weighAll(good, "EXCEL"));
            case OPENINGS ->
                finish(table, unit, sheet, mode, year, openings(asked, sheet), good -> good.forEach(yard::open));
        };
    }

    /** An empty table to fill in. */
    byte[] template(ImportTable table) {
        var out = new ByteArrayOutputStream();
        tables.writeTemplate(out, table.head, table.columns);
        return out.toByteArray();
    }

    @Transactional(readOnly = true)
    ImportStore.Marked marked(UUID id) {
        return store.find(id, clock.instant())
                .orElseThrow(() -> new Problem(IndustrialProblem.MARKED_FILE_GONE, Map.of("file", id.toString())));
    }

    private interface Booking<T> {
        void book(List<T> good);
    }

    private <T> Outcome finish(
            ImportTable table,
            Registry.Unit unit,
            Tables.Sheet sheet,
            Mode mode,
            int year,
            Judged<T> judged,
            Booking<T> booking) {
        var wrongRows = new HashSet<Integer>();
        judged.problems.forEach(problem -> wrongRows.add(problem.row()));
        var good =
                judged.good.stream().filter(row -> !wrongRows.contains(row.row)).toList();
        int already = (int) good.stream().filter(Good::already).count();
        boolean books = mode == Mode.GOOD || mode == Mode.ALL && wrongRows.isEmpty();
        int booked = 0;
        if (books && already < good.size()) {
            booking.book(good.stream()
                    .filter(row -> table == ImportTable.LIST || !row.already)
                    .map(Good::wanted)
                    .toList());
            booked = good.size() - already;
        }
        UUID file = null;
        if (!judged.problems.isEmpty()) {
            var out = new ByteArrayOutputStream();
            tables.writeMarked(out, table.head, sheet, judged.problems);
            file = facts.id();
            store.keep(file, unit, table.head.title() + "（标注）.xlsx", out.toByteArray(), clock.instant());
        }
        var titles = new HashMap<String, String>();
        sheet.columns().forEach(column -> titles.put(column.name(), column.title()));
        var outcome = new Outcome(
                table,
                mode,
                sheet.rows().size(),
                good.size(),
                sheet.rows().size() - good.size(),
                already,
                booked,
                judged.problems.size(),
                judged.problems.stream()
                        .limit(LISTED_MAX)
                        .map(one -> new Wrong(
                                one.row(),
                                one.column(),
                                titles.getOrDefault(one.column(), ""),
                                one.code(),
                                one.message()))
                        .toList(),
                file);
        if (booked > 0) {
            audit.record(
                    "industrial.import." + table.path(),
                    "unit",
                    unit.id().toString(),
                    null,
                    Map.of(
                            "rows",
                            outcome.rows,
                            "booked",
                            booked,
                            "already",
                            already,
                            "bad",
                            outcome.bad,
                            "year",
                            year));
        }
        return outcome;
    }

    private Judged<Yard.NewGeneration> generations(ImportRules.Asked asked, Tables.Sheet sheet) {
        var problems = new ArrayList<CellProblem>();
        var rows = new ArrayList<Good<Yard.NewGeneration>>();
        var numbers = new ImportRules.Numbers();
        for (var row : sheet.rows()) {
            var in = rules.cells(asked, row);
            var at = in.time("occurredAt");
            var waste = in.waste("waste", at);
            var wanted = new Yard.NewGeneration(
                    asked.unit().id(),
                    in.place("placeName"),
                    waste,
                    in.tonnes("massG"),
                    at,
                    null,
                    numbers.of(in, "batchNo", "CS"),
                    in.text("link", Check.LINE),
                    in.text("handler", Check.SHORT),
                    in.text("note", Check.NOTE),
                    asked.late(),
                    List.of());
            in.openMonth("occurredAt", at);
            rows.add(new Good<>(row.number(), wanted, false));
            problems.addAll(in.problems());
        }
        var before = new HashMap<String, YardStore.Generation>();
        yardStore
                .generationsOf(
                        asked.unit().id(),
                        rows.stream().map(row -> row.wanted.batchNo()).toList())
                .forEach(row -> before.put(row.batchNo(), row));
        return judged(rows, problems, wanted -> {
            var first = before.get(wanted.batchNo());
            if (first == null) return false;
            boolean same = first.kind() == YardStore.Generation.Kind.BATCH
                    && first.placeId().equals(wanted.place())
                    && first.waste().equals(wanted.waste())
                    && first.massG().equals(wanted.mass())
                    && first.occurredAt().equals(wanted.at());
            if (!same) throw conflict("batchNo", "batch-conflict", "该批次编号已用于内容不同的单据");
            return true;
        });
    }

    private Judged<Tickets.NewTicket> tickets(ImportRules.Asked asked, Tables.Sheet sheet) {
        var problems = new ArrayList<CellProblem>();
        var rows = new ArrayList<Good<Tickets.NewTicket>>();
        var numbers = new ImportRules.Numbers();
        for (var row : sheet.rows()) {
            var in = rules.cells(asked, row);
            var gross = in.tonnes("grossG");
            var tare = in.tonnesOr("tareG", Mass.ZERO);
            var net = in.netOf("netG", gross, tare);
            var at = in.time("weighedAt");
            var no = in.needed("ticketNo", Check.SHORT);
            var device = in.text("device", Check.SHORT);
            numbers.once(in, "ticketNo", device + "/" + no);
            var wanted = new Tickets.NewTicket(
                    asked.unit().id(),
                    no,
                    at,
                    gross,
                    tare,
                    net,
                    in.text("plate", 20),
                    in.wasteOr("waste", at),
                    device,
                    List.of());
            rows.add(new Good<>(row.number(), wanted, false));
            problems.addAll(in.problems());
        }
        var before = new HashMap<String, TicketStore.Ticket>();
        ticketStore
                .find(
                        asked.unit().id(),
                        rows.stream().map(row -> row.wanted.ticketNo()).toList())
                .forEach(row -> before.put(row.device() + "/" + row.ticketNo(), row));
        return judged(rows, problems, wanted -> {
            var first = before.get(wanted.device() + "/" + wanted.ticketNo());
            if (first == null) return false;
            boolean same = first.weighedAt().equals(wanted.weighedAt())
                    && first.grossG().equals(wanted.gross())
                    && first.tareG().equals(wanted.tare())
                    && first.plate().equals(wanted.plate());
            if (!same) throw conflict("ticketNo", "ticket-conflict", "该磅单号已登记且内容不同");
            return true;
        });
    }

    private Judged<Exits.NewExit> exits(ImportRules.Asked asked, Tables.Sheet sheet) {
        var unit = asked.unit().id();
        var problems = new ArrayList<CellProblem>();
        var rows = new ArrayList<Good<Exits.NewExit>>();
        var numbers = new ImportRules.Numbers();
        var tickets = new HashMap<String, List<TicketStore.Ticket>>();
        ticketStore
                .find(
                        unit,
                        sheet.rows().stream()
                                .map(row -> row.get("ticketNo"))
                                .filter(no -> !no.isEmpty())
                                .distinct()
                                .toList())
                .forEach(row -> tickets.computeIfAbsent(row.ticketNo(), _ -> new ArrayList<>())
                        .add(row));
        var read = new ArrayList<ImportRules.Cells>();
        for (var row : sheet.rows()) {
            var in = rules.cells(asked, row);
            read.add(in);
            var at = in.time("shippedAt");
            var waste = in.waste("waste", at);
            var plate = in.needed("plate", 20);
            var way = in.choice("way", Exit.Way.values(), one -> one.title);
            var ticket = in.ticket(tickets, at, plate, numbers);
            var receiver = in.receiver("receiver", "province");
            var mass = in.massOf("massG", ticket);
            var wanted = new Exits.NewExit(
                    unit,
                    in.place("placeName"),
                    waste,
                    mass,
                    at,
                    numbers.of(in, "batchNo", "CC"),
                    in.needed("handler", Check.SHORT),
                    in.needed("carrier", Check.LINE),
                    plate,
                    in.choiceOr("transport", Exit.Transport.values(), one -> one.title, Exit.Transport.ROAD),
                    receiver.unit(),
                    receiver.outside(),
                    in.flow("flow", receiver),
                    way,
                    in.method("method", way),
                    in.approval("approvalNo", approvals, receiver),
                    in.text("contractNo", Check.SHORT),
                    ticket.id(),
                    ticket.fresh(),
                    in.text("note", Check.NOTE),
                    List.of(),
                    true,
                    asked.late());
            in.openMonth("shippedAt", at);
            rows.add(new Good<>(row.number(), wanted, false));
        }
        var before = new HashMap<String, Exit.Load>();
        exitStore
                .find(unit, rows.stream().map(row -> row.wanted.batchNo()).toList())
                .forEach(row ->
                        before.put(row.exit().load().batchNo(), row.exit().load()));
        var stock = new HashMap<String, Long>();
        var left = new HashMap<UUID, Long>();
        var good = new ArrayList<Good<Exits.NewExit>>();
        for (int i = 0; i < rows.size(); i++) {
            var in = read.get(i);
            var wanted = rows.get(i).wanted;
            var first = before.get(wanted.batchNo());
            boolean same = first != null && sameAs(first, wanted);
            if (first != null && !same) in.wrong("batchNo", "batch-conflict", "该批次编号已用于内容不同的单据");
            if (!same) {
                in.freeTicket(wanted);
                if (in.problems().isEmpty()) in.approved(wanted, approvals, left);
                if (in.problems().isEmpty()) holds(in, wanted, asked, stock);
            }
            problems.addAll(in.problems());
            if (in.problems().isEmpty()) good.add(new Good<>(rows.get(i).row, wanted, same));
        }
        return new Judged<>(good, problems);
    }

    /** What the place holds runs down row by row, as the ledger will run it down. */
    private void holds(ImportRules.Cells in, Exits.NewExit wanted, ImportRules.Asked asked, Map<String, Long> stock) {
        var key = wanted.place() + "/" + wanted.waste();
        long held = stock.computeIfAbsent(key, _ -> {
            var place = rules.where(asked, wanted.place());
            return ledger.held(place.at(Stage.STORED), wanted.waste()).grams();
        });
        if (held < wanted.mass().grams()) {
            in.wrong("massG", "insufficient-stock", "库存不足：该场所此类废物尚有 " + new Mass(held).tonnes() + " 吨");
            return;
        }
        stock.put(key, held - wanted.mass().grams());
    }

    private static boolean sameAs(Exit.Load first, Exits.NewExit wanted) {
        boolean receiver = first.receiver() instanceof Exit.Receiver.Registered registered
                ? registered.unit().equals(wanted.receiver())
                : first.receiver().equals(wanted.outside());
        return receiver
                && first.place().equals(wanted.place())
                && first.waste().equals(wanted.waste())
                && first.mass().equals(wanted.mass())
                && first.shippedAt().equals(wanted.shippedAt())
                && first.plate().equals(wanted.plate())
                && first.way() == wanted.way();
    }

    private Judged<Yard.NewOpening> openings(ImportRules.Asked asked, Tables.Sheet sheet) {
        atMost(sheet, OPENINGS_MAX);
        var problems = new ArrayList<CellProblem>();
        var rows = new ArrayList<Good<Yard.NewOpening>>();
        var numbers = new ImportRules.Numbers();
        for (var row : sheet.rows()) {
            var in = rules.cells(asked, row);
            var on = in.day("on");
            var waste = in.waste(
                    "waste", on.atStartOfDay(org.wufei.kernel.Days.ZONE).toInstant());
            var place = in.place("placeName");
            int lotYear = in.lotYear("lotYear", on);
            numbers.once(in, "waste", place + "/" + waste + "/" + lotYear);
            var wanted = new Yard.NewOpening(
                    asked.unit().id(),
                    place,
                    waste,
                    in.tonnes("massG"),
                    lotYear,
                    on,
                    in.text("note", Check.NOTE),
                    asked.late(),
                    List.of());
            in.openMonth("on", on.atStartOfDay(org.wufei.kernel.Days.ZONE).toInstant());
            boolean already = false;
            if (in.problems().isEmpty()) {
                var no = Yard.openingNo(wanted);
                var before = yardStore.generationsOf(asked.unit().id(), List.of(no));
                already = !before.isEmpty() && before.getFirst().massG().equals(wanted.mass());
                if (!before.isEmpty() && !already) {
                    in.wrong(
                            "massG",
                            "batch-conflict",
                            "该场所此类废物该年份的期初库存已登记为 " + before.getFirst().massG().tonnes() + " 吨");
                } else if (before.isEmpty() && yardStore.begun(place, waste)) {
                    in.wrong("waste", "opening-not-first", "该场所此类废物已有台账记录，请用盘点调整");
                }
            }
            rows.add(new Good<>(row.number(), wanted, already));
            problems.addAll(in.problems());
        }
        return new Judged<>(rows, problems);
    }

    private Judged<YearlyLists.Line> lines(ImportRules.Asked asked, Tables.Sheet sheet) {
        atMost(sheet, YearlyLists.LINES_MAX);
        var problems = new ArrayList<CellProblem>();
        var rows = new ArrayList<Good<YearlyLists.Line>>();
        var numbers = new ImportRules.Numbers();
        var day = LocalDate.of(asked.year(), 12, 31);
        var today = org.wufei.kernel.Days.today(clock);
        var on = (day.isAfter(today) ? today : day)
                .atStartOfDay(org.wufei.kernel.Days.ZONE)
                .toInstant();
        for (var row : sheet.rows()) {
            var in = rules.cells(asked, row);
            var waste = in.waste("waste", on);
            var link = in.needed("link", Check.LINE);
            numbers.once(in, "waste", waste + "/" + link);
            var line = new YearlyLists.Line(
                    waste,
                    in.text("name", Check.LINE),
                    in.choice("category", YearlyLists.Category.values(), one -> one.title),
                    link,
                    in.choiceOr("form", YearlyLists.Form.values(), one -> one.title, YearlyLists.Form.SOLID),
                    in.text("components", Check.LINE),
                    in.text("characteristics", Check.LINE),
                    in.tonnesOr("yearlyG", Mass.ZERO));
            rows.add(new Good<>(row.number(), line, false));
            problems.addAll(in.problems());
        }
        var wrong = new HashSet<Integer>();
        problems.forEach(problem -> wrong.add(problem.row()));
        var wanted = rows.stream()
                .filter(row -> !wrong.contains(row.row))
                .map(Good::wanted)
                .toList();
        boolean same = lists.list(asked.unit().id(), asked.year()).stream()
                .findFirst()
                .filter(before -> rules.sameLines(before.lines(), wanted, on))
                .isPresent();
        return new Judged<>(
                rows.stream().map(row -> new Good<>(row.row, row.wanted, same)).toList(), problems);
    }

    private void declare(UUID unit, int year, List<YearlyLists.Line> lines) {
        lists.declare(unit, year, lines);
    }

    private interface Known<T> {
        boolean there(T wanted);
    }

    /** Rows that are there already are told from fresh ones; a number that stands for something else is wrong. */
    private static <T> Judged<T> judged(List<Good<T>> rows, List<CellProblem> problems, Known<T> known) {
        var wrong = new HashSet<Integer>();
        problems.forEach(problem -> wrong.add(problem.row()));
        var good = new ArrayList<Good<T>>();
        for (var row : rows) {
            if (wrong.contains(row.row)) continue;
            try {
                good.add(new Good<>(row.row, row.wanted, known.there(row.wanted)));
            } catch (Conflict conflict) {
                problems.add(new CellProblem(row.row, conflict.column, conflict.code, conflict.getMessage()));
            }
        }
        return new Judged<>(good, problems);
    }

    private static final class Conflict extends RuntimeException {
        private final String column;
        private final String code;

        Conflict(String column, String code, String message) {
            super(message, null, false, false);
            this.column = column;
            this.code = code;
        }
    }

    private static Conflict conflict(String column, String code, String message) {
        return new Conflict(column, code, message);
    }

    private static void atMost(Tables.Sheet sheet, int rows) {
        if (sheet.rows().size() > rows) {
            throw new Problem(
                    IndustrialProblem.IMPORT_TOO_LONG,
                    Map.of("rowsMax", rows, "rows", sheet.rows().size()));
        }
    }
}
