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
 * same columns: no index, no rollup, no digest, no decision; one durable transaction a batch.
 */
final class RawCopy implements AutoCloseable {
    private final Connection connection;

    RawCopy(DataSource source) throws SQLException {
        connection = source.getConnection();
        connection.setAutoCommit(false);
        try (var sql = connection.createStatement()) {
            sql.execute("select set_config('wufei.scope', 'all', false)");
            sql.execute("create schema if not exists bench");
            sql.execute("create table if not exists bench.entry (like ledger.entry)");
            sql.execute("create table if not exists bench.posting (like ledger.posting)");
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

    @Override
    public void close() throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute("truncate bench.entry, bench.posting");
        }
        connection.commit();
        connection.close();
    }
}
