-- Makes the callbacks of "chosen" due with a new retry schedule, delivered ones by a new job. One in flight is left unchanged.
made_due as (
  insert into callback_job as job (id, account_id) select id, account_id from chosen order by id
  on conflict (id) do update
    set state = 'due', due_at = now(), attempts = 0, created_at = now(), endpoint_key = null,
        last_status = null, last_error = null
    where job.state <> 'claimed'
  returning id
)
select (select count(*)::integer from made_due) as made_due, (select count(*)::integer from chosen) as chosen,
       (select id from chosen order by id desc limit 1) as last
