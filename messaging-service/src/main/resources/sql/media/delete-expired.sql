-- Deletes expired files and reduces the usage of their accounts. A one-time file has expired when the message that
-- claimed it has no job any more: it was sent, or has failed.
with removed as (
  delete from media where id in (
    select id from media m
    where m.used_by is null and m.expires_at <= now()
      or m.used_by is not null and not exists (select 1 from :jobs where j.message_id = m.used_by)
    order by id limit :max for update skip locked)
  returning id, account_id, size, inbound
), reduced as (
  update media_usage u set bytes = greatest(0, u.bytes - r.bytes)
  from (select account_id, sum(size)::bigint as bytes from removed where not inbound group by account_id) r
  where u.account_id = r.account_id
)
select id from removed
