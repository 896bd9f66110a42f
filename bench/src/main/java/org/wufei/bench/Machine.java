package org.wufei.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** 机器: what the figures were measured on, and what its processes hold in memory. */
final class Machine {
    private static final int FSYNCS = 50;

    private Machine() {}

    static String describe(Path disk) throws IOException {
        return String.format(
                Locale.ROOT,
                "machine: %d cores of %s; %.1f GB of memory; an 8 KB write with fsync takes %.2f ms; load %s; Java %s; %s %s",
                Runtime.getRuntime().availableProcessors(),
                first("/proc/cpuinfo", "model name"),
                Long.parseLong(first("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1_048_576.0,
                fsyncMillis(disk),
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    }

    private static String first(String file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static double fsyncMillis(Path disk) throws IOException {
        var file = disk.resolve("fsync");
        var times = new long[FSYNCS];
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var block = ByteBuffer.allocate(8192);
            for (int i = 0; i < FSYNCS; i++) {
                long start = System.nanoTime();
                block.clear();
                channel.write(block);
                channel.force(false);
                times[i] = System.nanoTime() - start;
            }
        }
        Files.delete(file);
        Arrays.sort(times);
        return times[FSYNCS / 2] / 1e6;
    }

    /**
     * What a process and all below it hold, in MB: their proportional set sizes, so that memory which several share counts
     * once.
     */
    static double memory(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToDouble(each -> proportional(each.pid()))
                .sum();
    }

    /** The same, of one process. */
    static double proportional(long pid) {
        try {
            var line = first("/proc/" + pid + "/smaps_rollup", "Pss");
            return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        } catch (IOException | java.io.UncheckedIOException | NumberFormatException ended) {
            return 0; // ended between being listed and being read
        }
    }
}
