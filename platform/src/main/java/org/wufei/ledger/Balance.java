package org.wufei.ledger;

import org.wufei.kernel.Mass;

/** 余额: what one stock or sink account holds. */
public record Balance(Entry.Account account, Mass mass) {}
