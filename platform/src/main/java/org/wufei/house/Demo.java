package org.wufei.house;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** 演示: the accounts that only demo mode has, and the simulated prefecture that it loads. */
@Component
class Demo {
    private static final int DAYS = 90;

    private final boolean demo;

    Demo(@Value("${wufei.demo:false}") boolean demo) {
        this.demo = demo;
    }

    /** Lives three months of the simulated prefecture against the platform, over its public doors only. */
    static void load(Command command, String url, PrintStream out) throws IOException {
        var simulator = System.getProperty("wufei.simulator");
        if (simulator == null) throw new IOException("the simulator was not found; use the launcher: ./wufei demo");
        out.println("Loading a simulated prefecture (three months) …");
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        simulator,
                        "org.wufei.simulator.Main",
                        "simulate",
                        "--seed",
                        Long.toString(command.seed()),
                        "--scale",
                        "1",
                        "--days",
                        Integer.toString(DAYS),
                        "--to",
                        url,
                        "--truth",
                        command.data().resolve("truth").toString()))
                .inheritIO()
                .start();
        try {
            if (process.waitFor() != 0)
                out.println("The simulated prefecture was not loaded whole; start again with another --data.");
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    void introduce(PrintStream out) {
        if (!demo) throw new IllegalStateException("not in demo mode");
    }
}
