-- Deletes the statuses whose message is known by now. Another form of the id must match exactly one message.
delete from orphan_status o
where (o.provider, o.provider_id, o.state) in (
  select s.provider, s.provider_id, s.state from orphan_status s
  where s.received_at > now() - interval '1 hour'
    and (exists (
           select 1 from provider_ref r where r.provider_id = s.provider_id and r.provider = s.provider)
         or s.alternatives is not null and (
           select count(distinct r.message_id) from provider_ref r
           where r.provider_id = any(s.alternatives) and r.provider = s.provider) = 1)
  order by s.received_at limit 500 for update skip locked)
returning provider, provider_id, state, at, error_code, error_text, details::text as details, alternatives, parts
