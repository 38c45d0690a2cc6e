-- Persons and contexts are random. An index of a month that begins with them is written at another page for each message, so a
-- message cost the more the more were stored in its month. Now the period in which the id was created comes first: the pages
-- that are written are those of the current period, whatever the history. A search reads period after period.

-- The first 22 bits of an id, which count periods of 2^26 ms, 18.6 hours.
create function id_period(id uuid) returns integer language sql immutable parallel safe
return (get_byte(uuid_send(id), 0) << 14) | (get_byte(uuid_send(id), 1) << 6) | (get_byte(uuid_send(id), 2) >> 2);

-- The smallest id of a period.
create function period_start(period integer) returns uuid language sql immutable parallel safe
return (lpad(to_hex(period::bigint << 26), 12, '0') || repeat('0', 20))::uuid;

create index message_person_in_period on message (id_period(id), recipient collate "C", id);
create index message_context_in_period on message (id_period(id), user_context collate "C", id)
  where user_context is not null;
create index inbound_message_person_in_period on inbound_message (id_period(id), person collate "C", id);
drop index message_person;
drop index message_user_context;
drop index inbound_message_author;
