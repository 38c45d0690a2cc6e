-- The clock counts the time since the last beat only if all partitions of the bus are consumed in time.
with reported as (
  insert into webhook_beat as b (partition, sent_at) select partition, sent_at from :beats
  on conflict (partition) do update set sent_at = greatest(b.sent_at, excluded.sent_at)
  returning partition, sent_at
), slowest as (
  select min(coalesce(r.sent_at, b.sent_at)) as sent_at
  from webhook_beat b full join reported r using (partition)
)
update webhook_clock
set beat_at = now(), healthy_ms = healthy_ms + case
      when greatest(now() - slowest.sent_at, now() - beat_at) <= :timeout_ms::bigint * interval '1 ms'
      then greatest(0, (extract(epoch from now() - beat_at) * 1000)::bigint) else 0 end
from slowest
