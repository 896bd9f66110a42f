package org.wufei.identity;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wufei.kernel.Caller;

/**
 * Work beyond the caller's scope inside the caller's own transaction, so that both are kept or neither: whether a login
 * is taken anywhere, the organisation of a unit just admitted. What it gives back must tell the caller no more than that.
 */
@Component
class Elevated {
    private final JdbcClient db;

    Elevated(JdbcClient db) {
        this.db = db;
    }

    <T> T call(String job, Supplier<T> work) {
        if (!TransactionSynchronizationManager.isActualTransactionActive())
            throw new IllegalStateException("no transaction: " + job);
        var before = db.sql("select coalesce(current_setting('wufei.scope', true), '')")
                .query(String.class)
                .single();
        scope("all");
        T result = Caller.system(job).call(work);
        // Where the work threw, the transaction is over, and its scope with it.
        scope(before);
        return result;
    }

    private void scope(String value) {
        db.sql("select set_config('wufei.scope', ?, true)")
                .param(value)
                .query(String.class)
                .single();
    }
}
