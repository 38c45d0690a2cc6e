-- Schema of messaging-service. Ids are UUIDv7 and contain a time stamp, so message and its children are partitioned by
-- id, retention drops partitions, and the cost of a message does not grow with the history.

create function uuid_at(t timestamptz) returns uuid language sql immutable parallel safe as $$
    select (lpad(to_hex((extract(epoch from t) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- States by name. PostgreSQL sorts and compares them in this order, which is that of the Java enums. A new state is added
-- by "alter type … add value"; its first use belongs in a later migration.
create type message_state as enum
    ('unknown', 'accepted', 'dispatched', 'channel_failed', 'failed', 'delivered', 'seen', 'deleted');
create type dispatch_job_state as enum ('due', 'claimed', 'in_doubt', 'holds_lane');
create type waiting_reason as enum
    ('throttled', 'recipient_throttled', 'provider_unavailable', 'not_connected', 'media', 'in_doubt',
     'circuit_breaker_open', 'previous_message', 'provider_response', 'queue');

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
-- One row per account or sender with settings; settings has the contract's objects. old_secret is the previous
-- signature secret, encrypted like the current one; callbacks are signed with both until it expires.
create table callback_setting (
    owner_id         uuid primary key,
    account_id       uuid        not null references account,
    settings         jsonb       not null,
    old_secret       text,
    old_secret_until timestamptz,
    updated_at       timestamptz not null default clock_timestamp()
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
    segments        smallint,
    segments_done   smallint    not null default 0,
    encoding        text,
    price           numeric(12, 6),
    currency        char(3),
    primary key (id)
) partition by range (id);

-- Events of a message after it was accepted: an append-only set; the state is the join of its members (MessageState).
-- at is the published time: never before the event that it follows. provider_at is the provider's own time if it
-- differs.
create table message_event (
    message_id  uuid          not null,
    state       message_state not null,
    at          timestamptz   not null,
    provider_at timestamptz,
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
    state       message_state,
    primary key (provider_id, provider, message_id)
) partition by range (message_id);

-- Statuses received before the send response, or for messages that are not ours. alternatives are other forms of the
-- id; parts is the number of segments that the status covers. identity, recipient (without a leading +), reference
-- (that of our submit) and excerpt (length and digest of the beginning of the text) match it with messages in doubt.
create table orphan_status (
    provider     text          not null,
    provider_id  text          not null,
    state        message_state not null,
    at           timestamptz   not null,
    error_code   text,
    error_text   text,
    details      jsonb,
    alternatives text[],
    parts        smallint    not null default 1,
    identity     text,
    recipient    text,
    reference    integer,
    excerpt      text,
    received_at  timestamptz not null default now(),
    primary key (provider, provider_id, state)
);
create index orphan_status_age on orphan_status (received_at);
create index orphan_status_pair on orphan_status (recipient, identity) where recipient is not null;

-- Submissions whose provider id is unknown: their statuses may arrive at any time and cannot be matched. While a row
-- exists, no status without a reference resolves a message in doubt of the same pair.
create table unknown_submission (
    recipient  text        not null,
    identity   text        not null,
    channel    text        not null,
    message_id uuid        not null,
    at         timestamptz not null default now(),
    primary key (recipient, identity, channel, message_id)
);
create index unknown_submission_age on unknown_submission (at);

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
-- One row per message that is not dispatched yet. Only the head of a lane (the lowest seq of a sender and recipient)
-- may be claimed. state claimed: the request may be in flight; holds_lane: dispatched, and the next message of its bulk
-- waits. A status that proves that the provider has the message deletes its job, even while it is claimed. holds: all
-- messages of a bulk except the last block their lane after dispatch until they were delivered, failed or timed out
-- (state holds_lane, leased_until). attempted_at is the start of the last request to the provider;
-- waiting_reason (WaitingReason), waiting_since and the provider's error say why the message waits for the next one,
-- and are null while it only waits for its turn.
create table dispatch_job (
    message_id     uuid primary key,
    seq            bigint             not null generated always as identity,
    account_id     uuid               not null,
    sender_id      uuid               not null,
    channel        text               not null,
    lane           bigint             not null,
    state          dispatch_job_state not null default 'due',
    due_at         timestamptz        not null default now(),
    expires_at     timestamptz        not null,
    attempt        integer            not null default 0,
    throttles      integer            not null default 0,
    resends        integer            not null default 0,
    fence          bigint             not null default 0,
    leased_until   timestamptz,
    lease_owner    text,
    hold_until     bigint,
    holds          boolean            not null default false,
    attempted_at   timestamptz,
    waiting_reason waiting_reason,
    waiting_since  timestamptz,
    waiting_code   text,
    waiting_text   text,
    traceparent    text
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);
create index dispatch_job_lane on dispatch_job (lane, seq);
create index dispatch_job_due on dispatch_job (channel, due_at) where state = 'due';
create index dispatch_job_lease on dispatch_job (leased_until) where state in ('claimed', 'holds_lane');
create index dispatch_job_doubt on dispatch_job (hold_until) where state = 'in_doubt';

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

-- A person may delete a message: its content is deleted, its row is kept (deleted_at).
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
    deleted_at  timestamptz,
    primary key (id)
) partition by range (id);

-- What providers report about people besides their number. person is their id for customers: the number, or the
-- provider's user id if the number is hidden. changed_at uses the provider's clock, so that late reports change
-- nothing.
create table contact (
    account_id     uuid        not null,
    channel        text        not null,
    person         text        not null generated always as (coalesce(phone, user_id)) stored,
    phone          text,
    user_id        text,
    parent_user_id text,
    username       text,
    identity_hash  text,
    previous_phone text,
    changed_at     timestamptz not null,
    primary key (account_id, channel, person)
);
create index contact_user_id on contact (account_id, channel, user_id);
create index contact_age on contact (changed_at);

-- Events that cannot be processed (dead letters), kept for operators and later releases. They are deleted by age, and
-- above a maximum count.
create table parked_event (
    id          text primary key,
    source      text        not null,
    reason      text        not null,
    payload     text        not null,
    traceparent text,
    parked_at   timestamptz not null default now()
);
create index parked_event_age on parked_event (parked_at);

-- ----------------------------------------------------------- inbound segments
-- Segments of incomplete inbound texts. Each is acknowledged after it was stored. locking_shift and
-- single_shift are the languages of the shift tables (3GPP TS 23.038) in its header; 0 for the default tables.
create table sms_part (
    smsc          text        not null,
    person        text        not null,
    identity      text        not null,
    reference     integer     not null,
    total         smallint    not null,
    number        smallint    not null,
    coding        smallint    not null,
    locking_shift smallint    not null default 0,
    single_shift  smallint    not null default 0,
    octets        bytea       not null,
    at            timestamptz not null default now(),
    primary key (smsc, person, identity, reference, total, number)
);

-- Digests of the segments of completed texts, so that a repeated segment does not start a new text.
create table sms_part_taken (
    smsc      text        not null,
    person    text        not null,
    identity  text        not null,
    reference integer     not null,
    total     smallint    not null,
    number    smallint    not null,
    digest    bytea       not null,
    at        timestamptz not null default now(),
    primary key (smsc, person, identity, reference, total, number)
);
create index sms_part_taken_age on sms_part_taken (at);

-- --------------------------------------------------------------------- media
create type media_kind as enum ('image', 'video', 'audio', 'document', 'sticker');
create type media_job_state as enum ('due', 'claimed');
create type media_handle_state as enum ('uploading', 'uploaded');

-- Files: uploads of customers and files of inbound messages. The bytes are in the store, under the same id.
-- size is null until the bytes are stored; failure is the reason of a failed download.
create table media (
    id           uuid primary key,
    account_id   uuid        not null,
    inbound      boolean     not null,
    content_type text        not null,
    file_name    text,
    size         bigint,
    sha256       bytea,
    one_time     boolean     not null default false,
    used_by      uuid,
    failure      text,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz
);
create index media_account on media (account_id, id) where not inbound;
create index media_expiry on media (expires_at) where expires_at is not null;
create index media_used on media (used_by) where used_by is not null;

-- Total size of each account's uploads, updated by every statement that adds or removes one.
create table media_usage (
    account_id uuid primary key,
    bytes      bigint not null
);

-- Provider handles of files.
create table media_handle (
    media_id     uuid               not null references media on delete cascade,
    sender       text               not null,
    state        media_handle_state not null default 'uploading',
    handle       text,
    fence        bigint             not null default 0,
    leased_until timestamptz,
    expires_at   timestamptz,
    primary key (media_id, sender)
);

-- Pending downloads of files of inbound messages.
create table media_job (
    media_id     uuid primary key references media on delete cascade,
    sender_id    uuid            not null,
    source       text            not null,
    kind         media_kind      not null,
    sha256       bytea,
    state        media_job_state not null default 'due',
    due_at       timestamptz     not null default now(),
    attempt      integer         not null default 0,
    fence        bigint          not null default 0,
    leased_until timestamptz,
    lease_owner  text,
    created_at   timestamptz     not null default now()
) with (fillfactor = 70);
create index media_job_due on media_job (due_at) where state = 'due';
create index media_job_lease on media_job (leased_until) where state = 'claimed';

-- ----------------------------------------------------------------- callbacks
create type callback_kind as enum ('status', 'inbound', 'business');
-- A callback as it is sent: written once, with its event, and never updated, so that it can be replayed with the same
-- id and bytes long after its delivery. Pending work is a callback_job; a callback without one was delivered.
create table callback (
    id           uuid     not null,
    account_id   uuid     not null,
    sender_id    uuid,
    message_id   uuid,
    kind         callback_kind not null,
    channel      text     not null,
    event        text     not null,
    url_override text,
    body         text     not null,
    traceparent  text,
    primary key (id)
) partition by range (id);
create index callback_message on callback (message_id);

-- Logged attempts: failed ones, and the successful one after failures. response is the beginning of a failure's body.
create table callback_attempt (
    callback_id uuid        not null,
    at          timestamptz not null,
    attempt     integer     not null,
    status      smallint,
    error       text,
    duration_ms integer     not null,
    endpoint    text,
    response    text
) partition by range (callback_id);
create index callback_attempt_call on callback_attempt (callback_id, at);

-- Callbacks that are not delivered; delivered ones are deleted. parked: waits until its endpoint has capacity
-- (endpoint_key: hash of the endpoint). suspended: not attempted while its endpoint is disabled.
create type callback_job_state as enum ('due', 'claimed', 'exhausted', 'parked', 'suspended');
create table callback_job (
    id           uuid primary key,
    account_id   uuid        not null,
    state        callback_job_state not null default 'due',
    endpoint_key bigint,
    due_at       timestamptz not null default now(),
    attempts     integer     not null default 0,
    fence        bigint      not null default 0,
    leased_until timestamptz,
    lease_owner  text,
    last_status  smallint,
    last_error   text,
    created_at   timestamptz not null default now()
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);
create index callback_job_due on callback_job (due_at) where state = 'due';
create index callback_job_lease on callback_job (leased_until) where state = 'claimed';
create index callback_job_exhausted on callback_job (account_id, created_at) where state = 'exhausted';
create index callback_job_parked on callback_job (endpoint_key, due_at) where state = 'parked';
create index callback_job_suspended on callback_job (account_id, endpoint_key, id) where state = 'suspended';

-- Endpoints that fail, as accounts use them. A success deletes the row. disabled_at: all calls have failed for long, so
-- they are not attempted any more.
create table callback_endpoint (
    id            uuid        primary key,
    account_id    uuid        not null,
    endpoint_key  bigint      not null,
    url           text        not null,
    failing_since timestamptz not null,
    last_failure  timestamptz not null,
    disabled_at   timestamptz,
    unique (account_id, endpoint_key)
);

-- -------------------------------------------------------------- notifications
-- Processed changes of accounts, numbers and templates, for deduplication.
create table business_event (
    id          uuid primary key,
    received_at timestamptz not null default now()
);
create index business_event_age on business_event (received_at);

-- The last published values of numbers and accounts, so that the next change can include the old value. observed: we
-- found the value by comparison, and the provider has not reported it yet.
create table business_value (
    subject  text        not null,
    property text        not null,
    value    text        not null,
    at       timestamptz not null,
    observed boolean     not null default false,
    primary key (subject, property)
);

-- --------------------------------------------------------- WhatsApp accounts
-- What Meta knows about WhatsApp accounts and numbers; which of them a customer has, the directory states. Values are
-- Meta's. read_at: start of the call that read them, null if only a webhook has reported any. changed_at: time of the
-- last webhook whose values were stored, by Meta's clock.
create table whatsapp_account_detail (
    id                   uuid primary key,
    name                 text,
    business_id          text,
    business_name        text,
    template_namespace   text,
    on_behalf_status     text,
    review_status        text,
    read_at              timestamptz,
    changed_at           timestamptz
);

create table whatsapp_number_detail (
    phone_number_id      text primary key,
    display_phone_number text,
    verified_name        text,
    quality_rating       text,
    status               text,
    name_status          text,
    messaging_tier       text,
    business_limit       text,
    official             boolean,
    read_at              timestamptz,
    changed_at           timestamptz
);

-- Copies of profiles and commerce settings, in Meta's format. …_read_at: start of the call that read the copy.
-- changed_at: the last change through us; copies that were read before are not used.
create table whatsapp_number_setting (
    phone_number_id      text primary key,
    profile              jsonb,
    profile_read_at      timestamptz,
    commerce             jsonb,
    commerce_read_at     timestamptz,
    changed_at           timestamptz
);

-- When the details of a WhatsApp account, or of a number without one, are read from Meta again. failures: failed reads
-- since the last successful one.
create table whatsapp_refresh (
    id           uuid primary key,
    due_at       timestamptz not null default now(),
    failures     integer     not null default 0,
    leased_until timestamptz
);

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
-- Monthly partitions of all partitioned tables, created in advance.
create function ensure_partitions(from_month date, months integer) returns void language plpgsql as $$
declare
    parent text;
    start  timestamptz;
    name   text;
begin
    for i in 0 .. months - 1 loop
        start := (date_trunc('month', from_month) + make_interval(months => i)) at time zone 'UTC';
        for parent in select relname from pg_class
                       where relkind = 'p' and relnamespace = current_schema()::regnamespace order by relname loop
            name := parent || to_char(start at time zone 'UTC', '_YYYYMM');
            if to_regclass(name) is null then
                execute format('create table %I partition of %I for values from (%L) to (%L)',
                    name, parent, uuid_at(start), uuid_at(start + interval '1 month'));
            end if;
        end loop;
    end loop;
end
$$;
select ensure_partitions((now() - interval '2 months')::date, 5);
