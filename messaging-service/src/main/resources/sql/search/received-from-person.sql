-- Messages that each sender received from one person; see sent-by-sender.sql.
select i.id, true as inbound, i.is_last
from :received_senders
cross join lateral (
  select i.id,
    row_number() over (order by i.person collate "C" :order, i.sender_id :order, i.id :order) = :step::int as is_last
  from (
    select i.sender_id, i.person, i.id from :inbound_messages
    where (i.person collate "C", i.sender_id, i.id) >= (:author::text, s.id, :from_id::uuid)
      and (i.person collate "C", i.sender_id, i.id) < (:author::text, s.id, :to_id::uuid)
      and i.id >= :from_month::uuid and i.id < :to_month::uuid
    order by i.person collate "C" :order, i.sender_id :order, i.id :order limit :step::int) i) i
