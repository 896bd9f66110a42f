-- 循环利用 (plan tasks 3, 12, 14): sludge, end-of-life vehicles, emerging wastes, recycled products and their tax credits.
create schema recycling;

-- 城镇污水污泥 (task 12)
create table recycling.sludge_day (
    id uuid primary key default uuidv7(),
    unit_id uuid not null,
    county text not null check (county ~ '^\d{6}$'),
    place_id uuid not null,
    waste text not null,
    happened_on date not null,
    mass_g bigint not null check (mass_g > 0),
    water_percent numeric(5, 2) not null check (water_percent between 0 and 99.99),
    dry_g bigint not null check (dry_g between 0 and mass_g),
    note text not null default '',
    evidence uuid[] not null default '{}',
    state text not null default 'BOOKED' check (state in ('BOOKED', 'VOIDED')),
    entry_no bigint,
    created_at timestamptz not null default clock_timestamp()
);
comment on column recycling.sludge_day.mass_g is 'grams, wet, as weighed';
comment on column recycling.sludge_day.dry_g is 'grams of dry matter';
create unique index sludge_day_once on recycling.sludge_day (place_id, waste, happened_on) where state = 'BOOKED';
call wufei.protect('recycling.sludge_day', 'county', 'unit_id');

create table recycling.sludge_drying (
    id uuid primary key default uuidv7(),
    unit_id uuid not null,
    county text not null check (county ~ '^\d{6}$'),
    place_id uuid not null,
    waste text not null,
    happened_on date not null,
    mass_g bigint not null check (mass_g > 0),
    water_before numeric(5, 2) not null,
    water_after numeric(5, 2) not null check (water_after < water_before),
    lost_g bigint not null check (lost_g > 0 and lost_g < mass_g),
    entry_no bigint,
    created_at timestamptz not null default clock_timestamp()
);
comment on column recycling.sludge_drying.lost_g is 'grams of water evaporated';
call wufei.protect('recycling.sludge_drying', 'county', 'unit_id');

create table recycling.sludge_delivery (
    id uuid primary key default uuidv7(),
    unit_id uuid not null,
    county text not null check (county ~ '^\d{6}$'),
    place_id uuid not null,
    waste text not null,
    happened_on date not null,
    mass_g bigint not null check (mass_g > 0),
    water_percent numeric(5, 2),
    way text not null check (way in ('BRICKWORKS', 'COMPOST', 'LAND', 'INCINERATION', 'LANDFILL', 'OTHER')),
    method text not null,
    receiver_id uuid,
    facility_id uuid,
    carrier text not null default '',
    plate text not null default '',
    note text not null default '',
    evidence uuid[] not null default '{}',
    state text not null check (state in ('TREATED', 'SENT', 'RECEIVED', 'DIFFERING', 'VOIDED')),
    received_on date,
    received_g bigint check (received_g > 0),
    rest_g bigint not null default 0 check (rest_g >= 0),
    surplus_g bigint not null default 0 check (surplus_g >= 0),
    entry_no bigint,
    created_at timestamptz not null default clock_timestamp(),
    check ((received_on is null) = (received_g is null)),
    check (state <> 'SENT' or receiver_id is not null)
);
call wufei.protect('recycling.sludge_delivery', 'county', 'unit_id', 'receiver_id');

-- 报废机动车 (task 12)
create table recycling.vehicle (
    id uuid primary key default uuidv7(),
    unit_id uuid not null,
    county text not null check (county ~ '^\d{6}$'),
    place_id uuid not null,
    certificate_no text not null,
    vin text not null check (vin ~ '^[0-9A-HJ-NPR-Z]{17}$'),
    plate text not null default '',
    kind text not null check (kind in ('CAR', 'BUS', 'TRUCK', 'MOTORCYCLE', 'TRAILER', 'OTHER')),
    energy text not null check (energy in ('FUEL', 'ELECTRIC', 'HYBRID', 'NONE')),
    waste text not null,
    mass_g bigint not null check (mass_g > 0),
    received_on date not null,
    evidence uuid[] not null default '{}',
    state text not null default 'RECEIVED' check (state in ('RECEIVED', 'DISMANTLED', 'VOIDED')),
    dismantling_id uuid,
    entry_no bigint,
    created_at timestamptz not null default clock_timestamp(),
    check ((state = 'DISMANTLED') = (dismantling_id is not null))
);
create unique index vehicle_vin on recycling.vehicle (vin) where state <> 'VOIDED';
call wufei.protect('recycling.vehicle', 'county', 'unit_id');

create table recycling.dismantling (
    id uuid primary key default uuidv7(),
    unit_id uuid not null,
    county text not null check (county ~ '^\d{6}$'),
    place_id uuid not null,
    happened_on date not null,
    vehicle_ids uuid[] not null,
    outputs jsonb not null,
    input_g bigint not null check (input_g > 0),
    output_g bigint not null check (output_g > 0),
    loss_g bigint not null check (loss_g >= 0),
    left_g bigint not null check (left_g >= 0),
    surplus_g bigint not null check (surplus_g >= 0),
    in_band boolean not null,
    settled boolean not null default false,
    note text not null default '',
    evidence uuid[] not null default '{}',
    entry_no bigint,
    created_at timestamptz not null default clock_timestamp(),
    check (input_g + surplus_g = output_g + loss_g + left_g)
);
call wufei.protect('recycling.dismantling', 'county', 'unit_id');

-- 新兴固体废物 (task 14)
create table recycling.producer (
    id uuid primary key default uuidv7(),
    name text not null check (length(name) between 1 and 100),
    unit_id uuid,
    county text not null check (county ~ '^\d{6}$'),
    item text not null check (item in ('BATTERY', 'PV_MODULE', 'BLADE')),
    year int not null check (year between 2000 and 2060),
    sold_pieces bigint not null check (sold_pieces >= 0),
    target_percent numeric(5, 2) not null check (target_percent between 0 and 100),
    created_at timestamptz not null default clock_timestamp(),
    unique (name, item, year)
);

