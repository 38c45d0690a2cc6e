update callback_job job
   set state = result.state, attempts = job.attempts + result.attempts, endpoint_key = result.endpoint_key,
       due_at = case when result.pause_ms is null then job.due_at else now() + result.pause_ms * interval '1 ms' end,
       last_status = case when result.attempts = 0 then job.last_status else nullif(result.status, 0) end,
       last_error = coalesce(result.error, job.last_error),
       leased_until = null, lease_owner = null
  from :rescheduled as result
 where job.id = result.id and job.fence = result.fence
