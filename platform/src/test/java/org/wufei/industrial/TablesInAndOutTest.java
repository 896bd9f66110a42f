package org.wufei.industrial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.ledger.Ledger;
import org.wufei.registry.Registry;
import org.wufei.tables.Tables;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;

/** A clerk's Excel goes in and comes out, with its mistakes. */
@WufeiTest
class TablesInAndOutTest {
    private static final String API = "/api/v1/industrial/";
    private static final String SLAG = "900-001-S03";

    private final LocalDate today = LocalDate.now(Days.ZONE);
    private final YearMonth month = YearMonth.from(today).minusMonths(1);
    private final String day = month.atDay(5).toString();

    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Autowired
    Ledger ledger;

    @Autowired
    Tables tables;

    Registry.Unit plant;
    Registry.Unit works;
    As.Browser clerk;

    @BeforeEach
    void a_heating_plant_and_a_brickworks() {
        plant = Firms.inGar(registry, "HEATING");
        works = Firms.at(registry, "542524", 79.70, 33.40, "BRICKWORKS");
        clerk = as.clerk(plant.id());
    }

    @Test
    void
            ten_thousand_rows_with_thirty_seven_mistakes_come_back_with_thirty_seven_marks_and_book_nothing_or_the_good_rows() {
        var rows = new ArrayList<List<?>>();
        var wrong = new TreeSet<String>();
        for (int i = 0; i < 10_000; i++) {
            var row = new ArrayList<Object>(
                    List.of(SLAG, "", "B" + i, day + " 08:30", new Mass(1_000_000 + i), "锅炉", "主厂区", "扎西", ""));
            if (i % 271 == 5 && wrong.size() < 37) {
                int at = i + 4;
                switch (wrong.size() % 6) {
                    case 0 -> spoil(row, wrong, at, 0, "A", "999-999-S03");
                    case 1 -> spoil(row, wrong, at, 0, "A", "乱码");
                    case 2 -> spoil(row, wrong, at, 3, "D", "2099-01-01");
                    case 3 -> spoil(row, wrong, at, 4, "E", "-5");
                    case 4 -> spoil(row, wrong, at, 6, "G", "没有的场所");
                    default -> spoil(row, wrong, at, 2, "C", "B1");
                }
            }
            rows.add(row);
        }
        assertThat(wrong).hasSize(37);
        var file = table(ImportTable.GENERATIONS, rows);

        var refused = ok(take("generations", "all", "产生.xlsx", file));
        assertThat(refused.json().get("rows").asInt()).isEqualTo(10_000);
        assertThat(refused.json().get("bad").asInt()).isEqualTo(37);
        assertThat(refused.json().get("problemsTotal").asInt()).isEqualTo(37);
        assertThat(refused.json().get("booked").asInt()).isZero();
        assertThat(held()).isZero();
        var marked = clerk.get(
                API + "imports/marked/" + refused.json().get("markedFile").asString());
        assertThat(marked.status()).isEqualTo(200);
        assertThat(marks(marked.bytes())).isEqualTo(wrong);

        long begun = System.nanoTime();
        var booked = ok(take("generations", "good", "产生.xlsx", file));
        assertThat(booked.json().get("booked").asInt()).isEqualTo(9_963);
        assertThat(held()).isEqualTo(mass(rows, wrong));
        assertThat((System.nanoTime() - begun) / 1_000_000_000L).as("seconds").isLessThan(60);

        var again = ok(take("generations", "good", "产生.xlsx", file));
        assertThat(again.json().get("already").asInt()).isEqualTo(9_963);
        assertThat(again.json().get("booked").asInt()).isZero();
        assertThat(held()).isEqualTo(mass(rows, wrong));
    }

