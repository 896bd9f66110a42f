package org.wufei.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Problem;
import org.wufei.kernel.Scope;

class TablesTest {
    private static final Tables.Column CODE = new Tables.Column("waste", "废物代码", List.of("代码"), true, "如 900-001-S17");
    private static final Tables.Column NAME = new Tables.Column("name", "废物名称", List.of(), false, "");
    private static final Tables.Column MASS = new Tables.Column("mass", "重量（吨）", List.of("数量(t)"), true, "吨，最多六位小数");
    private static final List<Tables.Column> COLUMNS = List.of(CODE, NAME, MASS);
    private static final Tables.Head HEAD = new Tables.Head("出厂环节记录表", "单位：吨");

    private final Tables tables = new Tables(Clock.fixed(Instant.parse("2026-11-26T07:03:00Z"), ZoneOffset.UTC));

    @Test
    void a_table_that_was_written_is_read_back_word_for_word() {
        var out = new ByteArrayOutputStream();
        tables.write(
                out,
                HEAD,
                COLUMNS,
                List.of(
                        List.of("091-001-S05", "尾矿 𠮷 <b>&'\"", Mass.ofTonnes("20.123456")),
                        List.of("900-001-S02", "=1+2", new Mass(1))));

        var sheet = read(out.toByteArray());

        assertThat(sheet.headRow()).isEqualTo(3);
        assertThat(sheet.rows()).extracting(Tables.Row::number).containsExactly(4, 5);
        assertThat(sheet.rows().getFirst().cells())
                .isEqualTo(Map.of("waste", "091-001-S05", "name", "尾矿 𠮷 <b>&'\"", "mass", "20.123456"));
        assertThat(sheet.rows().getLast().get("mass")).isEqualTo("0.000001");
    }

