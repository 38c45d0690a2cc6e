-- The first failure of any instance counts. After a gap the failures count from anew: two failures with days between them do
-- not show that the endpoint failed all the time.
insert into callback_endpoint as known (id, account_id, endpoint_key, url, failing_since, last_failure)
select id, account_id, endpoint_key, url, now() - first_ms * interval '1 ms', now() - last_ms * interval '1 ms'
  from :failures
 order by account_id, endpoint_key
on conflict (account_id, endpoint_key) do update
  set failing_since = case
        when excluded.failing_since > known.last_failure + :gap_ms::bigint * interval '1 ms' then excluded.failing_since
        else least(known.failing_since, excluded.failing_since) end,
      last_failure = greatest(known.last_failure, excluded.last_failure)
where known.disabled_at is null
