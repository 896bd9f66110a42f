package org.wufei.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A directory for what is measured, on the disk of the checkout, since {@code /tmp} may be memory; gone afterwards. What
 * runs on it is {@link #holding held} by it, so that an end by Ctrl-C first stops that.
 */
final class Scratch implements AutoCloseable {
    private final Path directory;
    private final Deque<Runnable> running = new ConcurrentLinkedDeque<>();

    private Scratch(Path directory) {
        this.directory = directory;
    }

    static Scratch in(Path parent) throws IOException {
        Files.createDirectories(parent);
        var scratch = new Scratch(Files.createTempDirectory(parent, "bench-"));
        Runtime.getRuntime().addShutdownHook(new Thread(scratch::close));
        return scratch;
    }

    Path directory() {
        return directory;
    }

    /** Stops {@code end} before the directory goes, where it has not been {@link #released released} by then. */
    void holding(Runnable end) {
        running.push(end);
    }

    void released(Runnable end) {
        running.remove(end);
    }

    Path sub(String name) {
        return directory.resolve(name);
    }

    /** A copy of a data directory whose platform is stopped. */
    Path copy(Path data, String name) throws IOException {
        var to = sub(name);
        try (var paths = Files.walk(data)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                Files.copy(
                        path,
                        to.resolve(data.relativize(path).toString()),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return to;
    }

    void drop(String name) {
        delete(sub(name));
    }

    @Override
    public void close() {
        for (var end = running.poll(); end != null; end = running.poll()) end.run();
        delete(directory);
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) return;
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        } catch (IOException | java.io.UncheckedIOException e) {
            System.err.println("bench: " + tree + " is left behind: " + e.getMessage());
        }
    }
}
