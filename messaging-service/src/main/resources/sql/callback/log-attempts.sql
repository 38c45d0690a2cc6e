-- In the statement that records the results, so that logging costs no round trip.
logged as (
  insert into callback_attempt (callback_id, at, attempt, status, error, duration_ms, endpoint, response)
  select callback_id, at, attempt, nullif(status, 0), error, duration_ms, endpoint, response from :attempts
)
