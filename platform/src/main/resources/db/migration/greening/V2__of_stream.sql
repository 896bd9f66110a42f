-- Rows of this schema are this stream's: hidden from whoever is limited to others.
call wufei.of_stream('greening.assessment', 'greening');
call wufei.of_stream('greening.audit', 'greening');
call wufei.of_stream('greening.condition', 'greening');
call wufei.of_stream('greening.mine', 'greening');
call wufei.of_stream('greening.mine_fact', 'greening');
call wufei.of_stream('greening.park', 'greening');
call wufei.of_stream('greening.park_project', 'greening');
call wufei.of_stream('greening.project', 'greening');
call wufei.of_stream('greening.step', 'greening');
call wufei.of_stream('greening.technology', 'greening');
call wufei.of_stream('greening.technology_result', 'greening');
