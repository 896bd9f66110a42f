package org.wufei.testkit;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CreditCode;
import org.wufei.kernel.RegionCode;
import org.wufei.registry.Registry;

/** Units for tests, each with a fresh credit code and one site at its county's seat. */
public final class Firms {
    private static final String DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private Firms() {}

    /** A valid credit code that no other test has. */
    public static String freshCode() {
        var code = new StringBuilder("91542523");
        while (code.length() < 17) {
            code.append(DIGITS.charAt(ThreadLocalRandom.current().nextInt(DIGITS.length())));
        }
        return code.append(CreditCode.check(code.toString())).toString();
    }

    /** A unit in Gar county (542523) with a site in Shiquanhe. */
    public static Registry.Unit inGar(Registry registry, String... traits) {
        return at(registry, "542523", 80.10, 32.50, traits);
    }

    /** A unit with a site at the point, registered by the platform itself. */
    public static Registry.Unit at(
            Registry registry, String county, double longitude, double latitude, String... traits) {
        return Caller.system("test").call(() -> {
            var code = freshCode();
            var unit = registry.register(new Registry.NewUnit(
                    code, "测试企业" + code.substring(8), new RegionCode(county), null, "", "", List.of(traits), "", null));
            site(registry, unit.id(), longitude, latitude);
            return unit;
        });
    }

    public static Registry.Place site(Registry registry, UUID unit, double longitude, double latitude) {
        return registry.register(new Registry.NewPlace(
                unit, null, "SITE", "主厂区", longitude, latitude, null, null, null, null, null, null, null, null, null));
    }
}
