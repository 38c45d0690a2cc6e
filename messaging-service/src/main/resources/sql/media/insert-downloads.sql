with expected as materialized (
  select * from :expected
), files as (
  insert into media (id, account_id, inbound, content_type, file_name, expires_at)
  select id, account_id, true, content_type, file_name, now() + :kept_millis::bigint * interval '1 millisecond'
  from expected
  returning id
)
insert into media_job (media_id, sender_id, source, kind, sha256)
select e.id, sender_id, source, kind, sha256
from expected e join files f on f.id = e.id
