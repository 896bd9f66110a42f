package org.wufei.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Numbers of kinds of flow (流向), kept in memory since a kind never changes; what memory lacks is read or made set-based. */
@Component
class FlowKinds {
    private static final int KEPT_MAX = 100_000;

    private static final String GIVEN = """
            unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::smallint[])
                as g(origin, from_county, to_county, waste, to_waste, from_stage, to_stage, method, lot_year)
            """;
    private static final String FIND = """
            select k.id, k.origin, k.from_county, k.to_county, k.waste, k.to_waste, k.from_stage, k.to_stage, k.method, k.lot_year
            from ledger.flow_kind k natural join\s""" + GIVEN;
    /** In the order given: two who make the same kinds at once wait for each other, and never cross. */
    private static final String MAKE = """
            insert into ledger.flow_kind (origin, from_county, to_county, waste, to_waste, from_stage, to_stage, method, lot_year,
                waste_class, to_class)
            select g.*, ledger.waste_class(waste), ledger.waste_class(to_waste) from\s""" + GIVEN + "on conflict do nothing";

    private final JdbcTemplate jdbc;
    private final Map<Rollup.Kind, Integer> numbers = new ConcurrentHashMap<>();

    FlowKinds(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The numbers of these kinds; makes those that are not there. */
    Map<Rollup.Kind, Integer> ensure(Collection<Rollup.Kind> kinds) {
        var found = new HashMap<Rollup.Kind, Integer>(kinds.size() * 2);
        var missing = new TreeSet<Rollup.Kind>();
        for (var kind : kinds) {
            var number = numbers.get(kind);
            if (number != null) found.put(kind, number);
            else missing.add(kind);
        }
        if (missing.isEmpty()) return found;
        var fresh = new HashMap<Rollup.Kind, Integer>();
        find(missing, fresh);
        missing.removeAll(fresh.keySet());
        if (!missing.isEmpty()) {
            jdbc.update(MAKE, arrays(missing));
            find(missing, fresh);
        }
        found.putAll(fresh);
        Accounts.afterCommit(() -> {
            if (numbers.size() >= KEPT_MAX) numbers.clear();
            numbers.putAll(fresh);
        });
        return found;
    }

    private void find(Collection<Rollup.Kind> kinds, Map<Rollup.Kind, Integer> into) {
        jdbc.query(
                FIND,
                row -> {
                    var kind = new Rollup.Kind(
                            row.getString("origin"),
                            row.getString("from_county"),
                            row.getString("to_county"),
                            row.getString("waste"),
                            row.getString("to_waste"),
                            Stage.valueOf(row.getString("from_stage")),
                            Stage.valueOf(row.getString("to_stage")),
                            row.getString("method"),
                            row.getInt("lot_year"));
                    into.put(kind, row.getInt("id"));
                },
                arrays(kinds));
    }

    private static Object[] arrays(Collection<Rollup.Kind> given) {
        var kinds = List.copyOf(given);
        return new Object[] {
            kinds.stream().map(Rollup.Kind::origin).toArray(String[]::new),
            kinds.stream().map(Rollup.Kind::fromCounty).toArray(String[]::new),
            kinds.stream().map(Rollup.Kind::toCounty).toArray(String[]::new),
            kinds.stream().map(Rollup.Kind::waste).toArray(String[]::new),
            kinds.stream().map(Rollup.Kind::toWaste).toArray(String[]::new),
            kinds.stream().map(kind -> kind.from().name()).toArray(String[]::new),
            kinds.stream().map(kind -> kind.to().name()).toArray(String[]::new),
            kinds.stream().map(Rollup.Kind::method).toArray(String[]::new),
            kinds.stream().map(kind -> (short) kind.lotYear()).toArray(Short[]::new)
        };
    }
}
