package org.wufei.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** 核对: fetches what the platform says and compares it with what is so. */
final class Verify {
    private Verify() {}

    static int run(Path directory, Api api, Person who, PrintStream out) throws IOException {
        var truth = Truth.read(directory);
        out.println(truth.units().size() + " units");
        return 1;
    }
}
