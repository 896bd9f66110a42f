-- An entry is the stream's that posted it, and is not opened by whoever is limited to others. Stocks and sums are the
-- county's, whichever stream moved the mass. Writing is untouched: it goes to the partitions.
call wufei.by_stream('ledger.entry', 'stream');
