package org.wufei.kernel;

/** One line of a module's problem catalogue (问题目录); implemented by one enum per module. The wire name is the contract. */
public interface ProblemType {
    /** Stable last part of the RFC 9457 {@code type}, with its module, for example {@code ledger/insufficient-stock}. */
    String slug();

    int status();

    /** What a person reads, in Chinese: what is wrong and what to do. May name facts in braces, for example {@code {unit}}. */
    String title();
}
