-- Applies results of attempts. That the provider has a message always ends its job, even if the claim has expired since;
-- everything else needs the current fence (ADR 0004).
outcome as materialized (
  select message_id, fence, result, after_ms, attempts, throttles, reason, code, text from :outcomes
), ended as (
  delete from dispatch_job j using outcome o
  where j.message_id = o.message_id
    and (o.result = 'submitted' and not j.holds or o.result = 'failed' and j.fence = o.fence and j.state = 'claimed')
  returning j.message_id, j.lane
), holding as (
  -- The next message of the bulk waits until this one is delivered.
  update dispatch_job j
  set state = 'holds_lane', leased_until = now() + :bulk_timeout_ms::bigint * interval '1 ms', lease_owner = null,
      hold_until = null
  from outcome o
  where j.message_id = o.message_id and o.result = 'submitted' and j.holds
), kept as (
  update dispatch_job j
  set state = case o.result when 'await_status' then 'in_doubt'::dispatch_job_state else 'due'::dispatch_job_state end,
      due_at = now() + o.after_ms * interval '1 ms',
      attempt = j.attempt - 1 + o.attempts, throttles = j.throttles + o.throttles,
      leased_until = null, lease_owner = null,
      -- An open circuit breaker does not replace the reason that opened it.
      waiting_reason = case o.reason when 'circuit_breaker_open' then coalesce(j.waiting_reason, o.reason)
        else coalesce(o.reason, j.waiting_reason) end,
      waiting_since = case when o.reason is null or o.reason = j.waiting_reason
          or o.reason = 'circuit_breaker_open' and j.waiting_reason is not null
        then j.waiting_since else now() end,
      waiting_code = coalesce(o.code, j.waiting_code),
      waiting_text = case when o.code is null then j.waiting_text else o.text end,
      hold_until = case o.result when 'await_status' then (select healthy_ms from webhook_clock) + :hold_ms::bigint end
  from outcome o
  where j.message_id = o.message_id and o.result in ('retry', 'await_status')
    and j.fence = o.fence and j.state = 'claimed'
), settled as (
  select e.message_id,
    exists (select 1 from dispatch_job w where w.lane = e.lane and w.message_id <> e.message_id) as waiting
  from ended e
)
