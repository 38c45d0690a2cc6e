-- Forgets handles that the provider no longer has, and returns whether one of the given ones is no longer in use. The
-- time of an upload follows from the expiry of its handle.
with lost as materialized (
  select * from :lost
), forgotten as (
  delete from media_handle h using lost l
  where h.media_id = l.media_id and h.sender = :sender and h.state = 'uploaded' and h.handle = l.handle
    and h.expires_at < now() + :remaining_millis::bigint * interval '1 millisecond'
  returning h.media_id
)
select exists (select from forgotten) or exists (
  select from lost l
  where not exists (
    select from media_handle h
    where h.media_id = l.media_id and h.sender = :sender and h.state = 'uploaded' and h.handle = l.handle)) as unused
