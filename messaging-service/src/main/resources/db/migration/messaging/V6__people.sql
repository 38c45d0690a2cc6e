-- A person may delete a message: its content is deleted, its row is kept.
alter table inbound_message add column deleted_at timestamptz;

-- What providers report about people besides their number. person is their id for customers: the number, or the
-- provider's user id if the number is hidden. changed_at uses the provider's clock, so that late reports change nothing.
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
