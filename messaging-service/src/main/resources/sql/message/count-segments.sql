-- Counts delivered segments, each once, on the row of its message, so that concurrent commits cannot miss each other.
with arrived as (
  update provider_ref r set state = 'delivered'
  from :segments as s
  where r.provider_id = s.provider_id and r.provider = s.provider and r.message_id = s.message_id
    and (r.state is null or r.state < 'delivered')
  returning r.message_id
), counted as (
  select message_id, count(*)::smallint as parts from arrived group by message_id
)
update message m set segments_done = m.segments_done + c.parts
from counted c where m.id = c.message_id
returning m.id, m.segments_done >= m.segments as is_complete
