-- The oldest callback of each endpoint key, found with one index lookup per key.
with recursive parked as (
  (select endpoint_key, id from callback_job where state = 'parked' order by endpoint_key, due_at limit 1)
  union all
  select next.endpoint_key, next.id from parked cross join lateral (
    select endpoint_key, id from callback_job
     where state = 'parked' and endpoint_key > parked.endpoint_key
     order by endpoint_key, due_at limit 1) next
)
select call.id, call.account_id, call.sender_id, call.message_id, call.kind, call.channel, call.event, call.url_override,
       '' as body, null::text as traceparent, parked.endpoint_key
  from parked cross join lateral (select * from callback where callback.id = parked.id limit 1) call
