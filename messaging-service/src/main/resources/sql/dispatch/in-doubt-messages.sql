-- Messages in doubt whose recipients have statuses of unknown messages. Excludes statuses that the message's own lost call
-- cannot have caused: those from before it was accepted, and those whose message is known by now.
select :message_columns, :content_columns, :job_columns,
  j.hold_until <= :healthy_ms or j.expires_at <= :now as hold_ended,
  o.provider, o.provider_id, o.state, o.at, o.reference, o.excerpt, o.identity as status_identity,
  coalesce(o.received_at >= j.attempted_at, false) as after_the_call
from :jobs
join :messages on m.id = j.message_id
join :unmatched_statuses on o.recipient = ltrim(m.recipient, '+')
  and (o.provider = j.channel or starts_with(o.provider, j.channel || '/'))
  and o.received_at >= m.accepted_at - interval '1 s'
where j.state = 'in_doubt'
order by j.hold_until, j.message_id, o.received_at
limit :max for update of j skip locked
