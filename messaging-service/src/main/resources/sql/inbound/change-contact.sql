-- Moves the row of the person's previous number or user id to the new one.
with old as (
  delete from contact
  where account_id = :account_id and channel = :channel and (person = :before or user_id = :before)
    and changed_at <= :at
  returning phone, user_id, parent_user_id, username, identity_hash, previous_phone, changed_at
), known as (
  -- The row with the number is the more complete one.
  select * from old order by phone is null, changed_at desc limit 1
)
insert into contact as c
  (account_id, channel, phone, user_id, parent_user_id, username, identity_hash, changed_at, previous_phone)
select :account_id::uuid, :channel::text, coalesce(:phone::text, k.phone), coalesce(:user_id::text, k.user_id),
  coalesce(:parent_user_id::text, k.parent_user_id), coalesce(:username::text, k.username),
  coalesce(:identity_hash::text, k.identity_hash), :at::timestamptz, coalesce(:previous_phone::text, k.previous_phone)
from (select 1) as one left join known k on true
:update_older_contact
