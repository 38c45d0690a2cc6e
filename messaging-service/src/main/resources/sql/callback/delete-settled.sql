-- Undelivered callbacks are kept, as the customer must still receive them. Attempts are deleted too: an endpoint may repeat
-- the message in its response.
with deleted as (
  delete from callback call
   where message_id = any(:message_ids::uuid[]) and kind = 'inbound'
     and not exists (select from callback_job job where job.id = call.id and job.state <> 'exhausted')
  returning id
), unlogged as (
  delete from callback_attempt using deleted where callback_attempt.callback_id = deleted.id
)
delete from callback_job using deleted where callback_job.id = deleted.id
