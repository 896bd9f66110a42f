package org.wufei.survey;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Problem;

/**
 * 堆存量: what a survey measured, and the grams it comes to.
 *
 * @param densityGPerM3 grams per m³
 * @param densitySource the catalogue's factor and its source, or how it was measured
 */
record Measured(BigDecimal volumeM3, BigDecimal densityGPerM3, String densitySource) {
    /** Volume × density, rounded half up to the gram. */
    Mass mass() {
        var grams = volumeM3.multiply(densityGPerM3).setScale(0, RoundingMode.HALF_UP);
        if (grams.signum() <= 0 || grams.compareTo(BigDecimal.valueOf(Mass.DOCUMENT_MAX.grams())) > 0) {
            throw new Problem(SurveyProblem.MASS_OUT_OF_RANGE, Map.of("massG", grams.toPlainString()));
        }
        return new Mass(grams.longValueExact());
    }
}
