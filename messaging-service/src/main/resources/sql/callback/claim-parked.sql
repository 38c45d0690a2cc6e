-- The oldest parked callbacks of each endpoint, up to its quota.
with chosen as (
  select oldest.id
    from :quotas as quota
   cross join lateral (
     select id from callback_job
      where state = 'parked' and endpoint_key = quota.endpoint_key
        and due_at <= now() - quota.due_ms * interval '1 ms'
      order by due_at limit quota.max_rows
        for update skip locked) oldest
), :claim_chosen
