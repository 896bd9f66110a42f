package org.wufei.ledger;

import java.util.List;

/** Published in the posting transaction once entries are in the book. */
public record EntryPosted(List<Entry> entries) {}
