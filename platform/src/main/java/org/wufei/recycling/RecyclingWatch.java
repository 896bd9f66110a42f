package org.wufei.recycling;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.findings.Findings;
import org.wufei.kernel.Caller;

/** 巡查: looks at everything as the platform itself, whoever asked: a finding of another county must not end unseen. */
@Component
class RecyclingWatch {
    private final Sludge sludge;
    private final Vehicles vehicles;
    private final TransactionTemplate alone;

    RecyclingWatch(Sludge sludge, Vehicles vehicles, PlatformTransactionManager transactions) {
        this.sludge = sludge;
        this.vehicles = vehicles;
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Findings raised and ended, by kind. */
    record Watched(Map<String, Integer> raised, Map<String, Integer> cleared) {}

    Watched now() {
        return Caller.system("recycling.watch")
                .call(() -> alone.execute(status -> {
                    var kinds = new HashMap<String, Findings.Reconciled>(sludge.watchAll());
                    kinds.putAll(vehicles.watchAll());
                    var raised = new TreeMap<String, Integer>();
                    var cleared = new TreeMap<String, Integer>();
                    kinds.forEach((kind, changed) -> {
                        raised.put(kind, changed.raised());
                        cleared.put(kind, changed.cleared());
                    });
                    return new Watched(raised, cleared);
                }));
    }

    /** Hourly: what it looks for changes by the day. */
    @Scheduled(initialDelayString = "PT12M", fixedDelayString = "PT1H")
    void hourly() {
        now();
    }
}
