-- Claims one-time files for messages and returns the messages whose file is not available. If two messages of a batch
-- use the same one-time file, the first gets it.
with use as materialized (
  select * from :uses
), first as (
  select distinct on (media_id) * from use order by media_id, message_id
), claimed as (
  update media m set used_by = f.message_id
  from first f
  where m.id = f.media_id and m.account_id = f.account_id and m.one_time and m.size is not null
    and (m.used_by is null and m.expires_at > now() or m.used_by = f.message_id)
  returning f.message_id, m.id
)
select message_id from use u
where not exists (select 1 from claimed c where c.message_id = u.message_id and c.id = u.media_id)
  and not exists (select 1 from media m
    where m.id = u.media_id and m.account_id = u.account_id and not m.one_time
      and m.size is not null and (m.expires_at is null or m.expires_at > now()))
