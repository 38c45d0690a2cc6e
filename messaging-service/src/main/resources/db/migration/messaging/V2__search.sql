-- Indexes for searches of messages. Each part of an index (a sender, a sender and a person) is in the order of time, so
-- that a page reads the beginning of a part only. Texts are compared byte by byte, which is cheaper than by a locale.
create index message_sender on message (sender_id, id);
create index message_recipient on message (sender_id, recipient collate "C", id);
create index message_context on message (sender_id, user_context collate "C", id) where user_context is not null;
create index message_event_failure on message_event (message_id, state) where state in ('channel_failed', 'failed');
create index inbound_message_sender on inbound_message (sender_id, id);
create index inbound_message_person on inbound_message (sender_id, person collate "C", id);