    @Test
    void the_marked_file_mended_goes_in_and_books_what_was_missing() {
        var text = "代码,产生时间,产生数量（吨）,我的备注\n" + SLAG + "," + day + ",20,甲\n" + SLAG + "," + day + ",二十,乙\n";
        var refused = ok(take("generations", "all", "产生.csv", text.getBytes(Charset.forName("GB18030"))));
        assertThat(refused.json().get("problems").get(0).get("row").asInt()).isEqualTo(3);
        assertThat(refused.json().get("problems").get(0).get("title").asString())
                .isEqualTo("产生数量（吨）");
        var marked = clerk.get(
                API + "imports/marked/" + refused.json().get("markedFile").asString());
        var sheet = tables.read("a", new ByteArrayInputStream(marked.bytes()), ImportTable.GENERATIONS.columns);
        assertThat(sheet.rows()).extracting(row -> row.get("massG")).containsExactly("20", "二十");

        var mended = text.replace("二十", "20");
        var booked = ok(take("generations", "all", "改.csv", mended.getBytes(StandardCharsets.UTF_8)));
        assertThat(booked.json().get("booked").asInt())
                .as("two rows that say the same are two batches")
                .isEqualTo(2);
        assertThat(held()).isEqualTo(40_000_000);
    }

    @Test
    void a_check_books_nothing_and_says_what_would_be() {
        var file = "代码,产生时间,产生数量（吨）\n" + SLAG + "," + day + ",1.5\n";
        var checked = ok(take("generations", "check", "a.csv", file.getBytes(StandardCharsets.UTF_8)));
        assertThat(checked.json().get("good").asInt()).isEqualTo(1);
        assertThat(checked.json().get("booked").asInt()).isZero();
        assertThat(checked.json().get("markedFile").isNull()).isTrue();
        assertThat(held()).isZero();
    }

    @Test
    void loads_go_in_with_their_tickets_and_every_kind_of_mistake_is_told_at_its_cell() {
        generate("100");
        var head = "代码,出厂时间,出厂数量（吨）,出厂环节批次编号,出厂环节经办人,运输单位,运输车牌号,接收单位,去向,利用处置方式,磅单号,毛重（吨）,皮重（吨）,接收方省份代码,跨省审批或备案文号\n";
        var good = SLAG + "," + day + " 10:00,20.5,C1,扎西,运输队,藏F12345," + works.name() + ",委托利用,R5,T1,35.5,15,,\n" + SLAG
                + "," + day + ",30,C2,扎西,运输队,藏F12345," + works.code() + ",委托利用,,,,,,\n";
        var booked = ok(take("exits", "all", "a.csv", (head + good).getBytes(StandardCharsets.UTF_8)));
        assertThat(booked.json().get("booked").asInt()).as(booked.text()).isEqualTo(2);
        assertThat(held()).isEqualTo(49_500_000);
        var listed = clerk.get(API + "exits?unitId=" + plant.id()).json().get("items");
        assertThat(listed.get(0).get("state").asString()).isEqualTo("Shipped");
        assertThat(listed.get(0).get("ticket").get("ticketNo").asString()).isEqualTo("T1");
        var again = ok(take("exits", "all", "a.csv", (head + good).getBytes(StandardCharsets.UTF_8)));
        assertThat(again.json().get("already").asInt()).as(again.text()).isEqualTo(2);

        var line = SLAG + "," + day + ",%s,%s,扎西,运输队,藏F1,%s,%s,%s,%s,%s,%s,%s,%s\n";
        var bad = line.formatted("50", "D1", works.name(), "委托利用", "R5", "", "", "", "", "")
                + line.formatted("1", "D2", "不认识的砖厂", "委托利用", "R5", "", "", "", "", "")
                + line.formatted("1", "D3", works.name(), "委托利用", "D1", "", "", "", "", "")
                + line.formatted("1", "D4", works.name(), "卖掉", "", "", "", "", "", "")
                + line.formatted("1", "D5", works.name(), "委托利用", "R5", "T5", "3", "1", "", "")
                + line.formatted("20.5", "D6", works.name(), "委托利用", "R5", "T1", "", "", "", "")
                + line.formatted("1", "D7", "青海某厂", "委托利用", "R5", "", "", "", "630000", "")
                + line.formatted("1", "D8", plant.name(), "委托利用", "R5", "", "", "", "540000", "")
                + line.formatted("1", "C1", works.name(), "委托利用", "R5", "", "", "", "", "");
        var refused = ok(take("exits", "all", "a.csv", (head + bad).getBytes(StandardCharsets.UTF_8)));
        assertThat(problems(refused))
                .containsExactly(
                        "2 massG insufficient-stock",
                        "3 receiver receiver-unknown",
                        "4 method method-unfit",
                        "5 way choice",
                        "6 massG mass-differs-from-ticket",
                        "7 ticketNo ticket-used",
                        "8 approvalNo required",
                        "9 receiver receiver-is-sender",
                        "10 batchNo batch-conflict");
        assertThat(refused.json().get("booked").asInt()).isZero();
        assertThat(held()).isEqualTo(49_500_000);
    }

