-- Deletes the job if its callback was dropped with its monthly partition during a replay: without the row it cannot be sent,
-- and would be reclaimed forever.
with expired as (
  select job.id, call.id is not null as kept
    from callback_job job left join callback call on call.id = job.id
   where job.state = 'claimed' and job.leased_until < now()
     for update of job skip locked
), orphaned as (
  delete from callback_job job using expired where job.id = expired.id and not expired.kept
)
update callback_job job set state = 'due', due_at = now(), leased_until = null, lease_owner = null
  from expired where job.id = expired.id and expired.kept
