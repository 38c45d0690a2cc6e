-- Sent messages of each sender. The comparisons of rows, and not of single columns, make only the index of the sender
-- eligible, whatever the planner estimates; the bounds of the months exclude partitions.
select m.id, false as inbound, m.is_last
from unnest(:sent_by::uuid[]) as s (id)
cross join lateral (
  select m.id, row_number() over (order by m.sender_id :order, m.id :order) = :step::int as is_last
  from (
    select m.sender_id, m.id from :messages
    where (m.sender_id, m.id) >= (s.id, :from_id::uuid) and (m.sender_id, m.id) < (s.id, :to_id::uuid)
      and m.id >= :from_month::uuid and m.id < :to_month::uuid
    order by m.sender_id :order, m.id :order limit :step::int) m) m
