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

-- Provider handles of uploaded files. state: 0 uploading, 1 uploaded.
create table media_handle (
    media_id     uuid        not null references media on delete cascade,
    sender       text        not null,
    state        smallint    not null default 0,
    handle       text,
    fence        bigint      not null default 0,
    leased_until timestamptz,
    expires_at   timestamptz,
    primary key (media_id, sender)
);

-- Pending downloads of files of inbound messages. state: 0 due, 1 claimed.
create table media_job (
    media_id     uuid primary key references media on delete cascade,
    sender_id    uuid        not null,
    source       text        not null,
    kind         text        not null,
    sha256       bytea,
    state        smallint    not null default 0,
    due_at       timestamptz not null default now(),
    attempt      integer     not null default 0,
    fence        bigint      not null default 0,
    leased_until timestamptz,
    lease_owner  text,
    created_at   timestamptz not null default now()
) with (fillfactor = 70);
create index media_job_due on media_job (due_at) where state = 0;
create index media_job_lease on media_job (leased_until) where state = 1;
