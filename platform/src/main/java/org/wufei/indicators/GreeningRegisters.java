package org.wufei.indicators;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.ToIntFunction;
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
                (day, known) -> of(cleanProduction.shares(day, known), CleanProduction.Share::listed));
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
                (day, known) -> of(cleanProduction.shares(day, known), CleanProduction.Share::passed));
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
                (day, known) -> of(mines.counts(day, known), GreenMines.Counts::counted));
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
                (day, known) -> of(mines.counts(day, known), GreenMines.Counts::listed));
    }

    /** A register knows its zero; a share of it is then missing, since nothing can be divided by it. */
    private interface Count {
        Map<RegionCode, BigDecimal> of(LocalDate day, Instant asKnownAt);
    }

    private static <T> Map<RegionCode, BigDecimal> of(Map<RegionCode, T> counties, ToIntFunction<T> count) {
        return counties.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, county -> BigDecimal.valueOf(count.applyAsInt(county.getValue()))));
    }

    /** @param path the list that is counted; @param ofYear it is kept by year */
    private record Counted(
            String name, String title, String unit, String describes, String path, boolean ofYear, Count count)
            implements Register {
        @Override
        public Map<RegionCode, BigDecimal> counts(LocalDate day, Instant asKnownAt) {
            return count.of(day, asKnownAt);
        }

        @Override
        public String link(RegionCode county, LocalDate day) {
            var asked = (ofYear ? "&year=" + day.getYear() : "") + (county == null ? "" : "&county=" + county);
            if (asked.isEmpty() || path.contains("?")) return path + asked;
            return path + "?" + asked.substring(1);
        }
    }
}
