-- Whoever works calls for the next month's partitions; only the owner of the book can make them. What the new ones may be
-- used for is said beforehand (wufei.let_work).
alter procedure ledger.ensure_partition(date) security definer set search_path = pg_catalog, pg_temp;
