package org.wufei.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.WasteCode;
import org.wufei.registry.Registry;
import org.wufei.tables.Tables;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;

/** An administrator loads the next official list. Its first day lies far ahead, so that no other test lives under it. */
@WufeiTest
class ListsTest {
    private static final String API = "/api/v1/catalogue/lists";
    private static final WasteCode OIL = new WasteCode("900-214-08");
    private static final WasteCode FRESH = new WasteCode("900-902-49");

    @Autowired
    As as;

    @Autowired
    Catalogue catalogue;

    @Autowired
    CatalogueStore store;

    @Autowired
    Tables tables;

    @Autowired
    Registry registry;

    @Test
    void the_official_excel_is_checked_its_differences_are_seen_and_old_documents_keep_their_version() {
        var admin = as.administrator();
        var rows = official("hazardous-waste-2021");
        assertThat(rows).hasSize(467);
        rows.removeIf(row -> row.get(2).equals("900-249-08"));
        rows.replaceAll(row -> row.get(2).equals(OIL.text())
                ? List.of(row.get(0), row.get(1), OIL.text(), "车辆维修产生的废矿物油，改了说法", "T，I")
                : row);
        rows.add(List.of("HW49 其他废物", "非特定行业", "900-902-49*", "新列入的废物", "T/In"));
        rows.add(List.of("", "", "900-901-49", "合并单元格下面的一行", "t"));
        var file = excel(rows);

        var seen = upload(admin, "/check?kind=HAZARDOUS", file);
        assertThat(seen.status()).as(seen.text()).isEqualTo(200);
        var differences = seen.json().get("differences");
        assertThat(seen.json().get("wrongTotal").asInt()).isZero();
        assertThat(differences.get("against").asString()).isEqualTo("hazardous-waste-2021");
        assertThat(differences.get("addedTotal").asInt()).isEqualTo(2);
        assertThat(differences.get("changedTotal").asInt()).isEqualTo(1);
        assertThat(differences.get("goneTotal").asInt()).isEqualTo(1);
        assertThat(differences.get("same").asInt()).isEqualTo(465);
        assertThat(differences.get("added").get(0).get("code").asString()).isEqualTo("900-901-49");
        assertThat(differences.get("added").get(0).get("description").asString())
                .startsWith("非特定行业：");
        assertThat(differences.get("gone").get(0).get("code").asString()).isEqualTo("900-249-08");

        var id = "hazardous-" + UUID.randomUUID().toString().substring(0, 8);
        var draft = upload(admin, load(id, "2031-01-01"), file);
        assertThat(draft.status()).as(draft.text()).isEqualTo(201);
        assertThat(admin.get(API + "/" + id).json().get("state").asString()).isEqualTo("DRAFT");
        assertThat(catalogue.waste(FRESH, LocalDate.of(2031, 2, 1)))
                .as("a draft holds nowhere")
                .isEmpty();
        assertThat(upload(admin, load(id, "2031-01-01"), file).status())
                .as("loaded again, a draft is replaced")
                .isEqualTo(201);

        assertThat(admin.post(API + "/" + id + "/publish", Map.of()).status()).isEqualTo(200);
        assertThat(catalogue.waste(FRESH, LocalDate.of(2031, 2, 1))).isPresent();
        assertThat(catalogue.waste(FRESH, LocalDate.of(2030, 12, 31))).isEmpty();
        assertThat(catalogue.get(OIL, LocalDate.of(2026, 11, 24)).list()).isEqualTo("hazardous-waste-2021");
        assertThat(catalogue.get(OIL, LocalDate.of(2031, 1, 1)).list()).isEqualTo(id);
        assertThat(catalogue.get(OIL, LocalDate.of(2031, 1, 1)).properties()).isEqualTo("T/I");
        assertThat(admin.get(API + "/" + id + "/differences")
                        .json()
                        .get("changedTotal")
                        .asInt())
                .isEqualTo(1);

        assertThat(upload(admin, load(id, "2032-01-01"), file).problem()).isEqualTo("catalogue/list-exists");
        assertThat(upload(admin, load(id + "b", "2031-01-01"), file).problem()).isEqualTo("catalogue/list-too-early");
        assertThat(admin.delete(API + "/" + id).problem()).isEqualTo("catalogue/list-published");
        assertThat(admin.get(API + "/" + id + "/export").status()).isEqualTo(200);
    }

