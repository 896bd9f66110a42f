package org.wufei.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A platform that the launcher started, in a process of its own. */
final class Launched implements AutoCloseable {
    private static final String READY = "Wufei is ready at ";

    private final Process process;
    private final double readyMillis;

    private final Scratch scratch;
    private final Runnable end;

    private Launched(Process process, double readyMillis, Scratch scratch, Runnable end) {
        this.scratch = scratch;
        this.end = end;
        this.process = process;
        this.readyMillis = readyMillis;
    }

    /** Starts {@code ./wufei demo --empty} and waits until it says that it is ready. */
    static Launched demo(Path home, Path data, Scratch scratch) throws IOException {
        long start = System.nanoTime();
        var process = new ProcessBuilder(
                        home.resolve("wufei").toString(), "demo", "--empty", "--port", "0", "--data", data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runnable end = () -> stop(process);
        scratch.holding(end);
        var said = process.inputReader(StandardCharsets.UTF_8);
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(READY)) return new Launched(process, (System.nanoTime() - start) / 1e6, scratch, end);
        }
        throw new IOException("the platform did not start on " + data);
    }

    double readyMillis() {
        return readyMillis;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        scratch.released(end);
        stop(process);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
