-- Columns of a found message c, from lookups.sql.
c.id, c.inbound,
  coalesce(m.account_id, i.account_id) as account_id, coalesce(m.sender_id, i.sender_id) as sender_id,
  coalesce(m.channel, i.channel) as channel, m.identity, coalesce(m.recipient, i.person) as person, m.user_context,
  coalesce(m.accepted_at, i.at) as at, coalesce(m.content, i.content) as content, i.public_id, i.deleted_at,
  e.state, greatest(e.at, m.accepted_at) as state_at, e.error_code, e.error_text
