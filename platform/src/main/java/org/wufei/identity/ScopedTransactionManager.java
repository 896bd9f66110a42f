package org.wufei.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Scope;

/**
 * Begins each transaction with the caller's scope, so that row-level security decides again who sees a row, whatever a
 * query forgot. Outside a transaction, or with no caller, nothing protected is seen.
 */
@Component("transactionManager")
class ScopedTransactionManager extends JdbcTransactionManager {
    private static final String SET = """
            select set_config('wufei.scope', ?, true), set_config('wufei.counties', ?, true), set_config('wufei.units', ?, true),
                   set_config('wufei.streams', ?, true), set_config('wufei.caller', ?, true)
            """;

    ScopedTransactionManager(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        var holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(obtainDataSource());
        if (holder == null) throw new IllegalStateException("no connection bound to the transaction just begun");
        try {
            apply(holder.getConnection(), Caller.find().map(Caller::scope).orElse(Scope.NONE));
        } catch (SQLException e) {
            doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException("could not set the caller's scope", e);
        }
    }

    private static void apply(Connection connection, Scope scope) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(SET)) {
            set.setString(1, scope.all() ? "all" : "some");
            set.setString(2, scope.counties().stream().map(Object::toString).collect(Collectors.joining(",")));
            set.setString(3, scope.units().stream().map(Object::toString).collect(Collectors.joining(",")));
            set.setString(4, String.join(",", scope.streams()));
            set.setString(5, Caller.find().map(caller -> caller.id().toString()).orElse(""));
            set.execute();
        }
    }
}
