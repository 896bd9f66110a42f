package org.wufei.survey;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/** 堆存点排查记录: one stockpile as a campaign found it. {@code unitId} is its owner, {@code null} for one without. */
record SurveyRecord(
        UUID id,
        String no,
        UUID campaignId,
        String name,
        Kind kind,
        UUID unitId,
        boolean historical,
        RegionCode county,
        WasteCode waste,
        double longitude,
        double latitude,
        String address,
        LocalDate foundOn,
        Integer startedYear,
        BigDecimal areaM2,
        BigDecimal volumeM3,
        BigDecimal densityGPerM3,
        String densitySource,
        Mass massG,
        RiskLevel riskLevel,
        List<Risk> risks,
        String note,
        List<UUID> evidence,
        RecordState state,
        Remediation remediation,
        LocalDate remediationOn,
        UUID keeperId,
        UUID placeId,
        Long entryNo,
        int revision,
        Instant occurredAt,
        long version,
        Instant createdAt) {

    /** 堆存类型. */
    enum Kind {
        TAILINGS("尾矿库"),
        WASTE_ROCK("排土场、废石堆"),
        SLAG("炉渣、冶炼渣堆场"),
        ASH("粉煤灰场"),
        SLUDGE("污泥堆存点"),
        MIXED("混合堆存"),
        OTHER("其他");

        final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    /** 风险等级. */
    enum RiskLevel {
        LOW("低"),
        MEDIUM("中"),
        HIGH("高");

        final String title;

        RiskLevel(String title) {
            this.title = title;
        }
    }

    /** 风险因素. */
    enum Risk {
        NO_LINER("无防渗"),
        NO_COVER("无覆盖"),
        NEAR_WATER("临近水体"),
        SLOPE("边坡失稳"),
        DUST("扬尘"),
        LEACHATE("渗滤液"),
        FLOOD("位于行洪通道"),
        RESIDENTS("临近居民点"),
        OTHER("其他");

        final String title;

        Risk(String title) {
            this.title = title;
        }
    }

    Measured measured() {
        return new Measured(volumeM3, densityGPerM3, densitySource);
    }
}
