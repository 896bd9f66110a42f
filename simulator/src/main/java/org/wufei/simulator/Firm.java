package org.wufei.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** 单位: one firm of the story, its places, its clerk, and what its permit will say. */
final class Firm {
    /** What firms there are, with the official trait, industry (GB/T 4754) and how their names end. */
    enum Kind {
        MINE("MINE", "0919", "矿业有限公司", "采选厂"),
        HEATING("HEATING", "4430", "供热有限责任公司", "锅炉房"),
        BRICKWORKS("BRICKWORKS", "3031", "新型建材有限公司", "制砖厂"),
        RECYCLER("RECYCLER", "4210", "再生资源回收有限公司", "分拣场"),
        SEWAGE("SEWAGE", "4620", "污水处理有限公司", "污水处理厂"),
        ELV_DISMANTLER("ELV_DISMANTLER", "4210", "报废机动车回收拆解有限公司", "拆解场");

        final String trait;
        final String industry;
        final String nameEnd;
        final String siteName;

        Kind(String trait, String industry, String nameEnd, String siteName) {
            this.trait = trait;
            this.industry = industry;
            this.nameEnd = nameEnd;
            this.siteName = siteName;
        }
    }

    /** @param kind SITE, FACILITY or STOCKPILE; @param method of a facility, otherwise empty */
    record Place(String kind, String name, String method, double longitude, double latitude) {}

    /** @param way as permits say it: STORE, OWN_USE, OWN_DISPOSAL, ENTRUSTED_USE, ENTRUSTED_DISPOSAL */
    record WasteWay(String waste, String way) implements Comparable<WasteWay> {
        @Override
        public int compareTo(WasteWay other) {
            return (waste + way).compareTo(other.waste + other.way);
        }
    }

    /**
     * 委托利用合同.
     *
     * @param with {@code null} where the other party is outside the region
     */
    record Contract(String no, Firm with, String withName, List<String> wastes) {}

    /** Credit codes carry the registering office and a nine-character organisation code (GB 32100-2015, GB 11714). */
    private static final String CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final int[] CREDIT_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    final int no;
    /** Which block of fourteen it belongs to: each block has its own violations. */
    final int block;

    final Kind kind;
    final String code;
    final String name;
    final Prefecture.County county;
    final Draw draw;
    final Map<String, Place> places = new LinkedHashMap<>();
    final List<String> wastes = new ArrayList<>();
    /** Plates of its own trucks. */
    final List<String> fleet = new ArrayList<>();

    final List<Contract> contracts = new ArrayList<>();
    /** What was done by waste and way in each year, as told so far. */
    final Map<WasteWay, TreeMap<Integer, Long>> done = new TreeMap<>();
    /** The permit's chapter, settled when the story has been told. */
    final Map<WasteWay, Long> permitted = new TreeMap<>();

    Firm(int no, int block, Kind kind, Prefecture.County county, String middle, Draw draw) {
        this.no = no;
        this.block = block;
        this.kind = kind;
        this.county = county;
        this.draw = draw;
        this.code = creditCode(county.code(), draw);
        this.name = "阿里" + county.name().replaceFirst("县$", "") + middle + kind.nameEnd;
        var at = county.somewhere(draw);
        place("SITE", kind.siteName, "", at);
    }

    private static String creditCode(String county, Draw draw) {
        var organisation = draw.digits(8);
        int sum = 0;
        for (int i = 0; i < 8; i++) sum += ORGANISATION_WEIGHTS[i] * (organisation.charAt(i) - '0');
        int rest = 11 - sum % 11;
        var first17 = "91" + county + organisation + (rest == 10 ? "X" : String.valueOf(rest % 11));
        int check = 0;
        for (int i = 0; i < 17; i++) check += CREDIT_WEIGHTS[i] * CREDIT_ALPHABET.indexOf(first17.charAt(i));
        return first17 + CREDIT_ALPHABET.charAt((31 - check % 31) % 31);
    }

    Place place(String placeKind, String placeName, String method, double[] at) {
        var place = new Place(placeKind, placeName, method, at[0], at[1]);
        places.put(placeName, place);
        return place;
    }

    /** Another place of the firm, within a few hundred metres of its site. */
    Place placeBy(String placeKind, String placeName, String method) {
        return place(placeKind, placeName, method, new double[] {
            Math.round((site().longitude + draw.within(-0.004, 0.004)) * 1e5) / 1e5,
            Math.round((site().latitude + draw.within(-0.004, 0.004)) * 1e5) / 1e5
        });
    }

    Place site() {
        return places.get(kind.siteName);
    }

    Book.Spot spot(String placeName, Book.Stage stage) {
        return new Book.Spot(code, placeName, county.code(), stage, "");
    }

    Book.Lot lot(int year) {
        return new Book.Lot(year, county.code());
    }

    String clerk() {
        return "clerk-" + code.toLowerCase(java.util.Locale.ROOT);
    }

    void did(String waste, String way, int year, long grams) {
        done.computeIfAbsent(new WasteWay(waste, way), k -> new TreeMap<>()).merge(year, grams, Math::addExact);
    }

    /** Kilometres by road to another firm: great circle and a detour, as mountain roads wind. */
    double kilometresTo(Firm other) {
        double a = Math.toRadians(site().latitude);
        double b = Math.toRadians(other.site().latitude);
        double turn = Math.toRadians(other.site().longitude - site().longitude);
        double cosine = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(turn);
        return Math.acos(Math.clamp(cosine, -1, 1)) * 6371 * 1.4;
    }

    @Override
    public String toString() {
        return name;
    }
}
