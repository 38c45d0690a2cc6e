-- The transactional outbox of one service. Each service copies this table into its first migration.
create table outbox (
    id         uuid primary key,
    topic      text        not null,
    key        text        not null,
    payload    text        not null,
    headers    jsonb       not null default '{}',
    created_at timestamptz not null default now()
);
