-- Limited, as an exact count of a long backlog is expensive and adds no information.
select (select count(*) from (
          select 1 from callback_job where state in ('due', 'claimed', 'parked') limit 100000) pending) as pending,
       (select count(*) from (
          select 1 from callback_job where state = 'suspended' limit 100000) suspended) as suspended,
       (select extract(epoch from now() - min(due_at)) from callback_job
         where state in ('due', 'parked') and due_at <= now())::float8 as oldest
