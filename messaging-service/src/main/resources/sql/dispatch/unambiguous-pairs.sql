-- The messages in doubt whose statuses cannot be of any other message, see PairMatch.
with candidate as (
  select c.id, c.provider, j.channel, ltrim(m.recipient, '+') as recipient
  from :responses as c
  join :jobs on j.message_id = c.id
  join :messages on m.id = c.id
), open as materialized (
  select j.message_id, j.channel, j.state, ltrim(m.recipient, '+') as recipient
  from :jobs join :messages on m.id = j.message_id where j.attempt > 0
)
select c.id from candidate c
where not exists (
    -- Another message of the pair is in doubt or in flight.
    select 1 from open p where p.channel = c.channel and p.recipient = c.recipient and p.message_id <> c.id
      and p.state in ('claimed', 'in_doubt'))
  and not exists (
    -- An earlier message of the pair was submitted with an unknown id.
    select 1 from :unknown_submissions
    where u.recipient = c.recipient and u.channel = c.channel and u.message_id <> c.id)
  and not exists (
    -- The provider has statuses of messages that are not ours. Those of the last 5 s may belong to responses that are
    -- being committed.
    select 1 from :unmatched_statuses
    where o.provider = c.provider
      and o.received_at > now() - interval '1 hour' and o.received_at < now() - interval '5 s'
      and not exists (
        select 1 from open p where p.channel = c.channel and p.recipient = o.recipient)
      and not exists (
        select 1 from :unknown_submissions where u.channel = c.channel and u.recipient = o.recipient))
