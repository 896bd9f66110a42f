package org.wufei.industrial;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.wufei.industrial.MonthStore.WasteWay;
import org.wufei.industrial.Months.PermitLine;
import org.wufei.kernel.Mass;

/**
 * 证账比对: what a unit did against what its 排污许可 says. Pure.
 *
 * @see <a href="https://flk.npc.gov.cn">排污许可管理条例; 固体废物污染环境防治法 第三十九条</a>
 */
final class PermitRule {
    private PermitRule() {}

    /** @param permitted {@code null} where the permit has no such line */
    static PermitLine judge(WasteWay key, String name, Mass permitted, Mass done, int nearPercent) {
        return new PermitLine(
                key.waste(),
                name,
                key.way(),
                title(key.way()),
                permitted,
                done,
                share(permitted, done),
                state(permitted, done, nearPercent));
    }

    private static String state(Mass permitted, Mass done, int nearPercent) {
        if (permitted == null) return "NOT_PERMITTED";
        if (done.compareTo(permitted) > 0) return "OVER";
        var share = BigDecimal.valueOf(done.grams()).multiply(BigDecimal.valueOf(100));
        var near = BigDecimal.valueOf(permitted.grams()).multiply(BigDecimal.valueOf(nearPercent));
        return !permitted.isZero() && share.compareTo(near) >= 0 ? "NEAR" : "OK";
    }

    /** Percent with one decimal, as shown; {@code null} where nothing is permitted. */
    private static String share(Mass permitted, Mass done) {
        if (permitted == null || permitted.isZero()) return null;
        return BigDecimal.valueOf(done.grams())
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(permitted.grams()), 1, RoundingMode.HALF_UP)
                .toPlainString();
    }

    static String title(String way) {
        return switch (way) {
            case "STORE" -> "贮存";
            case "OWN_USE" -> "自行利用";
            case "OWN_DISPOSAL" -> "自行处置";
            case "ENTRUSTED_USE" -> "委托利用";
            case "ENTRUSTED_DISPOSAL" -> "委托处置";
            case "ENTRUSTED_STORAGE" -> "委托贮存";
            default -> way;
        };
    }
}
