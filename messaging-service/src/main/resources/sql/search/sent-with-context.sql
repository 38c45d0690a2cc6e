-- Sent messages with one context, of all senders; see sent-to-person.sql.
select m.id, false as inbound, row_number() over (order by m.id :order) = :step::int as is_last
from (
  select m.id
  from (select greatest(:from_period::int, coalesce(
          (select id_period(m.id) from :messages order by m.id limit 1), :to_period::int))) o (oldest)
  cross join lateral :periods as p (number)
  cross join lateral (
    select m.id from :messages
    where m.user_context is not null
      and (id_period(m.id), m.user_context collate "C", m.id) >= (p.number, :context::text, :from_id::uuid)
      and (id_period(m.id), m.user_context collate "C", m.id) < (p.number, :context::text, :to_id::uuid)
      and m.id >= period_start(p.number) and m.id < period_start(p.number + 1)
    order by id_period(m.id) :order, m.user_context collate "C" :order, m.id :order limit :step::int) m
  limit :step::int) m
