-- Messages that each sender received from one person; see sent-by-sender.sql.
select i.id, true as inbound, i.is_last
from unnest(:received_by::uuid[]) as s (id)
cross join lateral (
  select i.id,
    row_number() over (order by i.sender_id :order, i.person collate "C" :order, i.id :order) = :step::int as is_last
  from (
    select i.sender_id, i.person, i.id from :inbound_messages
    where (i.sender_id, i.person collate "C", i.id) >= (s.id, :author::text, :from_id::uuid)
      and (i.sender_id, i.person collate "C", i.id) < (s.id, :author::text, :to_id::uuid)
      and i.id >= :from_month::uuid and i.id < :to_month::uuid
    order by i.sender_id :order, i.person collate "C" :order, i.id :order limit :step::int) i) i
