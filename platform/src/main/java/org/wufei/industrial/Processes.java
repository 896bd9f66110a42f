package org.wufei.industrial;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/**
 * 工序物料平衡: what goes into a process against what comes out. Inputs and products are facts that the unit states; wastes
 * are what its generation records of the month say, never typed twice.
 */
@Service
class Processes {
    private final ProcessStore store;
    private final Facts facts;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Processes(ProcessStore store, Facts facts, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.facts = facts;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** A process: ore into concentrate, tailings and waste rock; coal into slag and fly ash. The band is outputs ÷ input. */
    record Process(
            UUID id,
            long version,
            UUID unitId,
            RegionCode county,
            String name,
            String input,
            List<String> products,
            List<WasteCode> wastes,
            BigDecimal lowRatio,
            BigDecimal highRatio) {}

    record Product(String name, Mass massG) {}

    /** A month of a process: both sides, and how they compare. */
    record Run(
            UUID id,
            UUID processId,
            String processName,
            UUID unitId,
            RegionCode county,
            YearMonth month,
            String input,
            Mass inputG,
            List<Product> products,
            Mass productG,
            Mass wasteG,
            BigDecimal lowRatio,
            BigDecimal highRatio,
            String note,
            long version,
            Instant recordedAt,
            String recordedBy) {
        /** Outputs ÷ input to six places, as shown; the judgement itself multiplies and so rounds nothing. */
        @JsonProperty
        public BigDecimal ratio() {
            return outputs().divide(BigDecimal.valueOf(inputG.grams()), 6, RoundingMode.HALF_UP);
        }

        @JsonProperty
        public boolean within() {
            var input = BigDecimal.valueOf(inputG.grams());
            return outputs().compareTo(input.multiply(lowRatio, MathContext.UNLIMITED)) >= 0
                    && outputs().compareTo(input.multiply(highRatio, MathContext.UNLIMITED)) <= 0;
        }

        private BigDecimal outputs() {
            return BigDecimal.valueOf(productG.grams()).add(BigDecimal.valueOf(wasteG.grams()));
        }
    }

    record NewProcess(
            UUID unit,
            String name,
            String input,
            List<String> products,
            List<WasteCode> wastes,
            BigDecimal lowRatio,
            BigDecimal highRatio) {}

    record NewRun(UUID process, YearMonth month, Mass input, List<Product> products, String note) {}

    @Transactional
    Process declare(NewProcess wanted) {
        var unit = facts.unit(wanted.unit());
        wanted.wastes().forEach(waste -> facts.waste(waste, Days.today(clock)));
        var row = new Process(
                facts.id(),
                1,
                wanted.unit(),
                unit.county().county(),
                wanted.name(),
                wanted.input(),
                wanted.products(),
                wanted.wastes(),
                wanted.lowRatio(),
                wanted.highRatio());
        if (!store.insert(row)) throw new Problem(IndustrialProblem.PROCESS_EXISTS, Map.of("name", wanted.name()));
        audit.record("industrial.process.declare", "process", row.id().toString(), null, row);
        events.publishEvent(new Touched(Set.of(wanted.unit())));
        return row;
    }

    @Transactional
    Process change(UUID id, String ifMatch, NewProcess wanted) {
        var before = store.find(id, true).orElseThrow(() -> Yard.unknown(id));
        Etag.require(ifMatch, before.version());
        wanted.wastes().forEach(waste -> facts.waste(waste, Days.today(clock)));
        if (store.taken(before.unitId(), wanted.name(), id)) {
            throw new Problem(IndustrialProblem.PROCESS_EXISTS, Map.of("name", wanted.name()));
        }
        var after = new Process(
                id,
                before.version() + 1,
                before.unitId(),
                before.county(),
                wanted.name(),
                wanted.input(),
                wanted.products(),
                wanted.wastes(),
                wanted.lowRatio(),
                wanted.highRatio());
        store.update(after);
        audit.record("industrial.process.change", "process", id.toString(), before, after);
        events.publishEvent(new Touched(Set.of(before.unitId())));
        return after;
    }

    @Transactional(readOnly = true)
    Process get(UUID id) {
        return store.find(id, false).orElseThrow(() -> Yard.unknown(id));
    }

    @Transactional(readOnly = true)
    List<Process> list(UUID unit) {
        return store.list(unit);
    }

    /** States a month's input and products; stating it again replaces what stood, and the audit keeps both. */
    @Transactional
    Run run(NewRun wanted) {
        var process = store.find(wanted.process(), true).orElseThrow(() -> Yard.unknown(wanted.process()));
        var before = store.run(wanted.process(), wanted.month());
        store.save(
                process,
                wanted,
                before.map(Run::version).orElse(0L) + 1,
                clock.instant(),
                Caller.current().name());
        var after = store.run(wanted.process(), wanted.month())
                .orElseThrow(() -> new IllegalStateException("run not kept"));
        audit.record("industrial.process.run", "process-run", after.id().toString(), before.orElse(null), after);
        events.publishEvent(new Touched(Set.of(process.unitId())));
        return after;
    }

    @Transactional(readOnly = true)
    List<Run> runs(UUID unit, UUID process, YearMonth month) {
        return store.runs(unit == null ? null : List.of(unit), process, month);
    }
}
