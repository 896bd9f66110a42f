-- Rows of this schema are this stream's: hidden from whoever is limited to others.
call wufei.of_stream('industrial.approval', 'industrial');
call wufei.of_stream('industrial.execution_report', 'industrial');
call wufei.of_stream('industrial.exit', 'industrial');
call wufei.of_stream('industrial.exit_step', 'industrial');
call wufei.of_stream('industrial.generation', 'industrial');
call wufei.of_stream('industrial.marked_file', 'industrial');
call wufei.of_stream('industrial.month_close', 'industrial');
call wufei.of_stream('industrial.process', 'industrial');
call wufei.of_stream('industrial.process_run', 'industrial');
call wufei.of_stream('industrial.stocktake', 'industrial');
call wufei.of_stream('industrial.ticket', 'industrial');
call wufei.of_stream('industrial.treatment', 'industrial');
call wufei.of_stream('industrial.yearly_line', 'industrial');
call wufei.of_stream('industrial.yearly_list', 'industrial');
