-- Stores the provider's ids of submitted messages, one per segment, and the number of segments. early_statuses has a row
-- for each id of which a status arrived before the response with it.
part as materialized (
  select message_id, provider, provider_id, part, parts, encoding from :provider_ids
), referred as (
  insert into provider_ref (provider_id, provider, message_id, part, parts)
  select provider_id, provider, message_id, part, parts from part where provider_id <> '' order by provider_id
  on conflict do nothing
), split as (
  update message m set segments = p.parts, encoding = p.encoding from part p
  where m.id = p.message_id and p.part = 1 and (p.parts > 1 or p.encoding is not null)
), early_statuses as (
  select p.message_id from part p
  where exists (select 1 from orphan_status s where s.provider = p.provider and s.provider_id = p.provider_id)
)
