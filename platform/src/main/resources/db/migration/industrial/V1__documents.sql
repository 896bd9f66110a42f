-- General industrial waste: the documents behind the ledgers of 公告2021年第82号. Amounts that the book holds are the
-- ledger's; a document keeps what it said itself.
create schema industrial;

-- Figures that a rule or the bureau may change, each with the day it takes effect.
create table industrial.parameter (
    name       text    not null check (name ~ '^[a-z-]+(/SW[0-9]{2})?$'),
    valid_from date    not null,
    value      integer not null check (value >= 0),
    source     text    not null,
    primary key (name, valid_from)
);
insert into industrial.parameter (name, valid_from, value, source) values
    ('exit-tolerance-permille',      '1996-04-01', 3,  '平台设定：现行规定未统一磅差允许比例，取汽车衡常用允差'),
    ('stocktake-tolerance-permille', '1996-04-01', 20, '平台设定：堆存量按体积估算的常用误差'),
    ('storage-limit-years',          '1996-04-01', 3,  '平台设定：现行规定未统一一般工业固体废物贮存年限'),
    ('storage-limit-years/SW05',     '1996-04-01', 0,  '尾矿库按设计服务年限管理，不设贮存年限（0 表示不限）'),
    ('exit-confirm-days',            '1996-04-01', 10, '平台设定：出厂后接收方确认的天数'),
    ('month-deadline-day',           '1996-04-01', 10, '平台设定：次月 10 日前完成上月台账'),
    ('permit-near-percent',          '1996-04-01', 90, '平台设定：达到许可量的百分比后提示');

-- 附表1 产生清单
create table industrial.yearly_list (
    id         uuid primary key default uuidv7(),
    unit_id    uuid not null,
    county     text not null,
    year       integer not null check (year between 1996 and 2999),
    version    integer not null check (version > 0),
    created_at timestamptz not null,
    created_by text not null,
    unique (unit_id, year, version)
);
create table industrial.yearly_line (
    list_id         uuid not null references industrial.yearly_list (id),
    no              integer not null,
    unit_id         uuid not null,
    county          text not null,
    waste           text not null,
    name            text not null,
    category        text not null check (category in ('I', 'II')),
    link            text not null,
    form            text not null check (form in ('SOLID', 'SEMISOLID', 'LIQUID', 'OTHER')),
    components      text not null,
    characteristics text not null,
    yearly_g        bigint not null check (yearly_g >= 0),
    primary key (list_id, no)
);
comment on column industrial.yearly_line.yearly_g is 'grams';

-- 附表4 产生环节, and stock that was there before the books began (期初)
create table industrial.generation (
    id           uuid primary key default uuidv7(),
    kind         text not null check (kind in ('BATCH', 'MONTH', 'OPENING')),
    unit_id      uuid not null,
    county       text not null,
    place_id     uuid not null,
    place_name   text not null,
    waste        text not null,
    waste_name   text not null,
    mass_g       bigint not null check (mass_g > 0),
    lot_year     integer not null check (lot_year between 1900 and 2999),
    occurred_at  timestamptz not null,
    batch_no     text not null check (length(batch_no) between 1 and 64),
    link         text not null,
    handler      text not null,
    note         text not null,
    evidence     uuid[] not null,
    entry_no     bigint not null,
    state        text not null check (state in ('BOOKED', 'VOIDED')),
    void_reason  text,
    recorded_at  timestamptz not null,
    recorded_by  text not null,
    check ((state = 'VOIDED') = (void_reason is not null))
);
comment on column industrial.generation.mass_g is 'grams';
create unique index on industrial.generation (unit_id, batch_no) where state = 'BOOKED';
create index on industrial.generation (unit_id, occurred_at desc, id desc);
create index on industrial.generation (occurred_at desc, id desc);
create index on industrial.generation (place_id, waste);

