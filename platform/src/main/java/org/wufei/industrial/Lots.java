package org.wufei.industrial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wufei.kernel.Mass;
import org.wufei.ledger.Entry;
import org.wufei.ledger.Lot;

/**
 * 一批货物的批次构成: what a load on the road is made of, by lot, oldest first. A load keeps its own lots from gate to
 * gate, so that what a receiver gets does not depend on which of two trucks arrives first.
 */
record Lots(List<Part> parts) {
    static final Lots NONE = new Lots(List.of());

    Lots {
        parts = parts.stream()
                .filter(part -> !part.mass().isZero())
                .sorted(Comparator.comparing(Part::lot))
                .toList();
    }

    /** One lot's share. */
    record Part(Lot lot, Mass mass) {}

    /** As kept beside a document: lot and grams. */
    record Kept(String lot, String massG) {}

    List<Kept> kept() {
        return parts.stream()
                .map(part -> new Kept(part.lot().text(), part.mass().wire()))
                .toList();
    }

    static Lots of(List<Kept> kept) {
        return new Lots(kept.stream()
                .map(part -> new Part(Lot.parse(part.lot()), Mass.ofGrams(part.massG())))
                .toList());
    }

    /** A part taken, and what is left. */
    record Taken(Lots taken, Lots left) {}

    static Lots of(Entry shipped) {
        return new Lots(shipped.postings().stream()
                .map(posting -> new Part(posting.to().lot(), posting.mass()))
                .toList());
    }

    Mass total() {
        return parts.stream().map(Part::mass).reduce(Mass.ZERO, Mass::plus);
    }

    /** Takes {@code mass} from the oldest lots on. More than there is would be a defect of the caller. */
    Taken take(Mass mass) {
        if (mass.compareTo(total()) > 0) throw new IllegalStateException("take " + mass + " of " + total());
        var taken = new ArrayList<Part>();
        var left = new ArrayList<Part>();
        var open = mass;
        for (var part : parts) {
            var here = part.mass().compareTo(open) <= 0 ? part.mass() : open;
            taken.add(new Part(part.lot(), here));
            left.add(new Part(part.lot(), part.mass().minus(here)));
            open = open.minus(here);
        }
        return new Taken(new Lots(taken), new Lots(left));
    }
}
