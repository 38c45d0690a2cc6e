-- Sent messages of each sender to one person; see sent-by-sender.sql.
select m.id, false as inbound, m.is_last
from :sent_senders
cross join lateral (
  select m.id,
    row_number() over (order by m.recipient collate "C" :order, m.sender_id :order, m.id :order) = :step::int as is_last
  from (
    select m.sender_id, m.recipient, m.id from :messages
    where (m.recipient collate "C", m.sender_id, m.id) >= (:recipient::text, s.id, :from_id::uuid)
      and (m.recipient collate "C", m.sender_id, m.id) < (:recipient::text, s.id, :to_id::uuid)
      and m.id >= :from_month::uuid and m.id < :to_month::uuid
    order by m.recipient collate "C" :order, m.sender_id :order, m.id :order limit :step::int) m) m
