package org.wufei.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.Asked;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Rows;

/** 查找: names for numbers, and one search over everything registered. Row-level security decides what is found. */
@Repository
class LookUp {
    private final JdbcClient db;

    LookUp(JdbcClient db) {
        this.db = db;
    }

    /** What a number stands for. @param kind {@code unit} or {@code place} */
    record Named(UUID id, String kind, String name, RegionCode county) {}

    /** Something found. @param kind {@code unit}, {@code place}, {@code permit}, {@code vehicle}, {@code contract} */
    record Hit(String kind, UUID id, String title, String note) {}

    /** Units whatever the caller's scope, places that the caller sees; numbers that stand for neither are left out. */
    List<Named> names(List<UUID> ids) {
        return db.sql("""
                        select n.id, 'unit' as kind, n.name, n.county from registry.names(:ids) n
                        union all
                        select p.id, 'place', p.name, p.county from registry.place p where p.id = any (:ids)""")
                .param("ids", ids.toArray(UUID[]::new))
                .query(Rows.of(Named.class))
                .list();
    }

    /** At most so many of each kind: units by name, part of it, pinyin, initials or code; the others by name, number or plate. */
    List<Hit> search(String q, int each) {
        var words = Arrays.stream(q.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .map(word -> "%" + UnitStore.escapeLike(word) + "%")
                .toArray(String[]::new);
        var plate = Plate.clean(q);
        return db.sql("""
                        (select 'unit' as kind, u.id, u.name as title, u.code as note from registry.unit u
                         where u.search like all (:words) order by u.state <> 'ACTIVE', u.name, u.id limit :each)
                        union all
                        (select 'place', p.id, p.name, (select u.name from registry.unit u where u.id = p.unit_id) from registry.place p
                         where p.name ilike :whole order by p.name, p.id limit :each)
                        union all
                        (select 'permit', t.id, t.no, (select u.name from registry.unit u where u.id = t.unit_id) from registry.permit t
                         where t.no ilike :whole order by t.no, t.id limit :each)
                        union all
                        (select 'vehicle', v.id, v.plate, (select u.name from registry.unit u where u.id = v.unit_id)
                         from registry.vehicle v where :plate::text is not null and v.plate ilike :plate order by v.plate, v.id limit :each)
                        union all
                        (select 'contract', c.id, c.no, c.counterparty_name from registry.contract c
                         where c.no ilike :whole or c.counterparty_name ilike :whole order by c.no, c.id limit :each)""")
                .param("words", words)
                .param("whole", new Asked(q, null, null, null).pattern())
                .param("plate", plate.isEmpty() ? null : new Asked(plate, null, null, null).pattern())
                .param("each", each)
                .query(Rows.of(Hit.class))
                .list();
    }
}
