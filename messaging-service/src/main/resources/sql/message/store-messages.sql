-- Writes the messages of "fresh" and their jobs. Returns the database's time with each job, see DatabaseClock.
stored as (
  insert into message (id, account_id, sender_id, channel, identity, recipient, content, options, user_context,
    url_override, source, traceparent, accepted_at, bulk_id, bulk_position)
  select id, account_id, sender_id, channel, identity, recipient, content, options, user_context,
    url_override, source, traceparent, accepted_at, bulk_id, bulk_position
  from fresh
), job as (
  :insert_jobs
)
select message_id, state, clock_timestamp() as database_time from job
