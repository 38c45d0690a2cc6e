-- Claims due jobs, only the first of each lane; jobs that others are claiming are skipped.
head as (
  select j.message_id from dispatch_job j
  where j.channel = :channel and j.state = 'due' and j.due_at <= now() and j.sender_id <> all(:open_senders::uuid[])
    and not exists (select 1 from dispatch_job ahead where ahead.lane = j.lane and ahead.seq < j.seq)
  order by j.due_at limit :max
  for update of j skip locked
), claimed as (
  update dispatch_job j
  set state = 'claimed', attempt = j.attempt + 1, fence = j.fence + 1, lease_owner = :lease_owner,
      attempted_at = now(), leased_until = now() + :lease_ms::bigint * interval '1 ms'
  from head where j.message_id = head.message_id
  returning j.message_id, j.seq, j.lane, j.fence, j.attempt, j.throttles, j.expires_at <= now() as expired
)
