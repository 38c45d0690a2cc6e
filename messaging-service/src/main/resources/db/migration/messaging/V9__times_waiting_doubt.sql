-- An event's "at" is what everybody reads: never before the event that it follows. The provider's own time is kept where it
-- differs.
alter table message_event add column provider_at timestamptz;

-- When the last call to the provider began, and why the message waits for the next (WaitingReason); since when, and what
-- the provider said. The reason is null while nothing but its turn keeps it.
alter table dispatch_job
    add column attempted_at   timestamptz,
    add column waiting_reason smallint,
    add column waiting_since  timestamptz,
    add column waiting_code   text,
    add column waiting_text   text;

-- What a status says of its message beside the id, so that it can be compared with messages in doubt: our identity and the
-- person without a leading +, the reference of our submit, and length and digest of the begin of the text.
alter table orphan_status
    add column identity  text,
    add column recipient text,
    add column reference integer,
    add column excerpt   text;
create index orphan_status_pair on orphan_status (recipient, identity) where recipient is not null;

-- Submissions whose provider's id we never learned: a status of theirs may come at any time and names no message. As long
-- as one is known here, no status without a reference settles a doubt of the same pair.
create table unknown_submission (
    recipient  text        not null,
    identity   text        not null,
    channel    text        not null,
    message_id uuid        not null,
    at         timestamptz not null default now(),
    primary key (recipient, identity, channel, message_id)
);
create index unknown_submission_age on unknown_submission (at);
