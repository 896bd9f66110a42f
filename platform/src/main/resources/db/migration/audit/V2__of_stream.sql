-- An act is the stream's that its name begins with.
call wufei.by_stream('audit.record', $$split_part(act, '.', 1)$$);
