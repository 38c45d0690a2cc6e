-- Indexes in which a person or a context comes before the sender: the senders of a person's messages are found by jumps from one to
-- the next, so that a search over thousands of senders reads as little as one over a few.
create index message_person on message (recipient collate "C", sender_id, id);
create index message_user_context on message (user_context collate "C", sender_id, id) where user_context is not null;
create index inbound_message_author on inbound_message (person collate "C", sender_id, id);
drop index message_recipient;
drop index message_context;
drop index inbound_message_person;
