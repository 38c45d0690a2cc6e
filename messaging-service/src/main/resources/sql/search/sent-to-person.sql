-- Sent messages of each sender to one person; see sent-by-sender.sql.
select m.id, false as inbound, m.is_last
from unnest(:sent_by::uuid[]) as s (id)
cross join lateral (
  select m.id,
    row_number() over (order by m.sender_id :order, m.recipient collate "C" :order, m.id :order) = :step::int as is_last
  from (
    select m.sender_id, m.recipient, m.id from :messages
    where (m.sender_id, m.recipient collate "C", m.id) >= (s.id, :recipient::text, :from_id::uuid)
      and (m.sender_id, m.recipient collate "C", m.id) < (s.id, :recipient::text, :to_id::uuid)
      and m.id >= :from_month::uuid and m.id < :to_month::uuid
    order by m.sender_id :order, m.recipient collate "C" :order, m.id :order limit :step::int) m) m
