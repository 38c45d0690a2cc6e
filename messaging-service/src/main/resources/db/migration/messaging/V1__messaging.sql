-- Schema of messaging-service. Ids are UUIDv7 and contain a time stamp, so message and its children are partitioned by
-- id, retention drops partitions, and the cost of a message does not grow with the history.

create function uuid_at(t timestamptz) returns uuid language sql immutable parallel safe as $$
    select (lpad(to_hex((extract(epoch from t) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- ---------------------------------------------------------------- directory
create table account (
    id         uuid primary key,
    name       text        not null,
    active     boolean     not null default true,
    version    bigint      not null,
    created_at timestamptz not null default now()
);

create table api_key (
    id         text primary key,
    account_id uuid        not null references account,
    name       text,
    hash       text        not null,
    scopes     text[]      not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    version    bigint      not null,
    created_at timestamptz not null default now()
);

create table whatsapp_account (
    id         uuid primary key,
    account_id uuid        not null references account,
    waba_id    text        not null unique,
    name       text        not null,
    active     boolean     not null default true,
    version    bigint      not null
);

create table sender (
    id                  uuid primary key,
    account_id          uuid    not null references account,
    channel             text    not null,
    identity            text    not null,
    name                text,
    provider_id         text    not null,
    whatsapp_account_id uuid references whatsapp_account,
    scopes              text[]  not null,
    attributes          jsonb   not null default '{}',
    active              boolean not null default true,
    version             bigint  not null,
    unique (channel, identity),
    unique (channel, provider_id)
);

-- ------------------------------------------------------------ configuration
-- One row per account or sender with settings; settings has the contract's objects.
create table callback_setting (
    owner_id   uuid primary key,
    account_id uuid        not null references account,
    settings   jsonb       not null,
    updated_at timestamptz not null default clock_timestamp()
);
create index callback_setting_updated on callback_setting (updated_at);

create table media_credentials (
    account_id  uuid primary key references account,
    credentials jsonb not null
);

-- ------------------------------------------------------------------ messages
-- The row is also the event "accepted". content is the customer's JSON, parsed as the channel's sealed content type;
-- segments is the number of segments of a long SMS, segments_done the number of delivered ones.
create table message (
    id              uuid        not null,
    account_id      uuid        not null,
    sender_id       uuid        not null,
    channel         text        not null,
    identity        text        not null,
    recipient       text        not null,
    content         json        not null,
    options         json,
    user_context    text,
    url_override    text,
    bulk_id         uuid,
    bulk_position   smallint,
    source          text,
    traceparent     text,
    accepted_at     timestamptz not null,
    schema_version  smallint    not null default 1,
    retention_class smallint    not null default 0,
    segments        smallint,
    segments_done   smallint    not null default 0,
    encoding        text,
    price           numeric(12, 6),
    currency        char(3),
    primary key (id)
) partition by range (id);

-- Events of a message after it was accepted: an append-only set; the state is the join of its members (MessageState).
create table message_event (
    message_id  uuid        not null,
    state       smallint    not null,
    at          timestamptz not null,
    provider_id text,
    error_code  text,
    error_text  text,
    details     jsonb,
    primary key (message_id, state)
) partition by range (message_id);

-- Maps a provider's id to our message; one row per segment, with a state of its own if there are several.
create table provider_ref (
    provider_id text     not null,
    provider    text     not null,
    message_id  uuid     not null,
    part        smallint not null default 1,
    parts       smallint not null default 1,
    state       smallint,
    primary key (provider_id, provider, message_id)
) partition by range (message_id);

-- Statuses received before the send response, or for messages that are not ours.
create table orphan_status (
    provider    text        not null,
    provider_id text        not null,
    state       smallint    not null,
    at          timestamptz not null,
    error_code  text,
    error_text  text,
    details     jsonb,
    received_at timestamptz not null default now(),
    primary key (provider, provider_id, state)
);
create index orphan_status_age on orphan_status (received_at);

-- The same key and body within 24 hours get the stored response.
create table idempotency_key (
    key_id     text        not null,
    key        text        not null,
    body_hash  bytea       not null,
    message_id uuid        not null,
    answer     json        not null,
    created_at timestamptz not null default now(),
    primary key (key_id, key)
);
create index idempotency_key_age on idempotency_key (created_at);

-- ------------------------------------------------------------------ dispatch
-- One row per message that is not dispatched yet. Only the head of a lane (the lowest seq of a sender and recipient) may
-- be claimed. state: 0 due, 1 claimed (the request may be in flight), 2 in doubt, 3 dispatched and blocking its lane
-- (ordered bulk). A status that proves that the provider has the message deletes its job, even while it is claimed.
create table dispatch_job (
    message_id   uuid primary key,
    seq          bigint      not null generated always as identity,
    account_id   uuid        not null,
    sender_id    uuid        not null,
    channel      text        not null,
    lane         bigint      not null,
    state        smallint    not null default 0,
    due_at       timestamptz not null default now(),
    expires_at   timestamptz not null,
    attempt      integer     not null default 0,
    throttles    integer     not null default 0,
    resends      integer     not null default 0,
    fence        bigint      not null default 0,
    leased_until timestamptz,
    lease_owner  text,
    hold_until   bigint,
    traceparent  text
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);
create index dispatch_job_lane on dispatch_job (lane, seq);
create index dispatch_job_due on dispatch_job (channel, due_at) where state = 0;
create index dispatch_job_lease on dispatch_job (leased_until) where state in (1, 3);
create index dispatch_job_doubt on dispatch_job (hold_until) where state = 2;

-- Milliseconds during which webhooks were received; the clock for resolving messages in doubt.
create table webhook_clock (
    one_row    boolean primary key default true check (one_row),
    healthy_ms bigint      not null default 0,
    beat_at    timestamptz not null default now()
);
insert into webhook_clock default values;

-- Progress of the consumer in each partition of the bus, for all instances.
create table webhook_beat (
    partition int         primary key,
    sent_at   timestamptz not null
);

-- ------------------------------------------------------------------- inbound
create table inbound_key (
    provider    text        not null,
    provider_id text        not null,
    inbound_id  uuid        not null,
    received_at timestamptz not null default now(),
    primary key (provider, provider_id)
);
create index inbound_key_age on inbound_key (received_at);

create table inbound_message (
    id          uuid        not null,
    account_id  uuid        not null,
    sender_id   uuid        not null,
    channel     text        not null,
    person      text        not null,
    public_id   text        not null,
    content     jsonb       not null,
    details     jsonb,
    at          timestamptz not null,
    received_at timestamptz not null default now(),
    primary key (id)
) partition by range (id);

-- Events that cannot be processed (dead letters), kept for operators and later releases.
create table parked_event (
    id          text primary key,
    source      text        not null,
    reason      text        not null,
    payload     text        not null,
    traceparent text,
    parked_at   timestamptz not null default now()
);

-- ----------------------------------------------------------------- callbacks
-- state: 0 due, 1 claimed, 2 exhausted. Delivered callbacks are deleted.
create table callback_job (
    id           uuid primary key,
    account_id   uuid        not null,
    sender_id    uuid,
    message_id   uuid,
    kind         smallint    not null,
    channel      text        not null,
    event        text        not null,
    url_override text,
    body         text        not null,
    state        smallint    not null default 0,
    due_at       timestamptz not null default now(),
    attempt      integer     not null default 0,
    fence        bigint      not null default 0,
    leased_until timestamptz,
    lease_owner  text,
    last_status  smallint,
    last_error   text,
    traceparent  text,
    created_at   timestamptz not null default now()
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);
create index callback_job_due on callback_job (due_at) where state = 0;
create index callback_job_lease on callback_job (leased_until) where state = 1;
create index callback_job_exhausted on callback_job (account_id, created_at) where state = 2;

-- -------------------------------------------------------------------- outbox
create table outbox (
    id         uuid primary key,
    topic      text        not null,
    key        text        not null,
    payload    text        not null,
    headers    jsonb       not null default '{}',
    created_at timestamptz not null default now()
);

-- ---------------------------------------------------------------- partitions
-- Monthly partitions of all tables keyed by a message's id, created in advance.
create function ensure_partitions(from_month date, months integer) returns void language plpgsql as $$
declare
    parent text;
    start  timestamptz;
    name   text;
begin
    for i in 0 .. months - 1 loop
        start := (date_trunc('month', from_month) + make_interval(months => i)) at time zone 'UTC';
        foreach parent in array array ['message', 'message_event', 'provider_ref', 'inbound_message'] loop
            name := parent || to_char(start at time zone 'UTC', '_YYYYMM');
            if to_regclass(name) is null then
                execute format('create table %I partition of %I for values from (%L) to (%L)',
                    name, parent, uuid_at(start), uuid_at(start + interval '1 month'));
            end if;
        end loop;
    end loop;
end
$$;
select ensure_partitions((now() - interval '1 month')::date, 4);
