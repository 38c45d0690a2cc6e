-- The rows of a message or of a received message c, by subqueries with a limit: the planner could turn a join into a scan of
-- whole tables.
left join lateral (
  select m.account_id, m.sender_id, m.channel, m.identity, m.recipient, m.user_context, m.accepted_at,
    m.content::text as content
  from :messages where m.id = c.id and not c.inbound limit 1) m on true
left join lateral (
  select e.state, e.at, e.error_code, e.error_text from :message_events
  where e.message_id = c.id and not c.inbound and e.state > 'accepted' order by e.state desc limit 1) e on true
left join lateral (
  select i.account_id, i.sender_id, i.channel, i.person, i.public_id, i.at, i.deleted_at, i.content::text as content
  from :inbound_messages where i.id = c.id and c.inbound limit 1) i on true
