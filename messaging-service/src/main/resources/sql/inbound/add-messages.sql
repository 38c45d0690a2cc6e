-- Stores messages whose deduplication key is new. Ordered to avoid deadlocks.
with given as materialized (
  select id, provider, provider_id, account_id, sender_id, channel, person, public_id, content, details, at
  from :inbound_messages
), fresh as (
  insert into inbound_key (provider, provider_id, inbound_id)
  select provider, provider_id, id from given order by provider, provider_id
  on conflict do nothing
  returning inbound_id
)
insert into inbound_message (id, account_id, sender_id, channel, person, public_id, content, details, at)
select g.id, g.account_id, g.sender_id, g.channel, g.person, g.public_id, g.content, g.details, g.at
from fresh f join given g on g.id = f.inbound_id
returning id
