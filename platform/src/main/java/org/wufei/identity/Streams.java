package org.wufei.identity;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Problem;
import org.wufei.kernel.Scope;
import org.wufei.kernel.WasteStream;

/** 固废类别: the streams that exist, and what a scope that is limited to some of them leaves of someone's permissions. */
@Component
class Streams {
    /** As the pages of people and clients offer it. */
    record Line(String id, String title) {}

    private final List<Line> lines;
    private final Set<String> ids;

    Streams(List<WasteStream> streams) {
        this.lines = streams.stream()
                .map(stream -> new Line(stream.id(), stream.title()))
                .sorted(Comparator.comparing(Line::id))
                .toList();
        this.ids = lines.stream().map(Line::id).collect(Collectors.toUnmodifiableSet());
    }

    List<Line> lines() {
        return lines;
    }

    /** Permissions of a stream are named after it: those of streams that the scope leaves out are not held. */
    Set<String> held(Set<String> permissions, Scope scope) {
        if (scope.streams().isEmpty()) return permissions;
        return permissions.stream()
                .filter(permission -> {
                    var module = permission.substring(0, permission.indexOf('.'));
                    return !ids.contains(module) || scope.streams().contains(module);
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A stream that is not there would shut its person out of every one.
     *
     * @throws Problem {@link IdentityProblem#STREAM_UNKNOWN}
     */
    void requireKnown(Scope scope) {
        for (var stream : scope.streams()) {
            if (!ids.contains(stream)) throw new Problem(IdentityProblem.STREAM_UNKNOWN, Map.of("stream", stream));
        }
    }
}
