-- Rows of this schema are this stream's: hidden from whoever is limited to others.
call wufei.of_stream('survey.county_list', 'survey');
call wufei.of_stream('survey.record', 'survey');
call wufei.of_stream('survey.step', 'survey');
