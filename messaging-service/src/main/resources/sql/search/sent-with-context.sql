-- Sent messages of each sender with one context; see sent-by-sender.sql.
select m.id, false as inbound, m.is_last
from unnest(:sent_by::uuid[]) as s (id)
cross join lateral (
  select m.id,
    row_number() over (order by m.sender_id :order, m.user_context collate "C" :order, m.id :order) = :step::int
      as is_last
  from (
    select m.sender_id, m.user_context, m.id from :messages
    where m.user_context is not null
      and (m.sender_id, m.user_context collate "C", m.id) >= (s.id, :context::text, :from_id::uuid)
      and (m.sender_id, m.user_context collate "C", m.id) < (s.id, :context::text, :to_id::uuid)
      and m.id >= :from_month::uuid and m.id < :to_month::uuid
    order by m.sender_id :order, m.user_context collate "C" :order, m.id :order limit :step::int) m) m
