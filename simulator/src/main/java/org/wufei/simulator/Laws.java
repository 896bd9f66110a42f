package org.wufei.simulator;

import java.io.PrintStream;

/** 验账: asks the platform to prove its laws on the data as it stands, and prints what it found. */
final class Laws {
    private Laws() {}

    static int run(String path, Api api, Person who, PrintStream out) {
        var reply = api.send(who, "POST", path, new Api.Body.Nothing(), "verify-" + java.util.UUID.randomUUID(), null);
        if (!reply.ok()) throw new Api.Refused("POST " + path, reply);
        var found = reply.body();
        for (var property : found.properties()) {
            if (!property.getValue().isArray()) {
                out.printf("%-14s %s%n", property.getKey(), property.getValue().asString());
            }
        }
        var breaches = found.get("breaches");
        int count = breaches == null ? 0 : breaches.size();
        for (int i = 0; i < count; i++) {
            var breach = breaches.get(i);
            var line = new StringBuilder("breach");
            for (var property : breach.properties()) {
                line.append("  ")
                        .append(property.getKey())
                        .append(" ")
                        .append(property.getValue().asString());
            }
            out.println(line);
        }
        out.println(count == 0 ? "clean: every law holds" : count + " breaches");
        return count == 0 ? 0 : 1;
    }
}
