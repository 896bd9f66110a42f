package org.wufei.industrial;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Ledger;
import org.wufei.registry.Registry;
import org.wufei.tables.Tables;
import org.wufei.tables.Tables.CellProblem;

/**
 * 逐格核对: reads what people write into cells and judges it against the registers, without ever refusing: what is wrong is
 * noted at its cell, once, and reading goes on. What was looked up is kept for the length of one import.
 */
@Component
class ImportRules {
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[T ]*(\\d{1,2})[:时点](\\d{1,2})分?(?::?(\\d{1,2})(?:\\.\\d+)?秒?)?)?");
    private static final Pattern DENSE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");

    private final Registry registry;
    private final Facts facts;
    private final Ledger ledger;

    ImportRules(Registry registry, Facts facts, Ledger ledger) {
        this.registry = registry;
        this.facts = facts;
        this.ledger = ledger;
    }

    /** What holds for a whole import, with what it has looked up so far. */
    record Asked(
            Registry.Unit unit,
            Clock clock,
            boolean late,
            int year,
            Map<String, List<Registry.Place>> places,
            Map<String, Optional<Registry.UnitName>> receivers,
            Map<YearMonth, Boolean> open,
            Map<String, Optional<Approvals.Approval>> approvals) {
        Asked(Registry.Unit unit, Clock clock, boolean late, int year) {
            this(unit, clock, late, year, new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        }
    }

    /** Who gets a load: a unit of the registry, or someone outside; neither where the cell is wrong. */
    record Receiver(UUID unit, Exit.Receiver.Outside outside) {
        boolean across() {
            return outside != null && !outside.province().equals(Exits.PROVINCE);
        }
    }

    /** The ticket of a load: one that is registered, a fresh one, or none. */
    record TicketOf(TicketStore.Ticket known, Tickets.NewTicket fresh) {
        UUID id() {
            return known == null ? null : known.id();
        }

        Mass net() {
            return known != null ? known.netG() : fresh == null ? null : fresh.net();
        }
    }

    Cells cells(Asked asked, Tables.Row row) {
        return new Cells(asked, row);
    }

    Postings.Where where(Asked asked, UUID place) {
        return places(asked).stream()
                .filter(one -> one.id().equals(place))
                .map(one ->
                        new Postings.Where(one.id(), one.unit(), one.county().county()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("place " + place + " judged and gone"));
    }

    /** Whether a list says the same as the one before, names filled in. */
    boolean sameLines(List<YearlyLists.Line> before, List<YearlyLists.Line> wanted, Instant on) {
        if (before.size() != wanted.size()) return false;
        for (int i = 0; i < before.size(); i++) {
            var a = before.get(i);
            var b = wanted.get(i);
            var name = b.name().isBlank()
                    ? facts.find(b.waste(), Days.of(on))
                            .map(waste -> waste.name())
                            .orElse("")
                    : b.name();
            var named = new YearlyLists.Line(
                    b.waste(),
                    name,
                    b.category(),
                    b.link(),
                    b.form(),
                    b.components(),
                    b.characteristics(),
                    b.yearlyG());
            if (!a.equals(named)) return false;
        }
        return true;
    }

    private List<Registry.Place> places(Asked asked) {
        return asked.places()
                .computeIfAbsent("", _ -> registry.places(asked.unit().id()));
    }

    /** Numbers of a file: each stands once, and a row without one gets the same each time it comes. */
    static final class Numbers {
        private final Map<String, Integer> rows = new HashMap<>();
        private final Map<String, Integer> alike = new HashMap<>();

        void once(Cells in, String column, String number) {
            var first = rows.putIfAbsent(number, in.row.number());
            if (first != null) in.wrong(column, "twice", "与第 " + first + " 行重复");
        }

        /** The batch number as written, or one made of the row's own words and of how many rows before said just the same. */
        String of(Cells in, String column, String prefix) {
            var written = in.text(column, Check.SHORT);
            if (!written.isEmpty()) {
                once(in, column, written);
                return written;
            }
            var words = in.row.cells().entrySet().stream()
                    .filter(cell -> !cell.getKey().startsWith("#"))
                    .sorted(Map.Entry.comparingByKey())
                    .map(cell -> cell.getKey() + "=" + cell.getValue())
                    .collect(Collectors.joining("\n"));
            int nth = alike.merge(words, 1, Integer::sum);
            return prefix + "DR-" + digest(words + "\n" + nth);
        }

        private static String digest(String words) {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest, 0, 8);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** One row as it is read; every wrong cell is noted once. */
    final class Cells {
        private final Asked asked;
        private final Tables.Row row;
        private final Check check;
        private final Map<String, CellProblem> problems = new LinkedHashMap<>();

        private Cells(Asked asked, Tables.Row row) {
            this.asked = asked;
            this.row = row;
            this.check = new Check(asked.clock());
        }

        List<CellProblem> problems() {
            check.fields()
                    .forEach(field -> problems.putIfAbsent(
                            field.field(),
                            new CellProblem(row.number(), field.field(), field.code(), field.message())));
            return List.copyOf(problems.values());
        }

        void wrong(String column, String code, String message) {
            problems(); // the first word on a cell stands
            problems.putIfAbsent(column, new CellProblem(row.number(), column, code, message));
        }

        private boolean right(String column) {
            problems();
            return !problems.containsKey(column);
        }

        String text(String column, int max) {
            return check.textOr(column, row.get(column), max);
        }

        String needed(String column, int max) {
            return check.text(column, row.get(column), max);
        }

        Mass tonnes(String column) {
            return check.tonnes(column, plainNumber(row.get(column)));
        }

        Mass tonnesOr(String column, Mass otherwise) {
            var text = plainNumber(row.get(column));
            if (text.isEmpty()) return otherwise;
            return text.matches("0+(\\.0+)?") ? Mass.ZERO : check.tonnes(column, text);
        }

        /** The net weight: gross less tare, and nothing else where it is written too. */
        Mass netOf(String column, Mass gross, Mass tare) {
            if (!right("grossG") || !right("tareG")) return gross;
            if (gross.compareTo(tare) <= 0) {
                wrong("tareG", "ticket-net-wrong", "皮重须小于毛重");
                return gross;
            }
            var net = gross.minus(tare);
            var written = tonnesOr(column, net);
            if (right(column) && !written.equals(net)) {
                wrong(column, "ticket-net-wrong", "净重须等于毛重减皮重，应为 " + net.tonnes() + " 吨");
            }
            return net;
        }

        WasteCode waste(String column, Instant at) {
            var code = check.waste(column, Normalizer.normalize(row.get(column), Normalizer.Form.NFKC));
            if (!right(column)) return code;
            if (!Facts.industrial(code)) {
                wrong(column, "waste-not-industrial", "该代码不是一般工业固体废物（SW01–SW17、SW59）");
            } else if (facts.find(code, Days.of(at)).isEmpty()) {
                wrong(column, "waste-unknown", "当日目录中没有该代码");
            }
            return code;
        }

        String wasteOr(String column, Instant at) {
            return row.get(column).isEmpty() ? null : waste(column, at).text();
        }

        Instant time(String column) {
            var text = row.get(column);
            if (text.isEmpty()) return check.happened(column, (Instant) null);
            var at = at(text);
            if (at == null) {
                wrong(column, "date-unreadable", "时间格式为 2026-10-05 或 2026-10-05 08:30");
                return asked.clock().instant();
            }
            return check.happened(column, at);
        }

        LocalDate day(String column) {
            return Days.of(time(column));
        }

        int lotYear(String column, LocalDate on) {
            var text = row.get(column).replaceAll("年$", "");
            int year = text.matches("\\d{4}") ? Integer.parseInt(text) : 0;
            if (year >= 1950 && year <= on.getYear()) return year;
            wrong(column, "date-out-of-range", "产生年份须在 1950 与登记年份之间");
            return on.getYear();
        }

        /** A closed month takes rows only where the person said that they come late. */
        void openMonth(String column, Instant at) {
            if (asked.late() || !right(column)) return;
            var month = Days.month(at);
            boolean open = asked.open()
                    .computeIfAbsent(
                            month,
                            one -> ledger.bookingMonth(asked.unit().id(), one).equals(one));
            if (!open) wrong(column, "month-closed", month + " 已关闭，须勾选“补登到当前开放月份”后导入");
        }

        UUID place(String column) {
            var text = row.get(column);
            var all = places(asked);
            if (text.isEmpty()) {
                if (all.size() == 1) return all.getFirst().id();
                wrong(column, "required", all.isEmpty() ? "本单位在名录中没有场所，请先登记" : "本单位有多处场所，请填写场所名称");
                return asked.unit().id();
            }
            var named =
                    all.stream().filter(one -> one.name().strip().equals(text)).toList();
            if (named.size() == 1) return named.getFirst().id();
            var known = all.stream().map(Registry.Place::name).limit(5).collect(Collectors.joining("、"));
            wrong(column, "place-not-of-unit", named.isEmpty() ? "名录中没有该场所；已登记的有：" + known : "有多处场所同名，请先在名录中区分名称");
            return asked.unit().id();
        }

        <E extends Enum<E>> E choice(String column, E[] values, Function<E, String> title) {
            return choose(column, values, title, null);
        }

        <E extends Enum<E>> E choiceOr(String column, E[] values, Function<E, String> title, E otherwise) {
            return choose(column, values, title, otherwise);
        }

        private <E extends Enum<E>> E choose(String column, E[] values, Function<E, String> title, E otherwise) {
            var text = plainWord(row.get(column));
            if (text.isEmpty() && otherwise != null) return otherwise;
            for (var one : values) {
                var word = plainWord(title.apply(one));
                if (text.equals(word) || text.equals(one.name()) || !text.isEmpty() && word.equals("第" + text))
                    return one;
            }
            wrong(
                    column,
                    text.isEmpty() ? "required" : "choice",
                    "须为以下之一：" + Arrays.stream(values).map(title).collect(Collectors.joining("、")));
            return values[0];
        }

        String method(String column, Exit.Way way) {
            var text = plainWord(row.get(column)).toUpperCase(java.util.Locale.ROOT);
            if (text.isEmpty() || way == Exit.Way.STORAGE) return "";
            if (!facts.fits(text, way == Exit.Way.USE)) {
                wrong(column, "method-unfit", "方式代码不存在，或与去向不符：利用用 R 开头，处置用 D 开头");
            }
            return text;
        }

        Receiver receiver(String column, String provinceColumn) {
            var text = needed(column, Check.LINE);
            if (text.isEmpty()) return new Receiver(null, null);
            var province = row.get(provinceColumn);
            if (text.equals(asked.unit().name())
                    || text.equalsIgnoreCase(asked.unit().code())) {
                wrong(column, "receiver-is-sender", "接收单位不能是本单位");
                return new Receiver(null, null);
            }
            var found = asked.receivers().computeIfAbsent(text, this::registered);
            if (found.isPresent() && (province.isEmpty() || province.equals(Exits.PROVINCE))) {
                return new Receiver(found.get().id(), null);
            }
            if (province.isEmpty()) {
                wrong(column, "receiver-unknown", "名录中没有该接收单位；在册外单位须填写接收方省份代码");
                return new Receiver(null, null);
            }
            if (!province.matches("\\d{2}0000")) {
                wrong(provinceColumn, "code-invalid", "须为 6 位省级行政区划代码，如 630000");
                return new Receiver(null, null);
            }
            return new Receiver(null, new Exit.Receiver.Outside(text, province, ""));
        }

        private Optional<Registry.UnitName> registered(String text) {
            var named = registry.receivers(text, Page.SIZE_MAX).stream()
                    .filter(one -> one.name().equals(text) || one.code().equalsIgnoreCase(text))
                    .toList();
            return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
        }

        /** In the region or across its border, as the receiver is; what is written must say the same. */
        Exit.FlowType flow(String column, Receiver receiver) {
            var is = receiver.across() ? Exit.FlowType.ACROSS_PROVINCES : Exit.FlowType.IN_PROVINCE;
            var said = choiceOr(column, Exit.FlowType.values(), one -> one.title, is);
            if (said != is && right(column) && (receiver.unit() != null || receiver.outside() != null)) {
                wrong(column, "flow-unfit", "接收方所在地与流向类型不符，应为" + is.title);
            }
            return is;
        }

        UUID approval(String column, ApprovalStore approvals, Receiver receiver) {
            if (!receiver.across()) return null;
            var no = row.get(column);
            if (no.isEmpty()) {
                wrong(column, "required", "跨省转移须填写审批或备案文号");
                return null;
            }
            var found = approvalOf(no, approvals);
            if (found.isEmpty()) wrong(column, "approval-missing", "没有登记该审批、备案文号");
            return found.map(Approvals.Approval::id).orElse(null);
        }

        private Optional<Approvals.Approval> approvalOf(String no, ApprovalStore approvals) {
            return asked.approvals()
                    .computeIfAbsent(
                            no,
                            one -> approvals.list(asked.unit().id(), one, Keyset.START, Page.SIZE_MAX).stream()
                                    .filter(approval -> approval.no().equals(one))
                                    .findFirst());
        }

        /** The approval fits the load, and what is left of it runs down row by row. */
        void approved(Exits.NewExit wanted, ApprovalStore approvals, Map<UUID, Long> left) {
            if (wanted.approval() == null) return;
            var approval = approvalOf(row.get("approvalNo"), approvals).orElseThrow();
            var misfit = Approvals.misfit(approval, wanted);
            if (misfit != null) {
                wrong("approvalNo", "approval-unfit", misfit);
                return;
            }
            long rest =
                    left.computeIfAbsent(approval.id(), _ -> approval.leftG().grams());
            if (rest < wanted.mass().grams()) {
                wrong("massG", "approval-exceeded", "审批、备案剩余可转移 " + new Mass(rest).tonnes() + " 吨");
                return;
            }
            left.put(approval.id(), rest - wanted.mass().grams());
        }

        /** A registered ticket by its number, or a fresh one where its weights are written. */
        TicketOf ticket(Map<String, List<TicketStore.Ticket>> known, Instant at, String plate, Numbers numbers) {
            var no = text("ticketNo", Check.SHORT);
            if (no.isEmpty()) {
                if (!row.get("grossG").isEmpty()) wrong("ticketNo", "required", "填写毛重的须填写磅单号");
                return new TicketOf(null, null);
            }
            var device = text("device", Check.SHORT);
            numbers.once(this, "ticketNo", "磅单 " + device + "/" + no);
            if (row.get("grossG").isEmpty()) {
                var found = known.getOrDefault(no, List.of()).stream()
                        .filter(one -> device.isEmpty() || one.device().equals(device))
                        .toList();
                if (found.size() == 1) return new TicketOf(found.getFirst(), null);
                wrong("ticketNo", "ticket-unknown", found.isEmpty() ? "没有登记该磅单；新磅单须填写毛重、皮重" : "多台地磅有该磅单号，请填写地磅编号");
                return new TicketOf(null, null);
            }
            var gross = tonnes("grossG");
            var tare = tonnesOr("tareG", Mass.ZERO);
            if (!right("grossG") || !right("tareG")) return new TicketOf(null, null);
            if (gross.compareTo(tare) <= 0) {
                wrong("tareG", "ticket-net-wrong", "皮重须小于毛重");
                return new TicketOf(null, null);
            }
            var fresh = new Tickets.NewTicket(
                    asked.unit().id(), no, at, gross, tare, gross.minus(tare), plate, null, device, List.of());
            var before = known.getOrDefault(no, List.of()).stream()
                    .filter(one -> one.device().equals(device))
                    .findFirst();
            if (before.isEmpty()) return new TicketOf(null, fresh);
            boolean same = before.get().grossG().equals(gross)
                    && before.get().tareG().equals(tare)
                    && before.get().plate().equals(plate);
            if (!same) wrong("ticketNo", "ticket-conflict", "该磅单号已登记且内容不同");
            return new TicketOf(before.get(), null);
        }

        /** What left: as written, or the ticket's net weight; both must say the same. */
        Mass massOf(String column, TicketOf ticket) {
            knownTicket = ticket.known();
            var net = ticket.net();
            if (row.get(column).isEmpty() && net != null) return net;
            var mass = tonnes(column);
            if (net != null && right(column) && !mass.equals(net)) {
                wrong(column, "mass-differs-from-ticket", "磅单净重为 " + net.tonnes() + " 吨");
            }
            return mass;
        }

        private TicketStore.Ticket knownTicket;

        /** A ticket that another load has cannot be this one's. */
        void freeTicket(Exits.NewExit wanted) {
            if (wanted.ticketId() != null && knownTicket != null && knownTicket.exitId() != null) {
                wrong("ticketNo", "ticket-used", "该磅单已用于另一批出厂或接收");
            }
        }
    }

    private static Instant at(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        var dense = DENSE.matcher(plain);
        var found = TIME.matcher(plain);
        try {
            if (dense.matches())
                return day(dense.group(1), dense.group(2), dense.group(3))
                        .atStartOfDay(Days.ZONE)
                        .toInstant();
            if (!found.matches()) return null;
            var day = day(found.group(1), found.group(2), found.group(3));
            if (found.group(4) == null) return day.atStartOfDay(Days.ZONE).toInstant();
            int second = found.group(6) == null ? 0 : Integer.parseInt(found.group(6));
            return day.atTime(Integer.parseInt(found.group(4)), Integer.parseInt(found.group(5)), second)
                    .atZone(Days.ZONE)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDate day(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    /** A figure as people write it: full width, with separators of thousands, with its unit behind it. */
    private static String plainNumber(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().replaceAll("\\s*(?:吨|t)$", "");
        return plain.matches("-?\\d{1,3}(,\\d{3})+(\\.\\d+)?") ? plain.replace(",", "") : plain;
    }

    private static String plainWord(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s+", "");
    }
}
