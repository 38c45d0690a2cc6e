-- Sent messages of all senders.
select m.id, false as inbound, row_number() over (order by m.id :order) = :step::int as is_last
from (
  select m.id from :messages
  where m.id >= :from_id::uuid and m.id < :to_id::uuid
  order by m.id :order limit :step::int) m
