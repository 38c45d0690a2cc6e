with given as (
  select * from :callbacks
), kept as (
  insert into callback (id, account_id, sender_id, message_id, kind, channel, event, url_override, body, traceparent)
  select id, account_id, sender_id, message_id, kind, channel, event, url_override, body, traceparent from given
)
insert into callback_job (id, account_id, state, endpoint_key)
select id, account_id, state, endpoint_key from given