    @Test
    void two_thousand_loads_with_tickets_are_shipped_in_one_go() {
        generate("10000");
        var rows = new ArrayList<List<?>>();
        for (int i = 0; i < 2000; i++) {
            rows.add(List.of(
                    SLAG,
                    "",
                    "C" + i,
                    day + " 09:00",
                    "2",
                    "",
                    "扎西",
                    "运输队",
                    "藏F12345",
                    "公路",
                    works.name(),
                    "",
                    "省内转移",
                    "委托利用",
                    "R5",
                    "",
                    "",
                    "T" + i,
                    "3.5",
                    "1.5",
                    "1号磅",
                    ""));
        }
        var file = table(ImportTable.EXITS, rows);
        var booked = ok(take("exits", "all", "出厂.xlsx", file));
        assertThat(booked.json().get("booked").asInt()).as(booked.text()).isEqualTo(2000);
        assertThat(held()).isEqualTo(6_000_000_000L);
        var free = clerk.get(API + "tickets?free=true&unitId=" + plant.id());
        assertThat(free.json().get("items").size())
                .as("every ticket has its load")
                .isZero();
    }

    @Test
    void a_closed_month_takes_rows_only_as_late_ones() {
        generate("1");
        assertThat(clerk.post(API + "units/" + plant.id() + "/months/" + month + "/close", Map.of())
                        .status())
                .isEqualTo(200);
        var file = ("代码,产生时间,产生数量（吨）\n" + SLAG + "," + day + ",1.5\n").getBytes(StandardCharsets.UTF_8);
        assertThat(problems(ok(take("generations", "all", "a.csv", file))))
                .containsExactly("2 occurredAt month-closed");
        var late = ok(clerk.upload(
                API + "units/" + plant.id() + "/imports/generations?mode=all&late=true",
                "file",
                "a.csv",
                file,
                Map.of()));
        assertThat(late.json().get("booked").asInt()).isEqualTo(1);
    }

    @Test
    void tickets_openings_and_the_yearly_list_go_in_twice_and_stand_once() {
        var tickets =
                "磅单号,过磅时间,车牌号,毛重（吨）,皮重（吨）,地磅编号\nT1," + day + " 8:00,藏F1,30,10,1号\nT1," + day + " 9:00,藏F1,31,10,2号\n";
        assertThat(twice("tickets", tickets)).isEqualTo(2);
        var other = tickets.replace("30,10", "40,10");
        assertThat(problems(ok(take("tickets", "all", "a.csv", other.getBytes(StandardCharsets.UTF_8)))))
                .containsExactly("2 ticketNo ticket-conflict");

        var openings = "代码,库存数量（吨）,产生年份,登记日期\n" + SLAG + ",500,2019," + day + "\n" + SLAG + ",300,2020," + day + "\n";
        assertThat(twice("openings", openings)).isEqualTo(2);
        assertThat(held()).isEqualTo(800_000_000);

        var list = "代码,类别,产生环节,物理性状,产废系数/年产生量（吨）\n" + SLAG + ",第Ⅰ类,锅炉,固态,1200\n900-001-S02,Ⅱ类,除尘,固态,300\n";
        assertThat(twice("list", list)).isEqualTo(2);
        var now = clerk.get(API + "units/" + plant.id() + "/lists/" + today.getYear());
        assertThat(now.json().get("version").asInt()).isEqualTo(1);
        assertThat(now.json().get("lines").get(1).get("category").asString()).isEqualTo("II");
    }

    @Test
    void a_template_has_the_official_head_and_what_was_filled_into_it_is_taken() {
        for (var table : ImportTable.values()) {
            var template = clerk.get(API + "imports/" + table.path() + "/template");
            assertThat(template.status()).isEqualTo(200);
            assertThat(template.header("Content-Disposition")).startsWith("attachment");
            assertThat(take(table.path(), "all", "a.xlsx", template.bytes()).problem())
                    .isEqualTo("tables/no-rows");
        }
    }

