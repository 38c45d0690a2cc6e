-- Commits messages of bulks and of requests with an idempotency key. A request is written only if its key is new, or older
-- than a day; the others are left out. The clock is read once, so that a bulk is written completely or not at all.
with input as materialized (
  select * from :accepted
  where (select clock_timestamp()) < not_after
), keyed as (
  -- Ordered to avoid deadlocks.
  insert into idempotency_key as k (key_id, key, body_hash, message_id, answer)
  select key_id, key, body_hash, id, response from input where key is not null order by key_id, key
  on conflict (key_id, key) do update
    set body_hash = excluded.body_hash, message_id = excluded.message_id, answer = excluded.answer,
        created_at = now()
    where k.created_at < now() - interval '24 hours'
  returning message_id
), fresh as (
  select i.* from input i join input l on l.id = i.lead
  where l.key is null or l.id in (select message_id from keyed)
),
:store_messages
