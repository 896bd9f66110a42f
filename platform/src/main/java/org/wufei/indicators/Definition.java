package org.wufei.indicators;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * 指标定义: one version of an indicator, and the targets that held with it.
 *
 * @param expression formula over named terms; {@code null} while what it needs is not connected, which {@code lacks} says
 * @param scale decimals shown; rounding is half up and for display only
 * @param targetVersion version of the targets and the base; {@code 0} where there are none
 */
record Definition(
        String code,
        String set,
        int position,
        int version,
        String name,
        String expression,
        String unit,
        Progress.Direction direction,
        int scale,
        String source,
        String owner,
        String frequency,
        Integer taskNo,
        String lacks,
        LocalDate validFrom,
        String note,
        Instant recordedAt,
        String recordedByName,
        int targetVersion,
        List<Target> targets) {

    /** 目标或基数. @param kind {@code STAGE} or {@code BASE} */
    record Target(String kind, int year, BigDecimal value, String text, String source) {}

    /** Rises with each change of the definition or its targets. */
    long revision() {
        return (long) version + targetVersion;
    }

    NavigableMap<Integer, BigDecimal> stages() {
        var stages = new TreeMap<Integer, BigDecimal>();
        targets.stream()
                .filter(target -> target.kind().equals("STAGE") && target.value() != null)
                .forEach(target -> stages.put(target.year(), target.value()));
        return stages;
    }

    Target base() {
        return targets.stream()
                .filter(target -> target.kind().equals("BASE"))
                .findFirst()
                .orElse(null);
    }

    Definition with(int version, List<Target> some) {
        return new Definition(
                code,
                set,
                position,
                this.version,
                name,
                expression,
                unit,
                direction,
                scale,
                source,
                owner,
                frequency,
                taskNo,
                lacks,
                validFrom,
                note,
                recordedAt,
                recordedByName,
                version,
                some);
    }
}
