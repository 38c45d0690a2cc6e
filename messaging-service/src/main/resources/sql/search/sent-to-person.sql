-- Sent messages to one person, of all senders. Period by period in the order of time, because the period comes first in the
-- index; those without a message cost one look. The comparisons of rows make only this index eligible, see sent-by-sender.sql.
select m.id, false as inbound, row_number() over (order by m.id :order) = :step::int as is_last
from (
  select m.id
  from (select greatest(:from_period::int, coalesce(
          (select id_period(m.id) from :messages order by m.id limit 1), :to_period::int))) o (oldest)
  cross join lateral :periods as p (number)
  cross join lateral (
    select m.id from :messages
    where (id_period(m.id), m.recipient collate "C", m.id) >= (p.number, :recipient::text, :from_id::uuid)
      and (id_period(m.id), m.recipient collate "C", m.id) < (p.number, :recipient::text, :to_id::uuid)
      and m.id >= period_start(p.number) and m.id < period_start(p.number + 1)
    order by id_period(m.id) :order, m.recipient collate "C" :order, m.id :order limit :step::int) m
  limit :step::int) m
