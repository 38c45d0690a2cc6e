-- Jobs of the messages in "fresh". A job is committed as claimed if this instance has reserved a slot for it (claim) and
-- its lane has no other job. Inserted in the order of the requests, because seq is the order within a lane. The other job is looked
-- up by a subquery with a limit: "exists" could be executed by a hash of all jobs.
insert into dispatch_job (message_id, account_id, sender_id, channel, lane, state, expires_at, attempt, fence,
  leased_until, lease_owner, attempted_at, traceparent, holds)
select id, account_id, sender_id, channel, lane,
  case when go then 'claimed'::dispatch_job_state else 'due'::dispatch_job_state end,
  now() + :expires_after_ms::bigint * interval '1 ms', go::int, go::int,
  case when go then now() + :lease_ms::bigint * interval '1 ms' end,
  case when go then :lease_owner::text end,
  case when go then now() end, traceparent, holds
from (
  select *, claim and (select true from dispatch_job ahead where ahead.lane = f.lane limit 1) is null as go from fresh f
) decided
order by ord
returning message_id, state
