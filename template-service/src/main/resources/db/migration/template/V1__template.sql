-- Schema of template-service.

-- Events that cannot be processed (dead letters), kept for operators and later releases.
create table parked_event (
    id          text primary key,
    source      text        not null,
    reason      text        not null,
    payload     text        not null,
    traceparent text,
    parked_at   timestamptz not null default now()
);
