package org.wufei.simulator;

import static org.wufei.simulator.Filing.grams;
import static org.wufei.simulator.Filing.map;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * 开户建档: what must be so before anybody files: the officials' accounts, each firm's own registration and its admission by
 * its county, its places, its permit, and the filings for use in other provinces.
 */
final class Founding {
    /** Of every simulated person, as of every demo account. */
    static final String PASSWORD = "Wufei-demo-2026";

    private static final String IDENTITY = "/api/v1/identity";
    private static final String REGISTRY = "/api/v1/registry";
    private static final List<String> NAMES = List.of(
            "次仁多吉", "旺堆", "格桑曲珍", "洛桑顿珠", "尼玛次仁", "德吉卓嘎", "边巴扎西", "普布仓决", "达瓦平措", "拉巴卓玛", "强巴旦增", "白玛央宗", "李建军", "王海燕",
            "张志强", "陈晓梅", "刘洋", "杨帆");
    /** Firms keep their places from long before they keep ledgers here. */
    private static final int YEARS_BEFORE = 2;

    private static final int PERMIT_YEARS = 5;
    private static final int TRUCK_LOAD_T = 32;
    private static final int CONTRACT_T = 20_000;

    private final Story story;
    private final Set<Integer> acts = new HashSet<>();

    private Founding(Story story) {
        this.story = story;
    }

    static void tell(Story story) {
        var founding = new Founding(story);
        founding.officials();
        for (var firm : story.firms) founding.firm(firm);
        // both parties of a contract are in the register by then
        for (var firm : story.firms) founding.contracts(firm);
        story.founded(founding.acts);
    }

    // ---- officials --------------------------------------------------------------------------------------------

    private void officials() {
        official(People.BUREAU, "DEPARTMENT", "地区生态环境局", null, "BUREAU_OFFICER", "固体废物管理科");
        official(People.STATISTICS, "DEPARTMENT", "地区统计局", null, "DEPARTMENT_OFFICER", "工业统计科");
        for (var county : Prefecture.COUNTIES) {
            official(People.county(county.code()), "COUNTY", county.name(), county.code(), "COUNTY_OFFICER", "县生态环境分局");
        }
    }

    private void official(String who, String kind, String place, String county, String role, String position) {
        var name = Draw.of(story.seed, who).oneOf(NAMES);
        acts.add(story.act("开通" + place + "账号", Set.of("accounts"), Set.of(), d -> {
            var organisation = organisation(d, kind, place, county);
            var body = map(
                    "organisation", organisation,
                    "login", People.login(who),
                    "name", name,
                    "position", position,
                    "roles", List.of(role));
            var invited = d.ask(Life.ADMINISTRATOR, IDENTITY + "/people", body);
            if (invited.ok()) {
                // opened before its answer was lost: the password is set, and the link is spent
                d.open(
                        IDENTITY + "/links/"
                                + invited.body().get("link").asString().replace("/link/", ""),
                        map("password", PASSWORD));
            } else if (!invited.problem().equals("identity/login-taken")) {
                throw new Api.Refused(place, invited);
            }
            d.meet(who, Person.of(People.login(who), PASSWORD));
        }));
    }

    private static String organisation(Life.Doing d, String kind, String name, String county) {
        for (JsonNode one : d.get(Life.ADMINISTRATOR, IDENTITY + "/organisations?size=200&kind=" + kind)
                .get("items")) {
            if (one.get("name").asString().equals(name)) return one.get("id").asString();
        }
        var body = map("kind", kind, "name", name);
        if (county != null) body.put("county", county);
        return d.post(Life.ADMINISTRATOR, IDENTITY + "/organisations", body)
                .get("id")
                .asString();
    }

    // ---- firms ------------------------------------------------------------------------------------------------

    private void firm(Firm firm) {
        var since = story.span.first().minusYears(YEARS_BEFORE);
        acts.add(story.act("注册并准入", Set.of(firm.code, "accounts"), Set.of(), d -> admit(d, firm)));
        acts.add(story.act("登记场所", firm, d -> places(d, firm, since)));
        if (!firm.fleet.isEmpty()) acts.add(story.act("登记车辆", firm, d -> vehicles(d, firm, since)));
        acts.add(story.act("登记排污许可证", firm, d -> permit(d, firm)));
        if (firm.kind == Firm.Kind.RECYCLER) {
            acts.add(story.act("跨省利用备案", firm, d -> filing(d, firm)));
        }
    }

    private static void admit(Life.Doing d, Firm firm) {
        var county = firm.county;
        var application = d.write(
                null,
                "POST",
                IDENTITY + "/registrations",
                map(
                        "code",
                        firm.code,
                        "name",
                        firm.name,
                        "county",
                        county.code(),
                        "address",
                        "西藏自治区阿里地区" + county.name() + firm.kind.siteName,
                        "industry",
                        firm.kind.industry,
                        "trait",
                        firm.kind.trait,
                        "contactName",
                        NAMES.get(firm.no % NAMES.size()),
                        "phone",
                        "0897-282" + "%04d".formatted(firm.no % 10_000),
                        "login",
                        firm.clerk(),
                        "password",
                        PASSWORD),
                null);
        var admitted = d.step(
                People.county(county.code()),
                IDENTITY + "/registrations/" + application.get("id").asString(),
                "/admit",
                null);
        d.remember(firm.code, admitted.get("unit").asString());
        d.meet(firm.clerk(), Person.of(firm.clerk(), PASSWORD));
    }

