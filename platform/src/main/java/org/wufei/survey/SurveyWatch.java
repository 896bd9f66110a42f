package org.wufei.survey;

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
class SurveyWatch {
    private final Surveys surveys;
    private final TransactionTemplate alone;

    SurveyWatch(Surveys surveys, PlatformTransactionManager transactions) {
        this.surveys = surveys;
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Findings raised and ended, by kind. */
    record Watched(Map<String, Integer> raised, Map<String, Integer> cleared) {
        static Watched of(Map<String, Findings.Reconciled> kinds) {
            var raised = new TreeMap<String, Integer>();
            var cleared = new TreeMap<String, Integer>();
            kinds.forEach((kind, changed) -> {
                raised.put(kind, changed.raised());
                cleared.put(kind, changed.cleared());
            });
            return new Watched(raised, cleared);
        }
    }

    Watched now() {
        return Caller.system("survey.watch").call(() -> alone.execute(status -> Watched.of(surveys.watchAll())));
    }

    /** Hourly: what it looks for changes by the day. */
    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void hourly() {
        now();
    }
}