-- 过磅单
create table industrial.ticket (
    id          uuid primary key default uuidv7(),
    unit_id     uuid not null,
    county      text not null,
    ticket_no   text not null check (length(ticket_no) between 1 and 64),
    weighed_at  timestamptz not null,
    gross_g     bigint not null check (gross_g > 0),
    tare_g      bigint not null check (tare_g >= 0),
    net_g       bigint not null check (net_g > 0),
    plate       text not null,
    waste       text,
    device      text not null,
    source      text not null check (source in ('HAND', 'EXCEL', 'DEVICE')),
    evidence    uuid[] not null,
    exit_id     uuid,
    recorded_at timestamptz not null,
    recorded_by text not null,
    unique (unit_id, ticket_no),
    check (net_g = gross_g - tare_g)
);
comment on column industrial.ticket.gross_g is 'grams';
comment on column industrial.ticket.tare_g is 'grams';
comment on column industrial.ticket.net_g is 'grams';
create index on industrial.ticket (unit_id, weighed_at desc, id desc);

-- 跨省转移审批、备案（固废法第22条）
create table industrial.approval (
    id          uuid primary key default uuidv7(),
    unit_id     uuid not null,
    county      text not null,
    kind        text not null check (kind in ('APPROVAL', 'FILING')),
    no          text not null unique check (length(no) between 1 and 64),
    authority   text not null,
    waste       text not null,
    way         text not null check (way in ('USE', 'DISPOSAL', 'STORAGE')),
    receiver    text not null,
    province    text not null check (province ~ '^[0-9]{6}$'),
    mass_g      bigint not null check (mass_g > 0),
    used_g      bigint not null default 0 check (used_g between 0 and mass_g),
    valid_from  date not null,
    valid_to    date not null,
    evidence    uuid[] not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    check (valid_to >= valid_from),
    check ((kind = 'FILING') = (way = 'USE'))
);
comment on column industrial.approval.mass_g is 'grams approved or filed';
comment on column industrial.approval.used_g is 'grams that left against it, less what came back';
create index on industrial.approval (unit_id, valid_to desc, id desc);

-- 附表3 出厂环节
create table industrial.exit (
    id              uuid primary key default uuidv7(),
    version         bigint not null check (version > 0),
    state           text not null check (state in ('Draft', 'Shipped', 'Received', 'PartlyReceived', 'Differing', 'Refused', 'Voided')),
    unit_id         uuid not null,
    county          text not null,
    place_id        uuid not null,
    place_county    text not null,
    place_name      text not null,
    waste           text not null,
    waste_name      text not null,
    mass_g          bigint not null check (mass_g > 0),
    shipped_at      timestamptz not null,
    batch_no        text not null check (length(batch_no) between 1 and 64),
    handler         text not null,
    carrier         text not null,
    plate           text not null,
    transport       text not null check (transport in ('ROAD', 'RAIL', 'PIPE', 'BELT', 'OTHER')),
    receiver_id     uuid,
    receiver_county text,
    receiver_name   text not null,
    unit_name       text not null,
    outside_name    text,
    outside_province text,
    outside_address text,
    flow            text not null check (flow in ('IN_PROVINCE', 'ACROSS_PROVINCES')),
    way             text not null check (way in ('USE', 'DISPOSAL', 'STORAGE')),
    method          text not null,
    approval_id     uuid,
    contract_no     text not null,
    ticket_id       uuid,
    ticket          jsonb,
    note            text not null,
    evidence        uuid[] not null,
    ship_entry_no   bigint,
    booked_month    date,
    lots            jsonb not null default '[]',
    received_at     timestamptz,
    received_g      bigint check (received_g >= 0),
    returned_g      bigint check (returned_g >= 0),
    rest_g          bigint check (rest_g >= 0),
    surplus_g       bigint check (surplus_g >= 0),
    into_stage      text check (into_stage in ('STORED', 'UTILISED', 'DISPOSED', 'EXPORTED')),
    receipt_method  text,
    receipt_place_id uuid,
    receipt_handler text,
    receipt_ticket_id uuid,
    receipt_note    text,
    settled_as      text check (settled_as in ('LOST', 'RETURNED')),
    settled_reason  text,
    settled_by      text,
    end_reason      text,
    recorded_at     timestamptz not null,
    recorded_by     text not null,
    check ((receiver_id is null) <> (outside_name is null)),
    check (flow <> 'ACROSS_PROVINCES' or approval_id is not null or state = 'Draft'),
    check (state in ('Draft', 'Voided') or ship_entry_no is not null),
    check ((received_g is not null) = (state in ('Received', 'PartlyReceived', 'Differing'))),
    check (state <> 'Differing' or rest_g > 0)
);
comment on column industrial.exit.mass_g is 'grams sent';
comment on column industrial.exit.received_g is 'grams accepted by the receiver';
comment on column industrial.exit.returned_g is 'grams sent back to the sender''s stock';
comment on column industrial.exit.rest_g is 'grams neither accepted nor sent back; in transit while Differing';
comment on column industrial.exit.surplus_g is 'grams that the receiver weighed above what was sent';
comment on column industrial.exit.lots is 'what it was made of when it left, by lot';
comment on column industrial.exit.ticket is 'the weigh ticket as it stood when the load was booked';
create unique index on industrial.exit (unit_id, batch_no) where state <> 'Voided';
create unique index on industrial.exit (ticket_id) where state not in ('Draft', 'Voided');
create unique index on industrial.exit (receipt_ticket_id);
create index on industrial.exit (unit_id, shipped_at desc, id desc);
create index on industrial.exit (receiver_id, shipped_at desc, id desc);
create index on industrial.exit (shipped_at desc, id desc);
create index on industrial.exit (place_id, waste);
create index on industrial.exit (state, shipped_at) where state in ('Draft', 'Shipped', 'Differing');

