-- 地区统计局: figures of the statistics (工业增加值) are its own, so it is a department as those that the plan names.
select set_config('wufei.scope', 'all', true);
insert into identity.organisation (kind, name) values ('DEPARTMENT', '地区统计局') on conflict do nothing;
