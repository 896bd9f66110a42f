-- 县级代管: in each county one unit that answers for stockpiles whose owner is unknown. Written by the platform itself, so
-- with the scope of the whole prefecture for this transaction only.
select set_config('wufei.scope', 'all', true);
insert into registry.unit (code, platform_code, name, county, address, traits, valid_from, initials, search) values
    ('WF5425210000000098', true, '普兰县固体废物县级代管', '542521', '普兰县', '{CUSTODIAN}', '1996-04-01', 'plxgtfwxjdg', '普兰县固体废物县级代管 wf5425210000000098 pulanxiangutifeiwuxianjidaiguan plxgtfwxjdg'),
    ('WF5425220000000049', true, '札达县固体废物县级代管', '542522', '札达县', '{CUSTODIAN}', '1996-04-01', 'zdxgtfwxjdg', '札达县固体废物县级代管 wf5425220000000049 zhadaxiangutifeiwuxianjidaiguan zdxgtfwxjdg'),
    ('WF5425230000000097', true, '噶尔县固体废物县级代管', '542523', '噶尔县', '{CUSTODIAN}', '1996-04-01', 'gexgtfwxjdg', '噶尔县固体废物县级代管 wf5425230000000097 gaerxiangutifeiwuxianjidaiguan gexgtfwxjdg'),
    ('WF5425240000000048', true, '日土县固体废物县级代管', '542524', '日土县', '{CUSTODIAN}', '1996-04-01', 'rtxgtfwxjdg', '日土县固体废物县级代管 wf5425240000000048 rituxiangutifeiwuxianjidaiguan rtxgtfwxjdg'),
    ('WF5425250000000096', true, '革吉县固体废物县级代管', '542525', '革吉县', '{CUSTODIAN}', '1996-04-01', 'gjxgtfwxjdg', '革吉县固体废物县级代管 wf5425250000000096 gejixiangutifeiwuxianjidaiguan gjxgtfwxjdg'),
    ('WF5425260000000047', true, '改则县固体废物县级代管', '542526', '改则县', '{CUSTODIAN}', '1996-04-01', 'gzxgtfwxjdg', '改则县固体废物县级代管 wf5425260000000047 gaizexiangutifeiwuxianjidaiguan gzxgtfwxjdg'),
    ('WF5425270000000095', true, '措勤县固体废物县级代管', '542527', '措勤县', '{CUSTODIAN}', '1996-04-01', 'cqxgtfwxjdg', '措勤县固体废物县级代管 wf5425270000000095 cuoqinxiangutifeiwuxianjidaiguan cqxgtfwxjdg');
insert into registry.history (kind, object_id, unit_id, county, version, act, at, by_id, by_name, content)
select 'unit', id, id, county, 1, '出厂数据', created_at, '00000000-0000-0000-0000-000000000000', '平台', jsonb_build_object('name', name, 'code', code)
from registry.unit where traits @> '{CUSTODIAN}';
