-- The life cycle of flows.

-- Facts for other services. A row without a payload removes the key from the compacted topic.
create table outbox (
    id         uuid primary key,
    topic      text        not null,
    key        text        not null,
    payload    text,
    headers    jsonb       not null default '{}',
    created_at timestamptz not null default now()
);

-- One flow of a WhatsApp account, as Meta has it. A deleted one stays for a day, so that no older read creates it again.
create table whatsapp_flow (
    -- Meta's id.
    flow_id             text primary key,
    account_id          uuid        not null,
    whatsapp_account_id uuid        not null,
    waba_id             text        not null,
    name                text        not null,
    -- Meta's values, separated by commas.
    categories          text        not null,
    status              text        not null,
    meta_status         text        not null,
    -- The endpoint of the customer's team, and the one that Meta has.
    endpoint_uri        text,
    meta_endpoint_uri   text,
    json_version        text,
    data_api_version    text,
    -- Findings of our own check of the file, and Meta's; JSON, null if there are none.
    own_errors          text,
    meta_errors         text,
    -- Meta's time of the last change, by which changes that were not made here are noticed; null if not known.
    meta_updated_at     text,
    -- An operation whose result at Meta is not known.
    uncertain           text,
    -- Time of the newest webhook about the status, and of the newest read or operation.
    status_at           timestamptz,
    read_at             timestamptz,
    version             bigint      not null,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    deleted_at          timestamptz,
    -- One operation at a time; the database's clock.
    busy_until          timestamptz,
    fence               bigint      not null default 0
);
create index on whatsapp_flow (whatsapp_account_id, name, flow_id) where deleted_at is null;
create index on whatsapp_flow (deleted_at) where deleted_at is not null;

-- The Flow JSON as it was uploaded, byte for byte.
create table flow_file (
    flow_id     text primary key references whatsapp_flow on delete cascade,
    content     bytea       not null,
    uploaded_at timestamptz not null
);

-- Every transition, also those between states of Meta's that are one state in the contract.
create table flow_history (
    id          uuid primary key,
    flow_id     text        not null references whatsapp_flow on delete cascade,
    at          timestamptz not null,
    old_status  text,
    new_status  text        not null,
    meta_status text        not null,
    cause       text        not null
);
create index on flow_history (flow_id);

-- The newest alert of each kind about a flow: error rates, latency and availability of its endpoint.
create table flow_alert (
    id        text primary key,
    flow_id   text        not null references whatsapp_flow on delete cascade,
    kind      text        not null,
    state     text        not null,
    measured  text,
    threshold text,
    message   text,
    at        timestamptz not null
);
create index on flow_alert (flow_id);

-- Flows that are being created, or whose creation at Meta is not known to have failed or succeeded. By the database's
-- clock.
create table flow_creation (
    whatsapp_account_id uuid        not null,
    name                text        not null,
    started_at          timestamptz not null default now(),
    leased_until        timestamptz not null,
    attempts            int         not null default 1,
    fence               bigint      not null default 0,
    primary key (whatsapp_account_id, name)
);
create index on flow_creation (started_at);

-- When the flows of each WhatsApp account are compared with Meta's again.
create table flow_comparison (
    id           uuid primary key,
    due_at       timestamptz not null default now(),
    leased_until timestamptz,
    failures     int         not null default 0
);
