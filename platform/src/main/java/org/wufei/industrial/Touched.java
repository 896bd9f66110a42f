package org.wufei.industrial;

import java.util.Set;
import java.util.UUID;

/** Something of these units changed: the watch looks at them again once it is in the book. */
record Touched(Set<UUID> units) {}
