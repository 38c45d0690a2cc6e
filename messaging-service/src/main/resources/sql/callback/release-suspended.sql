-- Parks the oldest suspended callbacks of an endpoint with a new retry schedule. Their due times follow the order of their
-- facts, in which parked callbacks are claimed.
with chosen as (
  select id, row_number() over (order by id) as position
    from (select id from callback_job
           where state = 'suspended' and account_id = :account_id::uuid and endpoint_key = :endpoint_key::bigint
           order by id limit :max for update) oldest
)
update callback_job job
   set state = 'parked', due_at = now() + chosen.position * interval '1 microsecond', created_at = now(), attempts = 0,
       last_status = null, last_error = null
  from chosen where job.id = chosen.id
