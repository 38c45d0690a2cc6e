-- Checks the quota and inserts in one statement: of two concurrent uploads that would exceed it together, the second
-- is rejected, and then no row is returned.
with charged as (
  insert into media_usage as u (account_id, bytes)
  select :account_id::uuid, :size::bigint where :size::bigint <= :quota::bigint
  on conflict (account_id) do update set bytes = u.bytes + excluded.bytes
    where u.bytes + excluded.bytes <= :quota::bigint
  returning bytes
), added as (
  insert into media (id, account_id, inbound, content_type, file_name, size, sha256, one_time, expires_at)
  select :id::uuid, :account_id::uuid, false, :content_type::text, :file_name::text, :size::bigint, :sha256::bytea,
    :one_time::boolean, now() + :validity_millis::bigint * interval '1 millisecond'
  from charged
)
select bytes from charged
