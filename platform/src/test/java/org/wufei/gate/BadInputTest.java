package org.wufei.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.findings.FindingKind;
import org.wufei.findings.Findings;
import org.wufei.kernel.Days;
import org.wufei.kernel.Rows;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;

/** What people, devices and other systems get wrong: each gets a sentence that says what to do, and nothing of it is kept. */
@WufeiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String API = "/api/v1/";

    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Autowired
    Findings findings;

    @Autowired
    List<FindingKind> kinds;

    Belongings ours;
    Map<String, String> made;
    Belongings others;
    Map<String, String> theirs;

    @BeforeAll
    void two_firms() {
        ours = new Belongings(as, registry, findings, kinds);
        made = ours.make();
        others = new Belongings(as, registry, findings, kinds);
        theirs = others.make();
    }

    /** One thing that is written, with a good body, and the list that shows what was kept. */
    private record Form(String path, Map<String, Object> body, String mass, String day) {}

    private List<Form> forms() {
        var treatment = ours.generation();
        treatment.remove("generatedAt");
        treatment.remove("link");
        treatment.putAll(Map.of("kind", "USE", "method", "R5", "treatedAt", yesterday() + "T02:00:00Z", "massG", "10"));
        return List.of(
                new Form("industrial/generations", ours.generation(), "massG", "generatedAt"),
                new Form("industrial/exits", ours.exit(Map.of()), "massG", "shippedAt"),
                new Form("industrial/treatments", treatment, "massG", "treatedAt"),
                new Form("industrial/tickets", ours.ticket(), "grossG", "weighedAt"),
                new Form("recycling/sludge/days", ours.sludge("9000"), "massG", "on"),
                new Form("recycling/vehicles", ours.vehicle(), "massG", "receivedOn"),
                new Form("recycling/items", ours.item(), "massG", "retiredOn"));
    }

    private static String yesterday() {
        return LocalDate.now(Days.ZONE).minusDays(1).toString();
    }

    private long kept(String path) {
        var list = ours.clerk.get(API + path + "?size=200&unitId=" + ours.firm.id());
        assertThat(list.status()).as(list.text()).isEqualTo(200);
        return list.json().get("items").size();
    }

    @Test
    void a_mass_that_is_none_is_refused_at_its_field_and_nothing_is_kept() {
        var before = new LinkedHashMap<String, Long>();
        for (var form : forms()) before.put(form.path(), kept(form.path()));
        var wrong = new ArrayList<String>();
        for (var form : forms()) {
            for (Object mass : Arrays.asList(
                    "0", "-1", "1e36", "1000000000000001", "0.5", "12500000.0000001", "", null, "NaN", "二十吨", "0x10")) {
                // a battery whose mass is not said is taken at the usual mass of its kind
                if (mass == null && form.path().equals("recycling/items")) continue;
                check(form, form.mass(), mass, wrong);
            }
        }
        assertThat(wrong).isEmpty();
        for (var form : forms()) assertThat(kept(form.path())).as(form.path()).isEqualTo(before.get(form.path()));
    }

    @Test
    void a_day_before_the_law_or_after_today_is_refused_at_its_field() {
        var wrong = new ArrayList<String>();
        for (var form : forms()) {
            boolean instant = form.day().endsWith("At");
            for (var day : List.of("1900-01-01", "2099-01-01", "2026-02-30", "昨天")) {
                check(form, form.day(), instant ? day + "T02:00:00Z" : day, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_code_that_is_none_or_of_another_list_is_refused() {
        var wrong = new ArrayList<String>();
        for (var form : forms()) {
            if (!form.body().containsKey("waste")) continue;
            for (var code : List.of("999-999-S03", "乱码", "", "900-001-S0", "9000001S03"))
                check(form, "waste", code, wrong);
        }
        assertThat(wrong).isEmpty();
        var hazardous = with(ours.generation(), "waste", "900-214-08");
        assertThat(ours.clerk.post(API + "industrial/generations", hazardous).status())
                .isEqualTo(422);
    }

    private void check(Form form, String field, Object value, List<String> wrong) {
        var reply = ours.clerk.post(API + form.path(), with(form.body(), field, value));
        boolean said = reply.status() == 422
                && (reply.json().path("fields").toString().contains("\"" + field + "\"")
                        || reply.problem().startsWith("catalogue/"));
        if (!said) wrong.add("%s with %s=%s: %s".formatted(form.path(), field, value, reply.text()));
    }

    @Test
    void another_firms_things_are_not_named_in_ones_own_documents() {
        var wrong = new ArrayList<String>();
        var place = theirs.get(API + "registry/places/");
        var unit = others.firm.id().toString();
        for (var form : forms()) {
            if (form.body().containsKey("placeId")) foreign(form.path(), with(form.body(), "placeId", place), wrong);
            foreign(form.path(), with(form.body(), "unitId", unit), wrong);
        }
        foreign("industrial/exits", ours.exit(Map.of("ticketId", theirs.get(API + "industrial/tickets/"))), wrong);
        var outside = ours.exit(Map.of(
                "outside",
                Map.of("name", "格尔木某建材公司", "province", "630000"),
                "flow",
                "ACROSS_PROVINCES",
                "approvalId",
                theirs.get(API + "industrial/approvals/")));
        outside.remove("receiverId");
        foreign("industrial/exits", outside, wrong);
        foreign(
                "recycling/dismantlings",
                Belongings.map(
                        "unitId",
                        ours.firm.id(),
                        "placeId",
                        made.get(API + "registry/places/"),
                        "on",
                        yesterday(),
                        "vehicleIds",
                        List.of(theirs.get(API + "recycling/vehicles/")),
                        "outputs",
                        List.of(Map.of("material", "STEEL", "waste", "900-003-S62", "massG", "900000"))),
                wrong);
        foreign(
                "industrial/process-runs",
                Belongings.map(
                        "processId",
                        theirs.get(API + "industrial/processes/"),
                        "month",
                        yesterday().substring(0, 7),
                        "inputG",
                        "1000"),
                wrong);
        foreign(
                "industrial/generations",
                with(ours.generation(), "evidence", List.of(theirs.get(API + "evidence/"))),
                wrong);
        assertThat(wrong).isEmpty();
    }

    private void foreign(String path, Map<String, Object> body, List<String> wrong) {
        long before = path.startsWith("industrial/process") ? 0 : kept(path);
        var reply = ours.clerk.post(API + path, body);
        boolean refused = reply.status() >= 400 && reply.status() < 500 && reply.problem() != null;
        if (!refused || reply.text().contains(others.firm.name())) wrong.add(path + " " + body + ": " + reply.text());
        if (!path.startsWith("industrial/process") && kept(path) != before) wrong.add(path + " kept something");
    }

    @Test
    void names_with_sql_html_emoji_and_rare_characters_come_back_as_they_were_typed() {
        for (var name : List.of(
                "'; drop table registry.unit; --",
                "<img src=x onerror=alert(1)>",
                "𰻝𰻝面厂𠮷记",
                "阿里🏔️牧场👨‍👩‍👧",
                "བོད་ལྗོངས་མངའ་རིས",
                "%s {unit} ${x} \\n")) {
            var process = Belongings.map(
                    "unitId",
                    ours.firm.id(),
                    "name",
                    name,
                    "input",
                    name,
                    "wastes",
                    List.of(Belongings.SLAG),
                    "lowRatio",
                    "0.1",
                    "highRatio",
                    "0.2");
            var kept = ours.clerk.post(API + "industrial/processes", process);
            assertThat(kept.status()).as(kept.text()).isEqualTo(201);
            assertThat(kept.json().get("name").asString()).isEqualTo(name);
            var read = ours.clerk.get(
                    API + "industrial/processes/" + kept.json().get("id").asString());
            assertThat(read.json().get("input").asString()).isEqualTo(name);
            assertThat(read.header("Content-Type")).startsWith("application/json");
            assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void a_file_that_never_ends_is_refused_when_it_is_too_much_and_is_not_held() {
        var block = ByteBuffer.allocate(64 * 1024);
        for (var path : List.of("evidence", "industrial/units/" + ours.firm.id() + "/imports/generations")) {
            var head = ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n"
                            + "Content-Type: application/octet-stream\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8);
            var parts = new ArrayList<byte[]>(List.of(head));
            parts.addAll(Collections.nCopies(200 * 16, block.array()));
            long before = held();
            // no length is declared: only what arrives says how much it is
            var reply = ours.clerk.send(
                    "POST",
                    API + path,
                    BodyPublishers.ofByteArrays(parts),
                    List.of("Content-Type", "multipart/form-data; boundary=b"));
            assertThat(reply.problem()).as(path).isEqualTo("common/too-large");
            assertThat(held() - before).as("bytes held").isLessThan(60L * 1024 * 1024);
        }
        var json = ours.clerk.send(
                "POST",
                API + "industrial/generations",
                BodyPublishers.ofByteArrays(Collections.nCopies(200 * 16, block.array())),
                List.of("Content-Type", "application/json"));
        assertThat(json.problem()).isEqualTo("common/too-large");
    }

    private static long held() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void a_bomb_a_macro_a_renamed_table_and_a_picture_are_told_apart_by_what_they_are() throws IOException {
        var template =
                ours.clerk.get(API + "industrial/imports/generations/template").bytes();
        assertThat(imported("模板.xlsx", changed(template, "xl/vbaProject.bin", new byte[] {1}))
                        .problem())
                .isEqualTo("tables/macro");
        var blank = new byte[210 * 1024 * 1024];
        Arrays.fill(blank, (byte) ' ');
        var bomb = changed(template, "xl/worksheets/sheet1.xml", blank);
        assertThat(bomb.length).isLessThan(1024 * 1024);
        assertThat(imported("表.xlsx", bomb).problem()).isEqualTo("tables/bomb");
        var csv = "代码,产生时间,产生数量（吨）\n" + Belongings.SLAG + "," + yesterday() + ",1.0000001\n";
        var marked = imported("其实是逗号.xlsx", csv.getBytes(Charset.forName("GB18030")));
        assertThat(marked.status()).as(marked.text()).isEqualTo(200);
        assertThat(marked.json().get("bad").asInt()).as("seven decimals").isEqualTo(1);
        assertThat(marked.json().get("booked").asInt()).isZero();
        for (var reply :
                List.of(imported("a.xlsx", new byte[] {(byte) 0x89, 'P', 'N', 'G'}), imported("a.xlsx", new byte[0]))) {
            assertThat(reply.status()).isBetween(400, 422);
            assertThat(reply.json().get("title").asString()).matches(".*[请须].*");
        }
    }

    private As.Reply imported(String name, byte[] content) {
        return ours.clerk.upload(
                API + "industrial/units/" + ours.firm.id() + "/imports/generations",
                "file",
                name,
                content,
                Map.of("mode", "all"));
    }

    private static byte[] changed(byte[] workbook, String part, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var in = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                        .get();
                var out = new ZipOutputStream(bytes)) {
            for (var entry : Collections.list(in.getEntries())) {
                if (entry.getName().equals(part)) continue;
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.getInputStream(entry).transferTo(out);
            }
            out.putNextEntry(new ZipEntry(part));
            out.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void a_body_cut_off_on_its_way_leaves_nothing_and_the_whole_one_goes_in_under_the_same_key() throws IOException {
        long before = kept("industrial/generations");
        var key = UUID.randomUUID().toString();
        var body = Rows.json(ours.generation()).getBytes(StandardCharsets.UTF_8);
        var to = as.uri(API + "industrial/generations");
        try (var socket = new Socket(to.getHost(), to.getPort())) {
            var out = socket.getOutputStream();
            out.write(("POST " + to.getPath() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + ours.clerk.cookie() + "Idempotency-Key: " + key + "\r\nContent-Length: " + body.length
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(body, 0, body.length / 2);
            out.flush();
            socket.shutdownOutput();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.isEmpty()) assertThat(answer).startsWith("HTTP/1.1 400").contains("common/body-unreadable");
        }
        assertThat(kept("industrial/generations")).isEqualTo(before);
        var whole = ours.clerk.post(API + "industrial/generations", ours.generation(), "Idempotency-Key", key);
        assertThat(whole.status()).as(whole.text()).isEqualTo(201);
        assertThat(kept("industrial/generations")).isEqualTo(before + 1);
    }

    @Test
    void a_key_stands_for_one_content_and_a_retry_gets_the_first_answer() {
        var key = UUID.randomUUID().toString();
        var body = ours.generation();
        var first = ours.clerk.post(API + "industrial/generations", body, "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(201);
        long kept = kept("industrial/generations");
        var other =
                ours.clerk.post(API + "industrial/generations", with(body, "massG", "9000001"), "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("common/idempotency-conflict");
        var elsewhere = ours.clerk.post(API + "industrial/treatments", body, "Idempotency-Key", key);
        assertThat(elsewhere.problem()).isEqualTo("common/idempotency-conflict");
        var again = ours.clerk.post(API + "industrial/generations", body, "Idempotency-Key", key);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(kept("industrial/generations")).isEqualTo(kept);
        var colleague = as.clerk(ours.firm.id()).post(API + "industrial/generations", body, "Idempotency-Key", key);
        assertThat(colleague.status()).as("a key is its person's own").isEqualTo(201);
    }

    @Test
    void a_wrong_check_digit_is_told_at_the_code() {
        var code = Firms.freshCode();
        char last = code.charAt(17);
        var body = Belongings.map(
                "code",
                code.substring(0, 17) + (last == '0' ? '1' : '0'),
                "name",
                "校验位错的单位",
                "county",
                "542523",
                "traits",
                List.of("MINE"));
        var reply = ours.county.post(API + "registry/units", body);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("fields").toString()
                        + reply.json().get("title").asString())
                .contains("校验");
    }

    private static Map<String, Object> with(Map<String, Object> body, String key, Object value) {
        var other = new LinkedHashMap<>(body);
        other.put(key, value);
        return other;
    }
}
