package org.wufei.recycling;

import java.util.ArrayList;
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
    private final Emerging emerging;
    private final Findings findings;
    private final TransactionTemplate alone;

    RecyclingWatch(
            Sludge sludge,
            Vehicles vehicles,
            Emerging emerging,
            Findings findings,
            PlatformTransactionManager transactions) {
        this.sludge = sludge;
        this.vehicles = vehicles;
        this.emerging = emerging;
        this.findings = findings;
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
                    kinds.putAll(emerging.watchAll());
                    var unreceived = new ArrayList<>(sludge.unreceived());
                    unreceived.addAll(emerging.unreceived());
                    kinds.put(
                            RecyclingKinds.UNRECEIVED,
                            findings.reconcile(RecyclingKinds.UNRECEIVED, unreceived, "接收单位已确认"));
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
