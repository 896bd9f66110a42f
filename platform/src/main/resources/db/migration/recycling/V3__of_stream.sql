-- Rows of this schema are this stream's: hidden from whoever is limited to others.
call wufei.of_stream('recycling.channel', 'recycling');
call wufei.of_stream('recycling.claim', 'recycling');
call wufei.of_stream('recycling.dismantling', 'recycling');
call wufei.of_stream('recycling.item', 'recycling');
call wufei.of_stream('recycling.producer', 'recycling');
call wufei.of_stream('recycling.product', 'recycling');
call wufei.of_stream('recycling.sludge_day', 'recycling');
call wufei.of_stream('recycling.sludge_delivery', 'recycling');
call wufei.of_stream('recycling.sludge_drying', 'recycling');
call wufei.of_stream('recycling.step', 'recycling');
call wufei.of_stream('recycling.vehicle', 'recycling');