    @Test
    void nobody_imports_for_another_unit_and_no_officer_for_a_firm() {
        var file = ("代码,产生时间,产生数量（吨）\n" + SLAG + "," + day + ",1.5\n").getBytes(StandardCharsets.UTF_8);
        var path = API + "units/" + plant.id() + "/imports/generations";
        var stranger = as.clerk(works.id());
        assertThat(stranger.upload(path, "file", "a.csv", file, Map.of()).status())
                .isEqualTo(404);
        assertThat(as.countyOfficer("542523")
                        .upload(path, "file", "a.csv", file, Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(held()).isZero();
        var bad = ok(take(
                "generations",
                "all",
                "a.csv",
                new String(file, StandardCharsets.UTF_8).replace("1.5", "x").getBytes(StandardCharsets.UTF_8)));
        var marked = API + "imports/marked/" + bad.json().get("markedFile").asString();
        assertThat(stranger.get(marked).problem()).isEqualTo("industrial/marked-file-gone");
    }

    @Test
    void a_file_that_is_no_table_is_refused_with_a_sentence() {
        assertThat(take("generations", "all", "a.xlsx", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0})
                        .problem())
                .isEqualTo("tables/not-a-table");
        assertThat(take("generations", "all", "a.xlsx", "代码,备注\n1,2\n".getBytes(StandardCharsets.UTF_8))
                        .problem())
                .isEqualTo("tables/columns-missing");
        assertThat(take("nonsense", "all", "a.xlsx", new byte[] {1}).problem()).isEqualTo("industrial/table-unknown");
        assertThat(take("generations", "perhaps", "a.xlsx", new byte[] {1}).problem())
                .isEqualTo("common/input-invalid");
    }

    @Test
    void the_official_tables_come_out_and_table_two_is_what_the_ledger_says() {
        generate("100");
        var list = "代码,类别,产生环节\n" + SLAG + ",第Ⅱ类,锅炉\n";
        ok(take("list", "all", "a.csv", list.getBytes(StandardCharsets.UTF_8)));
        var exits = "代码,出厂时间,出厂数量（吨）,出厂环节经办人,运输单位,运输车牌号,接收单位,去向\n" + SLAG + "," + day + " 10:00,20.5,扎西,运输队,藏F12345,"
                + works.name() + ",委托利用\n";
        ok(take("exits", "all", "a.csv", exits.getBytes(StandardCharsets.UTF_8)));

        assertThat(shown(1, Integer.toString(today.getYear()), "代码", "类别"))
                .containsExactly(Map.of("代码", SLAG, "类别", "第Ⅱ类"));
        assertThat(shown(2, month.toString(), "代码", "产生量（吨）", "委托利用量（吨）", "期末贮存量（吨）"))
                .containsExactly(Map.of("代码", SLAG, "产生量（吨）", "100", "委托利用量（吨）", "20.5", "期末贮存量（吨）", "79.5"));
        assertThat(shown(3, month.toString(), "出厂数量（吨）", "接收单位", "去向"))
                .containsExactly(Map.of("出厂数量（吨）", "20.5", "接收单位", works.name(), "去向", "委托利用"));
        assertThat(shown(4, month.toString(), "产生数量（吨）")).containsExactly(Map.of("产生数量（吨）", "100"));
        assertThat(shown(5, month.toString(), "入库数量（吨）", "出库数量（吨）"))
                .containsExactly(Map.of("入库数量（吨）", "100"), Map.of("出库数量（吨）", "20.5"));
        for (var officer : new As.Browser[] {as.countyOfficer("542523"), as.bureauOfficer(), as.leader()}) {
            assertThat(officer.get(API + "units/" + plant.id() + "/tables/2/export?period=" + month)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(as.countyOfficer("542524")
                        .get(API + "units/" + plant.id() + "/tables/2/export?period=" + month)
                        .status())
                .isEqualTo(404);
        assertThat(clerk.get(API + "units/" + plant.id() + "/tables/9/export?period=2026")
                        .problem())
                .isEqualTo("industrial/table-unknown");
    }

    @Test
    void every_list_comes_out_as_it_is_shown() {
        generate("100");
        for (var list : Set.of("exits", "generations", "treatments", "stocktakes", "tickets")) {
            var file = clerk.get(API + list + "/export?unitId=" + plant.id());
            assertThat(file.status()).as(list + " " + file.text()).isEqualTo(200);
            assertThat(file.header("Content-Type")).contains("spreadsheetml");
        }
        var file = clerk.get(API + "generations/export?q=" + "nothing-like-it");
        assertThat(new String(file.bytes(), StandardCharsets.ISO_8859_1)).startsWith("PK");
    }

    private int twice(String table, String csv) {
        var first = ok(take(table, "all", "a.csv", csv.getBytes(StandardCharsets.UTF_8)));
        var again = ok(take(table, "all", "a.csv", csv.getBytes(StandardCharsets.UTF_8)));
        assertThat(again.json().get("booked").asInt()).as(again.text()).isZero();
        assertThat(again.json().get("already").asInt())
                .isEqualTo(first.json().get("booked").asInt());
        return first.json().get("booked").asInt();
    }

    private void generate(String tonnes) {
        var file = "代码,产生时间,产生数量（吨）\n" + SLAG + "," + day + "," + tonnes + "\n";
        ok(take("generations", "all", "a.csv", file.getBytes(StandardCharsets.UTF_8)));
    }

    private As.Reply take(String table, String mode, String name, byte[] file) {
        return clerk.upload(
                API + "units/" + plant.id() + "/imports/" + table + "?mode=" + mode, "file", name, file, Map.of());
    }

    private byte[] table(ImportTable table, List<? extends List<?>> rows) {
        var out = new ByteArrayOutputStream();
        tables.write(out, table.head, table.columns, rows);
        return out.toByteArray();
    }

    /** Rows of an official table that comes out, as their cells under some heads. */
    private List<Map<String, String>> shown(int no, String period, String... heads) {
        var file = clerk.get(API + "units/" + plant.id() + "/tables/" + no + "/export?period=" + period);
        assertThat(file.status()).as(file.text()).isEqualTo(200);
        var columns = new ArrayList<Tables.Column>();
        for (var head : heads) columns.add(new Tables.Column(head, head, List.of(), true, ""));
        return tables.read("a.xlsx", new ByteArrayInputStream(file.bytes()), columns).rows().stream()
                .map(row -> columns.stream()
                        .filter(column -> !row.get(column.name()).isEmpty())
                        .collect(Collectors.toMap(Tables.Column::name, column -> row.get(column.name()))))
                .toList();
    }

    private static List<String> problems(As.Reply reply) {
        var all = new ArrayList<String>();
        for (var one : reply.json().get("problems")) {
            all.add(one.get("row").asInt() + " " + one.get("column").asString() + " "
                    + one.get("code").asString());
        }
        return all;
    }

    private static void spoil(List<Object> row, Set<String> wrong, int at, int cell, String column, String with) {
        row.set(cell, with);
        wrong.add(column + at);
    }

    private static long mass(List<? extends List<?>> rows, Set<String> wrong) {
        var bad =
                wrong.stream().map(cell -> Integer.parseInt(cell.substring(1))).collect(Collectors.toSet());
        long mass = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (!bad.contains(i + 4)) mass += ((Mass) rows.get(i).get(4)).grams();
        }
        return mass;
    }

    /** The cells of a marked file that carry a comment. */
    private static Set<String> marks(byte[] file) {
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            var comments = new String(
                    zip.getInputStream(zip.getEntry("xl/comments1.xml")).readAllBytes(), StandardCharsets.UTF_8);
            return Pattern.compile("<comment ref=\"([A-Z]+\\d+)\"")
                    .matcher(comments)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long held() {
        return system(() -> ledger.stocks(plant.id(), null, null, null).stream()
                .filter(balance -> balance.account().spot().stage() == org.wufei.ledger.Stage.STORED)
                .mapToLong(balance -> balance.mass().grams())
                .sum());
    }

    private static <T> T system(java.util.function.Supplier<T> work) {
        return Caller.system("test").call(work);
    }

    private static As.Reply ok(As.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }
}
