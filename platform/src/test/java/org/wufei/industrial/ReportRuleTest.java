package org.wufei.industrial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wufei.industrial.ExecutionReports.Ended;
import org.wufei.industrial.ExecutionReports.MissingMonth;
import org.wufei.industrial.ExecutionReports.Span;
import org.wufei.industrial.ExecutionReports.WasteRow;
import org.wufei.industrial.ExecutionReports.WayRow;
import org.wufei.industrial.MonthStore.WasteWay;
import org.wufei.kernel.Mass;
import org.wufei.kernel.WasteCode;
import org.wufei.registry.Registry;

class ReportRuleTest {
    private static final WasteCode SLAG = new WasteCode("900-001-S03");
    private static final WasteCode ASH = new WasteCode("900-001-S02");

    @Test
    void a_quarter_is_judged_by_the_year_up_to_its_end() {
        var rows = ways(
                List.of(new Registry.PermitLine(SLAG, "OWN_USE", 100)),
                Map.of(key(SLAG, "OWN_USE"), new Mass(30)),
                Map.of(key(SLAG, "OWN_USE"), new Mass(101)));
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().doneG()).isEqualTo(new Mass(30));
        assertThat(rows.getFirst().state()).isEqualTo("OVER");
        assertThat(rows.getFirst().excessG()).isEqualTo(new Mass(1));
    }

    @Test
    void the_last_permitted_gram_is_permitted() {
        var row = ways(
                        List.of(new Registry.PermitLine(SLAG, "OWN_USE", 100)),
                        Map.of(),
                        Map.of(key(SLAG, "OWN_USE"), new Mass(100)))
                .getFirst();
        assertThat(row.exceeds()).isFalse();
        assertThat(row.state()).isEqualTo("NEAR");
        assertThat(row.doneG()).isEqualTo(Mass.ZERO);
    }

    @Test
    void what_the_chapter_does_not_have_is_exceeded_by_all_of_it_unless_there_is_no_chapter() {
        var done = Map.of(key(ASH, "ENTRUSTED_DISPOSAL"), new Mass(7));
        assertThat(ways(List.of(new Registry.PermitLine(SLAG, "OWN_USE", 100)), done, done))
                .extracting(WayRow::state, WayRow::excessG)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("NOT_PERMITTED", new Mass(7)),
                        org.assertj.core.groups.Tuple.tuple("OK", null));
        assertThat(ways(List.of(), done, done)).isEmpty();
    }

    @Test
    void storage_counts_what_lies_there_on_the_last_day() {
        var rows = ways(List.of(new Registry.PermitLine(SLAG, "STORE", 40)), Map.of(), Map.of());
        assertThat(rows.getFirst().toDateG()).isEqualTo(new Mass(50));
        assertThat(rows.getFirst().excessG()).isEqualTo(new Mass(10));
    }

    @Test
    void a_month_is_missing_until_it_or_a_later_one_is_closed() {
        var third = new Span(2026, 3);
        assertThat(third.from()).isEqualTo(LocalDate.of(2026, 7, 1));
        assertThat(third.to()).isEqualTo(LocalDate.of(2026, 9, 30));
        var today = LocalDate.of(2026, 9, 15);
        assertThat(ReportRule.missing(third, Set.of(YearMonth.of(2026, 7)), today))
                .containsExactly(
                        new MissingMonth(YearMonth.of(2026, 8), Ended.NOT_CLOSED),
                        new MissingMonth(YearMonth.of(2026, 9), Ended.NOT_ENDED));
        assertThat(ReportRule.missing(third, Set.of(YearMonth.of(2026, 10)), LocalDate.of(2026, 12, 1)))
                .isEmpty();
        assertThat(ReportRule.missing(new Span(2025, 0), Set.of(), today)).hasSize(12);
    }

    private static List<WayRow> ways(
            List<Registry.PermitLine> chapter, Map<WasteWay, Mass> within, Map<WasteWay, Mass> toDate) {
        var stock = new WasteRow(SLAG, "", "0", "50", "0", "0", "0", "0", "0", "0", "0", "50");
        return ReportRule.ways(chapter, within, toDate, List.of(stock), WasteCode::text, 90);
    }

    private static WasteWay key(WasteCode waste, String way) {
        return new WasteWay(waste, way);
    }
}
