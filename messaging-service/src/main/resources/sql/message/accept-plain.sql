-- Commits single messages without idempotency key. Those whose deadline has passed are left out: after a stall the database
-- must not write messages whose callers got a 503. The clock is read once.
with fresh as materialized (
  select a.*, null::uuid as bulk_id, null::smallint as bulk_position, false as holds from :accepted as a
  where (select clock_timestamp()) < not_after
),
:store_messages
