-- Changes of accounts, numbers and templates that customers were told of, each once.
create table business_event (
    id          uuid primary key,
    received_at timestamptz not null default now()
);
create index business_event_age on business_event (received_at);

-- What a number or an account was last said to be, so that its next change can say what was there before.
create table business_value (
    subject  text        not null,
    property text        not null,
    value    text        not null,
    at       timestamptz not null,
    primary key (subject, property)
);
