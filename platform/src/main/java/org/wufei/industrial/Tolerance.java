package org.wufei.industrial;

import java.math.BigInteger;
import org.wufei.kernel.Mass;

/** 允差: how far two weighings of one load may lie apart, in thousandths of the first. No rule sets it: a dated parameter. */
record Tolerance(int permille) {
    boolean covers(Mass whole, Mass difference) {
        return BigInteger.valueOf(difference.grams())
                        .multiply(BigInteger.valueOf(1000))
                        .compareTo(BigInteger.valueOf(whole.grams()).multiply(BigInteger.valueOf(permille)))
                <= 0;
    }
}
