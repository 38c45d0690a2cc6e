-- Claims the rows of "chosen". Written so that every plan uses the primary keys: the planner cannot know how few rows there
-- are, and the tables may be large.
claimed as (
  update callback_job job
     set state = 'claimed', fence = job.fence + 1, lease_owner = :owner,
         leased_until = now() + :lease_ms::bigint * interval '1 ms'
   where job.id = any (array(select id from chosen))
  returning job.id, job.attempts, job.fence, job.endpoint_key,
            (extract(epoch from now() - job.created_at) * 1000)::bigint as age_ms,
            (extract(epoch from now() - job.due_at) * 1000)::bigint as due_ms)
select call.id, call.account_id, call.sender_id, call.message_id, call.kind, call.channel, call.event, call.url_override,
       call.body, call.traceparent, claimed.attempts, claimed.fence, claimed.endpoint_key, claimed.age_ms, claimed.due_ms
  from claimed cross join lateral (select * from callback where callback.id = claimed.id limit 1) call
