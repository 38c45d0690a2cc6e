-- Adds new events. A failure after delivery is ignored.
--
-- An event's instant is fixed here, once: not before the known events of lower states (floor), and that of the next higher
-- state if that one is known already (ceiling). So instants never decrease from state to state, nor from one callback to
-- the next. Transactions that end a message's job serialize on its row, so this statement sees the events they added.
insert into message_event (message_id, state, at, provider_id, error_code, error_text, details, provider_at)
select e.message_id, e.state, placed.at, e.provider_id, e.error_code, e.error_text, e.details,
  nullif(e.provider_at, placed.at)
from :events as e
cross join lateral (
  select bool_or(k.state in ('delivered', 'seen')) as arrived,
    max(k.at) filter (where k.state < e.state or e.state = 'unknown') as floor,
    min(k.at) filter (where k.state > e.state and e.state > 'unknown') as ceiling
  from message_event k where k.message_id = e.message_id) known
cross join lateral (select coalesce(known.ceiling, greatest(e.at, known.floor)) as at) placed
where e.state not in ('channel_failed', 'failed') or known.arrived is not true
-- Ordered, so that two batches cannot deadlock.
order by e.message_id, e.state
on conflict do nothing
returning message_id, state, at
