package org.wufei.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.kernel.Caller;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;

@WufeiTest
class EvidenceTest {
    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    UUID mine;
    As.Browser clerk;

    @BeforeEach
    void aMine() {
        mine = Firms.inGar(registry).id();
        clerk = as.clerk(mine);
    }

    @Test
    void a_photograph_is_kept_and_shown_to_the_unit_and_its_county_and_to_no_other_unit() {
        var kept = upload("磅单.jpg", jpeg(300, 200));
        assertThat(kept.status()).isEqualTo(201);
        var id = kept.json().get("id").asString();
        assertThat(kept.json().get("type").asString()).isEqualTo("image/jpeg");
        assertThat(kept.json().get("unit").asString()).isEqualTo(mine.toString());

        for (var seer : new As.Browser[] {clerk, as.countyOfficer("542523"), as.bureauOfficer()}) {
            var shown = seer.get("/api/v1/evidence/" + id + "/content");
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.header("Content-Type")).isEqualTo("image/jpeg");
            assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(shown.header("Content-Security-Policy"))
                    .contains("sandbox")
                    .contains("default-src 'none'");
            assertThat(shown.header("Content-Disposition")).startsWith("inline");
        }
        for (var stranger : new As.Browser[] {as.clerk(Firms.inGar(registry).id()), as.countyOfficer("542524")}) {
            assertThat(stranger.get("/api/v1/evidence/" + id).status()).isEqualTo(404);
            assertThat(stranger.get("/api/v1/evidence/" + id + "/content").status())
                    .isEqualTo(404);
        }
        assertThat(as.stranger().get("/api/v1/evidence/" + id + "/content").status())
                .isEqualTo(401);
    }

    @Test
    void nobody_keeps_a_paper_in_another_units_name() {
        var other = Firms.inGar(registry).id();
        assertThat(clerk.upload("/api/v1/evidence?unitId=" + other, "file", "a.jpg", jpeg(10, 10), Map.of())
                        .problem())
                .isEqualTo("common/not-found");
    }

    @Test
    void another_units_paper_cannot_stand_behind_ones_own_document() {
        var other = Firms.inGar(registry).id();
        var paper = as.clerk(other)
                .upload("/api/v1/evidence", "file", "a.jpg", jpeg(11, 10), Map.of())
                .json()
                .get("id")
                .asString();
        var ticket = Map.of(
                "unitId",
                mine,
                "ticketNo",
                "T-1",
                "weighedAt",
                "2026-11-01T02:00:00Z",
                "grossG",
                "30000000",
                "tareG",
                "10000000",
                "netG",
                "20000000",
                "plate",
                "藏F12345",
                "evidence",
                new String[] {paper});
        assertThat(clerk.post("/api/v1/industrial/tickets", ticket).problem()).isEqualTo("industrial/evidence-unknown");
    }

    @Test
    void the_same_photograph_is_kept_once_and_each_unit_has_its_own_paper_of_it() {
        var picture = jpeg(64, 48);
        var first = upload("甲.jpg", picture).json();
        var again = upload("乙.jpg", picture).json();
        assertThat(again.get("id")).isEqualTo(first.get("id"));
        var others = as.clerk(Firms.inGar(registry).id())
                .upload("/api/v1/evidence", "file", "丙.jpg", picture, Map.of())
                .json();
        assertThat(others.get("sm3")).isEqualTo(first.get("sm3"));
        assertThat(others.get("id")).isNotEqualTo(first.get("id"));
        assertThat(count(
                        "select count(*) from evidence.content where encode(sm3, 'hex') = ?",
                        first.get("sm3").asString()))
                .isEqualTo(1);
    }

    @Test
    void a_picture_is_drawn_anew_without_its_place_and_stands_upright() throws IOException {
        var held = withExif(jpeg(40, 20), 6);
        assertThat(new String(held, StandardCharsets.ISO_8859_1))
                .contains("Exif")
                .contains("GPS-29.65,91.11");
        var id = upload("现场.jpg", held).json().get("id").asString();
        var shown = clerk.get("/api/v1/evidence/" + id + "/content").bytes();
        assertThat(new String(shown, StandardCharsets.ISO_8859_1))
                .doesNotContain("Exif")
                .doesNotContain("GPS");
        var picture = ImageIO.read(new ByteArrayInputStream(shown));
        assertThat(picture.getWidth()).isEqualTo(20);
        assertThat(picture.getHeight()).isEqualTo(40);
    }

    @Test
    void a_second_file_behind_a_picture_is_left_behind() {
        var both = new ByteArrayOutputStream();
        both.writeBytes(png(8, 8));
        both.writeBytes("<script>alert(1)</script>PK\3\4".getBytes(StandardCharsets.UTF_8));
        var kept = upload("a.html", both.toByteArray());
        assertThat(kept.json().get("name").asString()).isEqualTo("a.png");
        var shown = clerk.get("/api/v1/evidence/" + kept.json().get("id").asString() + "/content");
        assertThat(shown.text()).doesNotContain("script");
        assertThat(shown.header("Content-Type")).isEqualTo("image/png");
    }

    @Test
    void a_picture_of_a_billion_pixels_is_refused_before_it_is_decoded() {
        assertThat(upload("炸弹.png", hugePng(29_000, 29_000)).problem()).isEqualTo("evidence/picture-too-large");
        assertThat(upload("炸弹.png", hugePng(2_000_000, 10)).problem()).isEqualTo("evidence/picture-too-large");
    }

    @Test
    void a_large_photograph_is_kept_smaller() throws IOException {
        var id = upload("大.jpg", jpeg(9000, 30)).json().get("id").asString();
        var shown = clerk.get("/api/v1/evidence/" + id + "/content").bytes();
        assertThat(ImageIO.read(new ByteArrayInputStream(shown)).getWidth()).isBetween(2500, 4096);
    }

    @Test
    void what_is_no_picture_and_no_pdf_is_refused_whatever_it_is_called() {
        assertThat(upload("a.jpg", "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8))
                        .problem())
                .isEqualTo("evidence/type-unfit");
        assertThat(upload("a.jpg", "RIFF....WEBPVP8 ".getBytes(StandardCharsets.UTF_8))
                        .problem())
                .isEqualTo("evidence/type-unfit");
        assertThat(upload("a.pdf", new byte[0]).problem()).isEqualTo("evidence/empty");
        assertThat(upload("a.jpg", Arrays.copyOf(jpeg(300, 300), 40)).problem()).isEqualTo("evidence/damaged");
        assertThat(upload("a.jpg", new byte[Harmless.BYTES_MAX + 1]).problem()).isEqualTo("evidence/too-large");
    }

    @Test
    void a_plain_pdf_is_kept_as_it_is_and_comes_back_as_a_download() {
        var pdf = pdf("<< /Type /Catalog /OpenAction [3 0 R /Fit] >>");
        var kept = upload("../../监测报告\u202Efdp.exe", pdf);
        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.json().get("name").asString()).isEqualTo("监测报告fdp.pdf");
        var shown = clerk.get("/api/v1/evidence/" + kept.json().get("id").asString() + "/content");
        assertThat(shown.bytes()).isEqualTo(pdf);
        assertThat(shown.header("Content-Disposition")).startsWith("attachment");
    }

    @Test
    void a_pdf_that_acts_or_hides_something_is_refused() {
        for (var acting : new String[] {
            "<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
            "<< /OpenAction << /S /Java#53cript /JS (app.alert(1)) >> >>",
            "<< /S /Launch /F (cmd.exe) >>",
            "<< /Names << /EmbeddedFiles 5 0 R >> >>"
        }) {
            assertThat(upload("a.pdf", pdf(acting)).problem()).as(acting).isEqualTo("evidence/active-content");
        }
        assertThat(upload("a.pdf", packedPdf("<< /S /JavaScript /JS (1) >>")).problem())
                .isEqualTo("evidence/active-content");
        assertThat(upload("a.pdf", packedPdf("<< /S /GoTo >>")).status()).isEqualTo(201);
        var both = new ByteArrayOutputStream();
        both.writeBytes(pdf("<< >>"));
        both.writeBytes("PK\3\4 a whole archive".getBytes(StandardCharsets.UTF_8));
        assertThat(upload("a.pdf", both.toByteArray()).problem()).isEqualTo("evidence/active-content");
        assertThat(upload("a.pdf", "%PDF-1.7 and no end".getBytes(StandardCharsets.UTF_8))
                        .problem())
                .isEqualTo("evidence/damaged");
    }

    @Test
    void bytes_changed_at_random_never_break_the_door() {
        var random = new Random(17);
        for (var whole : new byte[][] {jpeg(60, 40), png(60, 40), packedPdf("<< /S /GoTo >>")}) {
            for (int i = 0; i < 150; i++) {
                var hurt = whole.clone();
                for (int j = 0; j < 1 + random.nextInt(5); j++) {
                    hurt[random.nextInt(hurt.length)] = (byte) random.nextInt();
                }
                try {
                    Harmless.of(hurt);
                } catch (org.wufei.kernel.Problem problem) {
                    assertThat(problem.type().slug()).startsWith("evidence/");
                }
            }
        }
    }

    private As.Reply upload(String name, byte[] content) {
        return clerk.upload("/api/v1/evidence?unitId=" + mine, "file", name, content, Map.of());
    }

    private long count(String sql, String param) {
        return Caller.system("test")
                .call(() -> new TransactionTemplate(transactions)
                        .execute(_ -> db.sql(sql).param(param).query(Long.class).single()));
    }

    private static byte[] jpeg(int width, int height) {
        return encoded(picture(width, height), "jpeg");
    }

    private static byte[] png(int width, int height) {
        return encoded(picture(width, height), "png");
    }

    private static BufferedImage picture(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(new Color(new Random().nextInt(0xffffff)));
        pen.fillRect(0, 0, width, height / 2);
        pen.dispose();
        return picture;
    }

    private static byte[] encoded(BufferedImage picture, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The picture with an APP1 segment that tells how the camera was held, and where. */
    private static byte[] withExif(byte[] jpeg, int orientation) {
        var place = "GPS-29.65,91.11".getBytes(StandardCharsets.US_ASCII);
        var exif = ByteBuffer.allocate(2 + 2 + 6 + 8 + 2 + 12 + 4 + place.length);
        exif.putShort((short) 0xffe1).putShort((short) (exif.capacity() - 2));
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.putShort((short) 0x4d4d).putShort((short) 42).putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        exif.putInt(0).put(place);
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(exif.array());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    /** A PNG of a few hundred bytes that claims to be this large. */
    private static byte[] hugePng(int width, int height) {
        var small = png(4, 4);
        var head = ByteBuffer.wrap(small);
        head.putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(small, 12, 17);
        head.putInt(29, (int) crc.getValue());
        return small;
    }

    private static byte[] pdf(String object) {
        return ("%PDF-1.7\n1 0 obj\n" + object + "\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] packedPdf(String object) {
        var deflater = new Deflater();
        deflater.setInput(object.getBytes(StandardCharsets.ISO_8859_1));
        deflater.finish();
        var packed = new byte[4096];
        int length = deflater.deflate(packed);
        deflater.end();
        var out = new ByteArrayOutputStream();
        out.writeBytes(("%PDF-1.7\n4 0 obj\n<< /Type /ObjStm /N 1 /First 0 /Filter /FlateDecode /Length " + length
                        + " >>\nstream\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(packed, 0, length);
        out.writeBytes("\nendstream\nendobj\n%%EOF".getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }
}
