-- Finds the messages of statuses: by our own id if the provider returns it, else by the provider's. If an SMSC reuses an
-- id, the newest message wins; nothing older than 60 days is searched, so that the cost does not grow with history. If the
-- number base of a provider's ids is not known (recipient is given), the recipient must match, because the same digits may
-- be another message's id in the other base. Each message is looked up by itself (limit): joined, all messages would be read and
-- compared with all statuses while the table's statistics are those of an empty one.
select :message_columns, s.ord, coalesce(r.parts, 1::smallint) as parts
from :statuses as s
left join lateral (
  select ref.message_id, ref.parts from provider_refs(s.provider, s.provider_id) ref
  where s.message_id is null limit 1) r on true
join lateral (
  select * from message
  where id = coalesce(s.message_id, r.message_id) and (s.recipient is null or recipient = s.recipient)
  limit 1) m on true