-- Every step of an exit, for ever.
create table industrial.exit_step (
    exit_id     uuid not null,
    version     bigint not null,
    unit_id     uuid not null,
    county      text not null,
    receiver_id uuid,
    from_state  text not null,
    to_state    text not null,
    act         text not null,
    actor       text not null,
    at          timestamptz not null,
    reason      text not null,
    primary key (exit_id, version)
);

-- 附表6、7 自行利用、自行处置
create table industrial.treatment (
    id          uuid primary key default uuidv7(),
    kind        text not null check (kind in ('USE', 'DISPOSAL')),
    unit_id     uuid not null,
    county      text not null,
    place_id    uuid not null,
    facility_id uuid not null,
    place_name  text not null,
    waste       text not null,
    waste_name  text not null,
    mass_g      bigint not null check (mass_g > 0),
    method      text not null check (method <> ''),
    occurred_at timestamptz not null,
    batch_no    text not null check (length(batch_no) between 1 and 64),
    handler     text not null,
    product     text not null,
    note        text not null,
    evidence    uuid[] not null,
    entry_no    bigint not null,
    state       text not null check (state in ('BOOKED', 'VOIDED')),
    void_reason text,
    recorded_at timestamptz not null,
    recorded_by text not null,
    check ((state = 'VOIDED') = (void_reason is not null))
);
comment on column industrial.treatment.mass_g is 'grams';
create unique index on industrial.treatment (unit_id, batch_no) where state = 'BOOKED';
create index on industrial.treatment (unit_id, occurred_at desc, id desc);
create index on industrial.treatment (place_id, waste);

