-- Deletes the statuses whose message is known by now. Another form of the id must match exactly one message. Only ids that
-- were stored since the status arrived are searched; ten minutes before, in case both were committed at the same time.
-- The locked rows are deleted by their place in the table, which no plan can turn into reading all of them.
delete from orphan_status
where ctid = any (array(
  select s.ctid from orphan_status s
  cross join lateral (
    select (now() at time zone 'UTC')::date - ((s.received_at - interval '10 min') at time zone 'UTC')::date as days) d
  where s.received_at > now() - interval '1 hour'
    and (exists (select 1 from provider_refs(s.provider, s.provider_id, d.days))
         or s.alternatives is not null and (
           select count(distinct r.message_id) from unnest(s.alternatives) as a (id)
           cross join lateral provider_refs(s.provider, a.id, d.days) r) = 1)
  order by s.received_at limit 500 for update of s skip locked))
returning provider, provider_id, state, at, error_code, error_text, details::text as details, alternatives, parts
