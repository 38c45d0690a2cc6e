-- Messages that all senders received.
select i.id, true as inbound, row_number() over (order by i.id :order) = :step::int as is_last
from (
  select i.id from :inbound_messages
  where i.id >= :from_id::uuid and i.id < :to_id::uuid
  order by i.id :order limit :step::int) i
