-- Encryption of Flows by the platform.

-- A WhatsApp number for which the platform decrypts. All changes of its keys lock this row.
create table endpoint_number (
    sender_id           uuid primary key,
    account_id          uuid   not null,
    whatsapp_account_id uuid   not null,
    -- Meta's id.
    phone_number_id     text   not null,
    version             bigint not null,
    -- One new key at a time; the database's clock.
    busy_until          timestamptz,
    fence               bigint not null default 0
);
create index on endpoint_number (whatsapp_account_id);

-- A key pair of a number.
create table endpoint_key (
    id          uuid primary key,
    sender_id   uuid        not null references endpoint_number on delete cascade,
    -- PEM, as Meta has it.
    public_key  text        not null,
    -- Encrypted with the key-encryption key of the deployment.
    private_key text        not null,
    state       text        not null,
    created_at  timestamptz not null,
    -- Set when Meta has got another key.
    valid_until timestamptz
);
create index on endpoint_key (sender_id);

-- The secrets that sign requests to the endpoints of an account's teams; encrypted as private keys are.
create table endpoint_secret (
    account_id      uuid primary key,
    current_secret  text   not null,
    previous_secret text,
    previous_until  timestamptz,
    version         bigint not null
);
