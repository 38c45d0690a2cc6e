-- Sent messages of each sender with one context; see sent-by-sender.sql.
select m.id, false as inbound, m.is_last
from :sent_senders
cross join lateral (
  select m.id,
    row_number() over (order by m.user_context collate "C" :order, m.sender_id :order, m.id :order) = :step::int
      as is_last
  from (
    select m.sender_id, m.user_context, m.id from :messages
    where m.user_context is not null
      and (m.user_context collate "C", m.sender_id, m.id) >= (:context::text, s.id, :from_id::uuid)
      and (m.user_context collate "C", m.sender_id, m.id) < (:context::text, s.id, :to_id::uuid)
      and m.id >= :from_month::uuid and m.id < :to_month::uuid
    order by m.user_context collate "C" :order, m.sender_id :order, m.id :order limit :step::int) m) m
