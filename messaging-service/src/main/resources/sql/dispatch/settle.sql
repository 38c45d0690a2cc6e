-- Results of attempts in one statement: jobs, provider ids, submissions with an unknown id, logged attempts. A row without a message states
-- that a status arrived before the response with its id.
with
:settle_jobs,
:store_provider_ids,
unknown as (
  :store_unknown_submissions
),
:log_submit_attempts
select message_id, waiting from settled
union all
select null, true from early_statuses
