-- What operators see of messages besides their events, and of the instances.

-- Logged attempts to submit a message: those that the provider did not accept and the accepted one after them, or all
-- (parley.dispatch.log). endpoint, request and response are what was exchanged with the provider: without headers and
-- so without credentials, and cut to a maximum length. status is that of HTTP.
create type submit_outcome as enum ('accepted', 'rejected', 'deferred', 'throttled', 'in_doubt');
create table dispatch_attempt (
    message_id  uuid           not null,
    at          timestamptz    not null,
    attempt     integer        not null,
    outcome     submit_outcome not null,
    duration_ms integer        not null,
    endpoint    text,
    status      smallint,
    request     text,
    response    text,
    error_code  text,
    error_text  text
) partition by range (message_id);
create index dispatch_attempt_message on dispatch_attempt (message_id, at);

-- What each instance reports about itself every few seconds while the console is enabled: its connections and circuit
-- breakers, which are in its memory only.
create table instance_report (
    instance    text        primary key,
    reported_at timestamptz not null default now(),
    report      jsonb       not null
);

select ensure_partitions((now() - interval '2 months')::date, 5);
