-- Messages that all senders received from one person; see sent-to-person.sql.
select i.id, true as inbound, row_number() over (order by i.id :order) = :step::int as is_last
from (
  select i.id
  from (select greatest(:from_period::int, coalesce(
          (select id_period(i.id) from :inbound_messages order by i.id limit 1), :to_period::int))) o (oldest)
  cross join lateral :periods as p (number)
  cross join lateral (
    select i.id from :inbound_messages
    where (id_period(i.id), i.person collate "C", i.id) >= (p.number, :author::text, :from_id::uuid)
      and (id_period(i.id), i.person collate "C", i.id) < (p.number, :author::text, :to_id::uuid)
      and i.id >= period_start(p.number) and i.id < period_start(p.number + 1)
    order by id_period(i.id) :order, i.person collate "C" :order, i.id :order limit :step::int) i
  limit :step::int) i
