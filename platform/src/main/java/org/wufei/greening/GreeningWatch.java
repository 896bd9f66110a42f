package org.wufei.greening;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.findings.Findings;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Caller;

/** 巡查: looks at everything as the platform itself, whoever asked: a finding of another county must not end unseen. */
@RestController
class GreeningWatch {
    private final Projects projects;
    private final CleanProduction audits;
    private final TransactionTemplate alone;

    GreeningWatch(Projects projects, CleanProduction audits, PlatformTransactionManager transactions) {
        this.projects = projects;
        this.audits = audits;
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Findings raised and ended, by kind. */
    record Watched(Map<String, Integer> raised, Map<String, Integer> cleared) {}

    @Allow("greening.write")
    @PostMapping("/api/v1/greening/watch")
    Watched watch() {
        return Caller.system("greening.watch")
                .call(() -> alone.execute(status -> {
                    var raised = new TreeMap<String, Integer>();
                    var cleared = new TreeMap<String, Integer>();
                    Map<String, Findings.Reconciled> kinds = Map.of(
                            GreeningKinds.CONDITION_OVERDUE, projects.watchAll(),
                            GreeningKinds.AUDIT_OVERDUE, audits.watchAll());
                    kinds.forEach((kind, changed) -> {
                        raised.put(kind, changed.raised());
                        cleared.put(kind, changed.cleared());
                    });
                    return new Watched(raised, cleared);
                }));
    }

    /** Hourly: what it looks for changes by the day. */
    @Scheduled(initialDelayString = "PT11M", fixedDelayString = "PT1H")
    void hourly() {
        watch();
    }
}
