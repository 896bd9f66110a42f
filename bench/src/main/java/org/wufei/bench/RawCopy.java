package org.wufei.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * 裸 COPY: the yardstick. Puts the very rows that a batch left in the book, entries and postings, into bare tables of the
 * same columns: no rollup, no digest, no decision; one durable transaction a batch. Once without any index, once with those
 * of the book.
 */
final class RawCopy implements AutoCloseable {
    private final Connection connection;

    /** @param indexed whether the tables have the keys and indexes of the book's own */
    RawCopy(DataSource source, boolean indexed) throws SQLException {
        connection = source.getConnection();
        connection.setAutoCommit(false);
        try (var sql = connection.createStatement()) {
            sql.execute("select set_config('wufei.scope', 'all', false)");
            sql.execute("create schema if not exists bench");
            for (var table : new String[] {"entry", "posting"})
                sql.execute("create table bench.%s (like ledger.%s%s)"
                        .formatted(table, table, indexed ? " including indexes including constraints" : ""));
        }
        connection.commit();
    }

    /** Rows in PostgreSQL's own binary form, ready to be sent. */
    record Rows(byte[] entries, byte[] postings) {}

    Rows read(long firstEntry, long lastEntry) throws SQLException, IOException {
        var between = " between " + firstEntry + " and " + lastEntry;
        var rows = new Rows(
                out("select * from ledger.entry where no" + between + " order by no"),
                out("select * from ledger.posting where entry_no" + between + " order by entry_no, line"));
        connection.commit();
        return rows;
    }

    private byte[] out(String query) throws SQLException, IOException {
        var bytes = new ByteArrayOutputStream(1 << 20);
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (" + query + ") to stdout (format binary)", bytes);
        return bytes.toByteArray();
    }

    /** Copies the rows in and commits; gives the nanoseconds that took. */
    long time(Rows rows) throws SQLException, IOException {
        long start = System.nanoTime();
        in("bench.entry", rows.entries);
        in("bench.posting", rows.postings);
        connection.commit();
        return System.nanoTime() - start;
    }

    private void in(String table, byte[] rows) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin (format binary)", new ByteArrayInputStream(rows), 1 << 16);
    }

    /** Whoever measures next begins in empty tables, too. */
    @Override
    public void close() throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute("drop table bench.entry, bench.posting");
        }
        connection.commit();
        connection.close();
    }
}
