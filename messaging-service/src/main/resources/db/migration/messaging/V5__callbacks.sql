-- A callback as it is sent: written once, with its event, and never updated, so that it can be replayed with the same id
-- and bytes long after its delivery. Pending work is a callback_job; a callback without one was delivered.
create table callback (
    id           uuid     not null,
    account_id   uuid     not null,
    sender_id    uuid,
    message_id   uuid,
    kind         smallint not null,
    channel      text     not null,
    event        text     not null,
    url_override text,
    body         text     not null,
    traceparent  text,
    primary key (id)
) partition by range (id);
create index callback_message on callback (message_id);

-- Logged attempts: failed ones, and the successful one after failures.
create table callback_attempt (
    callback_id uuid        not null,
    at          timestamptz not null,
    attempt     integer     not null,
    status      smallint,
    error       text,
    duration_ms integer     not null,
    endpoint    text
) partition by range (callback_id);
create index callback_attempt_call on callback_attempt (callback_id, at);

-- Now for all partitioned tables, without listing them.
create or replace function ensure_partitions(from_month date, months integer) returns void language plpgsql as $$
declare
    parent text;
    start  timestamptz;
    name   text;
begin
    for i in 0 .. months - 1 loop
        start := (date_trunc('month', from_month) + make_interval(months => i)) at time zone 'UTC';
        for parent in select relname from pg_class
                       where relkind = 'p' and relnamespace = current_schema()::regnamespace order by relname loop
            name := parent || to_char(start at time zone 'UTC', '_YYYYMM');
            if to_regclass(name) is null then
                execute format('create table %I partition of %I for values from (%L) to (%L)',
                    name, parent, uuid_at(start), uuid_at(start + interval '1 month'));
            end if;
        end loop;
    end loop;
end
$$;
select ensure_partitions((now() - interval '2 months')::date, 5);

insert into callback (id, account_id, sender_id, message_id, kind, channel, event, url_override, body, traceparent)
select id, account_id, sender_id, message_id, kind, channel, event, url_override, body, traceparent from callback_job;

-- state: 0 due, 1 claimed, 2 exhausted, 3 parked until its endpoint has capacity (lane: key of the endpoint).
alter table callback_job
    drop column sender_id, drop column message_id, drop column kind, drop column channel, drop column event,
    drop column url_override, drop column body, drop column traceparent,
    add column lane bigint;
create index callback_job_held on callback_job (lane, due_at) where state = 3;

-- The previous signature secret, encrypted like the current one; callbacks are signed with both until it expires.
alter table callback_setting add column old_secret text, add column old_secret_until timestamptz;
