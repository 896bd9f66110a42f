package org.wufei.indicators;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wufei.greening.CleanProduction;
import org.wufei.greening.GreenMines;
import org.wufei.kernel.RegionCode;

/** Counts over the registers of clean production (plan task 7) and green mines (task 10), as formulas name them. */
@Configuration(proxyBeanMethods = false)
class GreeningRegisters {
    @Bean
    Register cleanProductionListed(CleanProduction cleanProduction) {
        return new Counted(
                "clean_production_listed",
                "强制性清洁生产审核名单企业",
                "家",
                "当年列入强制性清洁生产审核名单、未移出的企业",
                "/api/v1/greening/clean-productions?kind=MANDATORY",
                true,
                (county, day, known) ->
                        cleanProduction.share(county, day, known).listed());
    }

    @Bean
    Register cleanProductionPassed(CleanProduction cleanProduction) {
        return new Counted(
                "clean_production_passed",
                "通过清洁生产评估企业",
                "家",
                "当年名单企业中，截至该日评估已通过或已验收的企业",
                "/api/v1/greening/clean-productions?kind=MANDATORY",
                true,
                (county, day, known) ->
                        cleanProduction.share(county, day, known).passed());
    }

    @Bean
    Register greenMinesObliged(GreenMines mines) {
        return new Counted(
                "green_mines_obliged",
                "应建绿色矿山的矿山",
                "座",
                "截至该日的新建和持证在产大中型矿山",
                "/api/v1/greening/mines",
                false,
                (county, day, known) -> mines.counts(county, day, known).counted());
    }

    @Bean
    Register greenMinesStandard(GreenMines mines) {
        return new Counted(
                "green_mines_standard",
                "达到绿色矿山标准的矿山",
                "座",
                "应建绿色矿山的矿山中，截至该日已列入绿色矿山名录的矿山",
                "/api/v1/greening/mines?listing=LISTED",
                false,
                (county, day, known) -> mines.counts(county, day, known).listed());
    }

    /** A register knows its zero; a share of it is then missing, since nothing can be divided by it. */
    private interface Count {
        int of(RegionCode county, LocalDate day, Instant asKnownAt);
    }

    /** @param path the list that is counted; @param ofYear it is kept by year */
    private record Counted(
            String name, String title, String unit, String describes, String path, boolean ofYear, Count count)
            implements Register {
        @Override
        public BigDecimal count(RegionCode county, LocalDate day, Instant asKnownAt) {
            return BigDecimal.valueOf(count.of(county, day, asKnownAt));
        }

        @Override
        public String link(RegionCode county, LocalDate day) {
            var asked = (ofYear ? "&year=" + day.getYear() : "") + (county == null ? "" : "&county=" + county);
            if (asked.isEmpty() || path.contains("?")) return path + asked;
            return path + "?" + asked.substring(1);
        }
    }
}