    @Test
    void whoever_takes_a_table_away_stands_under_its_title_and_at_the_foot_of_each_page() {
        var out = new ByteArrayOutputStream();
        var clerk =
                new Caller(UUID.randomUUID(), "扎西<&P>", null, null, Set.of(), Set.of(), Scope.NONE, Caller.Via.BROWSER);
        clerk.run(() -> tables.write(out, HEAD, COLUMNS, List.of(List.of("091-001-S05", "尾矿", new Mass(1)))));

        var mark = "导出人：扎西<&%sP>　导出时间：2026-11-26 15:03";
        assertThat(part(out.toByteArray(), "xl/sharedStrings.xml")).contains("单位：吨　" + escaped(mark.formatted("")));
        assertThat(part(out.toByteArray(), "xl/worksheets/sheet1.xml"))
                .as("an ampersand in a name is no command of the page's foot")
                .contains("<oddFooter>")
                .contains(escaped(mark.formatted("&")));
        assertThat(read(out.toByteArray()).rows()).hasSize(1);

        var own = new ByteArrayOutputStream();
        Caller.system("job").run(() -> tables.write(own, HEAD, COLUMNS, List.of()));
        assertThat(part(own.toByteArray(), "xl/sharedStrings.xml")).doesNotContain("导出人");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Test
    void a_mass_too_long_for_a_spreadsheets_number_keeps_its_last_gram() {
        var out = new ByteArrayOutputStream();
        tables.write(
                out, HEAD, COLUMNS, List.of(List.of("091-001-S05", "", new Mass(999_999_999_999_999_9L / 10 + 7))));
        assertThat(read(out.toByteArray()).rows().getFirst().get("mass"))
                .isEqualTo(new Mass(999_999_999_999_999_9L / 10 + 7).tonnes());
    }

    @Test
    void what_looks_like_a_formula_is_written_as_text() {
        var out = new ByteArrayOutputStream();
        tables.write(
                out,
                HEAD,
                COLUMNS,
                List.of(List.of("=HYPERLINK(\"http://evil\")", "+1", "-2"), List.of("@SUM(A1)", "\t=1", "1")));

        assertThat(part(out.toByteArray(), "xl/worksheets/sheet1.xml"))
                .doesNotContain("<f>")
                .contains("t=\"s\"");
        assertThat(read(out.toByteArray()).rows().getFirst().cells().values())
                .containsExactly("=HYPERLINK(\"http://evil\")", "+1", "-2");
    }

    @Test
    void numbers_are_read_as_the_cell_shows_them_and_dates_as_days() {
        var sheet = read(workbook(page -> {
            page.value(0, 0, "代码");
            page.value(0, 1, "废物名称");
            page.value(0, 2, "数量(t)");
            page.value(1, 0, LocalDate.of(2026, 11, 5));
            page.style(1, 0).format("yyyy/m/d").set();
            page.value(1, 1, BigDecimal.valueOf(46331.354166666664));
            page.style(1, 1).format("yyyy\"年\"m\"月\"d\"日\" h:mm").set();
            page.value(1, 2, 0.1 + 0.2);
            page.value(2, 0, 7);
            page.style(2, 0).format("000").set();
            page.value(2, 1, 1e15);
            page.value(2, 2, new BigDecimal("1e-7"));
        }));

        assertThat(sheet.rows().getFirst().cells().values()).containsExactly("2026-11-05", "2026-11-05T08:30", "0.3");
        assertThat(sheet.rows().getLast().cells().values()).containsExactly("007", "1000000000000000", "0.0000001");
    }

    @Test
    void the_head_is_found_below_titles_and_in_whatever_order_and_width() {
        var sheet = read(csv("一般工业固体废物台账,,\n填表人：张三,,\n重量(吨), 备 注 ,*废物代码\n\n 20 ,甲,091-001-S05\n,,\n3,,900-001-S02\n"));

        assertThat(sheet.headRow()).isEqualTo(3);
        assertThat(sheet.columns()).extracting(Tables.Column::title).containsExactly("重量（吨）", "备 注", "废物代码");
        assertThat(sheet.rows()).extracting(Tables.Row::number).containsExactly(5, 7);
        assertThat(sheet.rows().getFirst().get("mass")).isEqualTo("20");
    }

    @Test
    void a_csv_is_read_in_any_encoding_of_the_country_even_where_it_is_named_xlsx() {
        var text = "废物代码,废物名称,重量（吨）\r\n091-001-S05,\"尾矿, 含\"\"水\"\"\n二行㐂\",1.5\r\n";
        var bom = new ByteArrayOutputStream();
        bom.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        bom.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        var utf16 = new ByteArrayOutputStream();
        utf16.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE});
        utf16.writeBytes(text.replace(",", "\t").getBytes(StandardCharsets.UTF_16LE));
        for (var bytes : List.of(
                text.getBytes(StandardCharsets.UTF_8), bom.toByteArray(), text.getBytes(Charset.forName("GB18030")))) {
            var sheet = tables.read("台账.xlsx", new ByteArrayInputStream(bytes), COLUMNS);
            assertThat(sheet.rows().getFirst().get("name")).isEqualTo("尾矿, 含\"水\"\n二行㐂");
        }
        assertThat(read(utf16.toByteArray()).rows().getFirst().get("mass")).isEqualTo("1.5");
    }

    @Test
    void bad_cells_come_back_red_and_explained_in_the_rows_they_came_in() {
        var sheet = read(csv("标题\n废物代码,重量（吨）,我的备注\n999,20,甲\n091-001-S05,-3,乙\n900-001-S02,1,丙\n"));
        var out = new ByteArrayOutputStream();
        tables.writeMarked(
                out,
                HEAD,
                sheet,
                List.of(
                        new Tables.CellProblem(3, "waste", "code-invalid", "代码格式不对"),
                        new Tables.CellProblem(4, "mass", "mass-invalid", "重量不能为负"),
                        new Tables.CellProblem(4, "", "twice", "与第 3 行重复")));
        var file = out.toByteArray();

        var again = read(file);
        assertThat(again.rows()).isEqualTo(sheet.rows());
        assertThat(again.headRow()).isEqualTo(sheet.headRow());
        assertThat(occurrences(part(file, "xl/comments1.xml"), "<comment ")).isEqualTo(2);
        assertThat(part(file, "xl/comments1.xml")).contains("ref=\"A3\"").contains("ref=\"B4\"");
        assertThat(part(file, "xl/sharedStrings.xml"))
                .contains("重量（吨）：重量不能为负；与第 3 行重复")
                .contains("问题");
        assertThat(part(file, "xl/styles.xml").toUpperCase(java.util.Locale.ROOT))
                .contains("FFC7CE");
    }

    @Test
    void a_template_shows_each_columns_rule_and_can_be_filled_in() {
        var out = new ByteArrayOutputStream();
        tables.writeTemplate(out, HEAD, COLUMNS);
        assertThat(part(out.toByteArray(), "xl/comments1.xml")).contains("如 900-001-S17");
        assertThatThrownBy(() -> read(out.toByteArray())).satisfies(refused("tables/no-rows"));
    }

    @Test
    void fifty_thousand_rows_are_written_and_read_and_one_more_is_refused() {
        var rows = new ArrayList<List<?>>();
        for (int i = 0; i < Tables.ROWS_MAX; i++) rows.add(List.of("091-001-S05", "尾矿" + i, new Mass(i + 1)));
        var out = new ByteArrayOutputStream();
        tables.write(out, HEAD, COLUMNS, rows);
        assertThat(read(out.toByteArray()).rows()).hasSize(Tables.ROWS_MAX);

        rows.add(List.of("091-001-S05", "", new Mass(1)));
        var more = new ByteArrayOutputStream();
        tables.write(more, HEAD, COLUMNS, rows);
        assertThatThrownBy(() -> read(more.toByteArray())).satisfies(refused("tables/too-many-rows"));
    }

    @Test
    void missing_and_repeated_columns_are_named() {
        assertThatThrownBy(() -> read(csv("废物代码,备注\n1,2\n")))
                .satisfies(refused("tables/columns-missing"))
                .hasMessageContaining("重量（吨）");
        assertThatThrownBy(() -> read(csv("废物代码,代码,重量（吨）\n1,2,3\n")))
                .satisfies(refused("tables/columns-duplicate"))
                .hasMessageContaining("废物代码");
        assertThatThrownBy(() -> read(csv("废物代码,重量（吨）\n,\n"))).satisfies(refused("tables/no-rows"));
        assertThatThrownBy(() -> read(new byte[0])).satisfies(refused("tables/no-rows"));
    }

    @Test
    void what_is_no_table_is_said_to_be_none() throws IOException {
        assertThatThrownBy(() -> read(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2}))
                .satisfies(refused("tables/not-a-table"));
        assertThatThrownBy(() -> read(csv("<html><table><tr><td>废物代码</td></tr></table></html>")))
                .satisfies(refused("tables/not-a-table"));
        assertThatThrownBy(() -> read(zip(Map.of("word/document.xml", "<w/>", "[Content_Types].xml", "<Types/>"))))
                .satisfies(refused("tables/not-a-table"));
        assertThatThrownBy(() -> read(csv("废物代码,重量（吨）\n\"091,20\n"))).satisfies(refused("tables/damaged"));
    }

    @Test
    void macros_passwords_and_old_formats_are_refused_by_their_content() throws IOException {
        var parts = parts(good());
        parts.put("xl/vbaProject.bin", new byte[] {1});
        assertThatThrownBy(() -> read(packed(parts))).satisfies(refused("tables/macro"));

        var enabled = parts(good());
        enabled.put(
                "[Content_Types].xml",
                new String(enabled.get("[Content_Types].xml"), StandardCharsets.UTF_8)
                        .replace(
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                                "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
                        .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read(packed(enabled))).satisfies(refused("tables/macro"));

        byte[] ole = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        var old = Arrays.copyOf(ole, 2048);
        assertThatThrownBy(() -> read(old)).satisfies(refused("tables/old-format"));
        var secret = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(secret, 0, old, 1024, secret.length);
        assertThatThrownBy(() -> read(old)).satisfies(refused("tables/encrypted"));
    }

    @Test
    void a_bomb_is_put_out_before_it_fills_the_memory() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts(good()).entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                if (part.getKey().equals("xl/worksheets/sheet1.xml")) {
                    zip.write("<worksheet><sheetData>".getBytes(StandardCharsets.UTF_8));
                    var blank = new byte[1024 * 1024];
                    Arrays.fill(blank, (byte) ' ');
                    for (int i = 0; i < 400; i++) zip.write(blank);
                } else {
                    zip.write(part.getValue());
                }
            }
        }
        assertThat(bytes.size()).isLessThan(1024 * 1024);
        assertThatThrownBy(() -> read(bytes.toByteArray())).satisfies(refused("tables/bomb"));

        var far = parts(good());
        far.put(
                "xl/worksheets/sheet1.xml",
                new String(far.get("xl/worksheets/sheet1.xml"), StandardCharsets.UTF_8)
                        .replace("r=\"A4\"", "r=\"ZZZZZZ4\"")
                        .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read(packed(far))).satisfies(refused("tables/damaged"));

        var laughing = parts(good());
        laughing.put(
                "xl/worksheets/sheet1.xml",
                ("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>" + "<worksheet>&b;</worksheet>")
                        .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read(packed(laughing))).satisfies(refused("tables/not-a-table"));
    }

    @Test
    void a_file_cut_off_anywhere_or_with_bytes_changed_is_refused_and_never_breaks() {
        var whole = good();
        for (int length = 1; length < whole.length; length += 37) {
            int cut = length;
            assertThatThrownBy(() -> read(Arrays.copyOf(whole, cut)))
                    .as("cut at " + cut)
                    .isInstanceOf(Problem.class);
        }
        var random = new Random(17);
        for (int i = 0; i < 400; i++) {
            var hurt = whole.clone();
            for (int j = 0; j < 1 + random.nextInt(8); j++) hurt[random.nextInt(hurt.length)] = (byte) random.nextInt();
            try {
                read(hurt);
            } catch (Problem problem) {
                assertThat(problem.type().slug()).startsWith("tables/");
            }
        }
    }

    @Test
    void more_than_an_upload_may_hold_is_refused() {
        assertThatThrownBy(() -> read(new byte[Tables.BYTES_MAX + 1])).satisfies(refused("tables/too-large"));
    }

    private Tables.Sheet read(byte[] bytes) {
        return tables.read("表.xlsx", new ByteArrayInputStream(bytes), COLUMNS);
    }

    private byte[] good() {
        var out = new ByteArrayOutputStream();
        tables.write(out, HEAD, COLUMNS, List.of(List.of("091-001-S05", "尾矿", "20")));
        return out.toByteArray();
    }

    private static byte[] csv(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Consumer<Throwable> refused(String slug) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.type().slug()).isEqualTo(slug));
    }

    private static byte[] workbook(Consumer<Worksheet> content) {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            content.accept(book.newWorksheet("表"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> parts(byte[] file) {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    private static String part(byte[] file, String name) {
        var part = parts(file).get(name);
        assertThat(part).as(name + " of " + parts(file).keySet()).isNotNull();
        return Pattern.compile("&#x([0-9a-f]+);")
                .matcher(new String(part, StandardCharsets.UTF_8))
                .replaceAll(one -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(one.group(1), 16))));
    }

    private static byte[] zip(Map<String, String> parts) throws IOException {
        var all = new LinkedHashMap<String, byte[]>();
        parts.forEach((name, text) -> all.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return packed(all);
    }

    private static byte[] packed(Map<String, byte[]> parts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return out.toByteArray();
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
