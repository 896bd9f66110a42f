-- 机构: the prefecture, the departments that the plan names for its 40 tasks, and the seven counties.
select set_config('wufei.scope', 'all', true);
insert into identity.organisation (kind, name) values
    ('PREFECTURE', '阿里地区行政公署'),
    ('DEPARTMENT', '地区生态环境局'),
    ('DEPARTMENT', '地区住房城乡建设局'),
    ('DEPARTMENT', '地区发展改革委'),
    ('DEPARTMENT', '地区农业农村局'),
    ('DEPARTMENT', '地区经济和信息化局'),
    ('DEPARTMENT', '地区商务局'),
    ('DEPARTMENT', '地区能源局'),
    ('DEPARTMENT', '地区交通运输局'),
    ('DEPARTMENT', '地区市场监管局'),
    ('DEPARTMENT', '地区自然资源局'),
    ('DEPARTMENT', '地区公安处'),
    ('DEPARTMENT', '地区科技局'),
    ('DEPARTMENT', '地区文化和旅游局'),
    ('DEPARTMENT', '地区财政局'),
    ('DEPARTMENT', '地区水利局'),
    ('DEPARTMENT', '地区卫生健康委'),
    ('DEPARTMENT', '地委宣传部'),
    ('DEPARTMENT', '地区邮政管理局'),
    ('DEPARTMENT', '人保财险阿里分公司');
insert into identity.organisation (kind, name, county) values
    ('COUNTY', '普兰县', '542521'),
    ('COUNTY', '札达县', '542522'),
    ('COUNTY', '噶尔县', '542523'),
    ('COUNTY', '日土县', '542524'),
    ('COUNTY', '革吉县', '542525'),
    ('COUNTY', '改则县', '542526'),
    ('COUNTY', '措勤县', '542527');
