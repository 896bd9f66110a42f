package org.wufei.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Role;
import org.wufei.kernel.Scope;
import org.wufei.testkit.Callers;
import org.wufei.testkit.WufeiTest;

@WufeiTest
class LedgerTest {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 12);

    @Autowired
    Ledger ledger;

    private final Yard mine = Yard.in(Yard.RUTOG);

    private static Caller clerk(Yard yard) {
        return Callers.of(Role.FIRM_CLERK, Scope.ofUnits(Set.of(yard.unit())), yard.unit(), List.of());
    }

    private static Caller officer() {
        return Callers.of(Role.BUREAU_OFFICER, Scope.ALL, null, List.of());
    }

    private Entry post(Yard yard, EntryDraft draft) {
        return clerk(yard).call(() -> ledger.post(draft));
    }

    private Mass stored(Yard yard) {
        return clerk(yard).call(() -> ledger.held(yard.at(Stage.STORED), Yard.TAILINGS));
    }

    private void refused(LedgerProblem type, Runnable work) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(work::run)
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(type));
    }

    @Test
    void what_is_generated_is_in_stock_and_what_is_used_is_not() {
        var made = post(mine, mine.draft(DAY, mine.generates(120_000_000, 2026)));
        post(mine, mine.draft(DAY, mine.uses(20_000_000)));
        assertThat(stored(mine)).isEqualTo(new Mass(100_000_000));
        assertThat(made.postings()).hasSize(1);
        assertThat(made.month()).isEqualTo(YearMonth.of(2026, 10));
        assertThat(made.digest()).matches("[0-9a-f]{64}");
        assertThat(clerk(mine).call(() -> ledger.get(made.no()))).isEqualTo(made);
        assertThat(clerk(mine).call(() -> ledger.find(made.key()))).contains(made);
        assertThat(clerk(mine)
                        .call(() ->
                                ledger.ofDocument("test.note", made.document().id())))
                .containsExactly(made);
    }

    @Test
    void more_than_is_in_stock_is_refused_and_nothing_of_the_batch_is_kept() {
        post(mine, mine.draft(DAY, mine.generates(100, 2026)));
        var good = mine.draft(DAY, mine.uses(60));
        var bad = mine.draft(DAY, mine.uses(41));
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> clerk(mine).run(() -> ledger.postAll(List.of(good, bad))))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(LedgerProblem.INSUFFICIENT_STOCK);
                    assertThat(problem.facts())
                            .containsEntry("holdsG", "40")
                            .containsEntry("askedG", "41")
                            .containsEntry("place", mine.place())
                            .containsEntry("waste", Yard.TAILINGS.text());
                });
        assertThat(stored(mine)).isEqualTo(new Mass(100));
        assertThat(clerk(mine).call(() -> ledger.find(good.key()))).isEmpty();
    }

    @Test
    void later_drafts_of_a_batch_may_use_what_earlier_ones_stored() {
        clerk(mine)
                .run(() -> ledger.postAll(List.of(
                        mine.draft(DAY, mine.generates(50, 2026)), mine.draft(DAY, mine.uses(20), mine.uses(30)))));
        assertThat(stored(mine)).isEqualTo(Mass.ZERO);
    }

    @Test
    void stock_leaves_by_the_oldest_lot_unless_the_document_names_one() {
        post(mine, mine.draft(DAY, mine.generates(10, 2026), mine.generates(7, 2019), mine.generates(5, 2024)));
        var used = post(mine, mine.draft(DAY, mine.uses(9)));
        assertThat(used.postings())
                .extracting(
                        posting -> posting.from().lot().year(),
                        posting -> posting.mass().grams())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2019, 7L), org.assertj.core.groups.Tuple.tuple(2024, 2L));
        var named = Move.of(
                mine.at(Stage.STORED),
                mine.at(Stage.DISPOSED),
                Yard.TAILINGS,
                new Mass(4),
                Lot.of(2026, mine.county()));
        post(mine, mine.draft(DAY, named));
        assertThat(clerk(mine).call(() -> ledger.stocks(mine.unit(), mine.place(), null, null)))
                .extracting(
                        balance -> balance.account().lot().year(),
                        balance -> balance.mass().grams())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2024, 3L), org.assertj.core.groups.Tuple.tuple(2026, 6L));
    }

    /** Each remembers the accounts of a stock, and must see that the other made one more. */
    @Test
    void two_platforms_on_one_database_draw_from_the_same_oldest_lot(
            @Autowired JdbcTemplate jdbc,
            @Autowired Reader reader,
            @Autowired Verifier verifier,
            @Autowired Clock clock,
            @Autowired PlatformTransactionManager transactions) {
        var accounts = new Accounts(jdbc);
        var writer = new Writer(jdbc, accounts);
        var elsewhere = new Ledger(writer, reader, accounts, new FlowKinds(jdbc), verifier, entries -> {}, clock);
        var transaction = new TransactionTemplate(transactions);
        post(mine, mine.draft(DAY, mine.generates(10, 2026)));
        post(mine, mine.draft(DAY, mine.uses(1)));
        clerk(mine)
                .run(() -> transaction.executeWithoutResult(
                        none -> elsewhere.post(mine.draft(DAY, mine.generates(5, 2020), mine.uses(1)))));
        post(mine, mine.draft(DAY, mine.generates(3, 2018)));
        var there = clerk(mine).call(() -> transaction.execute(none -> elsewhere.post(mine.draft(DAY, mine.uses(4)))));
        var here = post(mine, mine.draft(DAY, mine.uses(4)));
        assertThat(there.postings())
                .extracting(
                        posting -> posting.from().lot().year(),
                        posting -> posting.mass().grams())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2018, 3L), org.assertj.core.groups.Tuple.tuple(2020, 1L));
        assertThat(here.postings())
                .extracting(
                        posting -> posting.from().lot().year(),
                        posting -> posting.mass().grams())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2020, 3L), org.assertj.core.groups.Tuple.tuple(2026, 1L));
    }

    @Test
    void a_phone_that_sends_twice_books_once_and_other_content_is_refused() {
        var draft = mine.draft(DAY, mine.generates(30, 2026));
        var first = post(mine, draft);
        assertThat(post(mine, draft)).isEqualTo(first);
        assertThat(clerk(mine).call(() -> ledger.postAll(List.of(draft, draft))))
                .containsExactly(first, first);
        assertThat(stored(mine)).isEqualTo(new Mass(30));
        refused(
                LedgerProblem.IDEMPOTENCY_CONFLICT,
                () -> post(mine, mine.draft(draft.key(), DAY, null, mine.generates(31, 2026))));
    }

    @Test
    void a_reversal_takes_an_entry_back_once_and_both_stay_in_the_book() {
        var made = post(mine, mine.draft(DAY, mine.generates(30, 2026)));
        var key = "test.note/" + UUID.randomUUID() + "/reverse";
        var back = clerk(mine).call(() -> ledger.reverse(made.no(), key, "误录"));
        assertThat(back.reverses()).isEqualTo(made.no());
        assertThat(clerk(mine).call(() -> ledger.reverse(made.no(), key, "误录"))).isEqualTo(back);
        assertThat(clerk(mine).call(() -> ledger.get(made.no())).reversedBy()).isEqualTo(back.no());
        assertThat(stored(mine)).isEqualTo(Mass.ZERO);
        refused(
                LedgerProblem.ALREADY_REVERSED,
                () -> clerk(mine).run(() -> ledger.reverse(made.no(), "test.note/" + UUID.randomUUID(), "再冲")));
        refused(
                LedgerProblem.REVERSAL_FINAL,
                () -> clerk(mine).run(() -> ledger.reverse(back.no(), "test.note/" + UUID.randomUUID(), "冲冲销")));
        assertThat(clerk(mine)
                        .call(() -> ledger.flows(
                                Flow.Query.month(YearMonth.of(2026, 10)).unit(mine.unit()))))
                .isEmpty();
    }

    @Test
    void an_entry_whose_mass_has_moved_on_cannot_be_taken_back() {
        var made = post(mine, mine.draft(DAY, mine.generates(30, 2026)));
        post(mine, mine.draft(DAY, mine.uses(10)));
        refused(
                LedgerProblem.INSUFFICIENT_STOCK,
                () -> clerk(mine).run(() -> ledger.reverse(made.no(), "test.note/" + UUID.randomUUID(), "误录")));
    }

    @Test
    void a_closed_month_takes_no_postings_and_a_late_document_adjusts_it_in_the_open_month() {
        var august = YearMonth.of(2026, 8);
        var first = post(mine, mine.draft(august.atDay(3), mine.generates(30, 2026)));
        refused(
                LedgerProblem.MONTH_OUT_OF_ORDER,
                () -> clerk(mine).run(() -> ledger.closeMonth(mine.unit(), august.plusMonths(1))));
        refused(
                LedgerProblem.MONTH_NOT_ENDED,
                () -> clerk(mine)
                        .run(() -> ledger.closeMonth(
                                mine.unit(),
                                YearMonth.from(org.wufei.kernel.Days.today(java.time.Clock.systemUTC())))));
        clerk(mine).run(() -> ledger.closeMonth(mine.unit(), august));
        clerk(mine).run(() -> ledger.closeMonth(mine.unit(), august));
        assertThat(clerk(mine).call(() -> ledger.closedMonths(mine.unit()))).containsExactly(august);
        assertThat(clerk(mine).call(() -> ledger.bookingMonth(mine.unit(), august)))
                .isEqualTo(YearMonth.of(2026, 9));
        refused(LedgerProblem.MONTH_CLOSED, () -> post(mine, mine.draft(august.atDay(9), mine.uses(1))));
        refused(
                LedgerProblem.MONTH_NOT_CLOSED,
                () -> post(
                        mine,
                        mine.draft("k" + UUID.randomUUID(), DAY, YearMonth.of(2026, 10), mine.generates(1, 2026))));
        var late = post(mine, mine.draft("k" + UUID.randomUUID(), august.atDay(9), august, mine.generates(5, 2026)));
        assertThat(late.month()).isEqualTo(YearMonth.of(2026, 9));
        assertThat(late.adjusts()).isEqualTo(august);
        var back = clerk(mine).call(() -> ledger.reverse(first.no(), "k" + UUID.randomUUID(), "误录"));
        assertThat(back.month()).isEqualTo(YearMonth.of(2026, 9));
        assertThat(back.adjusts()).isEqualTo(august);
        // More went back in September than came: the net is given the other way round.
        assertThat(clerk(mine)
                        .call(() -> ledger.flows(
                                Flow.Query.month(YearMonth.of(2026, 9)).unit(mine.unit()))))
                .singleElement()
                .satisfies(flow -> {
                    assertThat(flow.from()).isEqualTo(Stage.STORED);
                    assertThat(flow.to()).isEqualTo(Stage.GENERATED);
                    assertThat(flow.mass()).isEqualTo(new Mass(25));
                });
    }

    @Test
    void a_document_of_tomorrow_is_refused() {
        refused(
                LedgerProblem.OCCURRED_IN_FUTURE,
                () -> post(
                        mine,
                        mine.draft(
                                org.wufei.kernel.Days.today(java.time.Clock.systemUTC())
                                        .plusDays(1),
                                mine.generates(1, 2026))));
    }

    @Test
    void what_was_received_short_stays_in_transit_and_both_ends_see_the_entry() {
        var works = Yard.in(Yard.GAR);
        var stranger = Yard.in(Yard.GAR);
        post(mine, mine.draft(DAY, mine.generates(100, 2026), mine.ships(100)));
        var receipt = post(works, works.draft(DAY, works.receivesFrom(mine, 60)));
        assertThat(clerk(mine).call(() -> ledger.held(mine.at(Stage.IN_TRANSIT), Yard.TAILINGS)))
                .isEqualTo(new Mass(40));
        assertThat(clerk(mine).call(() -> ledger.get(receipt.no()))).isEqualTo(receipt);
        refused(LedgerProblem.ENTRY_UNKNOWN, () -> clerk(stranger).run(() -> ledger.get(receipt.no())));
        assertThat(clerk(stranger).call(() -> ledger.stocks(mine.unit(), null, null, null)))
                .isEmpty();
        assertThat(clerk(stranger).call(() -> ledger.flows(Flow.Query.between(DAY, DAY))))
                .isEmpty();
        assertThat(clerk(works).call(() -> ledger.flows(Flow.Query.between(DAY, DAY))))
                .singleElement()
                .satisfies(flow -> assertThat(flow.mass()).isEqualTo(new Mass(60)));
        assertThat(Callers.of(Role.COUNTY_OFFICER, Scope.ofCounties(Set.of(new RegionCode("542527"))), null, List.of())
                        .call(() -> ledger.entries(Flow.Query.between(DAY, DAY).unit(mine.unit()), null, null, 10)
                                .items()))
                .isEmpty();
        assertThat(clerk(mine)
                        .call(() -> ledger.entries(
                                        Flow.Query.between(DAY, DAY)
                                                .stages(Set.of(Stage.IN_TRANSIT), Set.of(Stage.STORED))
                                                .by(Flow.By.WASTE),
                                        Yard.TAILINGS,
                                        null,
                                        10)
                                .items()))
                .containsExactly(receipt);
    }

    @Test
    void treatment_changes_the_waste_and_keeps_the_mass_and_the_stated_quantity() {
        post(mine, mine.draft(DAY, mine.generates(100, 2026)));
        var stated = new Move.Stated(new BigDecimal("12.50"), "m³", new BigDecimal("1600000"), "现场测定");
        var treated = post(
                mine,
                mine.draft(
                        DAY,
                        mine.uses(70).as(stated),
                        Move.oldestFirst(mine.at(Stage.STORED), mine.at(Stage.STORED), Yard.TAILINGS, new Mass(29))
                                .becoming(Yard.SLAG, Lot.of(2026, mine.county())),
                        Move.oldestFirst(mine.at(Stage.STORED), mine.at(Stage.LOST), Yard.TAILINGS, new Mass(1))));
        assertThat(stored(mine)).isEqualTo(Mass.ZERO);
        assertThat(clerk(mine).call(() -> ledger.held(mine.at(Stage.STORED), Yard.SLAG)))
                .isEqualTo(new Mass(29));
        assertThat(clerk(mine).call(() -> ledger.get(treated.no()))).isEqualTo(treated);
        assertThat(treated.postings().getFirst().stated()).isEqualTo(stated);
    }

    @Test
    void a_report_as_known_at_an_instant_stays_the_same_for_ever() {
        post(mine, mine.draft(DAY, mine.generates(100, 2026)));
        var known = post(mine, mine.draft(DAY, mine.uses(10))).recordedAt();
        var query = Flow.Query.month(YearMonth.of(2026, 10)).unit(mine.unit()).asKnownAt(known);
        var daily =
                Flow.Query.between(DAY, DAY).unit(mine.unit()).by(Flow.By.DAY).asKnownAt(known);
        var months = clerk(mine).call(() -> ledger.flows(query));
        var days = clerk(mine).call(() -> ledger.flows(daily));
        var stocks = clerk(mine).call(() -> ledger.stocks(mine.unit(), null, null, known));
        assertThat(months).extracting(flow -> flow.mass().grams()).containsExactlyInAnyOrder(100L, 10L);
        assertThat(stocks).extracting(balance -> balance.mass().grams()).containsExactly(90L);
        post(mine, mine.draft(DAY, mine.uses(50)));
        post(mine, mine.draft(DAY, mine.generates(7, 2026)));
        assertThat(clerk(mine).call(() -> ledger.flows(query))).isEqualTo(months);
        assertThat(clerk(mine).call(() -> ledger.flows(daily))).isEqualTo(days);
        assertThat(clerk(mine).call(() -> ledger.stocks(mine.unit(), null, null, known)))
                .isEqualTo(stocks);
    }

    @Test
    void figures_by_day_and_by_month_agree_and_open_to_their_entries() {
        var yard = Yard.in(new RegionCode("542526"));
        for (int i = 1; i <= 25; i++) post(yard, yard.draft(LocalDate.of(2026, 9, i), yard.generates(i, 2026)));
        var month = Flow.Query.month(YearMonth.of(2026, 9)).counties(Set.of(yard.county()));
        var byMonth = officer().call(() -> ledger.flows(month));
        var byDay = officer().call(() -> ledger.flows(month.by(Flow.By.DAY, Flow.By.WASTE_CLASS)));
        assertThat(byMonth)
                .singleElement()
                .satisfies(flow -> assertThat(flow.mass().grams()).isEqualTo(325));
        assertThat(byDay).hasSize(25);
        assertThat(byDay.stream().mapToLong(flow -> flow.mass().grams()).sum()).isEqualTo(325);
        var first = officer().call(() -> ledger.entries(month, null, null, 10));
        var second = officer().call(() -> ledger.entries(month, null, first.next(), 10));
        var third = officer().call(() -> ledger.entries(month, null, second.next(), 10));
        assertThat(third.next()).isNull();
        assertThat(java.util.stream.Stream.of(first, second, third).flatMap(page -> page.items().stream()))
                .hasSize(25)
                .isSortedAccordingTo(
                        java.util.Comparator.comparing(Entry::occurredAt).reversed());
    }

    @Test
    void the_book_as_it_stands_keeps_the_laws() {
        post(mine, mine.draft(DAY, mine.generates(100, 2026), mine.uses(3)));
        var verification = ledger.verify();
        assertThat(verification.breaches()).isEmpty();
        assertThat(verification.postings()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void a_figure_of_some_days_and_whole_months_is_the_sum_of_its_days() {
        var county = new RegionCode("542527");
        var yard = Yard.in(county);
        for (var day = LocalDate.of(2026, 7, 15); !day.isAfter(DAY); day = day.plusDays(9)) {
            post(yard, yard.draft(day, yard.generates(1_000 + day.getDayOfYear(), 2026)));
            post(yard, yard.draft(day, yard.uses(300 + day.getDayOfYear())));
        }
        var query = Flow.Query.between(LocalDate.of(2026, 7, 20), DAY).counties(Set.of(county));
        var whole = officer().call(() -> ledger.flows(query));
        var byMonth = officer().call(() -> ledger.flows(query.by(Flow.By.MONTH)));
        var byDay = officer().call(() -> ledger.flows(query.by(Flow.By.DAY)));
        for (var stage : List.of(Stage.STORED, Stage.UTILISED)) {
            long days = into(byDay, stage);
            assertThat(days).isPositive();
            assertThat(into(whole, stage)).isEqualTo(days);
            assertThat(into(byMonth, stage)).isEqualTo(days);
        }
        assertThat(byMonth.stream().map(Flow::month).distinct()).hasSize(4);
        assertThat(officer().call(() -> ledger.flows(query.asKnownAt(java.time.Instant.EPOCH))))
                .isEmpty();
        assertThat(clerk(yard).call(() -> ledger.flows(query))).isEqualTo(whole);
    }

    private static long into(List<Flow> flows, Stage stage) {
        return flows.stream()
                .filter(flow -> flow.to() == stage)
                .mapToLong(flow -> flow.mass().grams())
                .sum();
    }

    @Test
    void a_countys_statement_of_classes_is_the_same_for_who_reads_it_by_units() {
        var county = new RegionCode("542526");
        var yard = Yard.in(county);
        post(yard, yard.draft(DAY, yard.generates(70_000, 2025), yard.uses(20_000)));
        post(yard, yard.draft(DAY.plusMonths(1), yard.generates(5_000, 2026), yard.ships(1_000)));
        var view = new Statement.View(null, county);
        var month = YearMonth.of(2026, 11);
        var officers = officer().call(() -> ledger.statements(view, month, month, null));
        assertThat(officers).isNotEmpty();
        assertThat(clerk(yard).call(() -> ledger.statements(view, month, month, null)))
                .isEqualTo(officers);
    }

    @Test
    void the_lineage_of_a_unit_is_read_page_by_page_what_went_and_what_came() {
        var other = Yard.in(Yard.GAR);
        var expected = new java.util.ArrayList<Long>();
        for (int i = 0; i < 7; i++) {
            expected.add(post(mine, mine.draft(DAY.plusDays(i), mine.generates(900, 2026)))
                    .no());
            expected.add(
                    post(mine, mine.draft(DAY.plusDays(i), mine.ships(500))).no());
            expected.add(post(other, other.draft(DAY.plusDays(i), other.receivesFrom(mine, 500)))
                    .no());
        }
        var query = Flow.Query.between(DAY, DAY.plusDays(30)).unit(mine.unit());
        var read = new java.util.ArrayList<Long>();
        String cursor = null;
        do {
            var at = cursor;
            var page = officer().call(() -> ledger.entries(query, null, at, 4));
            page.items().forEach(entry -> read.add(entry.no()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(read).isEqualTo(expected.reversed());
    }
}
