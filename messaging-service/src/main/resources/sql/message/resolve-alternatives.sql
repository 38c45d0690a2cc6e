-- Finds the messages of statuses by all representations of an id: messages to this recipient first, then the id as the
-- provider wrote it (own); the other base only if it matches exactly one message. Looked up by
-- lateral subqueries, as in resolve-statuses.sql.
with candidate as materialized (
  select s.position, s.own, ref.message_id, ref.parts, s.provider_id,
    coalesce(m.recipient = s.recipient, false) as addressed
  from :candidates as s
  cross join lateral provider_refs(s.provider, s.provider_id) ref
  join lateral (select recipient from message where id = ref.message_id limit 1) m on true
), best as (
  select distinct on (position) * from candidate order by position, addressed desc, own desc, message_id desc
)
select :message_columns, b.position, b.parts, b.provider_id
from best b join lateral (select * from message where id = b.message_id limit 1) m on true
where b.own or 1 = (
  select count(distinct c.message_id) from candidate c where c.position = b.position and c.addressed = b.addressed)
