-- An event's "at" is the published time: never before the event that it follows. The provider's own time is stored if it
-- differs.
alter table message_event add column provider_at timestamptz;

-- When the last request to the provider started, and why the message waits for the next one (WaitingReason), since when,
-- and the provider's error. The reason is null while the message only waits for its turn.
alter table dispatch_job
    add column attempted_at   timestamptz,
    add column waiting_reason smallint,
    add column waiting_since  timestamptz,
    add column waiting_code   text,
    add column waiting_text   text;

-- Data of a status besides the id, to match it with messages in doubt: our identity and the person without a leading +,
-- the reference of our submit, and length and digest of the beginning of the text.
alter table orphan_status
    add column identity  text,
    add column recipient text,
    add column reference integer,
    add column excerpt   text;
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
