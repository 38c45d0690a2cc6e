-- Ends the jobs of messages that the provider has, as statuses prove. Locks the jobs against concurrent changes, so that a
-- hold never outlasts the proof. A message of a bulk that was only submitted keeps its lane until it is delivered or fails.
with proof as (
  select message_id, max(state) as state from :proofs group by message_id
), known as (
  select j.message_id, j.channel, j.lane, j.state, j.holds and p.state < 'channel_failed' as holds
  from dispatch_job j join proof p using (message_id) for update of j
), ended as (
  delete from dispatch_job j using known k where j.message_id = k.message_id and not k.holds
), held as (
  update dispatch_job j
  set state = 'holds_lane', leased_until = now() + :bulk_timeout_ms::bigint * interval '1 ms', lease_owner = null,
      hold_until = null
  from known k where j.message_id = k.message_id and k.holds and k.state <> 'holds_lane'
)
select message_id, channel, state, not holds and
  exists (select 1 from dispatch_job w where w.lane = k.lane and w.message_id <> k.message_id) as waiting
from known k
