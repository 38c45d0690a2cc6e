-- Ends the jobs that only hold their lanes, of messages that are delivered completely.
with ended as (
  delete from dispatch_job where message_id = any(:ids::uuid[]) and state = 'holds_lane'
  returning message_id, channel, lane, state
)
select message_id, channel, state,
  exists (select 1 from dispatch_job w where w.lane = e.lane and w.message_id <> e.message_id) as waiting
from ended e
