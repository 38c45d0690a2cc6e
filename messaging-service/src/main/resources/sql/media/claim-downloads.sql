update media_job job
set state = 'claimed', fence = job.fence + 1, lease_owner = :owner,
  leased_until = now() + :lease_millis::bigint * interval '1 millisecond'
from (
  select media_id from media_job
  where state = 'due' and due_at <= now()
  order by due_at limit :max
  for update skip locked
) due, media
where job.media_id = due.media_id and media.id = job.media_id
returning job.media_id, job.sender_id, job.source, job.kind, media.content_type, job.sha256, job.attempt, job.fence
