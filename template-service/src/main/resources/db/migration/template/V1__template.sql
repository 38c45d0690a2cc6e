-- Schema of template-service.

-- What nobody here understands yet, kept for people and for later releases.
create table parked_event (
    id          text primary key,
    source      text        not null,
    reason      text        not null,
    payload     text        not null,
    traceparent text,
    parked_at   timestamptz not null default now()
);
