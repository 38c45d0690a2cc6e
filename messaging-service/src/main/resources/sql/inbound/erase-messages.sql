-- Erases the content of revoked messages. A separate statement, because it must see what was committed while the claim of
-- their keys waited.
with target as (
  select m.id, m.content, r.at
  from :revoked as r
  join inbound_message m on m.id = r.id and m.sender_id = r.sender_id
  where m.deleted_at is null
  for update of m
)
update inbound_message m
set deleted_at = target.at, details = null,
    content = jsonb_build_object('contentType', target.content -> 'contentType')
from target where m.id = target.id
returning m.id, m.public_id, m.person, (target.content #>> '{media,mediaId}')::uuid as file
