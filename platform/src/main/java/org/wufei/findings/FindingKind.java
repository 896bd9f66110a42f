package org.wufei.findings;

/** A kind of finding that a module can raise (发现类型); one bean a kind, found at start. */
public interface FindingKind {
    /** For example {@code industrial.over-age-stock}. */
    String code();

    /** Name shown to people, in Chinese. */
    String title();

    /** The article or document it rests on, in Chinese. */
    String basis();

    /** What the responsible person should do, in Chinese. */
    String advice();
}