    @Test
    void a_code_of_the_next_list_is_refused_in_a_document_of_today_and_nothing_is_booked() {
        var admin = as.administrator();
        var id = "solid-" + UUID.randomUUID().toString().substring(0, 8);
        var rows = "废物种类,行业来源,废物代码,废物名称\nSW03 炉渣,热力,440-901-S03,下一版名录才有的渣\n".getBytes(StandardCharsets.UTF_8);
        var path = "?kind=SOLID&id=" + id + "&title=next&source=test&validFrom=2031-01-01";
        assertThat(upload(admin, path, rows).status()).isEqualTo(201);
        assertThat(admin.post(API + "/" + id + "/publish", Map.of()).status()).isEqualTo(200);
        assertThat(catalogue.waste(new WasteCode("440-901-S03"), LocalDate.of(2031, 1, 1)))
                .isPresent();

        var plant = Firms.inGar(registry, "HEATING");
        var yard = Caller.system("test")
                .call(() -> registry.places(plant.id()).getFirst().id());
        var clerk = as.clerk(plant.id());
        var refused = clerk.post(
                "/api/v1/industrial/generations",
                Map.of(
                        "unitId",
                        plant.id(),
                        "placeId",
                        yard,
                        "waste",
                        "440-901-S03",
                        "massG",
                        "1000",
                        "generatedAt",
                        LocalDate.now(Days.ZONE).minusDays(1) + "T02:00:00Z",
                        "link",
                        "锅炉"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("catalogue/waste-unknown");
        assertThat(refused.json().get("title").asString()).contains("名录版本");
        var kept = clerk.get("/api/v1/industrial/generations?unitId=" + plant.id());
        assertThat(kept.json().get("items").size()).isZero();
    }

    @Test
    void wrong_rows_are_named_and_nothing_of_them_is_kept() {
        var admin = as.administrator();
        var file = ("废物种类,行业来源,废物代码,废物名称\nSW03 炉渣,热力,440-001-S03,锅炉渣\n,,440-001-S03,又一次\n,,12-S03,短\n"
                        + ",,440-001-S08,没有的类\n,,900-214-08,危废\n,,440-009-S03,\n")
                .getBytes(StandardCharsets.UTF_8);
        var seen = upload(admin, "/check?kind=SOLID", file);
        assertThat(seen.json().get("wrongTotal").asInt()).as(seen.text()).isEqualTo(5);
        assertThat(seen.json().get("wrong").get(0).get("row").asInt()).isEqualTo(3);
        var id = "solid-" + UUID.randomUUID().toString().substring(0, 8);
        var refused = upload(admin, "?kind=SOLID&id=" + id + "&title=test&source=test&validFrom=2031-01-01", file);
        assertThat(refused.problem()).isEqualTo("catalogue/list-rows-wrong");
        assertThat(admin.get(API + "/" + id).problem()).isEqualTo("catalogue/list-unknown");
    }

    @Test
    void a_clerk_reads_the_lists_and_loads_none() {
        var clerk = as.clerk(UUID.randomUUID());
        assertThat(clerk.get(API).json().size()).isGreaterThanOrEqualTo(2);
        assertThat(upload(clerk, "/check?kind=HAZARDOUS", new byte[] {1}).status())
                .isEqualTo(403);
    }

    private static String load(String id, String from) {
        return "?kind=HAZARDOUS&id=" + id + "&title=%E5%90%8D%E5%BD%95&source=%E5%85%AC%E5%91%8A&validFrom=" + from;
    }

    private static As.Reply upload(As.Browser who, String path, byte[] file) {
        return who.upload(API + path, "file", "名录.xlsx", file, Map.of());
    }

    /** A list as its official Excel has it: class, trade, code, waste, properties. */
    private List<List<String>> official(String list) {
        var rows = new ArrayList<List<String>>();
        for (var line : store.lines(list)) {
            int trade = line.description().indexOf('：');
            rows.add(List.of(
                    line.wasteClass(),
                    line.description().substring(0, trade),
                    line.code(),
                    line.description().substring(trade + 1),
                    line.properties().replace('/', ',')));
        }
        return rows;
    }

    private byte[] excel(List<List<String>> rows) {
        var out = new ByteArrayOutputStream();
        tables.write(out, new Tables.Head("国家危险废物名录", ""), Lists.Kind.HAZARDOUS.columns, rows);
        return out.toByteArray();
    }
}
