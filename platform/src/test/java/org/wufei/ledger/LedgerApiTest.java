package org.wufei.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.kernel.Caller;
import org.wufei.testkit.As;
import org.wufei.testkit.WufeiTest;

@WufeiTest
class LedgerApiTest {
    @Autowired
    Ledger ledger;

    @Autowired
    As as;

    private final Yard mine = Yard.in(Yard.RUTOG);

    private Entry generate(long grams) {
        return Caller.system("test")
                .call(() -> ledger.post(mine.draft(LocalDate.of(2026, 10, 3), mine.generates(grams, 2026))));
    }

    @Test
    void a_clerk_opens_a_figure_down_to_the_entry_and_a_stranger_does_not() {
        var entry = generate(12_000_000);
        var clerk = as.clerk(mine.unit());
        var flows = clerk.get("/api/v1/ledger/flows?from=2026-10-01&to=2026-10-31&by=WASTE&unit=" + mine.unit());
        assertThat(flows.status()).isEqualTo(200);
        assertThat(flows.json().at("/flows/0/massG").asString()).isEqualTo("12000000");
        var entries = clerk.get("/api/v1/ledger/entries?from=2026-10-01&to=2026-10-31&unit=" + mine.unit());
        assertThat(entries.json().at("/items/0/no").asLong()).isEqualTo(entry.no());
        assertThat(clerk.get("/api/v1/ledger/entries/" + entry.no())
                        .json()
                        .at("/digest")
                        .asString())
                .isEqualTo(entry.digest());
        assertThat(as.clerk(Yard.in(Yard.GAR).unit())
                        .get("/api/v1/ledger/entries/" + entry.no())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_sankey_balances_to_the_gram() {
        generate(9);
        Caller.system("test")
                .run(() -> ledger.post(mine.draft(LocalDate.of(2026, 10, 4), mine.uses(4), mine.ships(2))));
        var sankey = as.clerk(mine.unit())
                .get("/api/v1/ledger/sankey?from=2026-10&to=2026-10&unit=" + mine.unit())
                .json();
        long left = 0;
        long right = 0;
        for (var node : sankey.get("nodes")) {
            if (node.get("side").asString().equals("left"))
                left += Long.parseLong(node.get("massG").asString());
            if (node.get("side").asString().equals("right"))
                right += Long.parseLong(node.get("massG").asString());
        }
        assertThat(left).isEqualTo(9);
        assertThat(right).isEqualTo(9);
        assertThat(sankey.get("massG").asString()).isEqualTo("9");
        var months = as.clerk(mine.unit())
                .get("/api/v1/ledger/units/" + mine.unit() + "/months?from=2026-10&to=2026-11")
                .json();
        assertThat(months.at("/months/0/closingG").asString()).isEqualTo("5");
        assertThat(months.at("/months/1/openingG").asString()).isEqualTo("5");
    }

    @Test
    void what_came_to_a_unit_what_left_it_and_what_stayed_are_told_apart() {
        var works = Yard.in(Yard.GAR);
        generate(9);
        var day = LocalDate.of(2026, 10, 4);
        var ship = Caller.system("test").call(() -> ledger.post(mine.draft(day, mine.ships(5))));
        var receipt = Caller.system("test").call(() -> ledger.post(works.draft(day, works.receivesFrom(mine, 3))));

        assertThat(numbers(mine, "hands=OUT")).containsExactly(receipt.no());
        assertThat(numbers(mine, "hands=WITHIN&stageTo=IN_TRANSIT")).containsExactly(ship.no());
        assertThat(numbers(mine, "hands=IN")).isEmpty();
        assertThat(numbers(works, "hands=IN")).containsExactly(receipt.no());
        assertThat(numbers(mine, "hands=WITHIN&hands=OUT")).hasSize(3);
        var flows = as.clerk(works.unit())
                .get("/api/v1/ledger/flows?from=2026-10-01&to=2026-10-31&hands=IN&unit=" + works.unit())
                .json();
        assertThat(flows.at("/flows/0/massG").asString()).isEqualTo("3");
    }

    private java.util.List<Long> numbers(Yard yard, String more) {
        var found = as.clerk(yard.unit())
                .get("/api/v1/ledger/entries?from=2026-10-01&to=2026-10-31&unit=" + yard.unit() + "&" + more)
                .json()
                .get("items");
        return java.util.stream.StreamSupport.stream(found.spliterator(), false)
                .map(entry -> entry.get("no").asLong())
                .toList();
    }

    @Test
    void bad_questions_get_a_clear_answer() {
        var clerk = as.clerk(mine.unit());
        for (var path : new String[] {
            "flows?from=2026-10-01&to=2026-09-01",
            "flows?from=0000-10-01&to=2026-09-01",
            "flows?from=2026-10-01&to=9999-09-01",
            "flows?from=x&to=2026-09-01",
            "flows?from=2026-10-01&to=2026-10-31&by=NOTHING",
            "flows?from=2026-10-01&to=2026-10-31&wasteClass=%27--",
            "flows?from=2026-10-01&to=2026-10-31&county=1",
            "flows?from=2026-10-01&to=2026-10-31&hands=IN",
            "flows?from=2026-10-01&to=2026-10-31&asKnownAt=2999-01-01T00:00:00Z",
            "entries?from=2026-10-01&to=2026-10-31&cursor=nonsense",
            "entries?from=2026-10-01&to=2026-10-31&waste=S17",
            "entries/99999999999999999999",
            "entries/-1",
            "sankey?from=2026-13&to=2026-10",
            "stocks?unit=nobody",
            "heads?days=x"
        }) {
            var answer = clerk.get("/api/v1/ledger/" + path);
            assertThat(answer.status()).as(path).isBetween(400, 499);
            assertThat(answer.json().get("type").asString()).as(path).startsWith("/problems/");
        }
    }

    @Test
    void only_those_who_answer_for_the_book_verify_it() {
        assertThat(as.clerk(mine.unit()).post("/api/v1/ledger/verify", null).status())
                .isEqualTo(403);
        var clean = as.bureauOfficer().post("/api/v1/ledger/verify", null);
        assertThat(clean.status()).isEqualTo(200);
        assertThat(clean.json().get("clean").asBoolean()).isTrue();
        assertThat(as.bureauOfficer()
                        .get("/api/v1/ledger/heads?days=3")
                        .json()
                        .get(0)
                        .get("digest")
                        .asString())
                .matches("[0-9a-f]{64}");
    }
}