create table recycling.channel (
    id uuid primary key default uuidv7(),
    name text not null check (length(name) between 1 and 100),
    item text not null check (item in ('BATTERY', 'PV_MODULE', 'BLADE')),
    county text not null,
    from_unit_id uuid not null,
    to_unit_id uuid not null check (to_unit_id <> from_unit_id),
    carrier text not null default '',
    valid_from date not null,
    valid_to date not null check (valid_to >= valid_from),
    agreement text not null default '',
    evidence uuid[] not null default '{}',
    created_at timestamptz not null default clock_timestamp()
);
call wufei.protect('recycling.channel', 'county', 'from_unit_id', 'to_unit_id');

create table recycling.item (
    id uuid primary key default uuidv7(),
    code text not null unique check (length(code) between 4 and 40),
    item text not null check (item in ('BATTERY', 'PV_MODULE', 'BLADE')),
    unit_id uuid not null,
    county text not null check (county ~ '^\d{6}$'),
    place_id uuid not null,
    waste text not null,
    producer_id uuid references recycling.producer,
    model text not null default '',
    pieces int not null check (pieces between 1 and 100000),
    mass_g bigint not null check (mass_g > 0),
    factor_g numeric(14, 2),
    mass_source text not null,
    retired_on date not null,
    evidence uuid[] not null default '{}',
    state text not null default 'STORED' check (state in ('STORED', 'SENT', 'RECEIVED', 'TREATED', 'VOIDED')),
    state_on date not null,
    channel_id uuid references recycling.channel,
    receiver_id uuid,
    receiver_place_id uuid,
    entry_no bigint,
    created_at timestamptz not null default clock_timestamp(),
    check (state in ('STORED', 'VOIDED') or receiver_id is not null or state = 'TREATED')
);
call wufei.protect('recycling.item', 'county', 'unit_id', 'receiver_id');

create table recycling.item_step (
    id uuid primary key default uuidv7(),
    item_id uuid not null references recycling.item,
    county text not null,
    unit_id uuid not null,
    receiver_id uuid,
    step text not null,
    happened_on date not null,
    note text not null default '',
    entry_no bigint,
    recorded_at timestamptz not null default clock_timestamp(),
    actor_name text not null
);
create index item_step_item on recycling.item_step (item_id, id);
call wufei.protect('recycling.item_step', 'county', 'unit_id', 'receiver_id');
call wufei.append_only('recycling.item_step');

-- 资源综合利用产品和增值税即征即退 (tasks 3, 12)
create table recycling.benefit (
    code text primary key,
    product text not null,
    wastes text not null,
    share_min numeric(5, 2) not null check (share_min between 0 and 100),
    refund_percent numeric(5, 2) not null check (refund_percent between 0 and 100),
    basis text not null,
    checked boolean not null default false,
    valid_from date not null,
    valid_to date
);
comment on column recycling.benefit.checked is 'whether an officer compared the row with the official catalogue';
insert into recycling.benefit (code, product, wastes, share_min, refund_percent, basis, valid_from) values
    ('2022-brick', '砖瓦（不含烧结普通砖）、砌块、陶粒、墙板、管材', '废渣、粉煤灰、炉渣、尾矿', 70, 70,
     '资源综合利用产品和劳务增值税优惠目录（2022年版），财政部 税务总局公告2021年第40号', '2022-03-01'),
    ('2022-aggregate', '建筑砂石骨料', '建（构）筑废物、煤矸石', 90, 50,
     '资源综合利用产品和劳务增值税优惠目录（2022年版），财政部 税务总局公告2021年第40号', '2022-03-01'),
    ('2022-scrap-steel', '炼钢炉料', '废钢铁、报废机动车拆解物', 95, 30,
     '资源综合利用产品和劳务增值税优惠目录（2022年版），财政部 税务总局公告2021年第40号', '2022-03-01');

create table recycling.product (
    id uuid primary key default uuidv7(),
    unit_id uuid not null,
    county text not null check (county ~ '^\d{6}$'),
    name text not null check (length(name) between 1 and 100),
    spec text not null default '',
    benefit_code text references recycling.benefit,
    wastes text[] not null check (cardinality(wastes) between 1 and 20),
    share_percent numeric(5, 2) not null check (share_percent > 0 and share_percent <= 100),
    evidence uuid[] not null default '{}',
    created_at timestamptz not null default clock_timestamp()
);
call wufei.protect('recycling.product', 'county', 'unit_id');

create table recycling.claim (
    id uuid primary key default uuidv7(),
    product_id uuid not null references recycling.product,
    unit_id uuid not null,
    county text not null,
    from_month date not null,
    to_month date not null check (to_month >= from_month),
    waste_g bigint not null check (waste_g > 0),
    material_g bigint not null check (material_g >= waste_g),
    share_percent numeric(7, 4) not null,
    sales_yuan numeric(16, 2) not null check (sales_yuan >= 0),
    vat_yuan numeric(16, 2) not null check (vat_yuan >= 0),
    claimed_yuan numeric(16, 2) not null check (claimed_yuan between 0 and vat_yuan),
    basis text not null,
    evidence uuid[] not null default '{}',
    state text not null default 'SUBMITTED' check (state in ('SUBMITTED', 'APPROVED', 'REFUSED', 'PAID')),
    state_on date not null,
    note text not null default '',
    version bigint not null default 1,
    created_at timestamptz not null default clock_timestamp()
);
call wufei.protect('recycling.claim', 'county', 'unit_id');
