-- 指标: definitions, targets, reported figures; nothing here is ever overwritten, so that any past answer can be given again.
create schema indicators;

-- 指标体系: the plan's own set, the national set, a department's.
create table indicators.indicator_set (
    code    text primary key check (code ~ '^[a-z][a-z0-9-]*$'),
    title   text not null,
    source  text not null
);

-- 指标定义, a row a version; a later version with an earlier validity replaces it for those periods from when it was recorded.
create table indicators.definition (
    code              text not null check (code ~ '^[a-z][a-z0-9-]{2,79}$'),
    set_code          text not null references indicators.indicator_set (code),
    position          int not null,
    version           int not null check (version > 0),
    name              text not null check (length(name) between 1 and 120),
    expression        text check (length(expression) between 1 and 400),
    unit              text not null check (length(unit) <= 20),
    direction         text not null check (direction in ('AT_LEAST', 'RISING', 'FALLING', 'STABLE', 'WITHIN_CAP', 'DONE')),
    scale             int not null check (scale between 0 and 8),
    source            text not null,
    owner             text not null,
    frequency         text not null check (frequency in ('MONTH', 'QUARTER', 'YEAR')),
    task_no           int check (task_no between 1 and 40),
    lacks             text,
    valid_from        date not null,
    note              text not null default '',
    recorded_at       timestamptz not null,
    recorded_by       uuid not null,
    recorded_by_name  text not null,
    primary key (code, version),
    check (expression is not null or lacks is not null)
);
comment on column indicators.definition.scale is 'decimals shown; rounded half up, at display only';
comment on column indicators.definition.lacks is 'why there is no expression yet: what the value waits for';
call wufei.append_only('indicators.definition');

-- 目标与基数: each version is the whole list of a code.
create table indicators.target (
    code              text not null,
    version           int not null,
    kind              text not null check (kind in ('BASE', 'STAGE')),
    year              int not null check (year between 2000 and 2100),
    value             numeric,
    text              text not null default '',
    source            text not null,
    recorded_at       timestamptz not null,
    recorded_by       uuid not null,
    recorded_by_name  text not null,
    primary key (code, version, kind, year)
);
call wufei.append_only('indicators.target');

-- 账上的指标项: a query of ledger flows as data.
create table indicators.flow_term (
    name       text primary key check (name ~ '^[a-z][a-z0-9_]{2,59}$'),
    title      text not null,
    describes  text not null,
    stage      text not null,
    way        text not null check (way in ('INTO', 'OUT_OF')),
    classes    text[] not null,
    lots       text not null check (lots in ('ANY', 'EARLIER'))
);

-- 报送数: what a department may report.
create table indicators.figure (
    name       text primary key check (name ~ '^[a-z][a-z0-9_]{2,59}$'),
    title      text not null,
    describes  text not null,
    unit       text not null,
    owner      text not null,
    frequency  text not null check (frequency in ('MONTH', 'QUARTER', 'YEAR')),
    additive   boolean not null,
    position   int not null
);
comment on column indicators.figure.additive is 'a year may be the sum of its quarters or months, the prefecture the sum of its counties';

-- 报送: one report, for ever; a newer one supersedes it.
create table indicators.report (
    id                uuid primary key default uuidv7(),
    no                bigint generated always as identity unique,
    figure            text not null references indicators.figure (name),
    county            text check (county ~ '^\d{6}$'),
    period            text not null,
    period_from       date not null,
    period_to         date not null check (period_to >= period_from),
    value             numeric not null,
    evidence          uuid[] not null default '{}',
    note              text not null default '' check (length(note) <= 1000),
    supersedes        uuid unique references indicators.report (id),
    organisation      uuid,
    recorded_at       timestamptz not null,
    recorded_by       uuid not null,
    recorded_by_name  text not null
);
comment on column indicators.report.county is 'null: the prefecture as a whole';
create unique index report_first on indicators.report (figure, coalesce(county, ''), period) where supersedes is null;
create index report_period on indicators.report (figure, period_from);
call wufei.append_only('indicators.report');
call wufei.protect('indicators.report', 'county', variadic array[]::text[]);