    private static void places(Life.Doing d, Firm firm, LocalDate since) {
        for (var place : firm.places.values()) {
            var body = map(
                    "unit",
                    d.id(firm.code),
                    "kind",
                    place.kind(),
                    "name",
                    place.name(),
                    "longitude",
                    place.longitude(),
                    "latitude",
                    place.latitude(),
                    "validFrom",
                    since.toString());
            if (!place.method().isEmpty()) body.put("method", place.method());
            if (!place.kind().equals("SITE"))
                body.put("site", d.id(firm.code + "/" + firm.site().name()));
            var made = d.post(firm.clerk(), REGISTRY + "/places", body);
            d.remember(firm.code + "/" + place.name(), made.get("id").asString());
        }
    }

    private static void vehicles(Life.Doing d, Firm firm, LocalDate since) {
        for (var plate : firm.fleet) {
            d.post(
                    firm.clerk(),
                    REGISTRY + "/vehicles",
                    map(
                            "unit",
                            d.id(firm.code),
                            "plate",
                            plate,
                            "kind",
                            "TRUCK",
                            "loadG",
                            grams(TRUCK_LOAD_T * Book.TONNE),
                            "validFrom",
                            since.toString()));
        }
    }

    private void contracts(Firm firm) {
        for (var contract : firm.contracts) {
            var both = contract.with() == null ? Set.of(firm.code) : Set.of(firm.code, contract.with().code);
            acts.add(story.act("签订委托利用合同", both, Set.of(), d -> contract(d, firm, contract)));
        }
    }

    private void contract(Life.Doing d, Firm firm, Firm.Contract contract) {
        var paper = d.upload(
                firm.clerk(), "/api/v1/evidence?unitId=" + d.id(firm.code), contract.no() + ".png", paper(contract));
        var body = map(
                "unit",
                d.id(firm.code),
                "no",
                contract.no(),
                "way",
                "USE",
                "wastes",
                contract.wastes(),
                "amountG",
                grams(CONTRACT_T * Book.TONNE),
                "validFrom",
                LocalDate.of(story.span.first().getYear(), 1, 1).toString(),
                "validTo",
                LocalDate.of(story.span.today().getYear() + 1, 12, 31).toString(),
                "evidence",
                List.of(paper.get("id").asString()));
        if (contract.with() == null) body.put("counterpartyName", contract.withName());
        else body.put("counterparty", d.id(contract.with().code));
        d.post(firm.clerk(), REGISTRY + "/contracts", body);
    }

    /** A page as a scanner gives it; what stands on it is for people. */
    private static byte[] paper(Firm.Contract contract) {
        var page = new java.awt.image.BufferedImage(595, 842, java.awt.image.BufferedImage.TYPE_BYTE_GRAY);
        var pen = page.createGraphics();
        pen.setColor(java.awt.Color.WHITE);
        pen.fillRect(0, 0, page.getWidth(), page.getHeight());
        pen.setColor(java.awt.Color.DARK_GRAY);
        for (int line = 0; line < 24; line++)
            pen.fillRect(60, 120 + line * 26, 300 + contract.no().hashCode() % 97 + line * 7 % 70, 2);
        pen.dispose();
        try (var out = new java.io.ByteArrayOutputStream()) {
            javax.imageio.ImageIO.write(page, "png", out);
            return out.toByteArray();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The chapter is settled when the whole story has been told; a firm whose chapter is empty holds no permit. */
    private void permit(Life.Doing d, Firm firm) {
        if (firm.permitted.isEmpty()) return;
        var from = LocalDate.of(story.span.first().getYear(), 1, 1);
        var lines = firm.permitted.entrySet().stream()
                .map(line -> map(
                        "waste",
                        line.getKey().waste(),
                        "way",
                        line.getKey().way(),
                        "gramsPerYear",
                        grams(line.getValue())))
                .toList();
        d.post(
                People.county(firm.county.code()),
                REGISTRY + "/permits",
                map(
                        "unit",
                        d.id(firm.code),
                        "kind",
                        "DISCHARGE",
                        "no",
                        firm.code + "001P",
                        "authority",
                        "阿里地区生态环境局",
                        "validFrom",
                        from.toString(),
                        "validTo",
                        from.plusYears(PERMIT_YEARS).minusDays(1).toString(),
                        "solidWaste",
                        lines));
    }

    private void filing(Life.Doing d, Firm firm) {
        var made = d.post(
                People.BUREAU,
                "/api/v1/industrial/approvals",
                map(
                        "unitId",
                        d.id(firm.code),
                        "kind",
                        "FILING",
                        "no",
                        "藏环固备〔" + story.span.first().getYear() + "〕" + (firm.no + 1) + "号",
                        "authority",
                        "西藏自治区生态环境厅",
                        "waste",
                        Industry.SCRAP,
                        "way",
                        "USE",
                        "receiver",
                        Industry.BUYER,
                        "province",
                        Industry.BUYER_PROVINCE,
                        "massG",
                        grams(20_000 * Book.TONNE),
                        "validFrom",
                        LocalDate.of(story.span.first().getYear(), 1, 1).toString(),
                        "validTo",
                        LocalDate.of(story.span.today().getYear(), 12, 31).toString()));
        d.remember("approval/" + firm.code, made.get("id").asString());
    }
}