-- 盘点
create table industrial.stocktake (
    id          uuid primary key default uuidv7(),
    unit_id     uuid not null,
    county      text not null,
    place_id    uuid not null,
    place_name  text not null,
    waste       text not null,
    waste_name  text not null,
    counted_at  timestamptz not null,
    counted_g   bigint not null check (counted_g >= 0),
    book_g      bigint not null check (book_g >= 0),
    handler     text not null,
    note        text not null,
    evidence    uuid[] not null,
    state       text not null check (state in ('COUNTED', 'BOOKED', 'VOIDED')),
    reason      text not null,
    lot_year    integer,
    entry_no    bigint,
    recorded_at timestamptz not null,
    recorded_by text not null,
    check ((state = 'COUNTED') = (entry_no is null))
);
comment on column industrial.stocktake.counted_g is 'grams counted';
comment on column industrial.stocktake.book_g is 'grams that the book held when it was counted';
create index on industrial.stocktake (unit_id, counted_at desc, id desc);
create index on industrial.stocktake (place_id, waste);

-- 工序物料平衡
create table industrial.process (
    id         uuid primary key default uuidv7(),
    version    bigint not null,
    unit_id    uuid not null,
    county     text not null,
    name       text not null,
    input      text not null,
    products   text[] not null,
    wastes     text[] not null check (cardinality(wastes) > 0),
    low_ratio  numeric(9, 6) not null check (low_ratio >= 0),
    high_ratio numeric(9, 6) not null check (high_ratio >= low_ratio),
    unique (unit_id, name)
);
create table industrial.process_run (
    id          uuid primary key default uuidv7(),
    process_id  uuid not null references industrial.process (id),
    unit_id     uuid not null,
    county      text not null,
    month       date not null check (extract(day from month) = 1),
    input_g     bigint not null check (input_g > 0),
    product_g   bigint not null check (product_g >= 0),
    products    jsonb not null,
    note        text not null,
    version     bigint not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    unique (process_id, month)
);
comment on column industrial.process_run.input_g is 'grams that went in; a product''s mass, no waste';
comment on column industrial.process_run.product_g is 'grams of products that came out';

-- 月度台账的关闭
create table industrial.month_close (
    unit_id   uuid not null,
    county    text not null,
    month     date not null check (extract(day from month) = 1),
    closed_at timestamptz not null,
    closed_by text not null,
    primary key (unit_id, month)
);

-- What the watch has raised and not yet cleared, so that it clears exactly what ended.
create table industrial.raised (
    key       text primary key,
    kind      text not null,
    unit_id   uuid not null,
    county    text not null,
    facts     text not null,
    raised_at timestamptz not null
);
create index on industrial.raised (unit_id);

-- Files that go back with marked cells; kept for a day.
create table industrial.marked_file (
    id      uuid primary key default uuidv7(),
    unit_id uuid not null,
    county  text not null,
    name    text not null,
    content bytea not null,
    made_at timestamptz not null
);

call wufei.protect('industrial.yearly_list', 'county', 'unit_id');
call wufei.protect('industrial.yearly_line', 'county', 'unit_id');
call wufei.protect('industrial.generation', 'county', 'unit_id');
call wufei.protect('industrial.ticket', 'county', 'unit_id');
call wufei.protect('industrial.approval', 'county', 'unit_id');
call wufei.protect('industrial.exit', 'county', 'unit_id', 'receiver_id');
call wufei.protect('industrial.exit_step', 'county', 'unit_id', 'receiver_id');
call wufei.protect('industrial.treatment', 'county', 'unit_id');
call wufei.protect('industrial.stocktake', 'county', 'unit_id');
call wufei.protect('industrial.process', 'county', 'unit_id');
call wufei.protect('industrial.process_run', 'county', 'unit_id');
call wufei.protect('industrial.month_close', 'county', 'unit_id');
call wufei.protect('industrial.raised', 'county', 'unit_id');
call wufei.protect('industrial.marked_file', 'county', 'unit_id');
-- The receiver's county sees what comes to it.
create policy receiving on industrial.exit for select
    using (receiver_county = any ((select wufei.seen_counties())::text[]));
call wufei.append_only('industrial.yearly_list');
call wufei.append_only('industrial.yearly_line');
call wufei.append_only('industrial.exit_step');
call wufei.append_only('industrial.month_close');
