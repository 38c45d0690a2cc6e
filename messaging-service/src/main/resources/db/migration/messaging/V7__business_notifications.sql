-- Processed changes of accounts, numbers and templates, for deduplication.
create table business_event (
    id          uuid primary key,
    received_at timestamptz not null default now()
);
create index business_event_age on business_event (received_at);

-- The last reported values of numbers and accounts, so that the next change can include the old value.
create table business_value (
    subject  text        not null,
    property text        not null,
    value    text        not null,
    at       timestamptz not null,
    primary key (subject, property)
);