-- The plan's 24 measurable goals, drawn from the plan itself (targets) and its list of responsible units (owners).
insert into indicators.indicator_set (code, title, source) values
    ('ngari-plan', '阿里地区方案指标', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》');

insert into indicators.definition
    (code, set_code, position, version, name, expression, unit, direction, scale, source, owner, frequency, task_no, lacks,
     valid_from, note, recorded_at, recorded_by, recorded_by_name) values
    ('clean-production-share', 'ngari-plan', 1, 1, '通过清洁生产评估企业占比', 'clean_production_passed / clean_production_listed * 100', '%', 'AT_LEAST', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务7', '地区发展改革委', 'YEAR', 7, null, '2024-01-01', '2025年达到并持续保持',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('green-mine-share', 'ngari-plan', 2, 1, '绿色矿山达成率(新建、持证在产大中型矿山)', 'green_mines_standard / green_mines_obliged * 100', '%', 'AT_LEAST', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务10', '地区自然资源局', 'YEAR', 10, null, '2024-01-01', '90%以上',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('industrial-comprehensive-utilisation', 'ngari-plan', 3, 1, '一般工业固体废物(尾矿除外)综合利用率', 'industrial_utilised / (industrial_generated + industrial_utilised_earlier) * 100', '%', 'AT_LEAST', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务12', '地区发展改革委', 'MONTH', 12, null, '2024-01-01', '',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('sludge-harmless-disposal', 'ngari-plan', 4, 1, '城镇污水污泥无害化处置率', '(sludge_disposed + sludge_utilised) / sludge_generated * 100', '%', 'RISING', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务12', '地区发展改革委', 'MONTH', 12, null, '2024-01-01', '逐年提高',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('farm-input-use', 'ngari-plan', 5, 1, '农业投入品投入量', 'farm_input_use', 't', 'FALLING', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务15', '地区农业农村局', 'YEAR', 15, null, '2024-01-01', '稳步下降',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('film-thickness', 'ngari-plan', 6, 1, '销售聚乙烯农用地膜厚度', 'film_thickness_min', 'mm', 'AT_LEAST', 4, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务15', '地区农业农村局', 'YEAR', 15, null, '2024-01-01', '杜绝销售厚度小于0.01mm',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('film-recovery', 'ngari-plan', 7, 1, '农膜回收率', null, '%', 'AT_LEAST', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务17', '地区农业农村局', 'YEAR', 17, '农用薄膜的回收量与使用量须由农业固废台账产生，该部分尚未接入', '2024-01-01', '力争90%以上',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('pesticide-packaging-recovery', 'ngari-plan', 8, 1, '农药包装废弃物回收率', null, '%', 'AT_LEAST', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务17', '地区农业农村局', 'YEAR', 17, '农药包装的回收量与销售量须由农业固废台账产生，该部分尚未接入', '2024-01-01', '力争85%以上',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('yak-dung-utilisation', 'ngari-plan', 9, 1, '牦牛粪便综合利用率', null, '%', 'AT_LEAST', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务20', '地区农业农村局', 'YEAR', 20, '牦牛粪便的产生量与利用量须由农业固废台账产生，该部分尚未接入', '2024-01-01', '力争93%以上',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('residential-sorting-coverage', 'ngari-plan', 10, 1, '城市居民小区生活垃圾分类覆盖率', null, '%', 'AT_LEAST', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务23', '地区住房城乡建设局', 'QUARTER', 23, '达标小区数须由生活垃圾分类检查产生，该部分尚未接入', '2024-01-01', '',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('municipal-harmless-disposal', 'ngari-plan', 11, 1, '城镇生活垃圾无害化处置率', 'municipal_waste_harmless / municipal_waste_collected * 100', '%', 'STABLE', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务25', '地区住房城乡建设局', 'QUARTER', 25, null, '2024-01-01', '保持稳定',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('green-building-share', 'ngari-plan', 12, 1, '绿色建筑占新建建筑的比例', 'green_floor_area / new_floor_area * 100', '%', 'AT_LEAST', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务28', '地区住房城乡建设局', 'YEAR', 28, null, '2024-01-01', '',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('construction-waste-utilisation', 'ngari-plan', 13, 1, '建筑垃圾资源化利用率', null, '%', 'AT_LEAST', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务33', '地区住房城乡建设局', 'QUARTER', 33, '建筑垃圾的产生量与利用量须由建筑垃圾联单产生，该部分尚未接入', '2024-01-01', '55%以上',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('medical-recyclables-recovery', 'ngari-plan', 14, 1, '县级及以上医疗卫生机构可回收物回收率', null, '%', 'AT_LEAST', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务35', '地区卫生健康委', 'QUARTER', 35, '可回收物与医疗废物的量须由医疗废物交接记录产生，该部分尚未接入', '2024-01-01', '',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('medical-collection-coverage', 'ngari-plan', 15, 1, '医疗废物收集处置体系覆盖率', null, '%', 'AT_LEAST', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务36', '地区卫生健康委', 'QUARTER', 36, '闭环收集链条须由医疗废物交接记录产生，该部分尚未接入', '2024-01-01', '',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('hazardous-operator-compliance', 'ngari-plan', 16, 1, '危险废物经营单位规范化环境管理评估合格率', null, '%', 'AT_LEAST', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务38', '地区生态环境局', 'YEAR', 38, '评估结果须由危险废物规范化评估产生，该部分尚未接入', '2024-01-01', '',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('hazardous-generator-compliance', 'ngari-plan', 17, 1, '危险废物产生单位规范化环境管理评估合格率', null, '%', 'AT_LEAST', 2, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务38', '地区生态环境局', 'YEAR', 38, '评估结果须由危险废物规范化评估产生，该部分尚未接入', '2024-01-01', '95%以上',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('zero-waste-cells', 'ngari-plan', 18, 1, '“无废细胞”数量', 'zero_waste_cells_accepted', '个', 'AT_LEAST', 0, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务40', '联席会议成员单位', 'YEAR', 40, null, '2024-01-01', '至少70个',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('clean-energy-demonstration-area', 'ngari-plan', 19, 1, '高原清洁能源示范区', 'clean_energy_demonstration_areas', '个', 'AT_LEAST', 0, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 建设目标', '地区发展改革委', 'YEAR', null, null, '2024-01-01', '中期建设阶段',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('zero-waste-peak', 'ngari-plan', 20, 1, '“无废山峰”建设样板', 'zero_waste_peaks', '个', 'AT_LEAST', 0, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 建设目标', '地区生态环境局', 'YEAR', null, null, '2024-01-01', '中期建设阶段',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('highlight-works', 'ngari-plan', 21, 1, '“无废城市”建设亮点工作', 'highlight_works_done', '个', 'AT_LEAST', 0, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 建设目标', '地区生态环境局', 'YEAR', null, null, '2024-01-01', '累计完成3个',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('generation-intensity', 'ngari-plan', 22, 1, '固体废物(尾矿除外)产生强度', 'industrial_generated / industrial_added_value', 't/万元', 'FALLING', 4, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 建设目标', '地区生态环境局', 'YEAR', null, null, '2024-01-01', '远期稳步下降',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('energy-and-co2-per-gdp', 'ngari-plan', 23, 1, '单位地区生产总值能源消耗和二氧化碳排放量', null, '', 'WITHIN_CAP', 4, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 任务9', '地区能源局', 'YEAR', 9, '自治区核定的能耗与二氧化碳排放控制数尚未录入', '2024-01-01', '控制在自治区核定范围内',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('supervision-platform', 'ngari-plan', 24, 1, '固体废物智慧化监管平台', 'supervision_platform_accepted', '', 'DONE', 0, '《阿里地区“无废城市”建设实施方案（2024年—2030年）》 建设目标', '地区生态环境局', 'YEAR', null, null, '2024-01-01', '中期建设阶段',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布');

insert into indicators.target (code, version, kind, year, value, text, source, recorded_at, recorded_by, recorded_by_name) values
    ('clean-production-share', 1, 'STAGE', 2025, 100, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('clean-production-share', 1, 'STAGE', 2027, 100, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('clean-production-share', 1, 'STAGE', 2030, 100, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('green-mine-share', 1, 'STAGE', 2030, 90, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('industrial-comprehensive-utilisation', 1, 'STAGE', 2030, 15, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('film-thickness', 1, 'STAGE', 2025, 0.01, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('film-thickness', 1, 'STAGE', 2027, 0.01, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('film-thickness', 1, 'STAGE', 2030, 0.01, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('film-recovery', 1, 'STAGE', 2030, 90, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('pesticide-packaging-recovery', 1, 'STAGE', 2030, 85, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('yak-dung-utilisation', 1, 'STAGE', 2030, 93, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('residential-sorting-coverage', 1, 'STAGE', 2030, 95, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('green-building-share', 1, 'STAGE', 2030, 65, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('construction-waste-utilisation', 1, 'STAGE', 2030, 55, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('medical-recyclables-recovery', 1, 'STAGE', 2030, 5, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('medical-collection-coverage', 1, 'STAGE', 2030, 100, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('hazardous-operator-compliance', 1, 'STAGE', 2030, 100, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('hazardous-generator-compliance', 1, 'STAGE', 2030, 95, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('zero-waste-cells', 1, 'STAGE', 2030, 70, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('clean-energy-demonstration-area', 1, 'STAGE', 2027, 1, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('clean-energy-demonstration-area', 1, 'STAGE', 2030, 1, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('zero-waste-peak', 1, 'STAGE', 2027, 1, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('zero-waste-peak', 1, 'STAGE', 2030, 1, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('highlight-works', 1, 'STAGE', 2030, 3, '', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布'),
    ('supervision-platform', 1, 'STAGE', 2027, 1, '基本建成', '《阿里地区“无废城市”建设实施方案（2024年—2030年）》',
     '2024-01-01T00:00:00+08', '00000000-0000-0000-0000-000000000000', '随平台发布');

insert into indicators.flow_term (name, title, describes, stage, way, classes, lots) values
    ('industrial_generated', '一般工业固体废物产生量（尾矿除外）', '账上“产生”环节转出，SW01–SW17、SW59，不含 SW05；按产生地县统计',
     'GENERATED', 'OUT_OF', '{SW01,SW02,SW03,SW04,SW06,SW07,SW08,SW09,SW10,SW11,SW12,SW13,SW14,SW15,SW16,SW17,SW59}', 'ANY'),
    ('industrial_utilised', '一般工业固体废物综合利用量（尾矿除外）', '账上转入“综合利用”环节，SW01–SW17、SW59，不含 SW05；按产生地县统计，不论在哪里利用',
     'UTILISED', 'INTO', '{SW01,SW02,SW03,SW04,SW06,SW07,SW08,SW09,SW10,SW11,SW12,SW13,SW14,SW15,SW16,SW17,SW59}', 'ANY'),
    ('industrial_utilised_earlier', '其中：综合利用往年贮存量', '同上，仅限产生年份早于统计期首年的批次',
     'UTILISED', 'INTO', '{SW01,SW02,SW03,SW04,SW06,SW07,SW08,SW09,SW10,SW11,SW12,SW13,SW14,SW15,SW16,SW17,SW59}', 'EARLIER'),
    ('sludge_generated', '城镇污水污泥产生量', '账上“产生”环节转出，SW90；按产生地县统计', 'GENERATED', 'OUT_OF', '{SW90}', 'ANY'),
    ('sludge_disposed', '城镇污水污泥处置量', '账上转入“处置”环节，SW90；按产生地县统计', 'DISPOSED', 'INTO', '{SW90}', 'ANY'),
    ('sludge_utilised', '城镇污水污泥综合利用量', '账上转入“综合利用”环节，SW90；按产生地县统计', 'UTILISED', 'INTO', '{SW90}', 'ANY');

insert into indicators.figure (name, title, describes, unit, owner, frequency, additive, position) values
    ('industrial_added_value', '工业增加值', '统计口径的规模以上及以下工业增加值，现价', '万元', '地区统计局', 'QUARTER', true, 1),
    ('farm_input_use', '农业投入品投入量', '化肥、农药、农膜投入量合计', 't', '地区农业农村局', 'YEAR', true, 2),
    ('film_thickness_min', '抽查在售聚乙烯农用地膜最小厚度', '市场抽查的最小实测厚度，附检测报告', 'mm', '地区农业农村局', 'YEAR', false, 3),
    ('municipal_waste_collected', '城镇生活垃圾清运量', '清运台账合计', 't', '地区住房城乡建设局', 'QUARTER', true, 4),
    ('municipal_waste_harmless', '城镇生活垃圾无害化处置量', '进入无害化设施处置的量', 't', '地区住房城乡建设局', 'QUARTER', true, 5),
    ('new_floor_area', '新建建筑面积', '当年竣工的新建建筑面积', 'm²', '地区住房城乡建设局', 'YEAR', true, 6),
    ('green_floor_area', '其中：绿色建筑面积', '达到绿色建筑标准的新建建筑面积', 'm²', '地区住房城乡建设局', 'YEAR', true, 7),
    ('zero_waste_cells_accepted', '验收且未撤销的“无废细胞”数', '截至期末累计', '个', '地区生态环境局', 'YEAR', false, 8),
    ('clean_energy_demonstration_areas', '建成的高原清洁能源示范区数', '截至期末累计', '个', '地区发展改革委', 'YEAR', false, 9),
    ('zero_waste_peaks', '建成的“无废山峰”样板数', '截至期末累计', '个', '地区生态环境局', 'YEAR', false, 10),
    ('highlight_works_done', '完成的“无废城市”亮点工作数', '截至期末累计', '个', '地区生态环境局', 'YEAR', false, 11),
    ('supervision_platform_accepted', '固体废物智慧化监管平台验收（1 已验收）', '1 为已验收，0 为尚未验收，附验收文件', '', '地区生态环境局', 'YEAR', false, 12);
