-- The life cycle of templates.

-- Facts for other services. A row without a payload removes the key from the compacted topic.
create table outbox (
    id         uuid primary key,
    topic      text        not null,
    key        text        not null,
    payload    text,
    headers    jsonb       not null default '{}',
    created_at timestamptz not null default now()
);

-- One template: a name of a WhatsApp account. All changes of its localizations lock this row.
create table whatsapp_template (
    id                    uuid primary key,
    account_id            uuid        not null,
    whatsapp_account_id   uuid        not null,
    waba_id               text        not null,
    name                  text        not null,
    category              text        not null,
    allow_category_change boolean     not null,
    created_at            timestamptz not null,
    -- Set when the customer, or Meta, deletes the template; its name is locked from then on.
    deleted_at            timestamptz,
    locked_until          timestamptz,
    -- When the name became usable again; such a row is replaced by a new template of the name.
    released_at           timestamptz,
    unique (whatsapp_account_id, name)
);
create index on whatsapp_template (locked_until) where locked_until is not null and released_at is null;

-- A template in one language: one object of Meta's.
create table template_localization (
    id              uuid primary key,
    template_id     uuid        not null references whatsapp_template on delete cascade,
    -- As the customer wrote it, and as Meta writes it.
    language        text        not null,
    meta_language   text        not null,
    category        text        not null,
    -- The contract's JSON, and what a message has to provide.
    components      text        not null,
    shape           text        not null,
    ttl_seconds     integer,
    user_context    text,
    meta_id         text,
    status          text        not null,
    -- Meta's own words.
    meta_status     text,
    reason          text,
    quality         text,
    quality_reasons text,
    expires_at      timestamptz,
    -- Times of the newest webhook about each property, and start of the newest read that changed something.
    status_at       timestamptz,
    category_at     timestamptz,
    quality_at      timestamptz,
    components_at   timestamptz,
    read_at         timestamptz,
    version         bigint      not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (template_id, meta_language)
);
create index on template_localization (meta_id) where meta_id is not null;

-- Every transition, also those between states of Meta's that are one state in the contract.
create table template_history (
    id              uuid primary key,
    localization_id uuid        not null references template_localization on delete cascade,
    at              timestamptz not null,
    old_status      text,
    new_status      text        not null,
    meta_status     text,
    cause           text        not null,
    reason          text
);
create index on template_history (localization_id);

-- Localizations to be submitted to Meta, or to be deleted there.
create table submission_job (
    localization_id uuid primary key references template_localization on delete cascade,
    due_at          timestamptz not null default now(),
    leased_until    timestamptz,
    fence           bigint      not null default 0,
    attempt         int         not null default 0,
    -- Increases when the job is requested again, so that a result of an older request does not complete it.
    revision        bigint      not null default 0
);
create index on submission_job (due_at);

-- When the templates of each WhatsApp account are compared with Meta's again.
create table reconcile_schedule (
    id           uuid primary key,
    due_at       timestamptz not null default now(),
    leased_until timestamptz,
    failures     int         not null default 0
);
