package org.wufei.industrial;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/** 产生清单 (附表1): what a unit says it will generate in a year. A change is a new version; the former ones stay. */
@Service
class YearlyLists {
    /** A firm of this prefecture generates a handful of kinds; more is a slip. */
    static final int LINES_MAX = 200;

    private final YearlyListStore store;
    private final Facts facts;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    YearlyLists(YearlyListStore store, Facts facts, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.facts = facts;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** 第Ⅰ类、第Ⅱ类一般工业固体废物 (GB 18599). */
    enum Category {
        I("第Ⅰ类"),
        II("第Ⅱ类");

        final String title;

        Category(String title) {
            this.title = title;
        }
    }

    /** 物理性状. */
    enum Form {
        SOLID("固态"),
        SEMISOLID("半固态"),
        LIQUID("液态"),
        OTHER("其他");

        final String title;

        Form(String title) {
            this.title = title;
        }
    }

    record Line(
            WasteCode waste,
            String name,
            Category category,
            String link,
            Form form,
            String components,
            String characteristics,
            Mass yearlyG) {}

    record YearlyList(
            UUID id,
            UUID unitId,
            RegionCode county,
            int year,
            int version,
            List<Line> lines,
            Instant createdAt,
            String createdBy) {}

    @Transactional
    YearlyList declare(UUID unitId, int year, List<Line> lines) {
        var unit = facts.unit(unitId);
        store.lock(unitId, year);
        var on = LocalDate.of(year, 12, 31);
        var today = Days.today(clock);
        var day = on.isAfter(today) && year <= today.getYear() ? today : on;
        var named = lines.stream()
                .map(line -> {
                    var name = facts.waste(line.waste(), day).name();
                    return new Line(
                            line.waste(),
                            line.name().isBlank() ? name : line.name(),
                            line.category(),
                            line.link(),
                            line.form(),
                            line.components(),
                            line.characteristics(),
                            line.yearlyG());
                })
                .toList();
        var before = store.current(unitId, year);
        var row = new YearlyList(
                facts.id(),
                unitId,
                unit.county().county(),
                year,
                before.map(YearlyList::version).orElse(0) + 1,
                named,
                clock.instant(),
                Caller.current().name());
        store.insert(row);
        audit.record("industrial.list.declare", "yearly-list", row.id().toString(), before.orElse(null), row);
        events.publishEvent(new Touched(Set.of(unitId)));
        return row;
    }

    @Transactional(readOnly = true)
    YearlyList current(UUID unit, int year) {
        return store.current(unit, year).orElseThrow(() -> Yard.unknown(unit));
    }

    @Transactional(readOnly = true)
    List<YearlyList> list(UUID unit, Integer year) {
        return store.list(unit, year);
    }

    /** Wastes on the unit's list of the year; empty where there is no list. */
    Optional<Set<WasteCode>> listed(UUID unit, int year) {
        return store.current(unit, year)
                .map(list -> list.lines().stream().map(Line::waste).collect(Collectors.toSet()));
    }
}
