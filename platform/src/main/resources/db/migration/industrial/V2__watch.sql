-- The findings desk itself answers what is open of a kind; no second memory of it.
drop table industrial.raised;
