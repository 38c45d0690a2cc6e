-- The endpoints with suspended callbacks, found with one index lookup per endpoint.
with recursive suspended as (
  (select account_id, endpoint_key from callback_job
    where state = 'suspended' order by account_id, endpoint_key limit 1)
  union all
  select next.account_id, next.endpoint_key from suspended cross join lateral (
    select account_id, endpoint_key from callback_job
     where state = 'suspended' and (account_id, endpoint_key) > (suspended.account_id, suspended.endpoint_key)
     order by account_id, endpoint_key limit 1) next
)
select account_id, endpoint_key from suspended
