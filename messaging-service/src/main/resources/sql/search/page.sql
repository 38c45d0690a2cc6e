-- One page of messages. Candidates are read from indexes in the order of ids, a limited number from each part of an index.
-- A part that has more ends at is_last: beyond the nearest such end, the horizon, the candidates are incomplete, so the rest
-- is left to the next page. So a page costs the same whatever the number of stored messages.
with candidate as materialized (
  :candidates
),
horizon as (
  select id from candidate where is_last order by id :order limit 1
),
matching as (
  -- Sorted first (offset 0 keeps the conditions outside), so that no more are examined than the page needs.
  select c.id, c.inbound from (select id, inbound from candidate order by id :order offset 0) c
  where (not exists (select from horizon) or c.id :within (select id from horizon))
    and (:only_senders::uuid[] is null or c.inbound
         or (select m.sender_id from :messages where m.id = c.id limit 1) = any(:only_senders::uuid[]))
    and (:only_receivers::uuid[] is null or not c.inbound
         or (select i.sender_id from :inbound_messages where i.id = c.id limit 1) = any(:only_receivers::uuid[]))
    and (:only_channel::text is null
         or case when c.inbound then (select i.channel from :inbound_messages where i.id = c.id limit 1)
                 else (select m.channel from :messages where m.id = c.id limit 1) end = :only_channel::text)
    and (:only_context::text is null
         or (select m.user_context from :messages where m.id = c.id limit 1) = :only_context::text)
    and (:only_status::text is null
         or coalesce((select e.state from :message_events where e.message_id = c.id and e.state > 'accepted'
                      order by e.state desc limit 1), 'accepted') = :only_status::text::message_state)
    and (:only_error::text is null
         or (select e.error_code from :message_events where e.message_id = c.id and e.state > 'accepted'
             order by e.state desc limit 1) = :only_error::text)
    and (:only_text::text is null or exists (
         select from jsonb_path_query(
           case when c.inbound then (select i.content from :inbound_messages where i.id = c.id limit 1)
                else (select m.content::jsonb from :messages where m.id = c.id limit 1) end,
           'strict $.**') as value
         where jsonb_typeof(value) = 'string' and strpos(lower(value #>> '{}'), lower(:only_text::text)) > 0))
  order by c.id :order limit :limit::int
)
-- Without messages one row, for the horizon.
select h.id as horizon, :columns
from (select 1) as one
left join horizon h on true
left join matching c on true
:lookups
order by c.id :order
