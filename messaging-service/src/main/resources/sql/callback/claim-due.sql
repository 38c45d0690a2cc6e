with chosen as (
  select id from callback_job
   where state = 'due' and due_at <= now()
   order by due_at limit :max
     for update skip locked
), :claim_chosen
