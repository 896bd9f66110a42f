package org.wufei.house;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.wufei.identity.People;
import org.wufei.identity.People.Workplace;
import org.wufei.kernel.Caller;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Role;
import org.wufei.kernel.Scope;
import org.wufei.registry.Registry;

/** 演示: the accounts that only demo mode has, and the simulated prefecture that it loads. */
@Component
class Demo {
    /** Of every demo account; a start without {@code demo} makes none of them. */
    static final String PASSWORD = "Wufei-demo-2026";

    private static final int DAYS = 90;
    private static final RegionCode RUTOG = new RegionCode("542524");

    private final People people;
    private final Registry registry;
    private final boolean demo;

    Demo(People people, Registry registry, @Value("${wufei.demo:false}") boolean demo) {
        this.people = people;
        this.registry = registry;
        this.demo = demo;
    }

    /** The officials' accounts: before anything is loaded, since the simulated prefecture begins with its administrator. */
    List<Account> officials() {
        if (!demo) throw new IllegalStateException("demo accounts outside demo mode");
        var prefecture = Workplace.prefecture();
        return List.of(
                account("admin", "演示管理员", Role.ADMINISTRATOR, Workplace.department("地区生态环境局"), Scope.ALL),
                account("leader", "演示专员", Role.LEADER, prefecture, Scope.ALL),
                account("bureau", "演示环境局", Role.BUREAU_OFFICER, Workplace.department("地区生态环境局"), Scope.ALL),
                account("industry", "演示经信局", Role.DEPARTMENT_OFFICER, Workplace.department("地区经济和信息化局"), Scope.ALL),
                account(
                        "rutog",
                        "演示日土县",
                        Role.COUNTY_OFFICER,
                        Workplace.county("日土县", RUTOG),
                        Scope.ofCounties(Set.of(RUTOG))));
    }

    /** Accounts at a mine and at a receiver, where such units are registered. */
    List<Account> firms() {
        if (!demo) throw new IllegalStateException("demo accounts outside demo mode");
        var made = new ArrayList<Account>();
        Caller.system("demo").run(() -> {
            first("MINE").ifPresent(unit -> made.add(firm("mine", "演示经办人（矿山）", Role.FIRM_CLERK, unit)));
            first("BRICKWORKS").ifPresent(unit -> made.add(firm("bricks", "演示负责人（砖厂）", Role.FIRM_MANAGER, unit)));
        });
        return made;
    }

    private Optional<Registry.Unit> first(String trait) {
        return registry.units(null, trait, 1).stream().findFirst();
    }

    private Account firm(String login, String name, Role role, Registry.Unit unit) {
        var place = Workplace.unit(unit.name(), unit.county(), unit.id());
        return account(login, name, role, place, Scope.ofUnits(Set.of(unit.id())));
    }

    private Account account(String login, String name, Role role, Workplace place, Scope scope) {
        people.ensurePerson(login, name, PASSWORD, role, place, scope);
        return new Account(login, role, place.name());
    }

    /** One person that can sign in to the demo. */
    record Account(String login, Role role, String place) {}

    void introduce(String url, PrintStream out) {
        out.println();
        out.println("演示账号（密码均为 " + PASSWORD + "）:");
        var firms = firms();
        Stream.concat(officials().stream(), firms.stream())
                .forEach(account -> out.printf(
                        "  %-9s %s · %s%n", account.login(), account.role().title(), account.place()));
        if (firms.isEmpty()) out.println("  企业        请在 " + url + "/register 自行注册，由 rutog 或 bureau 审核");
    }

    /** Lives three months of the simulated prefecture against the platform, over its public doors only. */
    static void load(Command command, String url, PrintStream out) throws IOException {
        var simulator = System.getProperty("wufei.simulator");
        if (simulator == null) throw new IOException("the simulator was not found; use the launcher: ./wufei demo");
        out.println("Loading a simulated prefecture (three months) …");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var words = new ArrayList<String>();
        Collections.addAll(words, java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", simulator);
        Collections.addAll(
                words, "org.wufei.simulator.Main", "simulate", "--scale", "1", "--days", Integer.toString(DAYS));
        Collections.addAll(words, "--seed", Long.toString(command.seed()), "--to", url);
        Collections.addAll(words, "--truth", command.data().resolve("truth").toString());
        var process = new ProcessBuilder(words).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                out.println("The simulated prefecture was not loaded whole; start again with another --data.");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
