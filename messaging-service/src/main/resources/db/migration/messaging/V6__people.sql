-- A person may take a message back: its content goes, and that it was there stays.
alter table inbound_message add column deleted_at timestamptz;

-- What networks tell of people beside their number. person is how customers know them: the number, or the network's user
-- id of those who keep their number back. changed_at is by the network's clock, so that what is told late changes nothing.
create table contact (
    account_id     uuid        not null,
    channel        text        not null,
    person         text        not null generated always as (coalesce(phone, user_id)) stored,
    phone          text,
    user_id        text,
    parent_user_id text,
    username       text,
    identity_hash  text,
    previous_phone text,
    changed_at     timestamptz not null,
    primary key (account_id, channel, person)
);
create index contact_user_id on contact (account_id, channel, user_id);
create index contact_age on contact (changed_at);
