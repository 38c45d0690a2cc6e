-- Messages with a failure, of all senders: failures are few, and only they have entries in this index.
select e.id, false as inbound, bool_or(e.is_last) as is_last
from (
  select e.message_id as id, row_number() over (order by e.message_id :order, e.state :order) = :step::int as is_last
  from (
    select e.message_id, e.state from :message_events
    where e.state in ('channel_failed', 'failed') and e.message_id >= :from_id::uuid and e.message_id < :to_id::uuid
    order by e.message_id :order, e.state :order limit :step::int) e) e
group by e.id
